package parley.redis;

import parley.limit.Backoff;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Whether it is worth asking. Closed, as a fuse is when current flows, until there were five
/// failures within ten seconds; then open, until a probe succeeds. Thread-safe.
final class Breaker {
    private static final int FAILURES = 5;
    private static final long WINDOW = Duration.ofSeconds(10).toNanos();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /// At most, between two probes.
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;
    private final Backoff reconnect;
    private final Backoff probe;
    private final Deque<Long> failures = new ArrayDeque<>();
    private boolean open;

    /// @param nanoTime a clock that never goes back
    Breaker(LongSupplier nanoTime, RandomGenerator random) {
        this.nanoTime = nanoTime;
        reconnect = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, random);
        probe = new Backoff(PROBE, PROBE, random);
    }

    /// Counts a failure.
    ///
    /// @return whether this was the one that opened it
    synchronized boolean failed() {
        if (open) {
            return false;
        }
        failures.addLast(nanoTime.getAsLong());
        forget();
        open = failures.size() >= FAILURES;
        return open;
    }

    /// Ends the time of failures, when a probe has succeeded.
    ///
    /// @return whether it was open until now
    synchronized boolean recovered() {
        if (!open) {
            return false;
        }
        open = false;
        failures.clear();
        return true;
    }

    /// Opens it without counting, for one that never worked.
    synchronized void open() {
        open = true;
    }

    synchronized boolean isOpen() {
        return open;
    }

    /// How long to wait before the next connection is tried.
    synchronized Duration pause() {
        if (open) {
            return probe.apply(1);
        }
        forget();
        return failures.isEmpty() ? Duration.ZERO : reconnect.apply(failures.size());
    }

    private void forget() {
        long now = nanoTime.getAsLong();
        failures.removeIf(at -> now - at > WINDOW);
    }
}
