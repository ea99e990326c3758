package parley.limit;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/// Generic cell rate algorithm (ITU-T I.371): one time per key, equivalent to a bucket of `burst`
/// tokens of which one comes back per `interval`, with no task that refills it.
public final class Gcra<K> implements Limiter<K> {
    private final LongSupplier nanoTime;
    private final long interval;
    private final long tolerance;
    private final ConcurrentMap<K, Long> arrivals = new ConcurrentHashMap<>();

    /// @param nanoTime a clock that never goes back, such as [System#nanoTime]
    /// @param interval how long it takes to earn one more, above zero
    /// @param burst how many may come at once, at least 1
    /// @throws IllegalArgumentException when one of them is too small
    public Gcra(LongSupplier nanoTime, Duration interval, int burst) {
        if (interval.toNanos() < 1 || burst < 1) {
            throw new IllegalArgumentException("a limit needs an interval and a burst above zero");
        }
        this.nanoTime = nanoTime;
        this.interval = interval.toNanos();
        this.tolerance = this.interval * (burst - 1);
    }

    @Override
    public Duration tryAcquire(K key) {
        long now = nanoTime.getAsLong();
        var tooSoon = new long[1];
        arrivals.compute(
                key,
                (_, arrival) -> {
                    long due = arrival == null || arrival - now < 0 ? now : arrival;
                    tooSoon[0] = Math.max(0, due - now - tolerance);
                    return tooSoon[0] == 0 ? Long.valueOf(due + interval) : arrival;
                });
        return Duration.ofNanos(tooSoon[0]);
    }

    /// Drops the keys that are back at their full allowance, so that memory holds active ones only.
    public void prune() {
        long now = nanoTime.getAsLong();
        arrivals.values().removeIf(arrival -> arrival - now <= 0);
    }

    /// How many keys are remembered.
    public int size() {
        return arrivals.size();
    }
}
