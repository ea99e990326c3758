package parley.sqlite;

import parley.chat.Change;
import parley.chat.Change.Penalty;
import parley.chat.Change.Reason;
import parley.chat.Change.ReportId;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.SessionId;
import parley.chat.UserId;
import parley.privacy.SealException;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns the tables back into changes that lead from nothing to what was kept. First it mends: who
/// cannot be reached any more, because a row is damaged, is set aside with the chat that person was
/// in, so that one bad row never keeps the bot from starting or somebody in a chat with nobody.
final class Replay {
    private static final Logger LOG = System.getLogger("parley.sqlite");

    private static final String ACTIVE = "SELECT pseudonym, sealed_id, language FROM active";
    private static final String SET_ASIDE = "DELETE FROM active WHERE pseudonym = ?";
    private static final String END_BROKEN =
            """
            UPDATE session SET ended = ?, sealed_room = NULL
            WHERE ended IS NULL AND 2 <> (
              SELECT count(*) FROM active
              WHERE active.session = session.id
              AND pseudonym IN (session.one, session.other))
            """;
    private static final String LEAVE_BROKEN =
            """
            DELETE FROM active
            WHERE session IS NOT NULL AND NOT EXISTS (
              SELECT 1 FROM session
              WHERE session.id = active.session AND ended IS NULL
              AND pseudonym IN (session.one, session.other))
            """;

    private static final String ENDED =
            "SELECT id, one, other, started, ended FROM session WHERE ended > ? ORDER BY number";
    private static final String REPORTED =
            """
            SELECT id, session, reporter, reported, reason, began, at, status
            FROM report ORDER BY at, rowid
            """;
    private static final String SANCTIONED =
            "SELECT pseudonym, penalty, since, until, report, strikes, appealed FROM sanction";
    private static final String QUIET = "SELECT pseudonym FROM quiet";
    private static final String WAITING =
            "SELECT pseudonym, since, front FROM active WHERE session IS NULL ORDER BY since";
    private static final String RUNNING =
            """
            SELECT id, one, other, since, sealed_room
            FROM session JOIN active ON active.pseudonym = session.one
            WHERE ended IS NULL ORDER BY number
            """;
    private static final String LOSE_ROOM = "UPDATE session SET sealed_room = NULL WHERE id = ?";
    private static final String BLOCKED = "SELECT blocker, blocked, at FROM block ORDER BY at";

    private static final String CONSENTED = "SELECT pseudonym, version, day FROM consent";

    private final Connection connection;
    private final People people;
    private final Map<Pseudonym, Person> reachable = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<SessionId> lostRooms = new ArrayList<>();

    Replay(Connection connection, People people) {
        this.connection = connection;
        this.people = people;
    }

    /// Blocks come last: two people may sit in a chat although one blocked the other, by a button
    /// under an earlier chat of theirs.
    ///
    /// @param now when a broken chat ends
    /// @param remembered chats that ended before this are not replayed
    List<Change> read(Instant now, Instant remembered) throws SQLException {
        mend(now);
        each(ENDED, this::ended, remembered.toEpochMilli());
        each(WAITING, this::waits);
        each(RUNNING, this::paired);
        for (var session : lostRooms) {
            change(LOSE_ROOM, session.value());
        }
        each(REPORTED, this::reported);
        each(BLOCKED, this::blocked);
        each(CONSENTED, this::consented);
        each(SANCTIONED, this::sanctioned);
        each(QUIET, row -> changes.add(new Change.Tuned(pseudonym(row, "pseudonym"), false)));
        return changes;
    }

    private void mend(Instant now) throws SQLException {
        var lost = new ArrayList<byte[]>();
        each(ACTIVE, row -> reach(row, lost));
        for (var pseudonym : lost) {
            change(SET_ASIDE, pseudonym);
        }
        int ended = change(END_BROKEN, now.toEpochMilli());
        int left = change(LEAVE_BROKEN);
        if (!lost.isEmpty() || ended > 0 || left > 0) {
            LOG.log(
                    Level.WARNING,
                    "damaged rows: {0} people set aside, {1} more out of their chat,"
                            + " {2} chats ended",
                    lost.size(),
                    left,
                    ended);
        }
    }

    private void reach(ResultSet row, List<byte[]> lost) throws SQLException {
        var pseudonym = row.getBytes("pseudonym");
        try {
            var id = people.open(row.getBytes("sealed_id"), pseudonym);
            var who = People.pseudonym(pseudonym);
            reachable.put(who, new Person(id, who, row.getString("language")));
        } catch (SealException _) {
            lost.add(pseudonym);
        }
    }

    private void ended(ResultSet row) throws SQLException {
        changes.add(
                new Change.Ended(
                        session(row, "id"),
                        pseudonym(row, "one"),
                        pseudonym(row, "other"),
                        time(row, "started"),
                        time(row, "ended")));
    }

    /// Only who complained about whom and when matters here, so nobody is reachable by what it
    /// says.
    private void reported(ResultSet row) throws SQLException {
        var reporter = people.named(row.getString("reporter"));
        var reported = people.named(row.getString("reported"));
        if (reporter.isEmpty() || reported.isEmpty()) {
            return;
        }
        var id = new ReportId(row.getLong("id"));
        changes.add(
                new Change.Reported(
                        id,
                        session(row, "session"),
                        new Person(new UserId(0), reporter.get(), ""),
                        reported.get(),
                        Optional.empty(),
                        Reason.of(row.getString("reason")).orElse(Reason.OTHER),
                        maybe(row, "began").map(Instant::ofEpochMilli),
                        time(row, "at")));
        var status = row.getString("status");
        if (!status.equals("open")) {
            changes.add(new Change.Judged(id, Optional.of(status)));
        }
    }

    /// What a later version knows is kept as a ban: nobody comes in by a step back.
    private void sanctioned(ResultSet row) throws SQLException {
        changes.add(
                new Change.Sanctioned(
                        pseudonym(row, "pseudonym"),
                        Penalty.of(row.getString("penalty")).orElse(Penalty.BAN),
                        time(row, "since"),
                        maybe(row, "until").map(Instant::ofEpochMilli),
                        maybe(row, "report").map(ReportId::new),
                        row.getInt("strikes"),
                        row.getBoolean("appealed")));
    }

    private static Optional<Long> maybe(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    private void waits(ResultSet row) throws SQLException {
        changes.add(
                new Change.Waits(
                        reachable.get(pseudonym(row, "pseudonym")),
                        since(row),
                        row.getBoolean("front")));
    }

    private void paired(ResultSet row) throws SQLException {
        var session = session(row, "id");
        var one = pseudonym(row, "one");
        var other = pseudonym(row, "other");
        changes.add(
                new Change.Paired(session, reachable.get(one), reachable.get(other), since(row)));
        room(session, row.getBytes("sealed_room"))
                .map(room -> new Change.RoomOpened(session, one, other, room))
                .ifPresent(changes::add);
    }

    /// Nothing when it is damaged: whoever asks gets another one.
    private Optional<String> room(SessionId session, byte[] sealed) {
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(people.openRoom(session, sealed));
        } catch (SealException e) {
            LOG.log(Level.WARNING, "the name of a video room is lost: {0}", e.getMessage());
            lostRooms.add(session);
            return Optional.empty();
        }
    }

    private void consented(ResultSet row) throws SQLException {
        var day = Instant.EPOCH.plus(Duration.ofDays(row.getLong("day")));
        changes.add(
                new Change.Consented(pseudonym(row, "pseudonym"), row.getString("version"), day));
    }

    private void blocked(ResultSet row) throws SQLException {
        changes.add(
                new Change.Blocked(
                        pseudonym(row, "blocker"), pseudonym(row, "blocked"), time(row, "at")));
    }

    private static SessionId session(ResultSet row, String column) throws SQLException {
        return new SessionId(row.getLong(column));
    }

    private static Pseudonym pseudonym(ResultSet row, String column) throws SQLException {
        return People.pseudonym(row.getBytes(column));
    }

    private static Instant since(ResultSet row) throws SQLException {
        return Instant.ofEpochSecond(0, row.getLong("since"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    @FunctionalInterface
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String query, Row reader, Object... values) throws SQLException {
        try (var statement = prepare(query, values);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private int change(String sql, Object... values) throws SQLException {
        try (var statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
