package parley.sqlite.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.privacy.Keys;
import parley.privacy.Secret;
import parley.privacy.SecretException;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

@Timeout(60)
class DatabaseTest {
    private static final Keys KEYS = keys("a secret for the tests");

    @TempDir Path dir;
    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("data/anon.sqlite3");
    }

    @Test
    void aNewDatabaseIsClosedToEverybodyElse() throws Exception {
        try (var _ = open(file)) {
            assertEquals("rwx------", permissions(file.getParent()));
            for (var ending : List.of("", "-wal", "-shm", ".lock")) {
                assertEquals("rw-------", permissions(beside(ending)), ending);
            }
        }
    }

    @Test
    void anOldDatabaseThatOthersCouldReadIsClosedToThem() throws Exception {
        open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (var _ = open(file)) {
            for (var ending : List.of("", "-wal", "-shm")) {
                assertEquals("rw-------", permissions(beside(ending)), ending);
            }
        }
    }

    @Test
    void theHeaderOfANewFileSaysWhoseItIsBeforeAnythingIsWritten() throws Exception {
        try (var _ = open(file)) {
            var header = ByteBuffer.wrap(Files.readAllBytes(file));
            assertEquals(Format.APPLICATION, header.getInt(68));
            assertEquals(Migrations.latest(), header.getInt(60));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "journal_mode, wal",
        "synchronous, 2",
        "secure_delete, 1",
        "foreign_keys, 1",
        "trusted_schema, 0",
        "cell_size_check, 1",
        "temp_store, 2",
        "mmap_size, 0",
        "busy_timeout, 5000",
        "journal_size_limit, 16777216",
        "auto_vacuum, 2"
    })
    void theConnectionIsSetUp(String pragma, String value) throws Exception {
        open(file).close();
        try (var database = open(file);
                var statement = database.connection().createStatement();
                var rows = statement.executeQuery("PRAGMA " + pragma)) {
            // Without a mapping SQLite answers with no row, or with 0.
            assertEquals(value, rows.next() ? rows.getString(1) : "0");
        }
    }

    @Test
    void noLibraryCanBeLoadedIntoTheDatabase() throws Exception {
        try (var database = open(file)) {
            assertThrows(
                    SQLException.class,
                    () -> Sql.number(database.connection(), "SELECT load_extension('x')"));
        }
    }

    @Test
    void anEmptyFileIsANewDatabase() throws Exception {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        open(file).close();
        assertTrue(Files.size(file) > 0);
    }

    @Test
    void whatACrashOnTheFirstRunLeftBehindIsNoHindrance() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(beside(".new"), "half a database");
        Files.writeString(beside(".new-journal"), "half a journal");
        open(file).close();
        assertFalse(Files.exists(beside(".new")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "This is a letter to somebody, and no database at all. "})
    void refusesAFileThatIsNoDatabase(String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.repeat(3));
        refusesUntouched("is not a database");
    }

    @Test
    void refusesTheDatabaseOfAnotherApplication() throws Exception {
        leaveOpen("PRAGMA application_id = 7", "CREATE TABLE t (x)");
        refusesUntouched("belongs to another application");
    }

    @Test
    void refusesADatabaseOfNoApplication() throws Exception {
        leaveOpen("CREATE TABLE t (x)");
        refusesUntouched("belongs to another application");
    }

    @Test
    void doesNotEvenReadTheDatabaseOfAnotherApplication() throws Exception {
        leaveOpen("PRAGMA application_id = 7", "CREATE TABLE t (x)");
        assertThrows(RefusedException.class, () -> Database.read(file, _ -> true));
    }

    @Test
    void refusesADatabaseOfANewerVersion() throws Exception {
        open(file).close();
        leaveOpen(
                "PRAGMA user_version = 99", "PRAGMA wal_checkpoint(TRUNCATE)", "DELETE FROM block");
        refusesUntouched("newer parley (its version is 99, ours is ");
    }

    @Test
    void refusesADatabaseWhoseWriteAheadLogIsOfANewerVersion() throws Exception {
        open(file).close();
        leaveOpen("PRAGMA user_version = 99");
        assertEquals(Migrations.latest(), ByteBuffer.wrap(Files.readAllBytes(file)).getInt(60));
        refusesUntouched("newer parley (its version is 99, ours is ");
    }

    @Test
    void refusesADatabaseThatWasMadeWithAnotherSecret() throws Exception {
        Database.open(file, keys("some other secret")).close();
        leaveOpen("DELETE FROM block");
        refusesUntouched("made with another secret");
    }

    @Test
    void refusesADatabaseWhoseKeyCheckIsGone() throws Exception {
        open(file).close();
        leaveOpen("DELETE FROM meta");
        refusesUntouched("made with another secret (its key check is cut short)");
    }

    @Test
    void refusesToStartAfreshBesideTheLogOfALostDatabase() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(beside("-wal"), "the last changes");
        var refused = assertThrows(RefusedException.class, () -> open(file));
        assertTrue(refused.getMessage().contains("without its database"), refused.getMessage());
        assertEquals("the last changes", Files.readString(beside("-wal")));
        assertFalse(Files.exists(file));
    }

    @Test
    void refusesAFolderInPlaceOfAFile() throws Exception {
        Files.createDirectories(file);
        var refused = assertThrows(RefusedException.class, () -> open(file));
        assertTrue(refused.getMessage().startsWith("cannot open"), refused.getMessage());
    }

    @Test
    void aDatabaseIsOpenedOnlyOnceWhateverPathLeadsToIt() throws Exception {
        try (var database = open(file)) {
            var link = Files.createSymbolicLink(dir.resolve("link"), file);
            assertThrows(RefusedException.class, () -> open(file));
            assertThrows(RefusedException.class, () -> open(link));
            Sql.run(database.connection(), "DELETE FROM block");
        }
        open(file).close();
    }

    @Test
    void aRefusalHoldsNoLock() throws Exception {
        open(file).close();
        assertThrows(RefusedException.class, () -> Database.open(file, keys("some other secret")));
        open(file).close();
    }

    private static Database open(Path path) throws RefusedException {
        return Database.open(path, KEYS);
    }

    private static Keys keys(String secret) {
        try {
            return Keys.of(Secret.of(secret));
        } catch (SecretException e) {
            throw new AssertionError(e);
        }
    }

    /// The state of a database whose writer was killed: copied while it is open, with its log.
    private void leaveOpen(String... statements) throws Exception {
        Files.createDirectories(file.getParent());
        var original = dir.resolve("original");
        if (Files.exists(file)) {
            Files.copy(file, original);
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + original)) {
            Sql.run(connection, "PRAGMA journal_mode = WAL");
            Sql.run(connection, "PRAGMA wal_autocheckpoint = 0");
            run(connection, statements);
            Files.deleteIfExists(file);
            Files.copy(original, file);
            Files.copy(dir.resolve("original-wal"), beside("-wal"));
        }
    }

    private static void run(Connection connection, String... statements) throws Exception {
        for (var statement : statements) {
            try (var each = connection.createStatement()) {
                each.execute(statement);
            }
        }
    }

    private void refusesUntouched(String reason) throws Exception {
        var before = Files.readAllBytes(file);
        var log = Files.exists(beside("-wal")) ? Files.readAllBytes(beside("-wal")) : new byte[0];
        var refused = assertThrows(RefusedException.class, () -> open(file));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file));
        if (log.length > 0) {
            assertArrayEquals(log, Files.readAllBytes(beside("-wal")));
        }
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
