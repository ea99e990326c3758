package parley.sqlite;

import parley.privacy.Seal;
import parley.privacy.SealException;
import parley.sqlite.file.GroupCommit;
import parley.sqlite.file.Sql;
import parley.sqlite.file.Statements;
import parley.sqlite.file.StorageException;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// What came in lately, in its order, and what is still to be done about it. Thread-safe.
///
/// A row outlives its work by some ten thousand others, so that an update is recognised when it is
/// delivered again. Content is sealed on the thread that brings it; the one that writes has enough
/// to do.
public final class Journal {
    private static final Logger LOG = System.getLogger("parley.sqlite");

    private static final int REMEMBERED = 10_000;
    private static final int STEP = 1000;

    private static final String LAST =
            """
            SELECT max(number)
            FROM (SELECT number FROM journal UNION ALL SELECT number FROM journal_set_aside)
            """;
    private static final String READ = "SELECT number, known, sealed FROM journal ORDER BY number";
    private static final String APPEND =
            "INSERT INTO journal (number, known, sealed) VALUES (?, ?, ?)";
    private static final String END = "UPDATE journal SET sealed = NULL WHERE number = ?";
    private static final String REPLACE = "UPDATE journal SET sealed = ? WHERE number = ?";
    private static final String KEEP_DAMAGED =
            """
            INSERT INTO journal_set_aside (number, sealed)
            SELECT number, sealed FROM journal WHERE number = ?
            """;
    private static final String DROP_DAMAGED = "DELETE FROM journal WHERE number = ?";
    private static final String PRUNE = "DELETE FROM journal WHERE number <= ? AND sealed IS NULL";
    private static final String PRUNE_DAMAGED = "DELETE FROM journal_set_aside WHERE number <= ?";

    private final GroupCommit writer;
    private final Statements statements;
    private final Seal seal;
    private final AtomicLong last;

    /// Entries that speak of somebody who is forgotten.
    private final Set<Long> swept = ConcurrentHashMap.newKeySet();

    Journal(GroupCommit writer, Statements statements, Seal seal) {
        this.writer = writer;
        this.statements = statements;
        this.seal = seal;
        last = new AtomicLong(writer.call("number the journal", tx -> Sql.number(tx, LAST)));
    }

    /// Hands out what is kept, in its order, what is done already included. What does not open,
    /// because it is damaged, is set aside: it is logged by its number and never tried again.
    ///
    /// @return how many rows were set aside
    /// @throws StorageException when the table cannot be read
    public int load(Consumer<JournalEntry> replay) {
        var kept = writer.call("load the journal", this::read);
        kept.damaged().forEach(this::setAside);
        kept.entries().forEach(replay);
        return kept.damaged().size();
    }

    /// The number of the next entry: one more than the last.
    public long number() {
        return last.incrementAndGet();
    }

    /// The number of the last entry.
    long last() {
        return last.get();
    }

    /// Queues that updates up to this number are not recognised any more, but for those that
    /// something is still to be done about.
    void prune(long upTo) {
        writer.add(
                _ -> {
                    statements.run(PRUNE, upTo);
                    statements.run(PRUNE_DAMAGED, upTo);
                });
    }

    /// Queues new entries, to be written together. Never waits for the disk. What is done with an
    /// entry is to be queued after it.
    ///
    /// @return a ticket of the store that made this
    public long append(List<JournalEntry> entries) {
        var rows = entries.stream().map(this::insertion).toList();
        return writer.add(
                tx -> {
                    for (var row : rows) {
                        row.on(tx);
                    }
                });
    }

    /// Whether the disk takes nothing at the moment.
    public boolean isIll() {
        return writer.isIll();
    }

    /// Has the disk take a change that changes nothing, and waits for it.
    ///
    /// @param patience how long, at most
    /// @return whether the disk took it
    public boolean takesChanges(Duration patience) throws InterruptedException {
        if (isIll()) {
            return false;
        }
        long ticket = writer.add(Journal::changeNothing);
        writer.awaitDurable(ticket, patience);
        return writer.durable() >= ticket;
    }

    private static void changeNothing(Connection tx) throws SQLException {
        Sql.run(tx, "PRAGMA user_version = " + Sql.number(tx, "PRAGMA user_version"));
    }

    /// Queues that nothing is left to be done about an entry. Never waits for the disk, and a loss
    /// of power may undo it: then something is done twice.
    public void end(long number) {
        Sql.Write end = _ -> statements.run(END, number);
        if (swept.remove(number)) {
            writer.addSwept(end);
        } else {
            writer.addUnsynced(end);
        }
    }

    /// Makes this all that is still to be done about an entry.
    ///
    /// @param content nothing if it is empty
    /// @param sweep whether nothing may be left of it when it is done
    Sql.Write replacement(long number, byte[] content, boolean sweep) {
        var sealed = seal(number, content);
        if (sweep) {
            swept.add(number);
        }
        return _ -> statements.one(REPLACE, sealed, number);
    }

    private record Kept(List<JournalEntry> entries, List<Long> damaged) {}

    private Sql.Write insertion(JournalEntry entry) {
        long number = entry.number();
        var sealed = seal(number, entry.content());
        return _ -> {
            statements.run(APPEND, number, entry.known(), sealed);
            pruneInGroups(number);
        };
    }

    /// Old rows go in groups: deleting one for each that comes would double the work.
    private void pruneInGroups(long newest) throws SQLException {
        if (newest % STEP == 0) {
            statements.run(PRUNE, newest - REMEMBERED);
            statements.run(PRUNE_DAMAGED, newest - REMEMBERED);
        }
    }

    private Kept read(Connection connection) throws SQLException {
        var entries = new ArrayList<JournalEntry>();
        var damaged = new ArrayList<Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                read(rows, entries, damaged);
            }
        }
        return new Kept(entries, damaged);
    }

    private void read(ResultSet row, List<JournalEntry> entries, List<Long> damaged)
            throws SQLException {
        long number = row.getLong("number");
        try {
            var content = open(number, row.getBytes("sealed"));
            entries.add(new JournalEntry(number, row.getLong("known"), content));
        } catch (SealException e) {
            LOG.log(
                    Level.WARNING,
                    "journal row {0} is set aside: {1}",
                    Long.toString(number),
                    e.getMessage());
            damaged.add(number);
        }
    }

    /// Its fingerprint goes too: should the update be delivered once more, it is not lost.
    private void setAside(long number) {
        writer.add(
                _ -> {
                    statements.run(KEEP_DAMAGED, number);
                    statements.run(DROP_DAMAGED, number);
                });
    }

    /// Null, as in the table, for nothing.
    private byte[] seal(long number, byte[] content) {
        return content.length == 0 ? null : seal.seal(content, "journal", place(number));
    }

    private byte[] open(long number, byte[] sealed) throws SealException {
        return sealed == null ? new byte[0] : seal.open(sealed, "journal", place(number));
    }

    private static byte[] place(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
