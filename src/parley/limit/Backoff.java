package parley.limit;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/// How long to pause before trying again: twice as long each time up to a cap, and up to half of it
/// less by chance, so that many who failed together do not come back together.
public final class Backoff implements IntFunction<Duration> {
    private static final int MAX_DOUBLINGS = 20;

    private final Duration first;
    private final Duration cap;
    private final RandomGenerator random;

    /// @param first the longest pause after one failure
    /// @param cap the longest pause ever
    public Backoff(Duration first, Duration cap, RandomGenerator random) {
        this.first = first;
        this.cap = cap;
        this.random = random;
    }

    /// The pause after so many failures in a row, counted from 1.
    @Override
    public Duration apply(int failures) {
        int doublings = Math.clamp(failures - 1, 0, MAX_DOUBLINGS);
        long full = Math.min(cap.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(full - random.nextLong(full / 2 + 1));
    }
}
