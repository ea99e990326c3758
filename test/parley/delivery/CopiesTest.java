package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.delivery.Stage.ALICE;
import static parley.delivery.Stage.BOB;
import static parley.delivery.Stage.CAROL;
import static parley.delivery.Stage.CHAT;

import org.junit.jupiter.api.Test;

import parley.chat.Person;
import parley.chat.SessionId;
import parley.delivery.Pairs.Pair;
import parley.delivery.Parcel.Relay;
import parley.delivery.Parcel.Terms;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class CopiesTest {
    private static final OptionalLong UNKNOWN = OptionalLong.empty();
    private static final SessionId NEXT = new SessionId(8);

    private final Copies copies = new Copies();

    @Test
    void knowsWhatWasDeliveredFromBothSides() throws Exception {
        copies.open(CHAT);
        copies.add(relay(ALICE, BOB), pair(1, 101));
        copies.add(relay(BOB, ALICE), pair(102, 2));

        assertEquals(OptionalLong.of(101), copies.find(relay(ALICE, BOB), 1));
        assertEquals(OptionalLong.of(1), copies.find(relay(BOB, ALICE), 101));
        assertEquals(OptionalLong.of(102), copies.find(relay(ALICE, BOB), 2));
        assertEquals(OptionalLong.of(2), copies.find(relay(BOB, ALICE), 102));
    }

    @Test
    void tellsTheTwoPeopleApartEvenIfTheirMessagesHaveTheSameIds() {
        copies.open(CHAT);
        copies.add(relay(ALICE, BOB), pair(1, 2));
        copies.add(relay(BOB, ALICE), pair(1, 3));

        assertEquals(List.of(2L), copies.copies(relay(ALICE, BOB), OptionalLong.of(1)));
        assertEquals(List.of(3L), copies.copies(relay(BOB, ALICE), OptionalLong.of(1)));
        copies.remark(relay(BOB, ALICE), 9);
        assertEquals(List.of(new Pair(1, 2, 0, false)), copies.sent(relay(ALICE, BOB)));
        assertEquals(List.of(new Pair(1, 3, 9, false)), copies.sent(relay(BOB, ALICE)));
        copies.remove(relay(ALICE, BOB), List.of(2L, 3L));
        assertEquals(List.of(), copies.copies(relay(ALICE, BOB), UNKNOWN));
        assertEquals(List.of(3L), copies.copies(relay(BOB, ALICE), UNKNOWN));
    }

    @Test
    void tellsChatsApart() throws Exception {
        copies.open(CHAT);
        copies.open(NEXT);
        copies.add(relay(ALICE, BOB), pair(1, 101));

        assertEquals(UNKNOWN, copies.find(relay(ALICE, CAROL, NEXT), 1));
        assertEquals(List.of(), copies.copies(relay(ALICE, CAROL, NEXT), UNKNOWN));
    }

    @Test
    void nothingIsRememberedOfAChatThatIsNotOpen() throws Exception {
        assertNothingStays();
    }

    @Test
    void nothingIsKnownOrRememberedOnceAChatIsOver() throws Exception {
        copies.open(CHAT);
        copies.add(relay(ALICE, BOB), pair(1, 101));

        copies.close(CHAT);

        assertNothingStays();
    }

    @Test
    void anotherChatGoesOnWhenOneIsOver() throws Exception {
        copies.open(CHAT);
        copies.open(NEXT);
        copies.add(relay(ALICE, CAROL, NEXT), pair(1, 101));

        copies.close(CHAT);
        copies.close(CHAT);

        assertEquals(OptionalLong.of(101), copies.find(relay(ALICE, CAROL, NEXT), 1));
    }

    @Test
    void openingAgainForgetsNothing() throws Exception {
        copies.open(CHAT);
        copies.add(relay(ALICE, BOB), pair(1, 101));

        copies.open(CHAT);

        assertEquals(OptionalLong.of(101), copies.find(relay(ALICE, BOB), 1));
    }

    @Test
    void anAnswerWaitsForAMessageThatIsUnderWayToItsWriter() throws Exception {
        copies.open(CHAT);
        var found = new CompletableFuture<OptionalLong>();
        copies.leaves(relay(BOB, ALICE));
        var answering = Thread.ofPlatform().start(() -> find(2, found));
        while (answering.getState() != Thread.State.TIMED_WAITING && !found.isDone()) {
            Thread.onSpinWait();
        }

        copies.add(relay(BOB, ALICE), pair(102, 2));
        copies.settled(relay(BOB, ALICE));

        assertEquals(OptionalLong.of(102), found.get());
    }

    @Test
    void nobodyWaitsWhenNothingIsUnderWayToWhoeverAnswers() throws Exception {
        copies.open(CHAT);
        copies.leaves(relay(BOB, ALICE));
        copies.settled(relay(BOB, ALICE));
        copies.leaves(relay(ALICE, BOB));
        Thread.currentThread().interrupt();

        // Waiting would throw, as this thread is interrupted.
        assertEquals(UNKNOWN, copies.find(relay(ALICE, BOB), 2));

        assertTrue(Thread.interrupted());
    }

    @Test
    void bothLanesOfAChatMayUseItAtTheSameTime() throws Exception {
        copies.open(CHAT);
        var uses = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (long thread = 0; thread < 4; thread++) {
                long start = thread * 10_000;
                uses.add(threads.submit(() -> use(start)));
            }
        }
        for (var use : uses) {
            use.get();
        }

        assertEquals(0, stored());
    }

    /// Adds messages in its own range, and takes all of them back.
    private Object use(long start) throws InterruptedException {
        var parcel = start % 20_000 == 0 ? relay(ALICE, BOB) : relay(BOB, ALICE);
        for (long i = start; i < start + 5_000; i++) {
            copies.add(parcel, pair(i, i + 1_000_000));
            assertEquals(OptionalLong.of(i + 1_000_000), copies.find(parcel, i));
            copies.remove(parcel, List.of(i + 1_000_000));
        }
        return parcel;
    }

    private void find(long message, CompletableFuture<OptionalLong> found) {
        try {
            found.complete(copies.find(relay(ALICE, BOB), message));
        } catch (InterruptedException e) {
            found.completeExceptionally(e);
        }
    }

    private int stored() {
        return copies.copies(relay(ALICE, BOB), UNKNOWN).size()
                + copies.copies(relay(BOB, ALICE), UNKNOWN).size();
    }

    private void assertNothingStays() throws InterruptedException {
        copies.add(relay(ALICE, BOB), pair(1, 101));
        copies.remark(relay(ALICE, BOB), 9);
        copies.remove(relay(ALICE, BOB), List.of(101L));

        assertEquals(UNKNOWN, copies.find(relay(ALICE, BOB), 1));
        assertEquals(List.of(), copies.sent(relay(ALICE, BOB)));
        assertEquals(List.of(), copies.copies(relay(ALICE, BOB), UNKNOWN));
        assertEquals(UNKNOWN, copies.find(relay(BOB, ALICE), 101));
    }

    private static Pair pair(long original, long copy) {
        return new Pair(original, copy, 0, false);
    }

    private static Relay relay(Person from, Person to) {
        return relay(from, to, CHAT);
    }

    private static Relay relay(Person from, Person to, SessionId session) {
        return new Relay(to, from, session, 1, Letters.reacted(), new Terms(0, () -> {}));
    }
}
