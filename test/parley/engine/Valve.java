package parley.engine;

import parley.chat.Pseudonym;
import parley.limit.Limiter;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A limiter that is open or shut as the test wants, for everybody.
final class Valve implements Limiter<Pseudonym> {
    /// Who asked it.
    final Queue<Pseudonym> asked = new ConcurrentLinkedQueue<>();

    private volatile Duration pause = Duration.ZERO;

    void shut(Duration pause) {
        this.pause = pause;
    }

    void open() {
        pause = Duration.ZERO;
    }

    @Override
    public Duration tryAcquire(Pseudonym key) {
        asked.add(key);
        return pause;
    }
}
