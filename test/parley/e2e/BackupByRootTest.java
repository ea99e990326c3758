package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/// Commands that root runs for a bot that is somebody else, as under systemd.
class BackupByRootTest {
    private static final String UID = "unix:uid";
    private static final int ROOT = 0;

    private static final int BOT = 12_345;

    @TempDir private Path folder;
    private Scene scene;
    private Path data;
    private Path copy;

    @BeforeEach
    void copyADatabase() throws Exception {
        assumeTrue(canGiveAway(), "only root can give files to somebody else");
        scene = new Scene(folder);
        scene.start().kill();
        copy = folder.resolve("copy.sqlite3");
        does("backup copy.sqlite3", 0);
        data = folder.resolve("data");
    }

    @AfterEach
    void close() {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    void aCopyBelongsToWhoMadeItAlsoWhenTheDatabaseDoesNot() throws Exception {
        giveAway(data);

        does("backup another.sqlite3", 0);

        var another = folder.resolve("another.sqlite3");
        assertEquals(ROOT, Files.getAttribute(another, UID));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(another)));
        assertEquals(Map.of(), strangers(data));
    }

    @Test
    void whatIsRestoredOverADatabaseBelongsToTheBot() throws Exception {
        giveAway(data);

        does("restore copy.sqlite3", 0);

        assertEquals(Map.of(), strangers(data));
    }

    @Test
    void whatIsRestoredToAnEmptyFolderBelongsToTheBot() throws Exception {
        var fresh = Files.createDirectory(folder.resolve("fresh"));
        Files.copy(data.resolve("secret.key"), fresh.resolve("secret.key"));
        Files.setPosixFilePermissions(
                fresh.resolve("secret.key"), PosixFilePermissions.fromString("rw-------"));
        Files.setAttribute(fresh, UID, BOT);
        scene.with("DATABASE_PATH", fresh.resolve("anon.sqlite3").toString());

        does("restore copy.sqlite3", 0);

        assertTrue(Files.exists(fresh.resolve("anon.sqlite3")));
        assertEquals(Map.of(), strangers(fresh));
    }

    private String does(String command, int code) throws Exception {
        var process = scene.launch(command);
        assertEquals(code, process.awaitEnd(Scene.LIMIT), process::output);
        return process.output();
    }

    private boolean canGiveAway() throws IOException {
        try {
            Files.setAttribute(Files.createFile(folder.resolve("gift")), UID, BOT);
            return true;
        } catch (FileSystemException _) {
            return false;
        }
    }

    private static void giveAway(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                Files.setAttribute(file, UID, BOT);
            }
        }
    }

    /// What the bot could not open, with its owner.
    private static Map<Path, Object> strangers(Path folder) throws IOException {
        var found = new TreeMap<Path, Object>();
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                var owner = Files.getAttribute(file, UID);
                if (!owner.equals(BOT)) {
                    found.put(file, owner);
                }
            }
        }
        return found;
    }
}
