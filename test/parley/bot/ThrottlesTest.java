package parley.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import parley.chat.Pseudonym;
import parley.config.Settings;
import parley.limit.Limiter;
import parley.redis.RedisException;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

/// The limits as the settings want them, by a clock that goes on: what is earned back here takes
/// long enough for any machine.
class ThrottlesTest {
    private static final Pseudonym ANN = new Pseudonym(1, 1);
    private static final Pseudonym BEN = new Pseudonym(2, 2);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aBurstOfMessagesIsAllowedAndThenOneForEachInterval() {
        var messages = throttles(0.001, 3, HOUR).limits().messages();

        assertEquals(3, allowed(messages, 10));
        var wait = messages.tryAcquire(ANN);
        assertTrue(wait.compareTo(Duration.ofSeconds(1000)) <= 0, wait::toString);
        assertTrue(wait.compareTo(Duration.ofSeconds(500)) > 0, wait::toString);
    }

    @Test
    void everybodyIsCountedAlone() {
        var messages = throttles(0.001, 1, HOUR).limits().messages();

        assertEquals(Duration.ZERO, messages.tryAcquire(ANN));
        assertEquals(Duration.ZERO, messages.tryAcquire(BEN));
        assertFalse(messages.tryAcquire(ANN).isZero());
    }

    @Test
    void messagesCommandsAndSearchesAreCountedApart() {
        var limits = throttles(0.001, 1, HOUR).limits();

        assertEquals(1, allowed(limits.messages(), 10));
        assertEquals(1, allowed(limits.searches(), 10));
        assertTrue(limits.commands().tryAcquire(ANN).isZero());
    }

    /// So many commands nobody needs at once, and everybody can send.
    @Test
    void commandsHaveALimitThatPeopleDoNotMeet() {
        var commands = throttles(1, 1, HOUR).limits().commands();

        assertEquals(20, allowed(commands, 20));
        var wait = firstRefusal(commands);
        assertTrue(wait.compareTo(Duration.ofMillis(500)) <= 0, wait::toString);
    }

    @Test
    void aRateOfNothingTurnsTheLimitsOfMessagesAndCommandsOff() {
        var limits = throttles(0, 1, HOUR).limits();

        assertEquals(1000, allowed(limits.messages(), 1000));
        assertEquals(1000, allowed(limits.commands(), 1000));
        assertEquals(1, allowed(limits.searches(), 1000));
    }

    @Test
    void withoutAPauseBetweenSearchesThereIsNone() {
        var limits = throttles(0.001, 1, Duration.ZERO).limits();

        assertEquals(1000, allowed(limits.searches(), 1000));
        assertEquals(1, allowed(limits.messages(), 1000));
    }

    @Test
    void tidyingUpForgetsNobodyWhoHasToWait() {
        var throttles = throttles(0.001, 1, HOUR);
        var limits = throttles.limits();
        allowed(limits.messages(), 1);
        allowed(limits.searches(), 1);

        throttles.prune();

        assertEquals(0, allowed(limits.messages(), 1));
        assertEquals(0, allowed(limits.searches(), 1));
    }

    private static Throttles throttles(double perSecond, int burst, Duration debounce) {
        try {
            return Throttles.open(
                    new Settings.Limits(Optional.empty(), perSecond, burst, debounce, 0));
        } catch (RedisException.Refused e) {
            throw new AssertionError(e);
        }
    }

    /// How many of so many tries of Ann are allowed.
    private static long allowed(Limiter<Pseudonym> limiter, int tries) {
        return IntStream.range(0, tries).filter(_ -> limiter.tryAcquire(ANN).isZero()).count();
    }

    private static Duration firstRefusal(Limiter<Pseudonym> limiter) {
        return IntStream.range(0, 10_000)
                .mapToObj(_ -> limiter.tryAcquire(ANN))
                .filter(wait -> !wait.isZero())
                .findFirst()
                .orElseThrow();
    }
}
