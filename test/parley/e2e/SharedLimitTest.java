package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.playground.Human;
import parley.redis.RedisServer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The running bot with its limits in a real Redis.
class SharedLimitTest {
    private static final int MESSAGES = 60;

    @TempDir private Path folder;
    @TempDir private Path redisFolder;
    private RedisServer redis;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void build() throws Exception {
        redis = RedisServer.start(redisFolder);
        scene = new Scene(folder);
        scene.with("REDIS_URL", redis.url());
        ann = scene.playground.human(5_551_231);
        ben = scene.playground.human(5_551_232);
    }

    @AfterEach
    void stop() {
        redis.close();
        try (var ended = scene) {
            assertEquals(List.of(), ended.playground.violations());
        }
    }

    @Test
    void whatSomebodyHasUsedIsKnownAfterARestart() throws Exception {
        scene.with("RATE_LIMIT_MSG_PER_SEC", "0.001").with("RATE_LIMIT_BURST", "2");
        var bot = scene.start();
        scene.pair(ann, ben);
        ann.says("one");
        ann.says("two");
        hears(ben, "two");
        bot.kill();
        scene.start();

        ann.says("three");

        hears(ann, "too many messages at once");
    }

    @Test
    void nothingInRedisSaysWhoSomebodyIsAndNothingStays() throws Exception {
        scene.with("RATE_LIMIT_MSG_PER_SEC", "0.001").start();
        scene.pair(ann, ben);
        ann.says("one");
        hears(ben, "one");

        var keys = redis.say("KEYS", "*");

        assertTrue(keys.contains("parley:messages:"), keys);
        for (var trace : List.of("5551231", "5551232", "54b4bf", "First", "user")) {
            assertFalse(keys.contains(trace), keys);
        }
        for (var key : keys.split("\\s+")) {
            if (key.contains("parley:")) {
                var name = key.replaceAll(".*(parley:\\w+:[0-9a-f]{32}).*", "$1");
                var left = redis.say("PTTL", name);
                assertFalse(left.contains("-1"), name + " stays: " + left);
            }
        }
    }

    @Test
    void aWrongPasswordEndsTheStartAndIsNotPrinted() throws Exception {
        redis.say("CONFIG", "SET", "requirepass", "the right one");
        scene.with("REDIS_URL", redis.url().replace("redis://", "redis://:hunter2hunter2@"));

        var bot = scene.launch("run");

        assertEquals(2, bot.awaitEnd(Scene.LIMIT));
        assertTrue(bot.output().contains("REDIS_URL: Redis at"), bot.output());
        assertTrue(bot.output().contains("refuses the user or the password"), bot.output());
        assertFalse(bot.output().contains("hunter2"), bot.output());
    }

    @Test
    void chatsBeginWithoutRedisAndLimitsAreSharedWhenItComes() throws Exception {
        redis.stop();
        scene.with("RATE_LIMIT_MSG_PER_SEC", "0.001").with("RATE_LIMIT_BURST", "3");
        var bot = scene.start();
        scene.pair(ann, ben);
        ann.says("one");
        hears(ben, "one");
        assertTrue(bot.output().contains("each process keeps limits of its own"), bot.output());

        redis.restart();
        Scene.await(() -> bot.output().contains("is back; limits are shared"));
        ann.says("two");
        hears(ben, "two");

        assertTrue(redis.say("KEYS", "*").contains("parley:messages:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"killed", "frozen", "slow", "emptied", "another password"})
    void noMessageIsLostWhateverHappensToRedis(String fault) throws Exception {
        scene.with("RATE_LIMIT_MSG_PER_SEC", "1000").with("RATE_LIMIT_BURST", "1000").start();
        scene.pair(ann, ben);
        var sent = new ArrayList<String>();
        for (int i = 0; i < MESSAGES; i++) {
            if (i == MESSAGES / 3) {
                happens(fault);
            }
            sent.add("message " + i);
            ann.says(sent.getLast());
        }
        if (fault.equals("frozen")) {
            redis.signal("CONT");
        }

        hears(ben, sent.getLast());

        assertEquals(
                sent,
                ben.phone().received().stream()
                        .map(item -> item.text())
                        .filter(text -> text.startsWith("message "))
                        .toList());
    }

    private void happens(String fault) throws Exception {
        switch (fault) {
            case "killed" -> redis.stop();
            case "frozen" -> redis.signal("STOP");
            case "slow" -> redis.say("CLIENT", "PAUSE", "700");
            case "emptied" -> redis.say("FLUSHALL");
            default -> redis.say("CONFIG", "SET", "requirepass", "changed meanwhile");
        }
    }
}
