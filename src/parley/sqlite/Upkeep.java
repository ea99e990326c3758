package parley.sqlite;

import parley.chat.Pseudonym;
import parley.sqlite.file.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Deletes what has expired, in small steps, so that the changes of people get their turn in
/// between. Every method blocks until it is done, and throws a
/// [parley.sqlite.file.StorageException] when it fails; the next time may go better. For one
/// thread.
public final class Upkeep {
    /// Telegram keeps an update for so long, and may deliver it again until then.
    private static final Duration REPEATED = Duration.ofHours(24);

    private static final int STEP = 1000;
    private static final String SESSIONS =
            """
            DELETE FROM session WHERE number IN (
              SELECT number FROM session WHERE ended < ? ORDER BY ended LIMIT ?)
            """;
    private static final String CHATS =
            """
            SELECT who, min(count(*), ?) AS chats FROM (
              SELECT one AS who FROM session WHERE ended IS NOT NULL
              UNION ALL SELECT other FROM session WHERE ended IS NOT NULL)
            GROUP BY who
            """;
    private static final String REPORTS =
            "DELETE FROM report WHERE id IN (SELECT id FROM report WHERE at < ? LIMIT ?)";

    private static final String ACTS =
            "DELETE FROM act WHERE number IN (SELECT number FROM act WHERE at < ? LIMIT ?)";
    private static final String SANCTIONS =
            """
            DELETE FROM sanction WHERE pseudonym IN (
              SELECT pseudonym FROM sanction WHERE until < ? LIMIT ?)
            """;
    private static final String WARNINGS =
            """
            DELETE FROM sanction WHERE pseudonym IN (
              SELECT pseudonym FROM sanction WHERE penalty = 'warning' AND since < ? LIMIT ?)
            """;

    /// So long a penalty that is over makes the next one longer.
    private static final Duration DECAY = Duration.ofDays(7);

    /// So long a warning waits for its person.
    private static final Duration UNHEARD = Duration.ofDays(90);

    private final SqliteStore store;
    private final InstantSource clock;
    private final Deque<Mark> marks = new ArrayDeque<>();

    /// How far the journal had come at a time. Only this process knows: nothing on the disk tells
    /// when an update came.
    private record Mark(Instant at, long number) {}

    /// Works on what this store keeps.
    public Upkeep(SqliteStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// How many chats everybody had, counted up to so many; of nobody when that is 0. Blocks.
    public Map<Pseudonym, Integer> chats(int most) {
        return most == 0
                ? Map.of()
                : store.call("count chats", connection -> chats(connection, most));
    }

    private static Map<Pseudonym, Integer> chats(Connection connection, int most)
            throws SQLException {
        try (var count = connection.prepareStatement(CHATS)) {
            count.setInt(1, most);
            var found = new HashMap<Pseudonym, Integer>();
            try (var rows = count.executeQuery()) {
                while (rows.next()) {
                    found.put(People.pseudonym(rows.getBytes("who")), rows.getInt("chats"));
                }
            }
            return found;
        }
    }

    /// Deletes the metadata of chats that ended longer ago than this.
    public void pruneSessions(Duration ttl) {
        prune("retention of chats", SESSIONS, ttl);
    }

    /// Deletes reports that were made longer ago than this, and what was done about people.
    public void pruneReports(Duration ttl) {
        prune("retention of reports", REPORTS, ttl);
        prune("retention of acts", ACTS, ttl);
    }

    /// Deletes what kept people out and has no weight any more, and warnings that nobody came to
    /// hear.
    public void pruneSanctions() {
        prune("retention of bans", SANCTIONS, DECAY);
        prune("retention of warnings", WARNINGS, UNHEARD);
    }

    /// Deletes that by which updates were recognised that will not be delivered again.
    public void pruneKnown() {
        var now = clock.instant();
        marks.add(new Mark(now, store.journal().last()));
        long expired = 0;
        while (marks.element().at().isBefore(now.minus(REPEATED))) {
            expired = marks.remove().number();
        }
        if (expired > 0) {
            store.journal().prune(expired);
        }
    }

    /// Gives free space back, and empties the write-ahead log, where what was deleted from the
    /// tables may still lie.
    public void shrink() {
        long before;
        long free = Long.MAX_VALUE;
        do {
            before = free;
            free = store.call("giving space back", Upkeep::vacuum);
        } while (free > 0 && free < before);
        store.empty();
    }

    private void prune(String what, String sql, Duration ttl) {
        var before = clock.instant().minus(ttl);
        int pruned;
        do {
            pruned = store.call(what, connection -> prune(connection, sql, before));
        } while (pruned == STEP);
    }

    private static int prune(Connection connection, String sql, Instant before)
            throws SQLException {
        try (var delete = connection.prepareStatement(sql)) {
            delete.setLong(1, before.toEpochMilli());
            delete.setLong(2, STEP);
            return delete.executeUpdate();
        }
    }

    private static long vacuum(Connection connection) throws SQLException {
        Sql.run(connection, "PRAGMA incremental_vacuum(" + STEP + ")");
        return Sql.number(connection, "PRAGMA freelist_count");
    }
}
