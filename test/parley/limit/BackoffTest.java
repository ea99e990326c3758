package parley.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration CAP = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({
        "1, 500",
        "2, 1000",
        "3, 2000",
        "6, 16000",
        "7, 20000",
        "8, 20000",
        "33, 20000",
        "65, 20000",
        "2147483647, 20000",
        "0, 500",
        "-2147483647, 500",
    })
    void thePauseIsBetweenHalfAndAllOfWhatItDoublesTo(int failures, long full) {
        assertEquals(Duration.ofMillis(full), backoff(_ -> 0).apply(failures));
        assertEquals(Duration.ofMillis(full - full / 2), backoff(n -> n - 1).apply(failures));
    }

    @Test
    void pausesDiffer() {
        var backoff = new Backoff(FIRST, CAP, new SplittableRandom(1));
        var pauses = new HashSet<Duration>();
        for (int i = 0; i < 100; i++) {
            var pause = backoff.apply(4);
            assertTrue(pause.toMillis() >= 2000 && pause.toMillis() <= 4000, pause::toString);
            pauses.add(pause);
        }
        assertTrue(pauses.size() > 50, pauses::toString);
    }

    @Test
    void aCapBelowTheFirstPauseHolds() {
        var backoff = new Backoff(CAP, FIRST, new SplittableRandom(1));

        assertTrue(backoff.apply(1).compareTo(FIRST) <= 0);
    }

    @Test
    void noPauseAtAllIsAllowed() {
        var backoff = new Backoff(Duration.ZERO, Duration.ZERO, new SplittableRandom(1));

        assertEquals(Duration.ZERO, backoff.apply(3));
    }

    private static Backoff backoff(Chance chance) {
        return new Backoff(FIRST, CAP, chance);
    }

    /// Luck that the test decides on: a number below a bound.
    private interface Chance extends RandomGenerator {
        long below(long bound);

        @Override
        default long nextLong(long bound) {
            return below(bound);
        }

        @Override
        default long nextLong() {
            throw new UnsupportedOperationException();
        }
    }
}
