package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.engine.Stage.ALICE;
import static parley.engine.Stage.BOB;
import static parley.engine.Stage.TEXT;
import static parley.engine.Stage.effects;
import static parley.engine.Stage.told;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;
import parley.chat.SessionId;
import parley.content.Letter.Edited;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What else may come while the parts of an album are collected: other things from the same person,
/// a limit, a bug.
class AlbumEndsTest {
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Notice SLOW_DOWN = new Notice.SlowDown(PAUSE);

    private final Stage stage = new Stage();
    private final Parts parts = new Parts(stage);
    private SessionId session;

    @BeforeEach
    void meet() {
        session = stage.meet(ALICE, BOB);
        stage.messages.asked.clear();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        stage.settle();
        parts.assertAllDone();
        assertEquals(List.of(), stage.outbox.take());
    }

    @Test
    void aTextEndsTheAlbumAndFollowsIt() throws Exception {
        sendTwo();

        var posts = stage.says(ALICE, 72, TEXT);

        assertEquals(List.of(List.of(70L, 71L), List.of(72L)), Parts.relayed(BOB, posts));
        parts.awaitDone(70, 71);
    }

    @Test
    void aChangeEndsTheAlbumAndFollowsIt() throws Exception {
        sendTwo();

        var posts = stage.revises(ALICE, 70, new Edited(Parts.photo(70)));

        assertEquals(List.of(List.of(70L, 71L), List.of(70L)), Parts.relayed(BOB, posts));
        parts.awaitDone(70, 71);
    }

    @Test
    void aCommandEndsTheAlbumBeforeItIsObeyed() throws Exception {
        sendTwo();

        var posts = stage.asks(ALICE, Verb.END);

        assertEquals(
                List.of(
                        new Effect.Relay(BOB, session),
                        told(BOB, Topic.PARTNER_LEFT, session),
                        told(ALICE, Topic.YOU_LEFT, session)),
                effects(posts));
        parts.awaitDone(70, 71);
    }

    @Test
    void whatIsRefusedEndsTheAlbumAllTheSame() throws Exception {
        sendTwo();
        stage.commands.shut(PAUSE);

        var posts = stage.asks(ALICE, Verb.HELP);

        assertEquals(
                List.of(new Effect.Relay(BOB, session), told(ALICE, SLOW_DOWN)), effects(posts));
        parts.awaitDone(70, 71);
    }

    @Test
    void anotherAlbumEndsTheFirst() throws Exception {
        sendTwo();

        parts.sendAndWait(ALICE, 72, "b");
        parts.awaitDone(70, 71);
        assertEquals(List.of(List.of(70L, 71L)), Parts.relayed(BOB, stage.outbox.take()));
        parts.sendAndWait(ALICE, 73, "b").run();

        parts.awaitDone(72, 73);
        assertEquals(List.of(List.of(72L, 73L)), Parts.relayed(BOB, stage.outbox.take()));
    }

    @Test
    void theEndOfAPersonEndsTheAlbumFirst() throws Exception {
        sendTwo();

        stage.engine.gone(ALICE, Optional.empty(), Entry.none(() -> {}));
        stage.settle();

        assertEquals(
                List.of(new Effect.Relay(BOB, session), told(BOB, Topic.PARTNER_LEFT, session)),
                effects(stage.outbox.take()));
        parts.awaitDone(70, 71);
    }

    @Test
    void whatThePartnerDoesEndsNothing() throws Exception {
        parts.sendAndWait(ALICE, 70, "a");

        assertEquals(List.of(List.of(80L)), Parts.relayed(ALICE, stage.says(BOB, 80, TEXT)));
        parts.sendAndWait(ALICE, 71, "a").run();

        parts.awaitDone(70, 71);
        assertEquals(List.of(List.of(70L, 71L)), Parts.relayed(BOB, stage.outbox.take()));
    }

    @Test
    void anAlbumForNobodyIsRefusedOnceInReplyToItsFirstPart() throws Exception {
        stage.asks(BOB, Verb.END);
        sendTwo();
        parts.sendAndWait(ALICE, 72, "a").run();

        parts.awaitDone(70, 71, 72);
        var posts = stage.outbox.take();
        assertEquals(List.of(told(ALICE, Plain.NOT_SENT_NO_CHAT)), effects(posts));
        assertEquals(OptionalLong.of(70), posts.getFirst().cause().messageId());
    }

    @Test
    void anAlbumCountsAsOneMessage() throws Exception {
        parts.sendAndWait(ALICE, 70, "a");
        stage.messages.shut(PAUSE);
        parts.sendAndWait(ALICE, 71, "a");
        parts.sendAndWait(ALICE, 72, "a").run();

        parts.awaitDone(70, 71, 72);
        assertEquals(List.of(List.of(70L, 71L, 72L)), Parts.relayed(BOB, stage.outbox.take()));
        assertEquals(List.of(ALICE.pseudonym()), List.copyOf(stage.messages.asked));
    }

    @Test
    void anAlbumOverTheLimitIsRefusedAsAWholeWithOneNotice() throws Exception {
        stage.messages.shut(PAUSE);
        parts.send(ALICE, 70, "a");
        parts.awaitDone(70);
        stage.messages.open();
        parts.send(ALICE, 71, "a");
        parts.send(ALICE, 72, "a");

        parts.awaitDone(71, 72);
        var posts = stage.outbox.take();
        assertEquals(List.of(told(ALICE, SLOW_DOWN)), effects(posts));
        assertEquals(OptionalLong.of(70), posts.getFirst().cause().messageId());
        assertEquals(1, stage.messages.asked.size());
        assertEquals(1, stage.hasty.get(), "it counts as one message too many");
    }

    @Test
    void theNextAlbumAfterOneThatWasRefusedPasses() throws Exception {
        refuse("a");

        parts.sendAndWait(ALICE, 72, "b");
        parts.sendAndWait(ALICE, 73, "b").run();

        parts.awaitDone(72, 73);
        assertEquals(List.of(List.of(72L, 73L)), Parts.relayed(BOB, stage.outbox.take()));
    }

    @Test
    void aRefusedAlbumIsForgottenWhenSomethingElseComes() throws Exception {
        refuse("a");
        assertEquals(1, stage.says(ALICE, 72, TEXT).size());

        parts.sendAndWait(ALICE, 73, "a").run();

        parts.awaitDone(73);
        assertEquals(List.of(List.of(73L)), Parts.relayed(BOB, stage.outbox.take()));
    }

    @Test
    void aRefusedAlbumIsNotRememberedForEver() throws Exception {
        refuse("a");

        stage.engine.prune();
        parts.sendAndWait(ALICE, 73, "a").run();

        parts.awaitDone(73);
        assertEquals(List.of(List.of(73L)), Parts.relayed(BOB, stage.outbox.take()));
    }

    @Test
    void theAlbumOfSomebodyElseIsNotRefusedForItsName() throws Exception {
        refuse("a");

        parts.sendAndWait(BOB, 80, "a").run();

        parts.awaitDone(80);
        assertEquals(List.of(List.of(80L)), Parts.relayed(ALICE, stage.outbox.take()));
    }

    @Test
    void aBugCostsTheAlbumAndNotWhatEndedIt() throws Exception {
        stage.outbox.breakOnce();
        sendTwo();

        var posts = stage.says(ALICE, 72, TEXT);

        parts.awaitDone(70, 71);
        assertEquals(List.of(List.of(72L)), Parts.relayed(BOB, posts));
    }

    private void sendTwo() throws InterruptedException {
        stage.outbox.take();
        parts.sendAndWait(ALICE, 70, "a");
        parts.sendAndWait(ALICE, 71, "a");
    }

    private void refuse(String album) throws InterruptedException {
        stage.messages.shut(PAUSE);
        parts.send(ALICE, 70, album);
        parts.awaitDone(70);
        assertEquals(List.of(told(ALICE, SLOW_DOWN)), effects(stage.outbox.take()));
        stage.messages.open();
    }
}
