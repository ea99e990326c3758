package parley.sqlite;

import parley.chat.Change;
import parley.chat.Person;
import parley.chat.UserId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Writes changes into the tables. A change that does not fit what is there is a bug, and refused
/// loudly: an unnoticed difference between memory and disk would come back at the next start.
///
/// Statements are kept prepared, so it belongs to one connection and one thread.
final class ChangeWriter {
    private static final String WAITS =
            """
            INSERT INTO active (pseudonym, sealed_id, language, session, since, front)
            VALUES (?, ?, ?, NULL, ?, ?)
            """;
    private static final String STOPS_WAITING =
            "DELETE FROM active WHERE pseudonym = ? AND session IS NULL";
    private static final String BEGINS =
            "INSERT INTO session (id, one, other, started) VALUES (?, ?, ?, ?)";
    private static final String JOINS =
            """
            INSERT INTO active (pseudonym, sealed_id, language, session, since, front)
            VALUES (?, ?, ?, ?, ?, 0)
            ON CONFLICT (pseudonym) DO UPDATE SET
              sealed_id = excluded.sealed_id, language = excluded.language,
              session = excluded.session, since = excluded.since, front = 0
            WHERE session IS NULL
            """;
    private static final String LEAVES = "DELETE FROM active WHERE pseudonym = ? AND session = ?";
    private static final String ENDS =
            "UPDATE session SET ended = ?, room = NULL WHERE id = ? AND ended IS NULL";
    private static final String OPENS_ROOM =
            "UPDATE session SET room = ? WHERE id = ? AND ended IS NULL";
    private static final String BLOCKS =
            "INSERT INTO block (blocker, blocked, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String REPORTS =
            """
            INSERT INTO report (id, session, reporter, reported, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (session, reporter) DO NOTHING
            """;

    private final Connection connection;
    private final People people;
    private final boolean maskIds;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    ChangeWriter(Connection connection, People people, boolean maskIds) {
        this.connection = connection;
        this.people = people;
        this.maskIds = maskIds;
    }

    void write(Change change) throws SQLException {
        switch (change) {
            case Change.Waits(var who, var since, var front) ->
                    one(
                            WAITS,
                            People.bytes(who.pseudonym()),
                            people.seal(who),
                            who.language(),
                            millis(since),
                            front ? 1 : 0);
            case Change.StopsWaiting(var who) -> one(STOPS_WAITING, People.bytes(who));
            case Change.Paired paired -> pair(paired);
            case Change.Ended ended -> end(ended);
            case Change.RoomOpened opened ->
                    one(OPENS_ROOM, opened.room(), opened.session().value());
            case Change.Blocked(var by, var whom, var at) ->
                    run(BLOCKS, People.bytes(by), People.bytes(whom), millis(at));
            case Change.Reported report -> report(report);
        }
    }

    private void pair(Change.Paired paired) throws SQLException {
        one(
                BEGINS,
                paired.session().value(),
                People.bytes(paired.one().pseudonym()),
                People.bytes(paired.other().pseudonym()),
                millis(paired.since()));
        join(paired.one(), paired);
        join(paired.other(), paired);
    }

    private void join(Person who, Change.Paired paired) throws SQLException {
        one(
                JOINS,
                People.bytes(who.pseudonym()),
                people.seal(who),
                who.language(),
                paired.session().value(),
                millis(paired.since()));
    }

    private void end(Change.Ended ended) throws SQLException {
        long session = ended.session().value();
        one(LEAVES, People.bytes(ended.one()), session);
        one(LEAVES, People.bytes(ended.other()), session);
        one(ENDS, millis(ended.at()), session);
    }

    private void report(Change.Reported report) throws SQLException {
        var reporter = report.reporter();
        run(
                REPORTS,
                report.id().value(),
                report.session().value(),
                maskIds ? People.text(reporter.pseudonym()) : raw(reporter.id()),
                reported(report),
                millis(report.at()));
    }

    private String reported(Change.Reported report) {
        var pseudonym = People.text(report.reported());
        return maskIds ? pseudonym : report.reportedId().map(ChangeWriter::raw).orElse(pseudonym);
    }

    private static String raw(UserId id) {
        return Long.toString(id.value());
    }

    private static long millis(Instant at) {
        return at.toEpochMilli();
    }

    private void one(String sql, Object... values) throws SQLException {
        if (run(sql, values) != 1) {
            throw new IllegalStateException("a change does not fit the database: " + sql.strip());
        }
    }

    /// The driver makes a statement useless when it fails, so that one is prepared again.
    private int run(String sql, Object... values) throws SQLException {
        var statement = prepared.remove(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        int rows = statement.executeUpdate();
        prepared.put(sql, statement);
        return rows;
    }
}
