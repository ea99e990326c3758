package parley.redis;

import parley.limit.Limiter;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// A limit that all processes with the same Redis share, and that outlives each of them. While
/// Redis does not answer, a limiter of this process decides, at the same rate: whoever may break
/// Redis can neither lift the limits nor stop everybody.
///
/// What Redis lets pass is counted here as well. So a process that has to go on by itself knows
/// what its people have used, and does not begin with a fresh burst for each of them. In the other
/// direction nothing is told: Redis does not learn what passed without it, nor what it lost. Each
/// such change can so cost one burst more than the limit, never more.
public final class SharedLimiter<K> implements Limiter<K> {
    /// 142 years: times up to here are exact in the numbers of Lua.
    private static final long MOST_MICROS = 1L << 52;

    private static final int NANOS_PER_MICRO = 1_000;

    private final Redis redis;
    private final Limiter<K> local;
    private final Function<K, String> name;
    private final Rate rate;

    /// What is allowed. The same word, interval and burst in all processes make the same limit.
    ///
    /// @param word tells this limit from others, such as `messages`
    /// @param interval how long it takes to earn one more; parts of a microsecond count as a whole
    /// @param burst how many may come at once
    public record Rate(String word, Duration interval, int burst) {
        /// @throws IllegalArgumentException when the numbers are too small or too great
        public Rate {
            if (!interval.isPositive()
                    || burst < 1
                    || interval.compareTo(Duration.ofDays(366)) > 0
                    || micros(interval) > MOST_MICROS / burst) {
                throw new IllegalArgumentException("a limit that cannot be kept in Redis");
            }
        }

        private GcraScript attempt(String name) {
            return new GcraScript(Redis.PREFIX + word + ":" + name, micros(interval), burst);
        }

        private static long micros(Duration interval) {
            return Math.ceilDiv(interval.toNanos(), NANOS_PER_MICRO);
        }
    }

    /// @param local decides while Redis does not, at the same rate
    /// @param name what a key is called in Redis: a pseudonym, never the id of a person
    public SharedLimiter(Redis redis, Limiter<K> local, Function<K, String> name, Rate rate) {
        this.redis = redis;
        this.local = local;
        this.name = name;
        this.rate = rate;
    }

    /// Waits for Redis, 50 ms at most.
    @Override
    public Duration tryAcquire(K key) {
        var wait = ask(key);
        if (wait.isEmpty()) {
            return local.tryAcquire(key);
        }
        if (wait.get().isZero()) {
            local.tryAcquire(key);
        }
        return wait.get();
    }

    private Optional<Duration> ask(K key) {
        try {
            return redis.take(rate.attempt(name.apply(key)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
