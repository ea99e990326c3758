package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.chat.Pseudonym;
import parley.privacy.Keys;
import parley.privacy.Secret;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Sql;
import parley.sqlite.file.Statements;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A database with something about everybody in every table, all of it computed from Telegram ids,
/// so that it can be looked up again under whatever keys there are by then.
///
/// Person `i` had a chat with person `i + 1`, which may still run, blocked and reported that one,
/// waits, and is to be erased; what some said is still on its way.
public record Census(int people) {
    private static final long FIRST = 5_000_000_000L;
    private static final List<String> TABLES =
            List.of("session", "active", "block", "report", "journal", "errand");

    /// Fills a new database.
    public void fill(Path file, Secret secret) throws RefusedException, SQLException {
        try (var database = Database.open(file, secret)) {
            Sql.transact(
                    database.connection(),
                    tx -> {
                        var statements = new Statements(tx);
                        for (int i = 0; i < people; i++) {
                            add(statements, database.keys(), i);
                        }
                        return people;
                    });
        }
    }

    /// Fails unless a database opens with this secret and everything about these people is in it.
    ///
    /// @param step 1 to look at everybody, 10 to look at every tenth
    public void check(Path file, Secret secret, int step) throws Exception {
        try (var database = Database.open(file, secret)) {
            var tx = database.connection();
            for (var table : TABLES) {
                assertEquals(people, Sql.number(tx, "SELECT count(*) FROM " + table), table);
            }
            for (int i = 0; i < people; i += step) {
                assertEquals(List.of(), missing(tx, database.keys(), i), "person " + i);
            }
        }
    }

    /// The Telegram id of a person.
    public static long id(long i) {
        return FIRST + i;
    }

    private static void add(Statements to, Keys keys, int i) throws SQLException {
        var one = pseudonym(keys, i);
        var other = pseudonym(keys, i + 1);
        boolean runs = i % 11 == 0;
        to.one(
                "INSERT INTO session (id, one, other, started, ended, sealed_room)"
                        + " VALUES (?, ?, ?, 1, ?, ?)",
                i,
                one,
                other,
                runs ? null : 2,
                runs ? keys.seal().seal(said(i), "session", bytes(i)) : null);
        to.one(
                "INSERT INTO active (pseudonym, sealed_id, language, since, front) VALUES (?, ?,"
                        + " 'en', 1, 0)",
                one,
                keys.seal().seal(bytes(id(i)), "active", one));
        to.one("INSERT INTO block (blocker, blocked, at) VALUES (?, ?, 1)", one, other);
        to.one(
                "INSERT INTO report (id, session, reporter, reported, at) VALUES (?, ?, ?, ?, 1)",
                i,
                i,
                named(keys, i),
                named(keys, i + 1));
        long number = i + 1L;
        var sealed = i % 4 == 0 ? keys.journal().seal(said(i), "journal", bytes(number)) : null;
        to.one(
                "INSERT INTO journal (number, known, sealed) VALUES (?, ?, ?)",
                number,
                keys.updates().of("update " + i),
                sealed);
        to.one(
                "INSERT INTO errand (number, what, who) VALUES (?, 'erase', ?)",
                number,
                i % 5 == 0 ? null : one);
    }

    /// The tables in which something about a person is missing, or is not what it was.
    private static List<String> missing(Connection tx, Keys keys, int i) throws Exception {
        var one = pseudonym(keys, i);
        var other = pseudonym(keys, i + 1);
        var reporter = named(keys, i);
        var reported = named(keys, i + 1);
        long number = i + 1L;
        long known = keys.updates().of("update " + i);
        var who = i % 5 == 0 ? null : one;
        var found =
                Map.of(
                        "session",
                        has(tx, "session WHERE id = ? AND one = ? AND other = ?", i, one, other)
                                && hasRoom(tx, keys, i),
                        "active",
                        isReachable(tx, keys, i),
                        "block",
                        has(tx, "block WHERE blocker = ? AND blocked = ?", one, other),
                        "report",
                        has(
                                tx,
                                "report WHERE id = ? AND reporter = ? AND reported = ?",
                                i,
                                reporter,
                                reported),
                        "journal",
                        has(tx, "journal WHERE number = ? AND known = ?", number, known)
                                && isKept(tx, keys, i),
                        "errand",
                        has(tx, "errand WHERE number = ? AND who IS ?", number, who));
        return TABLES.stream().filter(table -> !found.get(table)).toList();
    }

    private static boolean isReachable(Connection tx, Keys keys, int i) throws Exception {
        var one = pseudonym(keys, i);
        var sealed = bytes(tx, "SELECT sealed_id FROM active WHERE pseudonym = ?", one);
        return Arrays.equals(bytes(id(i)), keys.seal().open(sealed, "active", one));
    }

    private static boolean hasRoom(Connection tx, Keys keys, int i) throws Exception {
        var sealed = bytes(tx, "SELECT sealed_room FROM session WHERE id = ?", i);
        return i % 11 == 0
                ? Arrays.equals(said(i), keys.seal().open(sealed, "session", bytes(i)))
                : sealed == null;
    }

    private static boolean isKept(Connection tx, Keys keys, int i) throws Exception {
        long number = i + 1L;
        var sealed = bytes(tx, "SELECT sealed FROM journal WHERE number = ?", number);
        return i % 4 == 0
                ? Arrays.equals(said(i), keys.journal().open(sealed, "journal", bytes(number)))
                : sealed == null;
    }

    private static boolean has(Connection tx, String from, Object... values) throws SQLException {
        try (var select = prepare(tx, "SELECT count(*) FROM " + from, values);
                var rows = select.executeQuery()) {
            return rows.getInt(1) == 1;
        }
    }

    private static byte[] bytes(Connection tx, String query, Object value) throws SQLException {
        try (var select = prepare(tx, query, value);
                var rows = select.executeQuery()) {
            return rows.getBytes(1);
        }
    }

    private static PreparedStatement prepare(Connection tx, String query, Object... values)
            throws SQLException {
        var statement = tx.prepareStatement(query);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static byte[] pseudonym(Keys keys, int i) {
        return People.bytes(keys.pseudonyms().of(id(i), Pseudonym::new));
    }

    /// Some were reported, and did report, while masking was off.
    private static String named(Keys keys, int i) {
        return i % 7 == 0
                ? Long.toString(id(i))
                : People.text(keys.pseudonyms().of(id(i), Pseudonym::new));
    }

    private static byte[] said(int i) {
        return ("what person " + i + " said").getBytes(UTF_8);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
