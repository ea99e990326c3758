package parley.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.limit.Gcra;
import parley.limit.Limiter;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Limits in a real server. Where nothing else is said, nothing is earned while a test runs.
class SharedLimiterTest {
    private static final int BURST = 5;
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    @TempDir Path folder;
    private final AtomicInteger askedHere = new AtomicInteger();
    private RedisServer server;
    private Redis redis;
    private SharedLimiter<String> limit;

    @BeforeEach
    void start() throws Exception {
        server = RedisServer.start(folder);
        redis = Patient.open(server.endpoint());
        limit = limiter();
    }

    @AfterEach
    void stop() {
        if (redis != null) {
            redis.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void allowsABurstThenSaysHowLongToWait() {
        assertEquals(BURST, takeAll(limit));

        var wait = limit.tryAcquire("alice");

        assertTrue(wait.compareTo(INTERVAL) <= 0, wait::toString);
        assertTrue(wait.compareTo(INTERVAL.minusMinutes(2)) > 0, wait::toString);
    }

    @Test
    void countsEachKeyAndEachWordAlone() {
        takeAll(limit);

        assertTrue(limit.tryAcquire("bob").isZero());
        var finds = new SharedLimiter<String>(redis, local(), name(), rate("find"));
        assertTrue(finds.tryAcquire("alice").isZero());
    }

    @Test
    void isSharedAndOutlivesWhoeverUsesIt() throws Exception {
        takeAll(limit);
        redis.close();

        try (var other = Patient.open(server.endpoint())) {
            var shared = new SharedLimiter<String>(other, local(), name(), rate("messages"));
            assertFalse(shared.tryAcquire("alice").isZero());
        }
    }

    @Test
    void everyKeyExpiresWhenItSaysNothingAnyMore() throws Exception {
        limit.tryAcquire("alice");
        assertExpiresWithin(INTERVAL);
        takeAll(limit);
        assertExpiresWithin(INTERVAL.multipliedBy(BURST));
        limit.tryAcquire("alice");
        assertExpiresWithin(INTERVAL.multipliedBy(BURST));
    }

    private void assertExpiresWithin(Duration most) throws Exception {
        long left = Long.parseLong(server.say("PTTL", "parley:messages:p-alice"));
        assertTrue(left > most.minusMinutes(2).toMillis() && left <= most.toMillis(), "" + left);
        var only = new Reply.Array(List.of(new Reply.Bulk("parley:messages:p-alice")));
        assertEquals(only.toString(), server.say("KEYS", "*"));
    }

    /// Whatever lies there, nobody is kept out for longer than the limit can, and it goes again.
    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "nan", "-nan", "inf", "-inf", "9e99", "-1", "0x10", "", " "})
    void heedsNoValueThatIsNoTime(String value) throws Exception {
        server.say("SET", "parley:messages:p-alice", value);

        var wait = limit.tryAcquire("alice");

        assertTrue(wait.compareTo(INTERVAL) <= 0, wait::toString);
        assertTrue(redis.isUp());
        if (wait.isZero()) {
            assertTrue(Long.parseLong(server.say("PTTL", "parley:messages:p-alice")) > 0);
        }
    }

    @Test
    void heedsNoValueOfAnotherType() throws Exception {
        server.say("RPUSH", "parley:messages:p-alice", "x");

        assertEquals(BURST, takeAll(limit));
        assertEquals(0, askedHere.get() - BURST, "Redis did not decide");
    }

    /// When the clock of the server is set back, or the limit was lower before.
    @Test
    void nobodyWaitsLongerThanTheLimitCanMakeThem() throws Exception {
        var far = Long.toString(4_000_000_000_000_000L);
        server.say("SET", "parley:messages:p-alice", far);

        assertEquals(INTERVAL, limit.tryAcquire("alice"));
    }

    @Test
    void theScriptIsSentOnce() throws Exception {
        assertEquals(GcraScript.SHA, server.say("SCRIPT", "LOAD", GcraScript.TEXT));
        takeAll(limit);

        assertEquals("1", calls("eval"));
    }

    /// How often a command has run.
    private String calls(String command) throws Exception {
        return server.say("INFO", "commandstats")
                .replaceAll("(?s).*cmdstat_" + command + ":calls=([0-9]+).*", "$1");
    }

    @Test
    void aFlushOfScriptsChangesNothing() throws Exception {
        limit.tryAcquire("alice");
        server.say("SCRIPT", "FLUSH");

        assertEquals(BURST - 1, takeAll(limit));
        assertTrue(redis.isUp());
        assertEquals("2", calls("eval"), "the script was not sent again, once");
    }

    /// What was counted is gone, so this costs one burst and no more.
    @Test
    void aFlushOfEverythingCostsOneBurst() throws Exception {
        takeAll(limit);
        server.say("FLUSHALL");

        assertEquals(BURST, takeAll(limit));
    }

    @Test
    void goesOnAloneWithWhatRedisLetPassCounted() throws Exception {
        takeAll(limit);
        limit.tryAcquire("bob");
        server.stop();

        Waiting.until("Redis is still there", () -> !redis.isUp());

        assertFalse(limit.tryAcquire("alice").isZero());
        for (int i = 1; i < BURST; i++) {
            assertTrue(limit.tryAcquire("bob").isZero());
        }
        assertFalse(limit.tryAcquire("bob").isZero());
    }

    @Test
    void whatRedisRefusedDoesNotCountHere() throws Exception {
        takeAll(limit);
        var other = new SharedLimiter<String>(redis, local(), name(), rate("messages"));
        other.tryAcquire("alice");
        server.stop();

        Waiting.until("Redis is still there", () -> !redis.isUp());

        assertEquals(BURST, takeAll(other));
    }

    @Test
    void whoIsInterruptedIsAnsweredHereAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertTrue(limit.tryAcquire("alice").isZero());

        assertTrue(Thread.interrupted());
        assertEquals(1, askedHere.get());
    }

    @Test
    void isTheSameRuleAsInMemory() throws Exception {
        for (var burst : new int[] {1, 2, 5, 40}) {
            compare(333_334, burst, new SplittableRandom(burst));
        }
    }

    private void compare(long interval, int burst, SplittableRandom random) throws Exception {
        var now = new AtomicLong(1_800_000_000_000_000L);
        var model =
                new Gcra<String>(
                        () -> now.get() * 1_000, Duration.ofNanos(interval * 1_000), burst);
        var timed = GcraScript.TEXT.replace("redis.call('TIME')", "{ARGV[3], ARGV[4]}");
        int passed = 0;
        try (var connection = RedisServer.connect(server.endpoint())) {
            for (int i = 0; i < 3_000; i++) {
                long most = random.nextInt(10 * burst) == 0 ? burst * interval : interval;
                now.addAndGet(random.nextLong(most));
                var request =
                        RespWriter.request(
                                "EVAL",
                                timed,
                                "1",
                                "model" + burst,
                                Long.toString(interval),
                                Integer.toString(burst),
                                Long.toString(now.get() / 1_000_000),
                                Long.toString(now.get() % 1_000_000));
                var expected = model.tryAcquire("model");
                assertEquals(
                        new Reply.Bulk(Long.toString(expected.toNanos() / 1_000)),
                        connection.call(request, Duration.ofSeconds(20)),
                        "attempt " + i);
                passed += expected.isZero() ? 1 : 0;
            }
        }
        assertTrue(passed > 300 && passed < 2_700, "too little was tried: " + passed);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT-1S, 1", "PT1S, 0", "PT1S, -1", "PT9000H, 1", "PT8000H, 2147483647"})
    void refusesARateThatCannotBeKept(Duration interval, int burst) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SharedLimiter.Rate("messages", interval, burst));
    }

    private SharedLimiter<String> limiter() {
        Limiter<String> local = local();
        return new SharedLimiter<>(
                redis,
                key -> {
                    askedHere.incrementAndGet();
                    return local.tryAcquire(key);
                },
                name(),
                rate("messages"));
    }

    private static Limiter<String> local() {
        return new Gcra<>(System::nanoTime, INTERVAL, BURST);
    }

    private static Function<String, String> name() {
        return key -> "p-" + key;
    }

    private static SharedLimiter.Rate rate(String word) {
        return new SharedLimiter.Rate(word, INTERVAL, BURST);
    }

    private static int takeAll(Limiter<String> limit) {
        int passed = 0;
        while (limit.tryAcquire("alice").isZero()) {
            passed++;
            assertTrue(passed < 1_000, "no limit");
        }
        return passed;
    }
}
