package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.engine.Stage.ALICE;
import static parley.engine.Stage.BOB;
import static parley.engine.Stage.CAROL;
import static parley.engine.Stage.TEXT;
import static parley.engine.Stage.effects;
import static parley.engine.Stage.told;

import org.junit.jupiter.api.Test;

import parley.chat.ChatEvent.Gone;
import parley.chat.ChatEvent.Revised;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;
import parley.chat.Session;
import parley.content.Letter.Edited;
import parley.content.Letter.Fresh;
import parley.engine.Recorder.Posted;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

class EngineTest {
    private final Stage stage = new Stage();

    @Test
    void whatOnePersonDoesIsHandledInOrder() throws Exception {
        stage.meet(ALICE, BOB);
        for (long n = 0; n < 500; n++) {
            stage.engine.accept(stage.said(ALICE, n, TEXT, () -> {}));
        }
        stage.settle();

        assertEquals(
                LongStream.range(0, 500).boxed().toList(),
                stage.outbox.take().stream()
                        .map(post -> post.cause().messageId().orElseThrow())
                        .toList());
    }

    @Test
    void aBugInHandlingCostsOneEvent() throws Exception {
        stage.store.breakOnce();
        var done = new AtomicInteger();
        stage.engine.accept(
                Incoming.of(stage.asked(ALICE, Verb.FIND), Entry.none(done::incrementAndGet)));
        stage.engine.accept(
                Incoming.of(stage.asked(ALICE, Verb.HELP), Entry.none(done::incrementAndGet)));
        stage.settle();

        assertEquals(List.of(told(ALICE, Plain.HELP)), effects(stage.outbox.take()));
        assertEquals(2, done.get());
    }

    @Test
    void whoeverIsGoneLeavesTheChatAsOfTheNewestEvent() throws Exception {
        var session = stage.meet(ALICE, BOB);
        stage.asks(CAROL, Verb.HELP);
        stage.outbox.take();

        stage.engine.gone(BOB, Optional.empty(), Entry.none(() -> {}));
        stage.settle();

        var posts = stage.outbox.take();
        assertEquals(List.of(told(ALICE, Topic.PARTNER_LEFT, session)), effects(posts));
        var gone = (Gone) posts.getFirst().cause().event();
        assertEquals(stage.tick().minusSeconds(1), gone.at());
        assertEquals(new Session.Idle(), stage.chats.session(ALICE.pseudonym()));
    }

    @Test
    void aChangeOfAnOldMessageDoesNotTurnBackTheClock() throws Exception {
        stage.meet(ALICE, BOB);
        var newest = stage.tick();
        stage.engine.accept(
                Incoming.of(new Said(ALICE, newest), 70, Fresh.of(TEXT), Entry.none(() -> {})));
        var old = new Revised(ALICE, Stage.START.minusSeconds(86_400));
        stage.engine.accept(Incoming.of(old, 3, new Edited(TEXT), Entry.none(() -> {})));

        stage.engine.gone(BOB, Optional.empty(), Entry.none(() -> {}));
        stage.settle();

        var causes = stage.outbox.take().stream().map(post -> post.cause().event()).toList();
        assertTrue(causes.contains(new Gone(BOB, newest, Optional.empty())), causes::toString);
    }

    @Test
    void aMatchWithSomebodyGoneIsMadeUndoneAndTheOtherSearchesOn() throws Exception {
        var session = stage.meet(ALICE, BOB);

        stage.engine.gone(BOB, Optional.of(session), Entry.none(() -> {}));
        stage.settle();

        assertEquals(List.of(told(ALICE, Plain.SEARCHING_AGAIN)), effects(stage.outbox.take()));
        assertEquals(1, stage.chats.waiting());
        assertEquals(new Session.Idle(), stage.chats.session(BOB.pseudonym()));
    }

    @Test
    void beforeAnyEventTheTimeIsThatOfTheStart() throws Exception {
        stage.engine.tell(ALICE, Plain.NOT_DELIVERED, 70, () -> {});

        assertEquals(Stage.START, stage.outbox.take().getFirst().cause().event().at());
    }

    @Test
    void whoeverIsGoneIsNeverOverALimit() throws Exception {
        var session = stage.meet(ALICE, BOB);
        stage.commands.shut(Duration.ofSeconds(9));
        stage.messages.shut(Duration.ofSeconds(9));

        stage.engine.gone(BOB, Optional.empty(), Entry.none(() -> {}));
        stage.settle();

        assertEquals(
                List.of(told(ALICE, Topic.PARTNER_LEFT, session)), effects(stage.outbox.take()));
    }

    @Test
    void whatBecameOfAMessageIsSaidAtOnceInReplyToIt() throws Exception {
        stage.meet(ALICE, BOB);

        stage.engine.tell(ALICE, Plain.NOT_DELIVERED, 70, () -> {});

        var posts = stage.outbox.take();
        assertEquals(List.of(told(ALICE, Plain.NOT_DELIVERED)), effects(posts));
        assertEquals(ALICE, posts.getFirst().cause().event().from());
        assertEquals(OptionalLong.of(70), posts.getFirst().cause().messageId());
        assertEquals(0, posts.getFirst().ticket());
    }

    @Test
    void manyPeopleAtOnceAllGetTheirOwnMessagesInOrder() throws Exception {
        for (long n = 10; n < 50; n += 2) {
            stage.meet(Stage.person(n), Stage.person(n + 1));
        }
        stage.outbox.take();
        var done = new AtomicInteger();
        for (long message = 0; message < 50; message++) {
            for (long n = 10; n < 50; n++) {
                var said = stage.said(Stage.person(n), message, TEXT, done::incrementAndGet);
                stage.engine.accept(said);
            }
        }
        stage.settle();

        assertEquals(40 * 50, done.get());
        var posts = stage.outbox.take();
        for (long n = 10; n < 50; n++) {
            var to = Stage.person(n);
            var arrived = posts.stream().filter(post -> post.effect().to().equals(to)).toList();
            assertEquals(
                    LongStream.range(0, 50).boxed().toList(),
                    arrived.stream().map(EngineTest::relayed).toList());
        }
    }

    private static long relayed(Posted post) {
        assertEquals(Effect.Relay.class, post.effect().getClass());
        return post.cause().messageId().orElseThrow();
    }
}
