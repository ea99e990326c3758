package parley.limit;

import java.time.Duration;

/// How often something may be done, counted for each key alone.
public interface Limiter<K> {
    /// Counts one more if it may be done now, and counts nothing if it came too soon. Thread-safe.
    ///
    /// @return how long to wait until it may be done; zero when it was counted
    Duration tryAcquire(K key);

    /// A limiter that never refuses.
    static <K> Limiter<K> none() {
        return _ -> Duration.ZERO;
    }
}
