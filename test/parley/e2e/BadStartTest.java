package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.Arrays;

/// Everything that can be wrong at the start: one line says what it is and what to do, and the exit
/// code what kind it is of.
class BadStartTest {
    @TempDir private Path folder;
    private Scene scene;

    @BeforeEach
    void build() throws Exception {
        scene = new Scene(folder);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void aPortThatIsInUse() throws Exception {
        try (var taken = listening()) {
            scene.with("HTTP_ADDR", "127.0.0.1:" + taken.getLocalPort());
            ends(1, "run", "cannot be had (Address already in use); stop what uses it");
            ends(1, "demo --port " + taken.getLocalPort(), "choose another with --port");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenTo() throws Exception {
        scene.with("DATABASE_PATH", "/proc/parley/anon.sqlite3");
        ends(1, "run", "/proc/parley is not there, and cannot be made; name another path");
        scene.with("MASK_SALT", "sixteen characters and more");
        ends(1, "run", "/proc/parley is not there, and cannot be made; name another path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/parley", "/dev/null"})
    void aFolderOfTheDemoThatCannotBeWrittenTo(String data) throws Exception {
        ends(1, "demo --port 0 --data " + data, data + " is no folder to write to; choose another");
    }

    @Test
    void settingsThatAreHalfWritten() throws Exception {
        var file = Files.createFile(folder.resolve(".env"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "LOG_LEVEL=INFO\nRATE_LIM");
        ends(2, "run", ".env, line 2: cannot be read; must be KEY=value");
    }

    @Test
    void aDatabaseOfANewerVersion() throws Exception {
        scene.start().kill();
        var file = folder.resolve("data/anon.sqlite3");
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = database.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }
        ends(1, "run", "was made by a newer parley (its version is 99, ours is");
        ends(1, "check", "FAILS  database");
    }

    @Test
    void aDatabaseThatIsCutOff() throws Exception {
        scene.start().kill();
        var file = folder.resolve("data/anon.sqlite3");
        Files.deleteIfExists(folder.resolve("data/anon.sqlite3-wal"));
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        ends(1, "run", "the file is damaged: restore it from a backup");
    }

    @Test
    void aTokenThatIsRefused() throws Exception {
        scene.with("BOT_TOKEN", "123456789:AAE-another_token_that_nobody_knows");
        ends(3, "run", "Telegram does not know this BOT_TOKEN; take a working one from");
    }

    @Test
    void aServerThatTakesNoConnection() throws Exception {
        scene.with("TELEGRAM_API_URL", "http://127.0.0.1:1");
        goesOn("cannot be reached", "(nobody takes the connection); `parley check` tells more");
        ends(1, "check", "FAILS  telegram  cannot be asked: getMe: ConnectException (nobody");
    }

    @Test
    void aServerWhoseNameNobodyKnows() throws Exception {
        scene.with("TELEGRAM_API_URL", "https://parley.invalid");
        goesOn("cannot be reached", "(the server's name is not known here; look at the network");
    }

    @Test
    void aServerThatSaysNothing() throws Exception {
        try (var silent = listening()) {
            scene.with("TELEGRAM_API_URL", "http://127.0.0.1:" + silent.getLocalPort());
            goesOn("cannot be reached", "no answer within 4 s; `parley check` tells more");
            ends(1, "check", "note   clock     could not be compared, for Telegram did not answer");
        }
    }

    /// The kernel takes connections until somebody accepts them, and here nobody does.
    private static ServerSocket listening() throws Exception {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private void ends(int code, String command, String told) throws Exception {
        try (var program = scene.launch(command)) {
            assertEquals(code, program.awaitEnd(Scene.LIMIT), program::output);
            assertEquals(
                    1,
                    program.output().lines().filter(line -> line.contains(told)).count(),
                    program::output);
        }
    }

    /// It may be away for a while: the bot tries again, and can be stopped meanwhile.
    private void goesOn(String trouble, String told) throws Exception {
        try (var bot = scene.launch("run")) {
            Scene.await(() -> bot.output().contains(trouble));
            assertTrue(bot.output().contains(told), bot::output);
            bot.terminate();
            assertEquals(0, bot.awaitEnd(Scene.LIMIT), bot::output);
        }
    }
}
