package parley.sqlite.file;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What many threads hand to the one that writes, and what they hear back from it.
final class WriteQueue {
    /// Something that somebody waits for.
    ///
    /// @param after the ticket that must be durable first
    record Job<T>(long after, Sql.Work<T> work, CompletableFuture<T> result) {}

    /// What is written at once.
    ///
    /// @param last the ticket of the last
    /// @param synced whether any of it must outlive a loss of power
    /// @param swept whether any of it must leave no trace of what was there before
    record Batch(List<Sql.Write> writes, long last, boolean synced, boolean swept) {}

    private static final Duration LINGER = Duration.ofMillis(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition committed = lock.newCondition();
    private final Condition hurry = lock.newCondition();
    private final Queue<Job<?>> jobs = new ArrayDeque<>();
    private List<Sql.Write> writes = new ArrayList<>();
    private boolean synced;
    private boolean swept;
    private long tickets;
    private long deadline;
    private boolean closing;
    private boolean stopped;
    private volatile long durable;

    long add(Sql.Write write, boolean mustSync) {
        lock.lock();
        try {
            writes.add(write);
            if (mustSync && !synced || writes.size() == 1) {
                synced |= mustSync;
                wanted.signal();
            }
            return ++tickets;
        } finally {
            lock.unlock();
        }
    }

    long addSwept(Sql.Write write) {
        lock.lock();
        try {
            swept = true;
            return add(write, true);
        } finally {
            lock.unlock();
        }
    }

    <T> CompletableFuture<T> ask(Sql.Work<T> work) {
        var job = new Job<>(0, work, new CompletableFuture<T>());
        lock.lock();
        try {
            if (stopped) {
                reject(job);
            } else {
                jobs.add(new Job<>(tickets, work, job.result()));
                wanted.signal();
            }
            return job.result();
        } finally {
            lock.unlock();
        }
    }

    long durable() {
        return durable;
    }

    /// Asked for each message, so it costs one read when there is nothing to wait for.
    void awaitDurable(long ticket) throws InterruptedException {
        if (durable >= ticket) {
            return;
        }
        lock.lockInterruptibly();
        try {
            while (durable < ticket) {
                committed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The same, but not longer than this.
    void awaitDurable(long ticket, Duration patience) throws InterruptedException {
        if (durable >= ticket) {
            return;
        }
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (durable < ticket && left > 0) {
                left = committed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits for something to do.
    ///
    /// @return false when the queue is closing and nothing is left
    boolean awaitWork() {
        lock.lock();
        try {
            while (writes.isEmpty() && jobs.isEmpty() && !closing) {
                wanted.awaitUninterruptibly();
            }
            linger();
            return !(writes.isEmpty() && jobs.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /// What nobody waits for is written with what comes next, if that is soon.
    private void linger() {
        try {
            long left = LINGER.toNanos();
            while (left > 0 && !synced && jobs.isEmpty() && !closing) {
                left = wanted.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody may interrupt the writer", e);
        }
    }

    /// Takes every write that is queued, which may be none.
    Batch takeWrites() {
        lock.lock();
        try {
            var batch = new Batch(writes, tickets, synced, swept);
            writes = new ArrayList<>();
            synced = false;
            swept = false;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /// Takes the next job that has nothing to wait for; null when there is none.
    Job<?> takeJob() {
        lock.lock();
        try {
            return !jobs.isEmpty() && jobs.element().after() <= durable ? jobs.remove() : null;
        } finally {
            lock.unlock();
        }
    }

    void publish(long ticket) {
        lock.lock();
        try {
            durable = ticket;
            committed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits before work is tried again, but not when the queue begins to close meanwhile.
    void pause(Duration pause) {
        lock.lock();
        try {
            boolean closingBefore = closing;
            long left = pause.toNanos();
            while (left > 0 && closing == closingBefore) {
                left = hurry.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody may interrupt the writer", e);
        } finally {
            lock.unlock();
        }
    }

    /// Lets the writer finish what is queued, and give up after so long.
    void close(Duration patience) {
        lock.lock();
        try {
            closing = true;
            deadline = System.nanoTime() + patience.toNanos();
            wanted.signal();
            hurry.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean late() {
        lock.lock();
        try {
            return closing && System.nanoTime() - deadline >= 0;
        } finally {
            lock.unlock();
        }
    }

    /// Nothing is done any more: whoever waits for a job is told, now or later.
    void stop() {
        lock.lock();
        try {
            stopped = true;
            jobs.forEach(WriteQueue::reject);
            jobs.clear();
        } finally {
            lock.unlock();
        }
    }

    private static void reject(Job<?> job) {
        job.result().completeExceptionally(new SQLException("the database is closed"));
    }
}
