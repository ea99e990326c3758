package parley.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import parley.limit.Gcra;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// All the ways in which a real server, or the line to it, can fail and come back.
@Timeout(90)
class OutageTest {
    private static final int BURST = 5;
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final String PASSWORD = "hunter2";

    @TempDir Path folder;
    private final Lines log = new Lines();
    private RedisServer server;
    private Detour detour;
    private Redis redis;
    private SharedLimiter<String> limit;
    private int passed;
    private int strangers;

    private interface Step {
        void take(OutageTest scene) throws Exception;
    }

    /// How it breaks and how it is mended; some failures mend themselves.
    private enum Fault {
        KILLED(scene -> scene.server.stop(), scene -> scene.server.restart()),
        STOPPED_BY_A_SIGNAL(
                scene -> scene.server.signal("STOP"), scene -> scene.server.signal("CONT")),
        PAUSED(scene -> scene.server.say("CLIENT", "PAUSE", "4000", "ALL"), _ -> {}),
        ASLEEP(
                scene -> Thread.ofVirtual().start(() -> scene.sayQuietly("DEBUG", "SLEEP", "4")),
                _ -> {}),
        BLACK_HOLE(
                scene -> scene.detour.behave(Detour.Manner.SWALLOW),
                scene -> scene.detour.behave(Detour.Manner.PASS)),
        RESET(
                scene -> scene.detour.behave(Detour.Manner.RESET),
                scene -> scene.detour.behave(Detour.Manner.PASS)),
        ANOTHER_PASSWORD(
                scene -> {
                    scene.server.say("CONFIG", "SET", "requirepass", PASSWORD);
                    RedisServer.sayAs(
                            scene.server.endpoint("", PASSWORD),
                            "CLIENT",
                            "KILL",
                            "TYPE",
                            "normal");
                },
                scene ->
                        RedisServer.sayAs(
                                scene.server.endpoint("", PASSWORD),
                                "CONFIG",
                                "SET",
                                "requirepass",
                                "")),
        NO_MEMORY(
                scene -> scene.server.say("CONFIG", "SET", "maxmemory", "1"),
                scene -> scene.server.say("CONFIG", "SET", "maxmemory", "0")),
        A_REPLICA_NOW(
                scene -> scene.server.say("REPLICAOF", "127.0.0.1", "1"),
                scene -> scene.server.say("REPLICAOF", "NO", "ONE"));

        private final Step breakIt;
        private final Step mendIt;

        Fault(Step breakIt, Step mendIt) {
            this.breakIt = breakIt;
            this.mendIt = mendIt;
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = RedisServer.start(folder, "--enable-debug-command", "yes");
        detour = new Detour(server.port());
        redis = Patient.openBriskly(detour.endpoint());
        limit = limiter();
    }

    @AfterEach
    void stop() throws Exception {
        if (redis != null) {
            redis.close();
            detour.close();
        }
        if (server != null) {
            server.close();
        }
        log.close();
    }

    /// Alice tries all the time. Everybody else is let in meanwhile, and she gets no more than one
    /// burst too much, although the server may have forgotten all.
    @ParameterizedTest
    @EnumSource
    void limitsGoOnAndAreSharedAgain(Fault fault) throws Exception {
        for (int i = 0; i < 2 * BURST; i++) {
            alice();
        }
        assertEquals(BURST, passed);

        fault.breakIt.take(this);
        Waiting.until("nobody noticed", () -> alice() && stranger() && !log.all().isEmpty());
        assertFalse(redis.isUp());
        assertEquals(BURST, passed, "what Redis let pass is not known here");
        fault.mendIt.take(this);
        Waiting.until("it is not back", () -> alice() && stranger() && redis.isUp());
        for (int i = 0; i < 2 * BURST; i++) {
            alice();
        }

        assertTrue(passed <= 2 * BURST, "passed: " + passed);
        Waiting.until("nothing is said", () -> log.all().size() > 1);
        assertEquals(List.of("warning", "info"), log.levels(), log.all()::toString);
        assertTrue(log.all().getFirst().contains("each process keeps limits of its own"));
        assertFalse(log.all().toString().contains(PASSWORD), log.all()::toString);
        Waiting.until("it does not decide", this::carolIsCounted);
    }

    private boolean alice() {
        passed += limit.tryAcquire("alice").isZero() ? 1 : 0;
        return true;
    }

    /// Somebody new, who must pass whatever happens.
    private boolean stranger() {
        strangers++;
        assertTrue(limit.tryAcquire("stranger " + strangers).isZero());
        return true;
    }

    private boolean carolIsCounted() throws Exception {
        limit.tryAcquire("carol");
        return server.say("EXISTS", "parley:messages:carol").equals("1");
    }

    @Test
    void whoeverAsksDuringAnOutageDoesNotWaitForTheServer() throws Exception {
        server.stop();
        Waiting.until("nobody noticed", () -> !redis.isUp());
        detour.behave(Detour.Manner.SWALLOW);
        Waiting.until("no warning", () -> !log.all().isEmpty());

        long start = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            limit.tryAcquire("somebody " + i);
        }
        // Far less than 10,000 waits of any kind.
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());
    }

    @Test
    void aShortInterruptionIsNotWorthAWord() throws Exception {
        for (int i = 0; i < 3; i++) {
            long before = id();
            server.say("CLIENT", "KILL", "ID", Long.toString(before));
            Waiting.until("it is not back", () -> redis.isUp() && id() > before);
        }
        assertEquals(List.of(), log.all());
    }

    /// Such as a server that lets us in and then answers nobody in time.
    @Test
    void manyInterruptionsAreAnOutage() throws Exception {
        var killed = new AtomicLong();
        Waiting.until(
                "nobody is warned",
                () -> {
                    long current = id();
                    if (redis.isUp() && current > killed.getAndSet(current)) {
                        server.say("CLIENT", "KILL", "ID", Long.toString(current));
                    }
                    return !log.all().isEmpty();
                });
        assertEquals("warning", log.levels().getFirst());
        Waiting.until("it is not back", redis::isUp);
    }

    /// Of our connection, as the server counts; 0 when there is none.
    private long id() throws Exception {
        return server.say("CLIENT", "LIST")
                .lines()
                .filter(line -> line.contains("name=parley"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("id=([0-9]+) .*", "$1")))
                .findAny()
                .orElse(0);
    }

    @Test
    void oneByteAtATimeIsSlowAndRight() throws Exception {
        detour.behave(Detour.Manner.TRICKLE);
        try (var patient = Patient.open(detour.endpoint())) {
            var slow = new SharedLimiter<String>(patient, _ -> INTERVAL, key -> key, rate());
            for (int i = 0; i < BURST; i++) {
                assertTrue(slow.tryAcquire("alice").isZero());
            }
            assertFalse(slow.tryAcquire("alice").isZero());
            assertTrue(patient.isUp());
        }
        assertEquals(List.of(), log.all());
    }

    @Test
    void aServerThatIsNotThereAtStartIsAWarningAndIsFoundLater() throws Exception {
        server.stop();
        try (var late = Patient.openBriskly(server.endpoint())) {
            assertFalse(late.isUp());
            assertEquals(List.of("warning"), log.levels());
            var here = new Gcra<String>(System::nanoTime, INTERVAL, BURST);
            var limiter = new SharedLimiter<String>(late, here, key -> key, rate());
            assertTrue(limiter.tryAcquire("alice").isZero());

            server.restart();

            Waiting.until("it is not found", late::isUp);
            Waiting.until("nothing is said", () -> log.levels().contains("info"));
        }
    }

    @Test
    void whatIsClosedIsNotTriedAgainAndSaysNothing() throws Exception {
        redis.close();

        Waiting.until("it is still there", () -> !redis.isUp());
        assertTrue(limit.tryAcquire("alice").isZero());
        Waiting.until(
                "it is still connected",
                () -> !server.say("CLIENT", "LIST").contains("name=parley"));
        assertEquals(List.of(), log.all());
    }

    @Test
    void aRefusalAtStartLeavesNothingBehind() throws Exception {
        server.say("CONFIG", "SET", "requirepass", PASSWORD);
        var wrong = server.endpoint("", "wrong");

        assertThrows(RedisException.Refused.class, () -> Patient.open(wrong));

        var right = server.endpoint("", PASSWORD);
        Waiting.until(
                "it is still connected",
                () -> RedisServer.sayAs(right, "CLIENT", "LIST").lines().count() == 2);
    }

    private SharedLimiter<String> limiter() {
        var local = new Gcra<String>(System::nanoTime, INTERVAL, BURST);
        return new SharedLimiter<>(redis, local, key -> key, rate());
    }

    private static SharedLimiter.Rate rate() {
        return new SharedLimiter.Rate("messages", INTERVAL, BURST);
    }

    private void sayQuietly(String... request) {
        try {
            server.say(request);
        } catch (Exception | AssertionError _) {
            // It is about to break.
        }
    }
}
