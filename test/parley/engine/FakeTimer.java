package parley.engine;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A timer that goes off when the test says so.
final class FakeTimer implements Engine.Timer {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void after(Duration pause, Runnable task) {
        tasks.add(task);
    }

    /// Waits until something is left to be done later, and takes it.
    Runnable next() throws InterruptedException {
        var task = tasks.poll(20, TimeUnit.SECONDS);
        if (task == null) {
            throw new AssertionError("nothing was left to be done later");
        }
        return task;
    }

    /// Whether nothing else is left.
    boolean isIdle() {
        return tasks.isEmpty();
    }
}
