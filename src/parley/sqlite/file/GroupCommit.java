package parley.sqlite.file;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// The one thread that writes. It takes all that is queued into one transaction, so that under load
/// many changes share the cost of one fsync.
///
/// What fails for a reason that can pass is tried again until it works, while memory runs ahead;
/// nobody is told of a change before it is durable. After any other error the thread stops and says
/// so once: what is on disk is known again only by reading it from the start.
public final class GroupCommit {
    private static final Logger LOG = System.getLogger("parley.sqlite");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    /// Some megabytes of write-ahead log.
    private static final int MOST_UNMOVED = 500;

    private static final Duration OVERDUE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final WriteQueue queue = new WriteQueue();
    private final Connection connection;
    private final Sql.Write sweep;
    private final Consumer<String> fatal;
    private final LongConsumer committed;
    private final Thread thread = Thread.ofPlatform().name("sqlite").daemon().unstarted(this::run);
    private int unmoved;
    private volatile boolean failed;
    private volatile boolean ill;
    private volatile boolean busy;
    private volatile long begun;
    private boolean synced = true;

    /// Starts the thread.
    ///
    /// @param sweep empties the write-ahead log and whatever else holds what is gone
    /// @param fatal told once, on this thread, when nothing can be written any more
    /// @param committed told, on this thread, how many nanoseconds each transaction took
    public GroupCommit(
            Connection connection,
            Sql.Write sweep,
            Consumer<String> fatal,
            LongConsumer committed) {
        this.connection = connection;
        this.sweep = sweep;
        this.fatal = fatal;
        this.committed = committed;
        thread.start();
    }

    /// Queues a write, after everything queued before. Never waits for the disk.
    ///
    /// @return its ticket
    public long add(Sql.Write write) {
        return queue.add(write, true);
    }

    /// Queues a write that a loss of power may undo, though not the end of this process: when
    /// nothing else is queued it is committed as soon, without the cost of an fsync. Never waits
    /// for the disk.
    public void addUnsynced(Sql.Write write) {
        // Nobody can wait for it, so a ticket on disk still means what it says.
        var _ = queue.add(write, false);
    }

    /// Queues a write after which what was there before is nowhere in the files any more: it counts
    /// as durable only when it was swept up after it. Never waits for the disk.
    ///
    /// @return its ticket
    public long addSwept(Sql.Write write) {
        return queue.addSwept(write);
    }

    /// The largest ticket whose write is on disk for good.
    public long durable() {
        return queue.durable();
    }

    /// Waits until the write behind this ticket, and all before, are on disk for good.
    public void awaitDurable(long ticket) throws InterruptedException {
        queue.awaitDurable(ticket);
    }

    /// The same, but not longer than this.
    public void awaitDurable(long ticket, Duration patience) throws InterruptedException {
        queue.awaitDurable(ticket, patience);
    }

    /// Whether the disk takes nothing at the moment, for a reason that can pass.
    public boolean isIll() {
        return ill;
    }

    /// Whether a transaction has taken far longer than any should.
    public boolean isStuck() {
        return busy && System.nanoTime() - begun > OVERDUE.toNanos();
    }

    /// Runs something on the connection after everything queued before, outside any transaction,
    /// and waits for it. It is not tried again.
    ///
    /// @throws StorageException when it fails, or when the thread has stopped
    public <T> T call(String what, Sql.Work<T> work) {
        try {
            return queue.ask(work).join();
        } catch (CompletionException e) {
            throw new StorageException(what + ": " + e.getCause().getMessage(), e.getCause());
        }
    }

    /// Writes what is queued, for so long at most, and ends the thread.
    ///
    /// @return whether all of it was written, so that the connection is free to be closed
    public boolean close(Duration patience) throws InterruptedException {
        queue.close(patience);
        // Once failed, the thread may be the very one that is ending the process and waits for us.
        return !failed && thread.join(patience) && !failed;
    }

    private void run() {
        try {
            while (queue.awaitWork()) {
                commit(queue.takeWrites());
                for (var job = queue.takeJob(); job != null; job = queue.takeJob()) {
                    perform(job);
                }
            }
        } catch (SQLException e) {
            failed = true;
            var trouble = Trouble.of(e);
            // What can pass comes here only when there is no time left to wait for it.
            if (!trouble.passing()) {
                fail(e, trouble.remedy());
            }
        } catch (RuntimeException e) {
            fail(e, "restart; if it happens again, report it as a bug");
        } finally {
            queue.stop();
        }
    }

    private <T> void perform(WriteQueue.Job<T> job) throws SQLException {
        try {
            sync(true);
            job.result().complete(job.work().on(connection));
        } catch (SQLException e) {
            job.result().completeExceptionally(e);
            if (!Trouble.of(e).passing()) {
                throw e;
            }
        } catch (RuntimeException e) {
            job.result().completeExceptionally(e);
        }
    }

    private void commit(WriteQueue.Batch batch) throws SQLException {
        if (batch.writes().isEmpty()) {
            return;
        }
        var pause = FIRST_PAUSE;
        for (boolean ill = false; !written(batch, ill); ill = true) {
            queue.pause(pause);
            var longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
        if (batch.swept()) {
            checkpoint(sweep);
        }
        queue.publish(batch.last());
        unmoved += batch.writes().size();
        if (unmoved >= MOST_UNMOVED) {
            checkpoint(tx -> Sql.number(tx, "PRAGMA wal_checkpoint(PASSIVE)"));
        }
    }

    /// Moves what is in the write-ahead log into the main file. SQLite would do so by itself, but
    /// keep it quiet when an fsync fails: nobody knows then what is on disk.
    private void checkpoint(Sql.Write way) throws SQLException {
        try {
            way.on(connection);
            unmoved = 0;
        } catch (SQLException e) {
            if (!Trouble.of(e).passing()) {
                throw e;
            }
            LOG.log(Level.DEBUG, "the write-ahead log could not be emptied: {0}", e.getMessage());
        }
    }

    private boolean written(WriteQueue.Batch batch, boolean known) throws SQLException {
        begun = System.nanoTime();
        busy = true;
        try {
            sync(batch.synced());
            Sql.transact(connection, tx -> write(batch, tx));
            committed.accept(System.nanoTime() - begun);
        } catch (SQLException e) {
            tolerate(e, known);
            ill = true;
            return false;
        } finally {
            busy = false;
        }
        ill = false;
        if (known) {
            LOG.log(Level.INFO, "the database takes changes again");
        }
        return true;
    }

    private void sync(boolean wanted) throws SQLException {
        if (synced != wanted) {
            Sql.run(connection, wanted ? Sql.SYNCED : Sql.UNSYNCED);
            synced = wanted;
        }
    }

    private static int write(WriteQueue.Batch batch, Connection tx) throws SQLException {
        for (var write : batch.writes()) {
            write.on(tx);
        }
        return batch.writes().size();
    }

    private void tolerate(SQLException error, boolean known) throws SQLException {
        var trouble = Trouble.of(error);
        if (!trouble.passing() || queue.late()) {
            throw error;
        }
        if (!known) {
            LOG.log(
                    Level.ERROR,
                    "the database takes no changes ({0}); {1}; trying until it works",
                    error.getMessage(),
                    trouble.remedy());
        }
    }

    private void fail(Exception error, String remedy) {
        failed = true;
        var message = "the database cannot be used (" + error.getMessage() + "); " + remedy;
        LOG.log(Level.ERROR, message, error);
        fatal.accept(message);
    }
}
