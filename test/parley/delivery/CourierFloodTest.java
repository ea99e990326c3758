package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.delivery.Stage.ALICE;
import static parley.delivery.Stage.BOB;
import static parley.delivery.Stage.CAROL;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import parley.delivery.Courier.Patience;
import parley.delivery.Courier.Sleeper;
import parley.delivery.Transport.Outcome;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/// A courier with a budget, in a time that passes only while somebody waits for the budget.
@Timeout(20)
class CourierFloodTest {
    private final Stage stage = new Stage();
    private final AtomicLong now = new AtomicLong();
    private final Map<Long, Duration> sentAt = new ConcurrentHashMap<>();

    @Test
    void everyAttemptCounts() throws Exception {
        var unclear = new Outcome.Unclear("reset");
        stage.answers(1, unclear, new Outcome.Wait(Duration.ofSeconds(1)), unclear);

        deliver(1, stage.relay(ALICE, BOB, 1), stage.relay(ALICE, BOB, 2));

        assertEquals(5, stage.sent.size());
        assertEquals(Duration.ofMillis(3_900), Duration.ofNanos(now.get()));
    }

    @Test
    void whenSeveralWereRefusedNothingLeavesForAnybodyBeforeItIsOver() throws Exception {
        stage.answers(1, new Outcome.Wait(Duration.ofSeconds(3)));
        stage.answers(2, new Outcome.Wait(Duration.ofSeconds(4)));
        var bothRefused = new CountDownLatch(2);

        var courier = courier(new Budget(0, now::get, this::advance), _ -> meet(bothRefused));
        courier.post(stage.relay(ALICE, BOB, 1));
        courier.post(stage.relay(BOB, ALICE, 2));
        awaitNot(() -> now.get() == 0);
        courier.post(stage.relay(BOB, CAROL, 3));
        assertTrue(courier.close(Duration.ofSeconds(20)));

        assertEquals(3, stage.done.size());
        assertTrue(sentAt.get(3L).toMillis() >= 4_200, () -> "too early: " + sentAt);
        assertTrue(sentAt.get(1L).toMillis() >= 4_200, () -> "too early: " + sentAt);
        assertTrue(sentAt.get(2L).toMillis() >= 4_200, () -> "too early: " + sentAt);
    }

    @Test
    void aNoticeGoesBeforeARelayThatWaits() throws Exception {
        var budget = new Budget(1, now::get, (woken, _) -> woken.awaitNanos(1_000_000));
        budget.take(ALICE.id(), false);
        var courier = courier(budget, _ -> {});
        courier.post(stage.relay(ALICE, BOB, 1));
        awaitNot(() -> budget.next().isEmpty());
        courier.post(stage.note(CAROL, 2));
        awaitNot(() -> !budget.next().orElseThrow().isNotice());

        now.set(900_000_000L);
        awaitNot(() -> stage.done.isEmpty());
        now.set(1_900_000_000L);
        assertTrue(courier.close(Duration.ofSeconds(20)));

        assertEquals(List.of(2L, 1L), stage.sent);
    }

    private static void meet(CountDownLatch all) throws InterruptedException {
        all.countDown();
        all.await();
    }

    private void deliver(int cap, Parcel... parcels) throws InterruptedException {
        var courier = courier(cap);
        for (var parcel : parcels) {
            courier.post(parcel);
        }
        assertTrue(courier.close(Duration.ofSeconds(20)));
    }

    private Courier courier(int cap) {
        return courier(new Budget(cap, now::get, this::advance), _ -> {});
    }

    private Courier courier(Budget budget, Sleeper sleeper) {
        return new Courier(
                stage.store,
                stage.copies,
                (parcel, target) -> {
                    sentAt.put(Stage.number(parcel), Duration.ofNanos(now.get()));
                    return stage.send(parcel, target);
                },
                stage,
                new Patience(_ -> Duration.ZERO, sleeper, budget));
    }

    private static void awaitNot(BooleanSupplier state) throws InterruptedException {
        while (state.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("still so");
            }
            Thread.onSpinWait();
        }
    }

    private void advance(Condition woken, long nanos) throws InterruptedException {
        if (nanos < Long.MAX_VALUE) {
            now.addAndGet(nanos);
        } else {
            woken.await();
        }
    }
}
