package parley.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class GcraTest {
    private static final long SECOND = 1_000_000_000;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong();
    private final Gcra<String> limit = new Gcra<>(now::get, INTERVAL, 3);

    @Test
    void allowsABurstThenOnePerInterval() {
        assertEquals(3, takeAll("alice"));
        now.addAndGet(SECOND - 1);
        assertEquals(0, takeAll("alice"));
        now.addAndGet(1);
        assertEquals(1, takeAll("alice"));
    }

    @Test
    void allowsNoMoreThanABurstAfterALongSilence() {
        takeAll("alice");
        now.addAndGet(1_000 * SECOND);
        assertEquals(3, takeAll("alice"));
    }

    @Test
    void countsEachKeyAlone() {
        takeAll("alice");

        assertEquals(3, takeAll("bob"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, SECOND / 3, SECOND - 1})
    void thePauseIsExact(long since) {
        takeAll("alice");
        now.addAndGet(since);

        var pause = limit.tryAcquire("alice");

        assertEquals(Duration.ofNanos(SECOND - since), pause);
        now.addAndGet(pause.toNanos() - 1);
        assertEquals(Duration.ofNanos(1), limit.tryAcquire("alice"));
        now.addAndGet(1);
        assertEquals(Duration.ZERO, limit.tryAcquire("alice"));
    }

    @Test
    void aRefusalCountsNothing() {
        takeAll("alice");
        for (int i = 0; i < 100; i++) {
            limit.tryAcquire("alice");
        }
        now.addAndGet(SECOND);

        assertTrue(passes("alice"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "2, 5", "3, 10", "4, 1"})
    void agreesWithABucketOfTokens(long seed, int burst) {
        var random = new SplittableRandom(seed);
        now.set(random.nextLong(SECOND));
        var limit = new Gcra<String>(now::get, INTERVAL, burst);
        var bucket = new Bucket(burst, now.get());
        int passed = 0;
        for (int i = 0; i < 20_000; i++) {
            now.addAndGet(random.nextLong(random.nextInt(10) == 0 ? burst * SECOND : SECOND));
            boolean expected = bucket.take(now.get());
            assertEquals(expected, limit.tryAcquire("alice").isZero(), "request " + i);
            passed += expected ? 1 : 0;
        }
        assertTrue(passed > 2_000 && passed < 18_000, "too little was tried: " + passed);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - SECOND, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void aClockThatOverflowsDoesNoHarm(long start) {
        now.set(start);
        assertEquals(3, takeAll("alice"));
        limit.prune();
        assertEquals(INTERVAL, limit.tryAcquire("alice"));

        now.addAndGet(2 * SECOND);
        limit.prune();
        assertEquals(1, limit.size());
        assertEquals(2, takeAll("alice"));

        now.addAndGet(10 * SECOND);
        limit.prune();
        assertEquals(0, limit.size());
        assertEquals(3, takeAll("alice"));
    }

    @Test
    void forgetsOnlyWhoIsBackAtTheFullAllowance() {
        limit.tryAcquire("alice");
        takeAll("bob");
        assertEquals(2, limit.size());

        now.addAndGet(SECOND - 1);
        limit.prune();
        assertEquals(2, limit.size());

        now.addAndGet(1);
        limit.prune();
        assertEquals(1, limit.size());
        assertEquals(1, takeAll("bob"));
    }

    @Test
    void manyThreadsOnOneKeyNeverGetMoreThanTheBurst() throws Exception {
        var limit = new Gcra<String>(now::get, INTERVAL, 100);
        var passed = new AtomicInteger();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                threads.submit(
                        () -> {
                            start.await();
                            for (int k = 0; k < 50; k++) {
                                passed.addAndGet(limit.tryAcquire("alice").isZero() ? 1 : 0);
                                limit.prune();
                            }
                            return null;
                        });
            }
            start.countDown();
        }
        assertEquals(100, passed.get());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "1, 0", "1, -5"})
    void refusesALimitThatMakesNoSense(long nanos, int burst) {
        var interval = Duration.ofNanos(nanos);

        assertThrows(
                IllegalArgumentException.class, () -> new Gcra<String>(now::get, interval, burst));
    }

    @Test
    void noLimitNeverRefuses() {
        var none = Limiter.<String>none();
        for (int i = 0; i < 1_000; i++) {
            assertTrue(none.tryAcquire("alice").isZero());
        }
    }

    private boolean passes(String key) {
        return limit.tryAcquire(key).isZero();
    }

    /// Takes until it is refused, and says how many passed.
    private int takeAll(String key) {
        int passed = 0;
        while (passes(key)) {
            passed++;
            assertFalse(passed > 1_000, "no limit");
        }
        return passed;
    }

    /// The naive way: tokens in nanoseconds of time, refilled as it goes.
    private static final class Bucket {
        private final long capacity;
        private long filled;
        private long at;

        Bucket(int burst, long now) {
            capacity = burst * SECOND;
            filled = capacity;
            at = now;
        }

        boolean take(long now) {
            filled = Math.min(capacity, filled + now - at);
            at = now;
            if (filled < SECOND) {
                return false;
            }
            filled -= SECOND;
            return true;
        }
    }
}
