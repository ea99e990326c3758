package parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.config.Environment;
import parley.config.Settings;
import parley.privacy.Secret;
import parley.privacy.SecretException;
import parley.sqlite.Census;
import parley.sqlite.file.RefusedException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The command as far as it needs no bot and no process.
class RotateKeyTest {
    private static final Census CENSUS = new Census(10);
    private static final String OLD = "the first secret of many";
    private static final String NEW = "the second secret of many";

    @TempDir Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void beforeTheFirstRunThereIsNothingToDo() throws Exception {
        assertEquals(Main.FINE, rotate(Map.of()));

        assertTrue(out.toString(UTF_8).contains("nothing to do"), out.toString(UTF_8));
        assertEquals(Map.of(), files());
    }

    @Test
    void anEmptyFileIsNoDatabaseYet() throws Exception {
        Files.createDirectories(database().getParent());
        Files.createFile(database());

        assertEquals(Main.FINE, rotate(Map.of()));

        assertEquals(Set.of("anon.sqlite3"), files().keySet());
    }

    @Test
    void theSecretInTheFileIsReplacedAndTheOperatorHearsWhereTheFormerOneIs() throws Exception {
        CENSUS.fill(database(), Secret.beside(database()));

        assertEquals(Main.FINE, rotate(Map.of()));

        CENSUS.check(database(), Secret.beside(database()), 1);
        assertEquals(
                Set.of("anon.sqlite3", "anon.sqlite3.lock", "secret.key", "secret.key.old"),
                files().keySet());
        assertTrue(out.toString(UTF_8).contains("secret.key.old"), out.toString(UTF_8));
        assertEquals("", err.toString(UTF_8));
    }

    @Test
    void theSecretOfTheSettingsIsReplacedAndTheOperatorHearsWhatToSet() throws Exception {
        CENSUS.fill(database(), Secret.of(OLD));

        assertEquals(Main.FINE, rotate(Map.of("MASK_SALT", OLD, "NEW_MASK_SALT", NEW)));

        CENSUS.check(database(), Secret.of(NEW), 1);
        assertEquals(Set.of("anon.sqlite3", "anon.sqlite3.lock"), files().keySet());
        var said = out.toString(UTF_8);
        assertTrue(said.contains("MASK_SALT and remove NEW_MASK_SALT"), said);
        assertFalse(said.contains(OLD) || said.contains(NEW), said);
    }

    @Test
    void settingsThatDoNotFitTogetherAreRefused() throws Exception {
        CENSUS.fill(database(), Secret.of(OLD));
        var before = files();

        for (var bad :
                Map.of(
                                Map.of("MASK_SALT", OLD),
                                "has to be in NEW_MASK_SALT: set that to 16 characters or more",
                                Map.of("NEW_MASK_SALT", NEW),
                                "Remove NEW_MASK_SALT",
                                Map.of("MASK_SALT", OLD, "NEW_MASK_SALT", OLD),
                                "is the same as MASK_SALT: set another one, or remove it")
                        .entrySet()) {
            err.reset();
            assertEquals(Main.BAD_USAGE, rotate(bad.getKey()));
            assertTrue(err.toString(UTF_8).contains(bad.getValue()), err.toString(UTF_8));
        }
        assertEquals(before, files());
    }

    @Test
    void aWrongSecretIsRefusedAndNothingIsChanged() throws Exception {
        CENSUS.fill(database(), Secret.of(OLD));
        var before = files();

        var wrong = Map.of("MASK_SALT", "a secret of something else", "NEW_MASK_SALT", NEW);
        assertThrows(RefusedException.OtherSecret.class, () -> rotate(wrong));

        assertEquals(before, files());
    }

    @Test
    void aWrongFileIsRefusedAndNothingIsChanged() throws Exception {
        CENSUS.fill(database(), Secret.of(OLD));
        Files.writeString(database().resolveSibling("secret.key"), "0123456789abcdef".repeat(4));
        Files.setPosixFilePermissions(
                database().resolveSibling("secret.key"),
                PosixFilePermissions.fromString("rw-------"));
        var before = files();

        assertThrows(RefusedException.OtherSecret.class, () -> rotate(Map.of()));

        assertEquals(before, files());
    }

    @Test
    void aSecretThatOthersCanReadIsRefusedAndNothingIsChanged() throws Exception {
        CENSUS.fill(database(), Secret.beside(database()));
        var key = database().resolveSibling("secret.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-rw----"));
        var before = files();

        var refused = assertThrows(SecretException.class, () -> rotate(Map.of()));

        assertTrue(refused.getMessage().contains("chmod 600 "), refused.getMessage());
        assertEquals(before, files());
    }

    private int rotate(Map<String, String> settings) throws Exception {
        var command = new RotateKey(new PrintStream(out), new PrintStream(err));
        return command.run(Settings.load(new Environment(settings, folder)));
    }

    private Path database() {
        return folder.resolve("data/anon.sqlite3");
    }

    /// What is in the folder, with a hash of each; whoever reads leaves SQLite's own empty ones.
    private Map<String, Integer> files() throws Exception {
        var files = new HashMap<String, Integer>();
        if (Files.exists(database().getParent())) {
            try (var all = Files.list(database().getParent())) {
                for (var file : all.filter(it -> !it.toString().contains("sqlite3-")).toList()) {
                    var bytes = Files.readAllBytes(file);
                    files.put(file.getFileName().toString(), Arrays.hashCode(bytes));
                }
            }
        }
        return files;
    }
}
