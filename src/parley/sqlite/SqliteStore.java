package parley.sqlite;

import parley.chat.Change;
import parley.privacy.Keys;
import parley.sqlite.file.Database;
import parley.sqlite.file.GroupCommit;
import parley.sqlite.file.Sql;
import parley.sqlite.file.Statements;
import parley.sqlite.file.StorageException;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// State and journal in a SQLite file. Thread-safe.
public final class SqliteStore implements AutoCloseable {
    private static final Logger LOG = System.getLogger("parley.sqlite");
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Database database;
    private final People people;
    private final InstantSource clock;
    private final Statements statements;
    private final ChangeWriter tables;
    private final GroupCommit writer;
    private final Journal journal;
    private volatile LongConsumer committed = _ -> {};

    /// Starts the thread that writes. The database is closed with this.
    ///
    /// @param maskIds false to put raw ids into reports
    /// @param fatal told once, on the thread that writes, when nothing can be written any more
    ///   until the process starts again; the changes that are not durable by then never will be
    /// @throws StorageException when the journal cannot be read
    public SqliteStore(
            Database database,
            Keys keys,
            boolean maskIds,
            InstantSource clock,
            Consumer<String> fatal) {
        this.database = database;
        this.clock = clock;
        people = new People(keys);
        statements = new Statements(database.connection());
        tables = new ChangeWriter(statements, people, maskIds);
        writer =
                new GroupCommit(
                        database.connection(),
                        this::sweep,
                        fatal,
                        nanos -> committed.accept(nanos));
        journal = new Journal(writer, statements, keys.journal());
    }

    /// Queues changes to be written together, after everything that was queued before. Returns at
    /// once and never fails.
    ///
    /// @return a number that grows with each call, for [#awaitDurable]
    public long save(List<Change> changes) {
        var written = List.copyOf(changes);
        return add(written, _ -> write(written));
    }

    /// Saves changes and, both or neither, what is still to be done about the update that brought
    /// them about.
    ///
    /// @param number of the update, in the journal
    /// @param rest what is still to be done once these changes are on disk; nothing if it is empty
    /// @return a number that grows with each call, for [#awaitDurable]
    public long save(List<Change> changes, long number, byte[] rest) {
        var written = List.copyOf(changes);
        var step = journal.replacement(number, rest, isForgetting(written));
        return add(
                written,
                tx -> {
                    write(written);
                    step.on(tx);
                });
    }

    /// Nothing is left anywhere of somebody who is forgotten, when that person hears of it.
    private long add(List<Change> changes, Sql.Write write) {
        return isForgetting(changes) ? writer.addSwept(write) : writer.add(write);
    }

    private static boolean isForgetting(List<Change> changes) {
        return changes.stream().anyMatch(Change.Forgotten.class::isInstance);
    }

    /// From now on somebody is told how many nanoseconds each transaction took, on the thread that
    /// writes.
    public void onCommit(LongConsumer nanos) {
        committed = nanos;
    }

    /// What came in, written by the same thread.
    public Journal journal() {
        return journal;
    }

    /// Waits until what is behind this number, and all before, is on disk for good.
    public void awaitDurable(long ticket) throws InterruptedException {
        writer.awaitDurable(ticket);
    }

    /// The same, but not longer than this.
    public void awaitDurable(long ticket, Duration patience) throws InterruptedException {
        writer.awaitDurable(ticket, patience);
    }

    /// The largest number of what is on disk for good.
    public long durable() {
        return writer.durable();
    }

    /// Whether a transaction has taken far longer than any should.
    public boolean isStuck() {
        return writer.isStuck();
    }

    /// Replays blocks, chats that ended in the last 24 hours, waiting people and running chats. A
    /// damaged row is set aside, see [Replay].
    ///
    /// @throws StorageException when the tables cannot be read
    public void load(Consumer<Change> replay) {
        writer.call("load", this::read).forEach(replay);
    }

    /// Writes what is queued, for a few seconds at most, then closes the file and lets go of it.
    @Override
    public void close() {
        try {
            if (writer.close(PATIENCE)) {
                database.close();
                return;
            }
            LOG.log(Level.ERROR, "the database was left as it is, without the last changes");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        database.abandon();
    }

    /// Runs something on the thread that writes, and waits for it.
    <T> T call(String what, Sql.Work<T> work) {
        return writer.call(what, work);
    }

    /// Queues something to be written after which nothing is left of what was there before.
    void addSwept(Sql.Write write) {
        var _ = writer.addSwept(write);
    }

    /// For what is queued.
    Statements statements() {
        return statements;
    }

    /// Empties the write-ahead log, and whatever else still holds what is gone.
    void empty() {
        writer.call(
                "checkpoint",
                connection -> {
                    sweep(connection);
                    return true;
                });
    }

    /// What could not be swept is tried again with the next sweep.
    private void sweep(Connection connection) throws SQLException {
        statements.release();
        database.sweep(tables.traces());
        tables.clearTraces();
    }

    private void write(List<Change> changes) throws SQLException {
        for (var change : changes) {
            tables.write(change);
        }
    }

    private List<Change> read(Connection connection) throws SQLException {
        var now = clock.instant();
        return Sql.transact(
                connection, tx -> new Replay(tx, people).read(now, now.minus(REMEMBERED)));
    }
}
