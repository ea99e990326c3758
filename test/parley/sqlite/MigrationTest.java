package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.chat.Change;
import parley.chat.SessionId;
import parley.sqlite.file.Database;
import parley.sqlite.file.Sql;

import java.nio.file.Path;
import java.util.List;

/// A database that an older version left behind: made by undoing what came since.
@Timeout(60)
class MigrationTest {
    private static final Change WAITS =
            new Change.Waits(Town.person(1), Town.NOW.plusMillis(123), true);
    private static final Change PAIRED =
            new Change.Paired(
                    new SessionId(1), Town.person(2), Town.person(3), Town.NOW.plusMillis(456));

    @TempDir Path dir;

    @Test
    void whoWaitedOrWasInAChatInVersionOneStillDoesSinceTheSameMoment() throws Exception {
        var file = dir.resolve("anon.sqlite3");
        try (var store = Town.store(file)) {
            Town.save(store, WAITS, PAIRED);
        }
        try (var database = Database.open(file, Town.KEYS)) {
            backToVersionTwo(database);
            Sql.run(database.connection(), "DROP TABLE journal");
            Sql.run(database.connection(), "DROP TABLE journal_set_aside");
            Sql.run(database.connection(), "UPDATE active SET since = since / 1000000");
            Sql.run(database.connection(), "PRAGMA user_version = 1");
        }
        try (var store = Town.store(file)) {
            assertEquals(List.of(WAITS, PAIRED), Town.load(store));
            var pages = new Pages(store);
            pages.append("one");
            assertEquals(List.of("1 one"), pages.left());
        }
    }

    @Test
    void aRoomThatStoodInTheClearIsGone() throws Exception {
        var file = dir.resolve("anon.sqlite3");
        try (var store = Town.store(file)) {
            Town.save(store, PAIRED);
        }
        try (var database = Database.open(file, Town.KEYS)) {
            backToVersionTwo(database);
            Sql.run(database.connection(), "UPDATE session SET room = 'parley-open-door'");
            Sql.run(database.connection(), "PRAGMA user_version = 2");
        }
        try (var store = Town.store(file)) {
            assertEquals(List.of(PAIRED), Town.load(store));
            assertFalse(Bytes.of(dir).contains("parley-open-door".getBytes(US_ASCII)));
        }
    }

    private static void backToVersionTwo(Database database) throws Exception {
        for (var statement :
                List.of(
                        "DROP TABLE sanction",
                        "DROP TABLE act",
                        "DROP TABLE quiet",
                        "ALTER TABLE report DROP COLUMN began",
                        "DROP TABLE consent",
                        "DROP TABLE errand",
                        "DROP INDEX session_one",
                        "DROP INDEX session_other",
                        "DROP INDEX block_blocked",
                        "DROP INDEX report_reporter",
                        "ALTER TABLE session DROP COLUMN sealed_room")) {
            Sql.run(database.connection(), statement);
        }
    }
}
