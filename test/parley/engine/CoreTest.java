package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.engine.Stage.ALICE;
import static parley.engine.Stage.BOB;
import static parley.engine.Stage.CAROL;
import static parley.engine.Stage.TEXT;
import static parley.engine.Stage.effects;
import static parley.engine.Stage.told;

import org.junit.jupiter.api.Test;

import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Gone;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;
import parley.chat.Person;
import parley.chat.Session;
import parley.chat.SessionId;
import parley.content.Letter.Fresh;
import parley.engine.Recorder.Answer;
import parley.engine.Recorder.Posted;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

class CoreTest {
    private static final SessionId FORGED = new SessionId(404);

    private final Stage stage = new Stage();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void twoPeopleMeetAndTalk() {
        assertEquals(List.of(told(ALICE, Plain.SEARCHING)), effects(stage.asks(ALICE, Verb.FIND)));

        var met = effects(stage.asks(BOB, Verb.FIND));

        var session = stage.session(ALICE);
        assertEquals(
                List.of(told(BOB, Topic.MATCHED, session), told(ALICE, Topic.MATCHED, session)),
                met);
        assertRelayed(BOB, session, stage.says(ALICE, 70, TEXT), 70);
        assertRelayed(ALICE, session, stage.says(BOB, 71, TEXT), 71);
    }

    @Test
    void everyChangeIsSavedAndNothingElse() {
        stage.meet(ALICE, BOB);

        assertEquals(2, stage.store.saved.size());
        stage.says(ALICE, 70, TEXT);
        stage.asks(ALICE, Verb.HELP);
        assertEquals(2, stage.store.saved.size(), "nothing changed");
    }

    @Test
    void whatIsSentCarriesItsTicketUntilTheStateIsOnDisk() {
        assertEquals(List.of(1L), tickets(stage.asks(ALICE, Verb.FIND)));
        assertEquals(List.of(2L, 2L), tickets(stage.asks(BOB, Verb.FIND)));
        assertEquals(List.of(2L), tickets(stage.says(ALICE, 70, TEXT)));
        assertEquals(List.of(2L), tickets(stage.says(BOB, 71, TEXT)));
        assertEquals(List.of(2L), tickets(stage.asks(BOB, Verb.HELP)));

        stage.store.sync();

        assertEquals(List.of(0L), tickets(stage.says(ALICE, 72, TEXT)));
        assertEquals(List.of(0L), tickets(stage.asks(BOB, Verb.HELP)));
    }

    @Test
    void nobodyWaitsForTheStateOfSomebodyElse() {
        stage.meet(ALICE, BOB);

        assertEquals(List.of(0L), tickets(stage.asks(CAROL, Verb.HELP)));
        assertEquals(List.of(3L), tickets(stage.asks(CAROL, Verb.FIND)));
        assertEquals(List.of(2L), tickets(stage.says(ALICE, 70, TEXT)));
    }

    @Test
    void aStateOnDiskIsNotWaitedForWhileANewerOneIsUnderWay() {
        stage.meet(ALICE, BOB);
        stage.store.sync();
        stage.asks(CAROL, Verb.FIND);

        assertEquals(List.of(0L), tickets(stage.says(ALICE, 70, TEXT)));
        assertEquals(List.of(3L), tickets(stage.asks(CAROL, Verb.HELP)));
    }

    @Test
    void whoIsLeftHearsOfItOnlyWhenItIsOnDisk() {
        stage.meet(ALICE, BOB);
        stage.store.sync();

        assertEquals(List.of(3L, 3L), tickets(stage.asks(ALICE, Verb.END)));
        assertEquals(List.of(3L), tickets(stage.asks(BOB, Verb.HELP)));
    }

    @Test
    void whatBecameOfSomebodyIsWaitedForEvenIfNobodyWasTold() {
        stage.asks(ALICE, Verb.FIND);
        stage.store.sync();
        var gone = new Gone(ALICE, stage.tick(), Optional.empty());
        stage.core.handle(Incoming.of(gone, Entry.none(done::incrementAndGet)));

        assertEquals(List.of(2L), tickets(stage.asks(ALICE, Verb.HELP)));
    }

    @Test
    void aPressIsAnsweredAndWhatFollowsIsSaid() {
        var session = stage.meet(ALICE, BOB);

        var posts = stage.presses(ALICE, Verb.END, Optional.of(session));

        assertEquals(List.of(new Answer("press", Optional.empty())), stage.outbox.takeAnswers());
        assertEquals(
                List.of(
                        told(BOB, Topic.PARTNER_LEFT, session),
                        told(ALICE, Topic.YOU_LEFT, session)),
                effects(posts));
    }

    @Test
    void anOutdatedPressIsAnsweredWithAToastAndNothingElse() {
        stage.meet(ALICE, BOB);

        var posts = stage.presses(ALICE, Verb.END, Optional.of(FORGED));

        assertEquals(List.of(), posts);
        assertEquals(
                List.of(new Answer("press", Optional.of(Plain.OUTDATED_BUTTON))),
                stage.outbox.takeAnswers());
    }

    @Test
    void whatIsNoPressIsNotAnswered() {
        stage.meet(ALICE, BOB);
        stage.says(ALICE, 70, TEXT);

        assertEquals(List.of(), stage.outbox.takeAnswers());
    }

    @Test
    void isDoneOnceWhenAllEffectsAreDone() {
        stage.asks(ALICE, Verb.FIND);
        stage.outbox.hold();

        stage.core.handle(
                Incoming.of(stage.asked(BOB, Verb.FIND), Entry.none(done::incrementAndGet)));

        var posts = stage.outbox.take();
        assertEquals(2, posts.size());
        assertEquals(0, done.get());
        posts.getFirst().done().run();
        assertEquals(0, done.get());
        posts.getLast().done().run();
        assertEquals(1, done.get());
    }

    @Test
    void isDoneAtOnceWhenNothingFollows() {
        stage.outbox.hold();

        var gone = new Gone(ALICE, stage.tick(), Optional.empty());
        stage.core.handle(Incoming.of(gone, Entry.none(done::incrementAndGet)));

        assertEquals(1, done.get());
        assertEquals(List.of(), stage.outbox.take());
    }

    @Test
    void isDoneAtOnceWhenTheAnswerToAPressSaysItAll() {
        stage.outbox.hold();

        var asked = stage.asked(ALICE, Verb.END);
        var outdated = new Asked(ALICE, asked.at(), Verb.END, Optional.of(FORGED));
        stage.core.handle(Incoming.pressed(outdated, "press", Entry.none(done::incrementAndGet)));

        assertEquals(1, done.get());
    }

    @Test
    void knowsWhatStartsASearchWithoutStartingIt() {
        assertTrue(stage.core.startsSearch(stage.asked(ALICE, Verb.FIND)));
        assertTrue(stage.core.startsSearch(stage.asked(ALICE, Verb.NEXT)));
        assertFalse(stage.core.startsSearch(stage.asked(ALICE, Verb.HELP)));
        assertEquals(new Session.Idle(), stage.chats.session(ALICE.pseudonym()));

        stage.asks(ALICE, Verb.FIND);
        assertFalse(stage.core.startsSearch(stage.asked(ALICE, Verb.FIND)));
        assertTrue(stage.core.startsSearch(stage.asked(BOB, Verb.FIND)));

        stage.asks(BOB, Verb.FIND);
        assertFalse(stage.core.startsSearch(stage.asked(ALICE, Verb.FIND)));
        assertTrue(stage.core.startsSearch(stage.asked(ALICE, Verb.NEXT)));
        assertFalse(stage.core.startsSearch(stage.asked(ALICE, Verb.END)));
        assertFalse(stage.core.startsSearch(new Said(ALICE, stage.tick())));

        var missed = Optional.of(stage.session(BOB));
        assertFalse(
                stage.core.startsSearch(new Gone(BOB, stage.tick(), missed)),
                "the other one searches then");
    }

    @Test
    void formerChatsCanBeForgotten() {
        stage.meet(ALICE, BOB);
        stage.asks(ALICE, Verb.END);
        stage.core.prune(stage.tick(), Duration.ZERO);

        assertEquals(
                List.of(told(ALICE, Plain.NOBODY_TO_REPORT)),
                effects(stage.asks(ALICE, Verb.REPORT)));
    }

    private static void assertRelayed(
            Person to, SessionId session, List<Posted> posts, long message) {
        assertEquals(List.of(new Effect.Relay(to, session)), effects(posts));
        var cause = posts.getFirst().cause();
        assertEquals(Optional.of(Fresh.of(TEXT)), cause.letter());
        assertEquals(OptionalLong.of(message), cause.messageId());
    }

    private static List<Long> tickets(List<Posted> posts) {
        return posts.stream().map(Posted::ticket).toList();
    }
}
