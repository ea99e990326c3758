package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.engine.Stage.ALICE;
import static parley.engine.Stage.BOB;
import static parley.engine.Stage.TEXT;
import static parley.engine.Stage.effects;
import static parley.engine.Stage.told;

import org.junit.jupiter.api.Test;

import parley.chat.ChatEvent.Gone;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;
import parley.content.Letter.Fresh;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What the journal hears of an event, and what comes back from it after a crash.
class EntryTest {
    private final Stage stage = new Stage();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void aCommandComesDownToItsNoticesTogetherWithItsChanges() {
        stage.core.handle(Incoming.of(stage.asked(ALICE, Verb.FIND), entry(7)));

        assertEquals(Map.of(7L, List.of(new Notify(ALICE, Plain.SEARCHING))), stage.store.rests);
    }

    @Test
    void whatChangesNothingStaysAsItIs() {
        stage.core.handle(Incoming.of(stage.asked(ALICE, Verb.HELP), entry(7)));

        assertEquals(Map.of(), stage.store.rests);
    }

    @Test
    void theNoticesForBothAreKept() {
        var session = stage.meet(ALICE, BOB);
        stage.core.handle(Incoming.of(stage.asked(ALICE, Verb.END), entry(9)));

        var kept = List.copyOf(stage.store.rests.get(9L));
        assertEquals(
                List.of(
                        told(BOB, Topic.PARTNER_LEFT, session),
                        told(ALICE, Topic.YOU_LEFT, session)),
                kept);
    }

    @Test
    void somebodyWhoIsGoneLeavesNoNoticeForThemselves() {
        var session = stage.meet(ALICE, BOB);
        var gone = new Gone(ALICE, stage.tick(), Optional.empty());
        stage.core.handle(Incoming.of(gone, entry(9)));

        assertEquals(
                List.of(told(BOB, Topic.PARTNER_LEFT, session)),
                List.copyOf(stage.store.rests.get(9L)));
    }

    @Test
    void anEntryIsDoneWhenTheLastOfItsNoticesIs() {
        stage.meet(ALICE, BOB);
        stage.outbox.take();
        stage.outbox.hold();
        stage.core.handle(Incoming.of(stage.asked(ALICE, Verb.END), entry(9)));

        var posts = stage.outbox.take();
        posts.getFirst().done().run();
        assertEquals(0, done.get());
        posts.getLast().done().run();
        assertEquals(1, done.get());
    }

    @Test
    void whatWasAcceptedBeforeMeetsNoLimit() throws Exception {
        stage.meet(ALICE, BOB);
        stage.messages.shut(Duration.ofSeconds(9));
        var again = new Entry(5, true, done::incrementAndGet);
        var said = new Said(ALICE, stage.tick());
        stage.engine.accept(Incoming.of(said, 70, Fresh.of(TEXT), again));
        stage.settle();

        assertEquals(1, stage.outbox.take().size());
    }

    @Test
    void whoseLaneIsFullGetsNothingMoreAndTheSenderIsAskedOnce() {
        stage.meet(ALICE, BOB);
        stage.outbox.fill(BOB);

        assertEquals(
                List.of(told(ALICE, Plain.PARTNER_BUSY)), effects(stage.says(ALICE, 70, TEXT)));
        assertEquals(List.of(), stage.says(ALICE, 71, TEXT));
        assertEquals(1, stage.says(BOB, 72, TEXT).size(), "the other way is free");

        stage.outbox.empty(BOB);
        assertEquals(1, stage.says(ALICE, 73, TEXT).size());
        stage.outbox.fill(BOB);
        assertEquals(
                List.of(told(ALICE, Plain.PARTNER_BUSY)), effects(stage.says(ALICE, 74, TEXT)));
    }

    @Test
    void whatWasAcceptedBeforeFindsRoomInAFullLane() {
        stage.meet(ALICE, BOB);
        stage.outbox.fill(BOB);
        var again = new Entry(5, true, done::incrementAndGet);
        var said = new Said(ALICE, stage.tick());

        stage.core.handle(Incoming.of(said, 70, Fresh.of(TEXT), again));

        assertEquals(BOB, stage.outbox.take().getFirst().effect().to());
    }

    private Entry entry(long number) {
        return new Entry(number, false, done::incrementAndGet);
    }
}
