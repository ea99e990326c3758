package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.content.Policy.Rule.BLOCK;
import static parley.content.Policy.Rule.WARN;
import static parley.content.Risk.DOCUMENTS;
import static parley.content.Risk.LINKS;
import static parley.content.Risk.MENTIONS;
import static parley.engine.Stage.ALICE;
import static parley.engine.Stage.BOB;
import static parley.engine.Stage.CAROL;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import parley.chat.Button;
import parley.chat.ChatEvent.Verb;
import parley.chat.SessionId;
import parley.content.Letter.Reacted;
import parley.content.Policy;
import parley.engine.Recorder.Posted;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What happens to messages while they wait for an answer.
class HeldTest {
    private final Talk talk =
            new Talk(new Policy(Map.of(LINKS, WARN, MENTIONS, BLOCK, DOCUMENTS, WARN)));

    @Test
    void aChangeOfAHeldMessageTakesItsPlaceAndIsDoneWithAfterIt() {
        talk.says(70, "a.com");
        talk.says(71, "b.com");

        assertEquals(List.of(), talk.edits(70, Talk.text("c.com"), 90));
        assertEquals(List.of(), talk.edits(70, Talk.text("d.com"), 91));
        talk.assertDone();
        assertEquals(
                List.of("relayed 70 d.com", "relayed 71 b.com"),
                talk.presses(Verb.SEND, "links", 99));
        talk.assertDone(70, 90, 91, 71, 99);
    }

    @Test
    void aChangeToSomethingHarmlessWaitsAllTheSame() {
        talk.says(70, "a.com");
        talk.edits(70, Talk.text("hi"), 90);

        assertEquals(List.of("relayed 70 hi"), talk.presses(Verb.SEND, "links", 99));
    }

    @Test
    void aChangeToSomethingThatNeverPassesIsSeenWhenItIsSent() {
        talk.says(70, "a.com");
        talk.edits(70, Talk.text("@somebody"), 90);

        assertEquals(List.of("BLOCKED mentions re 70"), talk.presses(Verb.SEND, "links", 99));
        talk.assertDone(70, 90, 99);
    }

    @Test
    void aChangeThatBringsASecondRiskIsAskedAbout() {
        talk.says(70, Talk.file(70, ""));
        talk.edits(70, Talk.file(70, "a.com"), 90);

        assertEquals(List.of("HELD links re 70"), talk.presses(Verb.SEND, "documents", 98));
        assertEquals(List.of("relayed 70 file70 a.com"), talk.presses(Verb.SEND, "links", 99));
        talk.assertDone(70, 90, 98, 99);
    }

    @Test
    void aChangeOfAPartOfAHeldAlbumTakesThePlaceOfThatPart() {
        talk.sends(70, Talk.album("old", 70, 71, 72));

        assertEquals(List.of(), talk.edits(71, Talk.file(81, "new"), 90));
        assertEquals(List.of(), talk.edits(72, Talk.text("no file"), 91));
        assertEquals(
                List.of("relayed 70 file70 old + file81 new + file72 old with effect 7"),
                talk.presses(Verb.SEND, "documents", 99));
        talk.assertDone(70, 90, 91, 99);
    }

    @Test
    void aChangeThatBringsARiskToADeliveredMessageIsHeldOrRefused() {
        talk.says(70, "hi");
        talk.says(71, "ho");
        talk.done.clear();

        assertEquals(List.of("HELD links re 70"), talk.edits(70, Talk.text("a.com"), 90));
        assertEquals(List.of("BLOCKED mentions re 71"), talk.edits(71, Talk.text("@somebody"), 91));
        assertEquals(List.of("relayed 70 edited a.com"), talk.presses(Verb.SEND, "links", 99));
        talk.assertDone(91, 90, 99);
    }

    @Test
    void aLaterChangeTakesThePlaceOfAHeldOne() {
        talk.says(70, "hi");
        talk.edits(70, Talk.text("a.com"), 90);

        assertEquals(List.of(), talk.edits(70, Talk.text("never mind"), 91));
        assertEquals(List.of("relayed 70 edited never mind"), talk.presses(Verb.SEND, "links", 99));
        talk.assertDone(70, 90, 91, 99);
    }

    @Test
    void aDroppedChangeLeavesTheMessageAsItWas() {
        talk.says(70, "hi");
        talk.edits(70, Talk.text("a.com"), 90);

        assertEquals(List.of("DROPPED re 70"), talk.presses(Verb.DROP, "links", 99));
        talk.assertDone(70, 90, 99);
    }

    @Test
    void whoTakesAHeldMessageBackHearsThatItIsGoneAndItIsNeverSent() {
        talk.says(70, "a.com");
        talk.says(71, "b.com");

        assertEquals(List.of("UNSENT re 75"), talk.unsends(75, Optional.of(70L)));
        talk.assertDone(70, 75);
        assertEquals(List.of("relayed 71 b.com"), talk.presses(Verb.SEND, "links", 99));
        talk.assertDone(71, 99);
    }

    @Test
    void aHeldAlbumIsTakenBackByAnyOfItsParts() {
        talk.sends(70, Talk.album("", 70, 71));

        assertEquals(List.of("UNSENT re 75"), talk.unsends(75, Optional.of(71L)));
        talk.assertDone(70, 75);
        assertEquals(List.of(), talk.presses(Verb.SEND, "documents", 99));
    }

    @Test
    void whoTakesBackADeliveredMessageTakesItsHeldChangeWithIt() {
        talk.says(70, "hi");
        talk.edits(70, Talk.text("a.com"), 90);

        assertEquals(List.of("relayed 75 unsent"), talk.unsends(75, Optional.of(70L)));
        talk.assertDone(70, 90, 75);
        assertEquals(List.of(), talk.presses(Verb.SEND, "links", 99));
    }

    @Test
    void takingBackAnotherMessageOrTheLastReachesThePartnersChat() {
        talk.says(70, "a.com");

        assertEquals(List.of("relayed 75 unsent"), talk.unsends(75, Optional.of(69L)));
        assertEquals(List.of("relayed 76 unsent"), talk.unsends(76, Optional.empty()));
        assertEquals(List.of("relayed 70 a.com"), talk.presses(Verb.SEND, "links", 99));
    }

    @Test
    void whenAllWereTakenBackTheNextIsAskedAboutAnew() {
        talk.says(70, "a.com");
        talk.unsends(75, Optional.of(70L));

        assertEquals(List.of("HELD links re 71"), talk.says(71, "a.com"));
    }

    @Test
    void aReactionIsNotHeldUp() {
        talk.says(70, "a.com");
        var liked = new Reacted(Optional.of("👍"));

        talk.stage.core.handle(talk.stage.revised(ALICE, 70, liked, () -> talk.done.add(90L)));

        assertEquals(1, talk.stage.outbox.take().size());
        talk.assertDone(90);
    }

    @ParameterizedTest
    @EnumSource(
            value = Verb.class,
            names = {"END", "NEXT", "BLOCK", "REPORT"})
    void theEndOfTheChatGivesEachBackToItsSender(Verb verb) {
        for (var ender : List.of(ALICE, BOB)) {
            var chat = new Talk(new Policy(Map.of(LINKS, WARN, DOCUMENTS, WARN)));
            chat.says(70, "a.com");
            chat.sends(71, Talk.album("", 71, 72));
            chat.edits(71, Talk.file(71, "new"), 90);
            chat.says(73, "b.com");

            var words = chat.asks(ender, verb);

            assertEquals(
                    List.of("NOT_DELIVERED re 70", "NOT_DELIVERED re 71", "NOT_DELIVERED re 73"),
                    words.stream().filter(word -> word.contains(" re ")).sorted().toList());
            assertEquals(List.of(70L, 71L, 73L, 90L), chat.done.stream().sorted().toList());
            assertEquals(List.of(), chat.presses(Verb.SEND, "links", 99));
        }
    }

    @Test
    void aChangeThatWaitedGoesInSilenceWhenTheChatIsOver() {
        talk.says(70, "hi");
        talk.edits(70, Talk.text("a.com"), 90);

        var words = talk.asks(BOB, Verb.END);

        assertEquals(List.of(), words.stream().filter(word -> word.contains(" re ")).toList());
        talk.assertDone(70, 90);
    }

    @Test
    void whatBothHaveWaitingIsGivenBackAndOfOthersNothing() {
        talk.says(70, "a.com");
        var said = talk.stage.said(BOB, 80, Talk.text("b.com"), () -> talk.done.add(80L));
        talk.stage.core.handle(said);
        talk.stage.outbox.take();

        talk.asks(CAROL, Verb.HELP);
        talk.assertDone();
        talk.asks(ALICE, Verb.END);

        assertEquals(List.of(70L, 80L), talk.done.stream().sorted().toList());
    }

    @Test
    void nothingIsDoneWithBeforeItIsDelivered() {
        talk.says(70, "a.com");
        talk.says(71, "b.com");
        talk.stage.outbox.hold();

        talk.stage.core.handle(
                talk.stage.pressed(
                        ALICE,
                        Button.of(Verb.SEND, talk.session, "links"),
                        () -> talk.done.add(99L)));

        talk.assertDone();
        var posts = talk.stage.outbox.take();
        posts.stream().map(Posted::done).toList().reversed().forEach(Runnable::run);
        talk.assertDone(71, 70, 99);
    }

    @Test
    void theNoticeThatAMessageIsHeldDoesNotEndIt() {
        talk.stage.outbox.hold();
        talk.stage.core.handle(
                talk.stage.said(ALICE, 70, Talk.text("a.com"), () -> talk.done.add(70L)));

        talk.stage.outbox.take().forEach(post -> post.done().run());

        talk.assertDone();
    }

    @Test
    void whatIsHeldInOneChatIsNoneOfAnother() {
        var held = new Held();
        var who = ALICE.pseudonym();
        var other = new SessionId(404);
        held.hold(who, talk.session, LINKS, message());
        held.answer(who, talk.session, LINKS);
        held.hold(who, talk.session, MENTIONS, message());

        assertFalse(held.isAnswered(who, other, LINKS));
        assertEquals(0, held.waiting(who, other, MENTIONS));
        assertEquals(List.of(), held.answer(who, other, MENTIONS));
        assertEquals(List.of(), held.end(who, other));
        assertEquals(Optional.empty(), held.take(who, other, 70));
        assertTrue(held.isAnswered(who, talk.session, LINKS));
        assertEquals(1, held.waiting(who, talk.session, MENTIONS));
    }

    @Test
    void nothingIsRememberedOfAChatThatIsOver() {
        var held = new Held();
        var who = ALICE.pseudonym();
        held.hold(who, talk.session, LINKS, message());
        held.answer(who, talk.session, LINKS);

        assertEquals(List.of(), held.end(who, talk.session));

        assertFalse(held.isAnswered(who, talk.session, LINKS));
    }

    private Incoming message() {
        return talk.stage.said(ALICE, 70, Talk.text("a.com"), () -> {});
    }
}
