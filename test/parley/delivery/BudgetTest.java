package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import parley.chat.UserId;
import parley.delivery.Transport.Outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

@Timeout(30)
class BudgetTest {
    private static final Outcome DELIVERED = new Outcome.Delivered(List.of());

    /// The clock begins anywhere, as that of the system does.
    private final AtomicLong now = new AtomicLong(-5_000_000_000L);

    private final Budget adaptive = budget(0);

    @Test
    void nobodyWaitsBeforeTelegramComplains() throws Exception {
        for (int n = 0; n < 10_000; n++) {
            adaptive.take(chat(n % 3), false);
            adaptive.heard(chat(n % 3), DELIVERED);
        }

        assertEquals(Duration.ZERO, passed());
        assertEquals(
                new Budget.Figures(0, 0, Double.POSITIVE_INFINITY, Duration.ZERO),
                adaptive.figures());
    }

    @Test
    void aCapIsKeptApartFromASmallBurst() throws Exception {
        var capped = budget(20);
        var times = new ArrayList<Long>();
        for (int n = 0; n < 200; n++) {
            capped.take(chat(n), false);
            times.add(passed().toMillis());
        }

        for (int n = 20 + 2; n < times.size(); n++) {
            assertTrue(times.get(n) - times.get(n - 22) >= 1000, "too many in the second at " + n);
        }
        assertEquals(List.of(0L, 0L, 0L, 50L), times.subList(0, 4));
        assertEquals(9_850, times.getLast(), 1);
    }

    @Test
    void aCapOfOneIsOneASecond() throws Exception {
        var capped = budget(1);
        for (int n = 0; n < 10; n++) {
            capped.take(chat(n), false);
        }

        assertEquals(8_900, passed().toMillis());
    }

    @Test
    void aRefusalOfOneChatHoldsUpNobody() throws Exception {
        for (int n = 0; n < 5; n++) {
            refuse(chat(1), 7);
            refuse(chat(1), 7);
            pass(1_001);
            refuse(chat(2), 7);
            pass(1_001);
        }
        var before = passed();

        adaptive.take(chat(3), false);

        assertEquals(before, passed());
    }

    @Test
    void severalRefusedWithinASecondHoldUpEverybodyForTheLongestWait() throws Exception {
        refuse(chat(1), 7);
        pass(900);
        refuse(chat(2), 3);

        adaptive.take(chat(3), true);

        assertEquals(Duration.ofMillis(7_200), passed());
        assertEquals(1, adaptive.figures().freezes());
    }

    @Test
    void aRefusalThatArrivesWhileEverybodyWaitsMakesItLongerButNeverShorter() throws Exception {
        refuse(chat(1), 4);
        refuse(chat(2), 4);
        pass(2_000);
        refuse(chat(3), 1);
        assertEquals(Duration.ofMillis(2_200), adaptive.figures().frozen());
        refuse(chat(3), 9);
        assertEquals(Duration.ofMillis(9_200), adaptive.figures().frozen());
        refuse(chat(4), 1);

        adaptive.take(chat(5), false);

        assertEquals(Duration.ofMillis(11_200), passed());
        assertEquals(1, adaptive.figures().freezes());
    }

    @Test
    void chatsThatWereSentALotSpeakForThemselvesAlone() throws Exception {
        for (int n = 0; n < 4; n++) {
            adaptive.take(chat(1), false);
            adaptive.take(chat(2), false);
        }
        refuse(chat(1), 7);
        refuse(chat(2), 7);
        refuse(chat(3), 7);

        adaptive.take(chat(4), false);

        assertEquals(Duration.ZERO, passed());
        assertEquals(3, adaptive.figures().refused());
    }

    @Test
    void aChatThatWasSentALotLongAgoSpeaksForAll() throws Exception {
        for (int n = 0; n < 100; n++) {
            adaptive.take(chat(1), false);
        }
        pass(6_001);
        refuse(chat(1), 7);
        refuse(chat(2), 7);

        assertEquals(Duration.ofMillis(7_200), adaptive.figures().frozen());
    }

    @Test
    void aCapHoldsUpEverybodyJustTheSameAndIsLoweredForAWhile() throws Exception {
        var capped = budget(100);
        for (int n = 0; n < 30; n++) {
            capped.take(chat(n), false);
            capped.heard(chat(n), DELIVERED);
        }
        var before = passed();
        capped.heard(chat(1), new Outcome.Wait(Duration.ofSeconds(2)));
        capped.heard(chat(2), new Outcome.Wait(Duration.ofSeconds(2)));

        capped.take(chat(3), false);

        assertEquals(before.plusMillis(2_200), passed());
        assertEquals(22.5, capped.figures().perSecond(), 0.1);
    }

    @Test
    void belowALimitThatWasFoundNothingLeavesInABurst() throws Exception {
        refuse(chat(1), 1);
        refuse(chat(2), 1);
        pass(60_000);
        adaptive.take(chat(3), false);
        var before = passed();

        adaptive.take(chat(4), false);

        assertEquals(1_000 / 22.5 - 5, passed().minus(before).toNanos() / 1e6, 0.1);
    }

    @Test
    void whatIsUnclearWasNotTaken() throws Exception {
        for (int n = 0; n < 200; n++) {
            adaptive.heard(chat(n), n < 100 ? DELIVERED : new Outcome.Unclear("reset"));
        }
        refuse(chat(1), 1);
        refuse(chat(2), 1);

        assertEquals(75, adaptive.figures().perSecond(), 0.1);
    }

    @Test
    void whoIsInterruptedWhileWaitingLeavesTheQueueToTheOthers() throws Exception {
        var budget = new Budget(1, now::get, BudgetTest::look);
        budget.take(chat(1), false);
        var gaveUp = new CountDownLatch(1);
        var first =
                Thread.startVirtualThread(
                        () -> {
                            assertThrows(
                                    InterruptedException.class, () -> budget.take(chat(2), true));
                            gaveUp.countDown();
                        });
        awaitQueue(budget);
        var second = Thread.startVirtualThread(() -> take(budget, 3));

        first.interrupt();
        gaveUp.await();
        pass(1_000);
        second.join();

        assertTrue(budget.next().isEmpty());
    }

    @Test
    void manyThreadsAllGetTheirTurnOnce() throws Exception {
        Queue<Integer> went = new ConcurrentLinkedQueue<>();
        var budget = new Budget(50, now::get, this::advance);
        var threads = new ArrayList<Thread>();
        for (int n = 0; n < 200; n++) {
            int number = n;
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                take(budget, number);
                                went.add(number);
                            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        assertEquals(200, went.stream().distinct().count());
        assertTrue(passed().toMillis() >= 3_800, () -> passed() + " is too soon");
        assertTrue(budget.next().isEmpty());
    }

    @Test
    void whoWaitsIsWokenWhenItIsTheNext() throws Exception {
        var budget = new Budget(1000, System::nanoTime, Condition::awaitNanos);
        var threads = new ArrayList<Thread>();
        for (int n = 0; n < 300; n++) {
            int number = n;
            threads.add(Thread.startVirtualThread(() -> take(budget, number)));
        }
        for (var thread : threads) {
            assertTrue(thread.join(Duration.ofSeconds(20)), "still waits");
        }
        assertFalse(budget.isOpen());
    }

    private static void awaitQueue(Budget budget) throws InterruptedException {
        while (budget.next().isEmpty()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("nobody waits");
            }
            Thread.onSpinWait();
        }
    }

    private static void take(Budget budget, int chat) {
        try {
            budget.take(chat(chat), false);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Budget budget(int cap) {
        return new Budget(cap, now::get, this::advance);
    }

    /// Whoever waits makes the time pass.
    private void advance(Condition woken, long nanos) throws InterruptedException {
        if (nanos < Long.MAX_VALUE) {
            now.addAndGet(nanos);
        } else {
            woken.await();
        }
    }

    /// The time stands still; whoever waits looks again now and then.
    private static void look(Condition woken, long nanos) throws InterruptedException {
        woken.awaitNanos(Math.min(nanos, 1_000_000));
    }

    private void refuse(UserId chat, int seconds) {
        adaptive.heard(chat, new Outcome.Wait(Duration.ofSeconds(seconds)));
    }

    private void pass(int millis) {
        now.addAndGet(millis * 1_000_000L);
    }

    private Duration passed() {
        return Duration.ofNanos(now.get() + 5_000_000_000L);
    }

    private static UserId chat(int number) {
        return new UserId(1000 + number);
    }
}
