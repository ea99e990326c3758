package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import parley.sqlite.file.Database;
import parley.sqlite.file.Sql;

import java.nio.file.Path;
import java.sql.SQLException;

/// The tables refuse what no correct program would write, so that a bug is seen at once.
@Timeout(60)
class SchemaTest {
    @TempDir Path dir;
    private Database database;

    @BeforeEach
    void fill() throws Exception {
        database = Database.open(dir.resolve("anon.sqlite3"), Town.KEYS);
        run(
                "INSERT INTO session (id, one, other, started)"
                        + " VALUES (1, zeroblob(16), randomblob(16), 0)");
        run("INSERT INTO active VALUES (zeroblob(16), zeroblob(41), 'en', 1, 0, 0)");
        run("INSERT INTO report (id, session, reporter, reported, at) VALUES (1, 1, 'a', 'b', 0)");
        run("INSERT INTO journal VALUES (9, 0, NULL)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // In two places at once.
                "INSERT INTO active VALUES (zeroblob(16), zeroblob(41), 'en', NULL, 0, 0)",
                // Not a pseudonym.
                "INSERT INTO active VALUES (zeroblob(15), zeroblob(41), 'en', NULL, 0, 0)",
                "INSERT INTO active VALUES (7123456789, zeroblob(41), 'en', NULL, 0, 0)",
                "INSERT INTO active VALUES (NULL, zeroblob(41), 'en', NULL, 0, 0)",
                // Not sealed.
                "INSERT INTO active VALUES (randomblob(16), zeroblob(8), 'en', NULL, 0, 0)",
                "INSERT INTO active VALUES (randomblob(16), 7123456789, 'en', NULL, 0, 0)",
                "INSERT INTO active VALUES (randomblob(16), NULL, 'en', NULL, 0, 0)",
                // In a chat that never was.
                "INSERT INTO active VALUES (randomblob(16), zeroblob(41), 'en', 99, 0, 0)",
                // In front of the lobby and in a chat.
                "INSERT INTO active VALUES (randomblob(16), zeroblob(41), 'en', 1, 0, 1)",
                "INSERT INTO active VALUES (randomblob(16), zeroblob(41), 'en', NULL, 0, 2)",
                "INSERT INTO active VALUES (randomblob(16), zeroblob(41), NULL, NULL, 0, 0)",
                "INSERT INTO active VALUES (randomblob(16), zeroblob(41), 'en', NULL, 'now', 0)",
                // In a chat with oneself, or in one with a room though it is over.
                "INSERT INTO session (id, one, other, started)"
                        + " VALUES (2, zeroblob(16), zeroblob(16), 0)",
                "INSERT INTO session (id, one, other, started)"
                        + " VALUES (1, zeroblob(16), randomblob(16), 0)",
                "INSERT INTO session (id, one, other, started)"
                        + " VALUES (2, zeroblob(16), randomblob(8), 0)",
                "UPDATE session SET ended = 1, sealed_room = zeroblob(60)",
                "UPDATE session SET sealed_room = 'parley-room'",
                "UPDATE session SET sealed_room = zeroblob(33)",
                "INSERT INTO errand (what, who) VALUES ('erase', '7123456789')",
                "INSERT INTO errand (what, who) VALUES ('erase', zeroblob(15))",
                "INSERT INTO errand (what, who) VALUES (NULL, NULL)",
                "DELETE FROM session",
                "INSERT INTO block VALUES (zeroblob(16), zeroblob(16), 0)",
                "INSERT INTO block VALUES (zeroblob(16), randomblob(8), 0)",
                "INSERT INTO block VALUES (zeroblob(16), NULL, 0)",
                "INSERT INTO report (id, session, reporter, reported, at)"
                        + " VALUES (2, 1, 'a', 'c', 0)",
                "INSERT INTO report (id, session, reporter, reported, at)"
                        + " VALUES (2, 2, 'a', 'a', 0)",
                "INSERT INTO report (id, session, reporter, reported, at)"
                        + " VALUES (2, 2, 'a', '', 0)",
                "INSERT INTO report (id, session, reporter, reported, at)"
                        + " VALUES (2, 2, 'a', NULL, 0)",
                "INSERT INTO report (id, session, reporter, reported, at)"
                        + " VALUES ('two', 2, 'a', 'b', 0)",
                // Not sealed, not a fingerprint, before the first, and twice.
                "INSERT INTO journal VALUES (1, 0, zeroblob(33))",
                "INSERT INTO journal VALUES (1, 0, 'text that is long enough to be a sealed one')",
                "INSERT INTO journal VALUES (1, 'one', NULL)",
                "INSERT INTO journal VALUES (1, NULL, NULL)",
                "INSERT INTO journal VALUES (0, 0, NULL)",
                "INSERT INTO journal VALUES (9, 0, NULL)"
            })
    void refuses(String nonsense) {
        var refused = assertThrows(SQLiteException.class, () -> run(nonsense));
        int kind = refused.getResultCode().code & 0xff;
        // An INTEGER PRIMARY KEY speaks of a mismatch.
        if (kind != SQLiteErrorCode.SQLITE_MISMATCH.code) {
            assertEquals(SQLiteErrorCode.SQLITE_CONSTRAINT.code, kind, refused.getMessage());
        }
    }

    @Test
    void everyTableIsStrict() throws Exception {
        assertEquals(
                0,
                Sql.number(
                        database.connection(),
                        "SELECT count(*) FROM pragma_table_list"
                                + " WHERE strict = 0 AND name NOT LIKE 'sqlite_%'"));
    }

    private void run(String sql) throws SQLException {
        Sql.run(database.connection(), sql);
    }
}
