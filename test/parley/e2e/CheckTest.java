package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.redis.RedisServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// `parley check`, where all is well and where something is not.
class CheckTest {
    @TempDir private Path folder;
    @TempDir private Path redisFolder;
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
    void allIsWellBeforeTheFirstStartAndBesideARunningBot() throws Exception {
        var before = checks(0);
        assertTrue(before.contains("ok     database  will be made at"), before);
        assertTrue(before.contains("ok     key       will be beside it"), before);
        assertFalse(Files.exists(folder.resolve("data")));
        scene.start();

        var beside = checks(0);

        assertTrue(beside.contains("ok     telegram  the token is that of"), beside);
        assertTrue(beside.contains("ok     clock     agrees with Telegram"), beside);
        assertTrue(beside.contains("ok     database  whole"), beside);
        assertTrue(beside.contains("note   database  a bot uses it"), beside);
        assertTrue(beside.contains("ok     key       fits"), beside);
        assertTrue(beside.contains("ok     space"), beside);
        assertFalse(beside.contains(BotProcess.TOKEN.substring(12)), beside);
    }

    @Test
    void aWrongTokenIsSaid() throws Exception {
        scene.with("BOT_TOKEN", "123456789:AAE-another_token_that_nobody_knows");

        assertTrue(checks(1).contains("FAILS  telegram  does not know this BOT_TOKEN"));
    }

    @Test
    void anotherSecretAndADamagedDatabaseAreSaid() throws Exception {
        scene.start().kill();
        scene.with("MASK_SALT", "a secret that made nothing of this");
        assertTrue(checks(1).contains("FAILS  key       "));

        Files.writeString(folder.resolve("data/anon.sqlite3"), "no database at all");
        assertTrue(checks(1).contains("FAILS  database"));
    }

    @Test
    void aRedisThatIsAwayOrRefusesIsSaid() throws Exception {
        try (var redis = RedisServer.start(redisFolder)) {
            scene.with("REDIS_URL", redis.url());
            assertTrue(checks(0).contains("ok     redis"));
            redis.say("CONFIG", "SET", "requirepass", "something");
            assertTrue(checks(1).contains("FAILS  redis     Redis at"));
            redis.stop();
            assertTrue(checks(1).contains("the bot would go on with limits of its own"));
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsSaidWithinSeconds() throws Exception {
        scene.with("TELEGRAM_API_URL", "http://127.0.0.1:1");

        assertTrue(checks(1).contains("FAILS  telegram  cannot be asked"));
    }

    @Test
    void aClockThatIsAnHourAwayFromTelegramsIsSaid() throws Exception {
        var theirs = ZonedDateTime.now(ZoneOffset.UTC).plusHours(1);
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> refuse(server, theirs));
            scene.with("TELEGRAM_API_URL", "http://127.0.0.1:" + server.getLocalPort());

            var said = checks(1);

            assertTrue(said.contains("FAILS  clock     is wrong by 35"), said);
            assertTrue(said.contains(" s; set it, for instance by `timedatectl"), said);
        }
    }

    /// Answers every request alike, at a time of its own.
    private static void refuse(ServerSocket server, ZonedDateTime time) {
        var answer =
                "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\nDate: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(time)
                        + "\r\n\r\n";
        try {
            while (true) {
                answer(server.accept(), answer.getBytes(US_ASCII));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    /// What nobody has read when a connection is closed takes the answer with it.
    private static void answer(Socket asker, byte[] answer) {
        try (asker) {
            asker.getOutputStream().write(answer);
            asker.shutdownOutput();
            asker.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // It has heard enough.
        }
    }

    private String checks(int code) throws Exception {
        var check = scene.launch("check");
        assertEquals(code, check.awaitEnd(Scene.LIMIT), check::output);
        return check.output();
    }
}
