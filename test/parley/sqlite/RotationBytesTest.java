package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.privacy.KeyChange;
import parley.privacy.Secret;
import parley.sqlite.file.Database;
import parley.sqlite.file.Rekeying;
import parley.sqlite.file.Sql;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;

/// Looks for what was made with the former secret in the bytes of the files.
@Timeout(60)
class RotationBytesTest {
    private static final int PEOPLE = 4000;

    @TempDir Path dir;
    private Path file;
    private Remains former;
    private final List<String> said = new ArrayList<>();

    /// A database whose pages are full of what was deleted from them. With its settings SQLite
    /// leaves hardly any of that: now and then a copy of a row that it moved.
    @BeforeEach
    void fill() throws Exception {
        file = dir.resolve("anon.sqlite3");
        new Census(PEOPLE).fill(file, Secret.beside(file));
        try (var database = Database.open(file, Secret.beside(file))) {
            var db = database.connection();
            former = new Remains(db);
            Sql.run(db, "PRAGMA secure_delete = OFF");
            Sql.run(db, "DELETE FROM session WHERE id % 3 = 1");
            Sql.run(db, "DELETE FROM active WHERE unicode(hex(pseudonym)) % 3 = 1");
            Sql.run(db, "DELETE FROM block WHERE unicode(hex(blocker)) % 3 = 1");
            Sql.run(db, "DELETE FROM report WHERE id % 3 = 1");
            Sql.run(db, "DELETE FROM journal WHERE number % 3 = 1");
        }
        int found = former.in(dir);
        assertTrue(found > 10 * PEOPLE, found + " is too few to be all");
    }

    @Test
    void nothingThatWasMadeWithTheFormerSecretIsLeftInAnyFile() throws Exception {
        assertTrue(rotate());

        assertEquals(0, former.in(dir));
    }

    @Test
    void whatIsLeftWhenSomebodyReadsMeanwhileGoesAtTheNextOpening() throws Exception {
        try (var reader = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Sql.run(reader, "BEGIN");
            assertTrue(Sql.number(reader, "SELECT count(*) FROM session") > 0);

            assertFalse(rotate());

            assertEquals(
                    "could not be cleared: another program reads the database; close it",
                    said.getLast());
        }
        Database.open(file, Secret.beside(file)).close();
        assertEquals(0, former.in(dir));
    }

    @Test
    void whatAKilledRunLeftGoesAtTheNextOpening() throws Exception {
        var change = KeyChange.inFile(file);
        try (var database = Database.open(file, change.former())) {
            var keys = database.keys();
            var next = keys.next(change.next());
            Rekeying.run(database, next, tx -> new Renewal(keys, next, said::add).on(tx));
        }
        assertTrue(former.in(dir) > 0, "the test needs more rows");

        Database.open(file, change.next()).close();

        assertEquals(0, former.in(dir));
    }

    private boolean rotate() throws Exception {
        return Rotation.run(file, KeyChange.inFile(file), said::add);
    }
}
