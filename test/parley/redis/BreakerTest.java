package parley.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

class BreakerTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final Breaker breaker = new Breaker(now::get, new SplittableRandom(1));

    @Test
    void opensOnceAtTheFifthFailure() {
        for (int i = 1; i <= 4; i++) {
            assertFalse(breaker.failed());
            assertFalse(breaker.isOpen());
        }

        assertTrue(breaker.failed());
        assertTrue(breaker.isOpen());
        assertFalse(breaker.failed());
    }

    @Test
    void failuresOfMoreThanTenSecondsAgoDoNotCount() {
        fail(4);
        pass(Duration.ofSeconds(10).plusNanos(1));
        fail(4);
        assertFalse(breaker.isOpen());

        pass(Duration.ofSeconds(10));
        assertTrue(breaker.failed());
    }

    @Test
    void aSuccessClosesItOnceAndForgetsTheFailures() {
        fail(5);

        assertTrue(breaker.recovered());
        assertFalse(breaker.isOpen());
        assertFalse(breaker.recovered());
        fail(4);
        assertFalse(breaker.isOpen());
    }

    /// Else a server that lets us in and then answers nobody would never open it.
    @Test
    void aSuccessWhileItIsClosedForgetsNothing() {
        fail(4);

        assertFalse(breaker.recovered());
        assertTrue(breaker.failed());
    }

    @Test
    void probesEveryOneToTwoSeconds() {
        breaker.open();

        var pauses = Stream.generate(breaker::pause).limit(1_000).toList();

        assertTrue(pauses.stream().allMatch(pause -> within(pause, 1_000, 2_000)));
        assertTrue(pauses.stream().distinct().count() > 100, "all at once");
    }

    @Test
    void reconnectsAtOnceAndThenEverMoreSlowly() {
        assertEquals(Duration.ZERO, breaker.pause());
        fail(1);
        assertTrue(within(breaker.pause(), 25, 50));
        fail(3);
        assertTrue(within(breaker.pause(), 200, 400));
        pass(Duration.ofSeconds(11));
        assertEquals(Duration.ZERO, breaker.pause());
    }

    private static boolean within(Duration pause, long least, long most) {
        return pause.toMillis() >= least && pause.toMillis() <= most;
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
