package parley.delivery;

import parley.chat.Change;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A store whose disk is as slow as the test wants.
final class FakeStore implements Store {
    /// Counted down when somebody waits for the disk.
    final CountDownLatch awaited = new CountDownLatch(1);

    private long durable;

    synchronized void keep(long ticket) {
        durable = ticket;
        notifyAll();
    }

    @Override
    public synchronized void awaitDurable(long ticket) throws InterruptedException {
        awaited.countDown();
        while (durable < ticket) {
            wait();
        }
    }

    @Override
    public void awaitDurable(long ticket, Duration patience) {
        throw new UnsupportedOperationException("the courier has all the time in the world");
    }

    @Override
    public synchronized long durable() {
        return durable;
    }

    @Override
    public long save(List<Change> changes, long entry, List<Notify> notices) {
        throw new UnsupportedOperationException("the courier saves nothing");
    }

    @Override
    public void load(Consumer<Change> replay) {
        throw new UnsupportedOperationException("the courier loads nothing");
    }
}
