package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;
import parley.sqlite.backup.LastBackup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The drill: a copy under load, a lost database, the copy in its place, and chats go on.
class BackupTest {
    @TempDir private Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;
    private Path copy;
    private Path database;

    @BeforeEach
    void build() throws Exception {
        scene = new Scene(folder);
        ann = scene.playground.human(5_551_881);
        ben = scene.playground.human(5_551_882);
        copy = folder.resolve("copy.sqlite3");
        database = folder.resolve("data/anon.sqlite3");
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void chatsGoOnAfterADrill() throws Exception {
        var bot = scene.start();
        scene.pair(ann, ben);
        var talk = Thread.ofVirtual().start(this::talk);
        assertTrue(does("backup copy.sqlite3", 0).contains("people in them or waiting"));
        talk.join();
        hears(ben, "message 199");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        does("verify copy.sqlite3", 0);

        assertTrue(does("restore copy.sqlite3", 1).contains("another parley uses"));
        bot.kill();
        Files.writeString(database, "a disk went bad");
        assertEquals(1, scene.launch("run").awaitEnd(Scene.LIMIT));
        assertTrue(does("restore copy.sqlite3", 0).contains("What was there before is now"));
        scene.start();

        ann.says("are you still there?");
        hears(ben, "are you still there?");
        try (var files = Files.list(database.getParent())) {
            var aside = files.filter(file -> file.toString().contains(".before-")).toList();
            assertEquals("a disk went bad", Files.readString(first(aside)));
        }
    }

    @Test
    void onlyAGoodBackupIsNoted() throws Exception {
        scene.start().kill();
        assertTrue(does("backup no/such/folder/copy", 1).contains("cannot be written"));
        assertEquals(Optional.empty(), LastBackup.of(database));
        var before = Instant.now();

        assertFalse(does("backup copy.sqlite3", 0).contains("metrics"));

        var noted = LastBackup.of(database).orElseThrow();
        assertTrue(noted.isAfter(before.minusSeconds(1)), noted::toString);
        assertFalse(noted.isAfter(Instant.now()), noted::toString);
        does("backup copy.sqlite3", 1);
        assertEquals(Optional.of(noted), LastBackup.of(database));
    }

    @Test
    void aBackupThatCannotBeNotedIsGoodAllTheSameAndThatIsSaid() throws Exception {
        scene.start().kill();
        Files.createDirectories(folder.resolve("data/anon.sqlite3.last-backup.part/x"));

        assertTrue(does("backup copy.sqlite3", 0).contains("The metrics will not tell of it"));

        does("verify copy.sqlite3", 0);
        assertEquals(Optional.empty(), LastBackup.of(database));
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        scene.start().kill();
        Files.writeString(copy, "something else");

        assertTrue(does("backup copy.sqlite3", 1).contains("is there already"));

        assertEquals("something else", Files.readString(copy));
    }

    @Test
    void aCopyThatIsDamagedOrOfAnotherSecretIsRefusedAndNothingChanges() throws Exception {
        scene.start().kill();
        does("backup copy.sqlite3", 0);
        var whole = Files.readAllBytes(copy);
        var before = Files.readAllBytes(database);
        var bytes = whole.clone();
        for (int i = 8_192; i < bytes.length; i += 64) {
            bytes[i] ^= 0x55;
        }
        Files.write(copy, bytes);

        assertFalse(does("verify copy.sqlite3", 1).isBlank());
        assertFalse(does("restore copy.sqlite3", 1).isBlank());
        Files.write(copy, whole);
        scene.with("MASK_SALT", "another secret altogether");
        assertTrue(does("restore copy.sqlite3", 1).contains("secret"));

        assertTrue(Arrays.equals(before, Files.readAllBytes(database)));
    }

    @Test
    void whatIsMissingOrCannotBeWrittenIsSaid() throws Exception {
        assertTrue(does("backup copy.sqlite3", 1).contains("there is no database"));
        assertTrue(does("restore copy.sqlite3", 1).contains("there is no file"));
        assertTrue(does("verify", 1).contains("there is no file"));
        assertTrue(does("backup", 2).contains("takes one file"));
        scene.start().kill();
        assertTrue(does("backup no/such/folder/copy", 1).contains("cannot be written"));
    }

    @Test
    void whereThereIsNoSecretNoneIsMade() throws Exception {
        scene.start().kill();
        does("backup copy.sqlite3", 0);
        var fresh = folder.resolve("fresh");
        scene.with("DATABASE_PATH", fresh.resolve("anon.sqlite3").toString());

        for (var command : List.of("restore copy.sqlite3", "verify copy.sqlite3")) {
            assertTrue(does(command, 1).contains("secret.key is missing: bring it back"), command);
        }

        assertFalse(Files.exists(fresh));
    }

    private void talk() {
        for (int i = 0; i < 200; i++) {
            ann.says("message " + i);
        }
    }

    private static Path first(List<Path> files) {
        return files.stream()
                .filter(file -> !file.toString().endsWith("-wal"))
                .filter(file -> !file.toString().endsWith("-shm"))
                .findFirst()
                .orElseThrow();
    }

    private String does(String command, int code) throws Exception {
        var process = scene.launch(command);
        assertEquals(code, process.awaitEnd(Scene.LIMIT), process::output);
        return process.output();
    }
}
