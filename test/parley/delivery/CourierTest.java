package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.delivery.Stage.ALICE;
import static parley.delivery.Stage.BOB;
import static parley.delivery.Stage.CAROL;

import org.junit.jupiter.api.Test;

import parley.delivery.Courier.Patience;
import parley.delivery.Transport.Outcome;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

class CourierTest {
    private static final Outcome UNCLEAR = new Outcome.Unclear("reset");

    private final Stage stage = new Stage();

    @Test
    void deliversInTheOrderOfPosting() throws Exception {
        LongStream.range(0, 500).forEach(n -> stage.post(stage.relay(ALICE, BOB, n)));

        stage.settle();

        var all = LongStream.range(0, 500).boxed().toList();
        assertEquals(all, stage.sent);
        assertEquals(all, stage.done);
        assertEquals(List.of(), stage.refused);
    }

    @Test
    void waitsAsLongAsToldAndALittleMoreAndSendsTheSameAgainBeforeAnythingElse() throws Exception {
        stage.answers(
                1,
                new Outcome.Wait(Duration.ofSeconds(3)),
                new Outcome.Wait(Duration.ofSeconds(7)));
        stage.post(stage.relay(ALICE, BOB, 1), stage.note(BOB, 2));

        stage.settle();

        assertEquals(List.of(1L, 1L, 1L, 2L), stage.sent);
        assertEquals(List.of(1L, 2L), stage.done);
        assertEquals(List.of(Duration.ofMillis(3200), Duration.ofMillis(7200)), stage.naps);
    }

    @Test
    void pausesLongerWithEachUnclearOutcomeAndSendsTheSameAgain() throws Exception {
        stage.answers(1, UNCLEAR, UNCLEAR, UNCLEAR).answers(2, UNCLEAR);
        stage.post(stage.relay(ALICE, BOB, 1), stage.relay(ALICE, BOB, 2));

        stage.settle();

        assertEquals(List.of(1L, 1L, 1L, 1L, 2L, 2L), stage.sent);
        assertEquals(List.of(1L, 2L), stage.done);
        assertEquals(List.of(1L, 2L, 3L, 1L), stage.naps.stream().map(Duration::toDays).toList());
    }

    @Test
    void oneRequestIsUnderWayForEachPerson() throws Exception {
        var gate = stage.holds(1);
        stage.post(stage.relay(ALICE, BOB, 1), stage.relay(ALICE, BOB, 2));
        gate.awaitReached();
        var other = stage.holds(3);
        stage.post(stage.relay(ALICE, BOB, 4), stage.relay(BOB, ALICE, 3));
        other.awaitReached();

        assertEquals(List.of(1L, 3L), stage.sent);
        assertEquals(2, stage.courier.lanes());

        gate.open().countDown();
        other.open().countDown();
        stage.settle();
        assertEquals(List.of(1L, 2L, 4L), stage.sent.stream().filter(n -> n != 3).toList());
    }

    @Test
    void othersGoOnWhileOneWaits() throws Exception {
        var gate = stage.holds(1);
        stage.post(stage.relay(ALICE, BOB, 1));
        gate.awaitReached();
        for (long n = 10; n < 20; n++) {
            var person = Stage.person(n);
            var sending = stage.holds(n);
            stage.post(stage.note(person, n));
            sending.awaitReached();
            sending.open().countDown();
        }
        assertTrue(stage.done.stream().noneMatch(n -> n == 1));

        gate.open().countDown();
        stage.settle();
        assertEquals(11, stage.done.size());
    }

    @Test
    void aRefusedMessageIsReportedToItsSenderOnceAndTheNextGoesOn() throws Exception {
        stage.answers(1, UNCLEAR, new Outcome.Refused("too long"));
        stage.post(stage.relay(ALICE, BOB, 1), stage.relay(ALICE, BOB, 2));

        stage.settle();

        assertEquals(List.of(1L), stage.refused);
        assertEquals(List.of(1L, 1L, 2L), stage.sent);
        assertEquals(List.of(1L, 2L), stage.done);
        assertEquals(List.of(), stage.gone);
    }

    @Test
    void aRefusedNoticeIsReportedToNobody() throws Exception {
        stage.answers(1, new Outcome.Refused("too long"));
        stage.post(stage.note(BOB, 1));

        stage.settle();

        assertEquals(List.of(), stage.refused);
        assertEquals(List.of(1L), stage.done);
    }

    @Test
    void whoIsGoneLosesTheWholeLaneAndEachSenderHearsOfIt() throws Exception {
        var gate = stage.holds(1);
        stage.answers(1, new Outcome.Gone());
        stage.post(
                stage.relay(ALICE, BOB, 1),
                stage.note(BOB, 2),
                stage.relay(CAROL, BOB, 3),
                stage.relay(BOB, ALICE, 4));
        gate.awaitReached();
        gate.open().countDown();

        stage.settle();

        assertEquals(List.of(1L, 4L), stage.sent.stream().sorted().toList());
        assertEquals(List.of(1L, 3L), stage.refused);
        assertEquals(List.of(Map.entry(BOB, List.of(1L, 2L, 3L))), stage.gone);
        assertEquals(List.of(1L, 2L, 3L, 4L), stage.done.stream().sorted().toList());
    }

    @Test
    void whoComesBackIsDeliveredTo() throws Exception {
        var gate = stage.holds(1);
        stage.answers(1, new Outcome.Gone());
        stage.post(stage.note(BOB, 1), stage.note(BOB, 2));
        gate.awaitReached();
        gate.open().countDown();
        assertTrue(stage.lost.await(20, TimeUnit.SECONDS));

        stage.post(stage.note(BOB, 3));
        stage.settle();

        assertEquals(List.of(1L, 3L), stage.sent);
        assertEquals(List.of(Map.entry(BOB, List.of(1L, 2L))), stage.gone);
        assertEquals(List.of(1L, 2L, 3L), stage.done);
    }

    @Test
    void nothingLeavesBeforeItsStateIsKept() throws Exception {
        stage.post(stage.relay(ALICE, BOB, 1, 5), stage.relay(ALICE, BOB, 2));
        assertTrue(stage.store.awaited.await(20, TimeUnit.SECONDS));
        var gate = stage.holds(3);
        stage.post(stage.note(ALICE, 3));
        gate.awaitReached();
        stage.store.keep(4);
        assertEquals(List.of(3L), stage.sent);

        stage.store.keep(5);
        gate.open().countDown();
        stage.settle();

        assertEquals(List.of(3L, 1L, 2L), stage.sent);
    }

    @Test
    void aBugInADeliveryCostsOneMessageNotTheLane() throws Exception {
        var courier =
                new Courier(
                        stage.store,
                        stage.copies,
                        (parcel, target) -> {
                            if (Stage.number(parcel) == 1) {
                                throw new IllegalStateException("a bug");
                            }
                            return stage.send(parcel, target);
                        },
                        stage,
                        new Patience(_ -> Duration.ZERO, _ -> {}, new Budget(0)));
        courier.post(stage.relay(ALICE, BOB, 1));
        courier.post(stage.relay(ALICE, BOB, 2));

        courier.close(Duration.ofSeconds(20));

        assertEquals(List.of(2L), stage.sent);
        assertEquals(List.of(1L, 2L), stage.done);
        assertEquals(0, courier.lanes());
    }

    @Test
    void closingWaitsForAllThatIsUnderWay() throws Exception {
        var gate = stage.holds(1);
        stage.post(stage.relay(ALICE, BOB, 1), stage.relay(ALICE, BOB, 2));
        gate.awaitReached();
        Thread.startVirtualThread(gate.open()::countDown);

        stage.settle();

        assertEquals(List.of(1L, 2L), stage.done);
    }

    @Test
    void closingInterruptsWhatIsNotDoneInTimeAndReportsNothingOfIt() throws Exception {
        var gate = stage.holds(1);
        stage.post(stage.relay(ALICE, BOB, 1), stage.relay(ALICE, BOB, 2));
        gate.awaitReached();

        assertFalse(stage.courier.close(Duration.ZERO));
        assertTrue(stage.interrupted.await(20, TimeUnit.SECONDS));
        assertFalse(stage.courier.close(Duration.ofSeconds(20)));

        assertEquals(List.of(1L), stage.sent);
        assertEquals(List.of(), stage.done);
        assertEquals(List.of(), stage.refused);
        assertEquals(1, stage.courier.lanes());
    }

    @Test
    void nothingNewIsStartedAfterClosing() throws Exception {
        stage.settle();

        stage.post(stage.relay(ALICE, BOB, 1));

        assertEquals(List.of(), stage.sent);
        assertEquals(List.of(), stage.done);
    }

    @Test
    void manyThreadsPostingLoseNothingAndKeepTheirOrder() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long sender = 0; sender < 20; sender++) {
                var messages = LongStream.range(sender * 1000, sender * 1000 + 200);
                threads.submit(() -> messages.forEach(n -> stage.post(toOneOfThree(n))));
            }
        }
        stage.settle();

        assertEquals(20 * 200, stage.done.size());
        assertEquals(20 * 200, new HashSet<>(stage.done).size());
        for (int i = 0; i < 20 * 3; i++) {
            int sender = i / 3;
            int recipient = i % 3;
            var arrived =
                    stage.sent.stream()
                            .filter(n -> n / 1000 == sender && n % 3 == recipient)
                            .toList();
            assertEquals(arrived.stream().sorted().toList(), arrived);
        }
    }

    private Parcel toOneOfThree(long message) {
        return stage.relay(ALICE, Stage.person(10 + message % 3), message);
    }
}
