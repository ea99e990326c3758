package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.redis.RedisServer;

import java.nio.file.Files;
import java.nio.file.Path;

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
        assertTrue(checks(1).contains("FAILS  database"));

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

    private String checks(int code) throws Exception {
        var check = scene.launch("check");
        assertEquals(code, check.awaitEnd(Scene.LIMIT), check::output);
        return check.output();
    }
}
