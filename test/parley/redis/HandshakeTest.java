package parley.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.FreePort;
import parley.limit.Limiter;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Being let in by real servers of many kinds, and what an operator reads when it fails.
class HandshakeTest {
    private static final String PASSWORD = "hunter2";

    @TempDir Path folder;
    private RedisServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void comesInWithTheRightPasswordAndTellsItsName() throws Exception {
        start("--requirepass", PASSWORD);
        var endpoint = server.endpoint("", PASSWORD);

        Redis.check(endpoint);

        try (var redis = Patient.open(endpoint)) {
            assertTrue(redis.isUp());
            var clients = RedisServer.sayAs(endpoint, "CLIENT", "LIST");
            assertTrue(clients.contains("name=parley"), clients);
            assertTrue(clients.lines().anyMatch(line -> line.matches(".*name=parley .*resp=3.*")));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aServerThatDoesNotKnowHelloIsSpokenToInResp2(boolean password) throws Exception {
        start(password ? old("--requirepass", PASSWORD) : old());
        var endpoint = server.endpoint("", password ? PASSWORD : "");

        try (var redis = Patient.open(endpoint)) {
            assertTrue(limit(redis).tryAcquire("alice").isZero());
            var clients = RedisServer.sayAs(endpoint, "CLIENT", "LIST");
            assertTrue(clients.lines().anyMatch(line -> line.matches(".*name=parley .*resp=2.*")));
        }
    }

    private static String[] old(String... options) {
        return Stream.concat(Stream.of("--rename-command", "HELLO", "\"\""), Arrays.stream(options))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void saysThatThePasswordIsWrongOrMissing(boolean isOld) throws Exception {
        start(isOld ? old("--requirepass", PASSWORD) : new String[] {"--requirepass", PASSWORD});

        assertRefused(server.endpoint("", "wrong-1"), "refuses the user or the password");
        assertRefused(server.endpoint("nobody", PASSWORD), "refuses the user or the password");
        assertRefused(server.endpoint(), "wants a password");
    }

    /// Redis repeats what it does not understand, and that is the password here.
    @Test
    void aPasswordThatTheServerRepeatsIsNotRepeatedHere() throws Exception {
        Files.writeString(folder.resolve("old.conf"), "rename-command AUTH \"\"\n");
        start("old.conf", "--rename-command", "HELLO", "\"\"");
        var told = server.endpoint("", PASSWORD);
        var raw = assertThrows(AssertionError.class, () -> server.say("AUTH", PASSWORD));
        assertTrue(raw.getMessage().contains(PASSWORD), "Redis does not repeat it any more");

        assertRefused(told, "does not know");
        assertFalse(told.toString().contains(PASSWORD), told.toString());
    }

    @Test
    void countsInTheDatabaseThatIsAskedFor() throws Exception {
        start();
        var third = at(server.endpoint(), 3);
        try (var redis = Patient.open(third)) {
            limit(redis).tryAcquire("alice");
        }
        assertEquals("0", server.say("EXISTS", "parley:messages:alice"));
        assertTrue(server.say("INFO", "keyspace").contains("db3:"));
        assertRefused(at(server.endpoint(), 99), "no database of that number");
    }

    private static Endpoint at(Endpoint endpoint, int database) {
        return new Endpoint(endpoint.place(), endpoint.user(), endpoint.password(), database);
    }

    @Test
    void aReplicaIsRefused() throws Exception {
        start("--replicaof", "127.0.0.1 1");

        assertRefused(server.endpoint(), "is a replica: point REDIS_URL at the primary");
    }

    @Test
    void aReplicaWithoutHelloIsRefusedToo() throws Exception {
        start(old("--replicaof", "127.0.0.1 1"));

        assertRefused(server.endpoint(), "is a replica: point REDIS_URL at the primary");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClusterIsRefused(boolean isOld) throws Exception {
        String[] options = {"--cluster-enabled", "yes"};
        start(isOld ? old(options) : options);

        assertRefused(server.endpoint(), "is a cluster, which is not supported");
    }

    @Test
    void aSentinelIsRefused() throws Exception {
        Files.createFile(folder.resolve("sentinel.conf"));
        start("sentinel.conf", "--sentinel");

        assertRefused(server.endpoint(), "is a sentinel");
    }

    @Test
    void speaksOverAUnixSocket() throws Exception {
        var socket = folder.resolve("redis.sock");
        start("--unixsocket", socket.toString());
        var place = new Endpoint.Unix(socket);
        var endpoint = new Endpoint(place, Optional.empty(), Optional.empty(), 0);

        Redis.check(endpoint);
        try (var redis = Patient.open(endpoint)) {
            assertTrue(limit(redis).tryAcquire("alice").isZero());
        }
        server.stop();

        var e = assertThrows(RedisException.Unreachable.class, () -> Redis.check(endpoint));
        assertTrue(e.getMessage().startsWith("Redis at " + socket), e.getMessage());
    }

    /// The permissions are read from the manual, so that it is right about them.
    @Test
    void thePermissionsOfTheManualAreEnoughAndTheLeast() throws Exception {
        start();
        var manual = Files.readString(Path.of("docs", "redis.md"));
        var line = manual.lines().filter(each -> each.startsWith("ACL SETUSER parley ")).findAny();
        var rule = line.orElseThrow().replace("PASSWORD", PASSWORD);
        var endpoint = server.endpoint("parley", PASSWORD);
        server.say(rule.split(" "));

        try (var redis = Patient.open(endpoint)) {
            assertTrue(limit(redis).tryAcquire("alice").isZero());
            server.say("SCRIPT", "FLUSH");
            assertTrue(limit(redis).tryAcquire("bob").isZero());
        }
        var granted = Stream.of(rule.split(" ")).filter(word -> word.startsWith("+")).toList();
        assertEquals(5, granted.size(), granted::toString);
        for (var one : granted) {
            server.say("ACL", "SETUSER", "parley", "-" + one.substring(1));
            server.say("SCRIPT", "FLUSH");
            assertRefused(endpoint, "does not let this user do what is needed");
            server.say("ACL", "SETUSER", "parley", one);
        }
        server.say("ACL", "SETUSER", "parley", "resetkeys", "~other:*");
        assertRefused(endpoint, "does not let this user do what is needed");
    }

    @Test
    void whoeverIsNotThereIsUnreachable() throws Exception {
        int port = FreePort.next();
        var nobody = new Endpoint.Tcp("127.0.0.1", port, false);
        assertUnreachable(nobody, "Redis at 127.0.0.1:" + port + " cannot be reached");
        assertUnreachable(
                new Endpoint.Tcp("nowhere.invalid", port, false), "name of the host is not known");
    }

    /// A web server, say. Bytes of it are not repeated either.
    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 400 secret\r\n\r\n', does not answer as Redis does",
        "'$-1\r\n', does not answer as Redis does",
        "'+secret\r\n', does not answer as Redis does"
    })
    void whoeverIsNoRedisIsRefused(String says, String complaint) throws Exception {
        try (var door = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerAll(door, says));
            var place = new Endpoint.Tcp("127.0.0.1", door.getLocalPort(), false);
            assertRefused(new Endpoint(place, Optional.empty(), Optional.empty(), 0), complaint);
        }
    }

    private static void answerAll(ServerSocket door, String says) {
        try {
            while (true) {
                var client = door.accept();
                client.getInputStream().read();
                client.getOutputStream().write(says.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MOVED 1 10.0.0.1:6379, true, is a cluster",
        "CLUSTERDOWN Hash slot not served, true, is a cluster",
        "READONLY You can't write, true, is a replica",
        "DENIED Redis is running in protected mode, true, is in protected mode",
        "LOADING Redis is loading, false, still loading",
        "OOM command not allowed, false, raise its maxmemory",
        "BUSY Redis is busy, false, somebody's script",
        "MISCONF Redis is configured, false, cannot save",
        "MASTERDOWN Link, false, lost its primary",
        "ERR max number of clients reached, false, raise its maxclients",
        "ERR wrong number of arguments for 'auth' command, true, knows no users",
        "ERR Client sent AUTH but no password is set, true, refuses the user or the password",
        "hunter2 is no code, false, answers with an error (ERR)"
    })
    void eachErrorOfTheServerSaysWhatToDo(String error, boolean isRefused, String advice) {
        var e = RedisException.of("Redis at x", new Reply.Failure(error));

        assertEquals(isRefused, e instanceof RedisException.Refused);
        assertTrue(e.getMessage().startsWith("Redis at x "), e.getMessage());
        assertTrue(e.getMessage().contains(advice), e.getMessage());
        assertFalse(e.getMessage().contains("hunter2"), e.getMessage());
    }

    private void start(String... options) throws Exception {
        server = RedisServer.start(folder, options);
    }

    /// Lets pass only what Redis lets pass.
    private static Limiter<String> limit(Redis redis) {
        Limiter<String> local = _ -> Duration.ofDays(1);
        var rate = new SharedLimiter.Rate("messages", Duration.ofMinutes(1), 1);
        return new SharedLimiter<>(redis, local, key -> key, rate);
    }

    private static void assertRefused(Endpoint endpoint, String complaint) {
        for (var attempt :
                List.<Executable>of(
                        () -> Redis.check(endpoint), () -> Patient.open(endpoint).close())) {
            var e = assertThrows(RedisException.Refused.class, attempt);
            assertTrue(e.getMessage().contains(complaint), e.getMessage());
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            for (var secret : List.of(PASSWORD, "wrong-1", "secret")) {
                assertFalse(trace.toString().contains(secret), trace::toString);
            }
        }
    }

    private static void assertUnreachable(Endpoint.Place place, String complaint) {
        var endpoint = new Endpoint(place, Optional.empty(), Optional.empty(), 0);
        var e = assertThrows(RedisException.Unreachable.class, () -> Redis.check(endpoint));
        assertTrue(e.getMessage().contains(complaint), e.getMessage());
    }
}
