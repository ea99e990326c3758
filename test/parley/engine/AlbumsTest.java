package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.engine.Stage.ALICE;
import static parley.engine.Stage.BOB;
import static parley.engine.Stage.CAROL;
import static parley.engine.Stage.TEXT;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import parley.chat.ChatEvent.Gist;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Person;
import parley.content.Formatted;
import parley.content.Letter.Album;
import parley.content.Letter.Fresh;
import parley.content.Letter.Reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/// How the parts of an album become one message. Each test ends with every part done with once and
/// nothing else relayed.
class AlbumsTest {
    private final Stage stage = new Stage();
    private final Parts parts = new Parts(stage);

    @BeforeEach
    void meet() {
        stage.meet(ALICE, BOB);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        stage.settle();
        parts.assertAllDone();
        assertEquals(List.of(), stage.outbox.take());
    }

    @Test
    void partsAreHandedOnAsOneWhenNoMoreCame() throws Exception {
        parts.sendAndWait(ALICE, 70, "a");
        parts.sendAndWait(ALICE, 71, "a");
        var pause = parts.sendAndWait(ALICE, 72, "a");
        assertEquals(List.of(), stage.outbox.take());

        pause.run();

        parts.awaitDone(70, 71, 72);
        assertRelayed(BOB, List.of(70L, 71L, 72L));
    }

    @Test
    void partsThatCameInDisorderAreHandedOnInOrder() throws Exception {
        parts.sendAndWait(ALICE, 72, "a");
        parts.sendAndWait(ALICE, 70, "a");
        var pause = parts.sendAndWait(ALICE, 71, "a");

        pause.run();

        parts.awaitDone(70, 71, 72);
        assertRelayed(BOB, List.of(70L, 71L, 72L));
    }

    @Test
    void thePauseAfterAnOlderPartEndsNothing() throws Exception {
        var first = parts.sendAndWait(ALICE, 70, "a");
        var second = parts.sendAndWait(ALICE, 71, "a");
        first.run();
        var third = parts.sendAndWait(ALICE, 72, "a");
        second.run();

        third.run();

        parts.awaitDone(70, 71, 72);
        assertRelayed(BOB, List.of(70L, 71L, 72L));
    }

    @Test
    void thePauseOfAnAlbumThatIsGoneEndsNothingOfWhatCameLater() throws Exception {
        var old = parts.sendAndWait(ALICE, 70, "a");
        stage.says(ALICE, 71, TEXT);
        parts.awaitDone(70);
        parts.sendAndWait(ALICE, 72, "a");
        old.run();
        var pause = parts.sendAndWait(ALICE, 73, "a");

        pause.run();

        parts.awaitDone(72, 73);
        assertRelayed(BOB, List.of(72L, 73L));
    }

    @Test
    void theTenthPartIsTheLastAndNothingIsWaitedFor() throws Exception {
        var pauses = new ArrayList<Runnable>();
        for (long message = 70; message < 79; message++) {
            pauses.add(parts.sendAndWait(ALICE, message, "a"));
        }
        assertEquals(List.of(), stage.outbox.take());

        parts.send(ALICE, 79, "a");

        parts.awaitDone(LongStream.range(70, 80).toArray());
        assertRelayed(BOB, LongStream.range(70, 80).boxed().toList());
        assertTrue(stage.timer.isIdle());
        pauses.forEach(Runnable::run);
    }

    @Test
    void aLatePartBecomesAMessageOfItsOwn() throws Exception {
        parts.sendAndWait(ALICE, 70, "a");
        parts.sendAndWait(ALICE, 71, "a").run();
        parts.awaitDone(70, 71);
        assertRelayed(BOB, List.of(70L, 71L));

        parts.sendAndWait(ALICE, 72, "a").run();

        parts.awaitDone(72);
        assertRelayed(BOB, List.of(72L));
    }

    @Test
    void aPartThatStaysAloneIsAnOrdinaryMessage() throws Exception {
        var letter = new Fresh(Parts.photo(70), Optional.empty(), Optional.of("5"));
        parts.send(ALICE, 70, "a", letter);

        stage.timer.next().run();

        parts.awaitDone(70);
        var posts = stage.outbox.take();
        assertEquals(List.of(List.of(70L)), Parts.relayed(BOB, posts));
        assertEquals(Optional.of(letter), posts.getFirst().cause().letter());
    }

    @Test
    void anAlbumAnswersWhatItsFirstPartAnswersAndKeepsItsCaptions() throws Exception {
        var reply = Optional.of(new Reply(60, Optional.empty()));
        var captioned = Parts.photo(71).with(new Formatted("sea", List.of()));
        parts.send(ALICE, 70, "a", new Fresh(Parts.photo(70), reply, Optional.empty()));
        parts.send(ALICE, 71, "a", Fresh.of(captioned));
        stage.timer.next();

        stage.timer.next().run();

        parts.awaitDone(70, 71);
        var album = (Album) stage.outbox.take().getFirst().cause().letter().orElseThrow();
        assertEquals(reply, album.reply());
        assertEquals(
                List.of(Parts.photo(70), captioned),
                album.parts().stream().map(part -> part.media()).toList());
    }

    @Test
    void anAlbumIsLikeAnotherByTheCaptionOfAnyPart() throws Exception {
        for (long message = 70; message < 72; message++) {
            var gist = new Gist(Set.of(message), true);
            var said = new Said(ALICE, stage.tick(), gist);
            var letter = Fresh.of(Parts.photo(message));
            stage.engine.accept(Incoming.of(said, message, letter, Entry.none(() -> {})), "a");
        }
        stage.timer.next();
        stage.timer.next().run();

        stage.settle();

        var album = (Said) stage.outbox.take().getFirst().cause().event();
        assertEquals(new Gist(Set.of(70L, 71L), true), album.gist());
    }

    @Test
    void albumsOfDifferentPeopleDoNotMixEvenUnderOneName() throws Exception {
        parts.sendAndWait(ALICE, 70, "a");
        parts.sendAndWait(BOB, 80, "a");
        var pauseOfAlice = parts.sendAndWait(ALICE, 71, "a");
        var pauseOfBob = parts.sendAndWait(BOB, 81, "a");
        assertEquals(1, stage.asks(CAROL, Verb.HELP).size());

        pauseOfBob.run();
        parts.awaitDone(80, 81);
        assertRelayed(ALICE, List.of(80L, 81L));
        pauseOfAlice.run();
        parts.awaitDone(70, 71);
        assertRelayed(BOB, List.of(70L, 71L));
    }

    @Test
    void isDoneWithOnlyWhenItIsDelivered() throws Exception {
        stage.outbox.hold();
        parts.sendAndWait(ALICE, 70, "a");
        parts.sendAndWait(ALICE, 71, "a");
        stage.settle();

        var posts = stage.outbox.take();
        assertEquals(List.of(List.of(70L, 71L)), Parts.relayed(BOB, posts));
        parts.assertNoneDone();
        posts.getFirst().done().run();
        parts.awaitDone(70, 71);
    }

    @Test
    void closingHandsOnWhatIsThere() throws Exception {
        parts.send(ALICE, 70, "a");
        parts.send(BOB, 80, "b");
        parts.send(ALICE, 71, "a");

        stage.settle();

        var posts = stage.outbox.take();
        assertEquals(List.of(List.of(70L, 71L)), Parts.relayed(BOB, posts));
        assertEquals(List.of(List.of(80L)), Parts.relayed(ALICE, posts));
        parts.awaitAllDone();
    }

    private void assertRelayed(Person to, List<Long> album) {
        assertEquals(List.of(album), Parts.relayed(to, stage.outbox.take()));
    }
}
