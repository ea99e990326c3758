package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import parley.chat.Change;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.SessionId;
import parley.chat.UserId;
import parley.privacy.KeyChange;
import parley.privacy.Keys;
import parley.privacy.Secret;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Sql;
import parley.sqlite.file.Statements;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

@Timeout(60)
class RotationTest {
    private static final Census CENSUS = new Census(60);
    private static final String SCHEMA = "SELECT name || sql FROM sqlite_schema ORDER BY name";
    private static final String TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'";
    private static final String COLUMNS =
            "SELECT 'quote(' || name || ')' FROM pragma_table_info('%s')";

    @TempDir Path dir;
    private Path file;
    private Secret first;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void fill() throws Exception {
        file = dir.resolve("anon.sqlite3");
        first = Secret.beside(file);
        CENSUS.fill(file, first);
    }

    @Test
    void everythingAboutEverybodyIsFoundUnderTheNewSecretAndOnlyThere() throws Exception {
        assertTrue(rotate());

        CENSUS.check(file, Secret.beside(file), 1);
        var refused =
                assertThrows(RefusedException.OtherSecret.class, () -> Database.open(file, first));
        assertTrue(refused.getMessage().contains("parley rotate-key"), refused.getMessage());
    }

    @Test
    void theSecretCanBeChangedAgainAndAgain() throws Exception {
        var former = new ArrayList<Secret>();
        for (int i = 0; i < 3; i++) {
            former.add(Secret.beside(file));
            assertTrue(rotate());
        }

        CENSUS.check(file, Secret.beside(file), 1);
        for (var secret : former) {
            assertThrows(RefusedException.OtherSecret.class, () -> Database.open(file, secret));
        }
    }

    @Test
    void aBotTakesUpWhatItLeftWithEverybodyUnderNewNames() throws Exception {
        var town = dir.resolve("town.sqlite3");
        var before = Secret.of("a secret for the tests");
        var after = Secret.of("another secret for the tests");
        try (var store = store(Database.open(town, before))) {
            Town.save(store, story(Keys.of(before)).toArray(Change[]::new));
        }

        Rotation.run(town, KeyChange.inSettings(town, before, after), said::add);

        var database = Database.open(town, after);
        try (var store = store(database)) {
            assertEquals(story(database.keys()), Town.load(store));
        }
    }

    @Test
    void keysThatLackTheFormerOnesOpenNothing() throws Exception {
        rotate();

        var keys = Keys.of(Secret.beside(file));
        var refused = assertThrows(RefusedException.class, () -> Database.open(file, keys));

        assertTrue(refused.getMessage().contains("had other secrets"), refused.getMessage());
        CENSUS.check(file, Secret.beside(file), 1);
    }

    @Test
    void aDatabaseWhoseFormerKeysAreDamagedIsRefused() throws Exception {
        rotate();
        change("UPDATE meta SET value = zeroblob(93) WHERE name = 'former keys'");

        var refused =
                assertThrows(
                        RefusedException.class, () -> Database.open(file, Secret.beside(file)));

        assertTrue(refused.getMessage().contains("restore it"), refused.getMessage());
    }

    /// Each is damage, and what the complaint begins with.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE journal SET sealed = zeroblob(50) WHERE number = 5"
                        + "| row 5 of journal does not open (of an unknown version); start the bot",
                "UPDATE journal SET number = 100 WHERE number = 9"
                        + "| row 100 of journal does not open (damaged, or sealed for another",
                "UPDATE active SET sealed_id = zeroblob(41) WHERE pseudonym ="
                        + " (SELECT pseudonym FROM active ORDER BY pseudonym LIMIT 1 OFFSET 2)"
                        + "| row 3 of active does not open (of an unknown version); start the bot",
                "CREATE TRIGGER t BEFORE UPDATE ON journal WHEN old.number = 13"
                        + " BEGIN SELECT RAISE(IGNORE); END"
                        + "| row 13 of journal is still under the former secret",
                "CREATE TRIGGER t AFTER UPDATE ON active WHEN old.since = 1"
                        + " BEGIN UPDATE active SET sealed_id = old.sealed_id, since = 2"
                        + " WHERE pseudonym = new.pseudonym; END"
                        + "| row 1 of active is still under the former secret",
                "CREATE TRIGGER t BEFORE UPDATE ON report WHEN old.id < 2"
                        + " BEGIN SELECT RAISE(IGNORE); END"
                        + "| 2 of 60 rows of report would stay under the former secret"
            })
    void aRowThatCannotBeChangedStopsTheChangeAndNothingIsChanged(String damage, String complaint)
            throws Exception {
        change(damage);
        var before = contents();

        var refused = assertThrows(RefusedException.class, this::rotate);

        var expected = "nothing is changed: " + complaint.strip();
        assertEquals(expected, start(refused.getMessage(), expected.length()));
        assertEquals(before, contents());
    }

    @Test
    void theNewSecretIsOnTheDiskBeforeAnyRowIsUnderIt() throws Exception {
        var change = KeyChange.inFile(file);
        var waiting = new ArrayList<Boolean>();

        Rotation.run(file, change, _ -> waiting.add(Files.exists(dir.resolve("secret.key.next"))));

        assertEquals(7, waiting.size());
        assertEquals(List.of(true, true, true, true, true, true), waiting.subList(0, 6));
    }

    /// Anything else would have the next start go over the whole file once more.
    @Test
    void theDatabaseTakesNoteOfTheSecretAndOfTheFormerKeysAlone() throws Exception {
        rotate();

        assertEquals(
                List.of("former keys", "key check"),
                ask(db -> rows(db, "SELECT name FROM meta ORDER BY name")));
    }

    @Test
    void whatWasSetAsideGoes() throws Exception {
        change("INSERT INTO journal_set_aside (number, sealed) VALUES (1, zeroblob(99))");

        rotate();

        assertEquals(List.of(), ask(db -> rows(db, "SELECT number FROM journal_set_aside")));
    }

    @Test
    void theTablesAndIndexesAreTheSameAsBefore() throws Exception {
        var before = ask(db -> rows(db, SCHEMA));

        rotate();

        assertEquals(before, ask(db -> rows(db, SCHEMA)));
    }

    @Test
    void tellsOfEachTableOnceWhenTheyAreSmall() throws Exception {
        rotate();

        var tables = List.of("session", "active", "block", "report", "errand", "journal");
        var expected = new ArrayList<>(tables.stream().map(table -> table + ": 60").toList());
        expected.add("clearing what is left of the former secret");
        assertEquals(expected, said);
    }

    @Test
    void tellsOfEachTenthOfALargeTable() throws Exception {
        change("DELETE FROM session");
        change(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50003)"
                        + " INSERT INTO session (id, one, other, started, ended)"
                        + " SELECT i, randomblob(16), randomblob(16), 1, 2 FROM n");

        rotate();

        var lines = said.stream().filter(line -> line.startsWith("session")).toList();
        assertEquals("session: 5,000 of 50,003", lines.getFirst());
        assertEquals("session: 50,000 of 50,003", lines.get(9));
        assertEquals("session: 50,003", lines.getLast());
        assertEquals(11, lines.size());
    }

    private boolean rotate() throws Exception {
        return Rotation.run(file, KeyChange.inFile(file), said::add);
    }

    private void change(String sql) throws Exception {
        ask(
                db -> {
                    Sql.run(db, sql);
                    return sql;
                });
    }

    private <T> T ask(Sql.Work<T> work) throws Exception {
        try (var database = Database.open(file, Secret.beside(file))) {
            return work.on(database.connection());
        }
    }

    private List<String> contents() throws Exception {
        return ask(
                db -> {
                    var all = new ArrayList<String>();
                    for (var table : rows(db, TABLES)) {
                        var columns =
                                String.join(" || '|' || ", rows(db, COLUMNS.formatted(table)));
                        all.addAll(rows(db, "SELECT " + columns + " FROM " + table));
                    }
                    return all;
                });
    }

    private static List<String> rows(Connection db, String query) throws SQLException {
        return new Statements(db).texts(query);
    }

    private static SqliteStore store(Database database) {
        return new SqliteStore(
                database, database.keys(), true, InstantSource.fixed(Town.NOW), Town.NEVER);
    }

    /// One waits, two talk, one of them blocked a third.
    private static List<Change> story(Keys keys) {
        Function<Long, Person> person =
                id -> new Person(new UserId(id), keys.pseudonyms().of(id, Pseudonym::new), "en");
        return List.of(
                new Change.Waits(person.apply(1L), Town.NOW, true),
                new Change.Paired(new SessionId(1), person.apply(2L), person.apply(3L), Town.NOW),
                new Change.Blocked(
                        person.apply(2L).pseudonym(), person.apply(4L).pseudonym(), Town.NOW));
    }

    private static String start(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }
}
