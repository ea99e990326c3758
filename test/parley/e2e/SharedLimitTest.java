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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The running bot with its limits in a real Redis.
class SharedLimitTest {
    private static final int MESSAGES = 60;

    /// A bot whose Redis does not answer within 50 ms decides alone, which happens on a busy
    /// machine: so often may it be asked again.
    private static final int TRIES = 5;

    private static final Pattern COUNT = Pattern.compile("parley:messages:[0-9a-f]{32}");

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

    /// Alone, a bot that has just been started would let as many pass as it did at first.
    @Test
    void whatSomebodyHasUsedIsKnownAfterARestart() throws Exception {
        scene.with("RATE_LIMIT_MSG_PER_SEC", "0.001").with("RATE_LIMIT_BURST", "" + TRIES);
        var bot = scene.start();
        scene.pair(ann, ben);
        countsFor(Duration.ofSeconds(1_000L * TRIES - 500));
        long passed = TRIES;

        for (int start = 0; passed == TRIES && start < TRIES; start++) {
            bot.kill();
            bot = scene.start();
            passed = IntStream.range(0, TRIES).takeWhile(i -> passes("after " + i)).count();
        }

        assertTrue(passed < TRIES);
    }

    /// Says something until Redis has counted that much; a message is worth 1,000 s.
    private void countsFor(Duration least) throws Exception {
        for (int i = 0; counted().compareTo(least) < 0; i++) {
            assertTrue(i < 3 * TRIES, "Redis does not count");
            passes("before " + i);
        }
    }

    private Duration counted() throws Exception {
        var key = COUNT.matcher(redis.say("KEYS", "*"));
        long millis = key.find() ? Long.parseLong(redis.say("PTTL", key.group())) : 0;
        return Duration.ofMillis(millis);
    }

    /// Whether Ann is not told that this was too much.
    private boolean passes(String text) {
        long before = refusals();
        ann.says(text);
        ann.says("/help");
        hears(ann, "connects two strangers");
        return refusals() == before;
    }

    private long refusals() {
        return ann.phone().received().stream()
                .filter(item -> item.text().contains("too many messages at once"))
                .count();
    }

    @Test
    void nothingInRedisSaysWhoSomebodyIsAndNothingStays() throws Exception {
        scene.with("RATE_LIMIT_MSG_PER_SEC", "0.001").start();
        scene.pair(ann, ben);
        countsFor(Duration.ofSeconds(1));

        var keys = redis.say("KEYS", "*");

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
        Scene.await(() -> bot.output().contains("each process keeps limits of its own"));

        redis.restart();
        Scene.await(() -> bot.output().contains("is back; limits are shared"));
        countsFor(Duration.ofSeconds(1));
        hears(ben, "before 0");
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
