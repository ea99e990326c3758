package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.FreePort;
import parley.playground.Human;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the bot tells about itself over HTTP.
class HealthTest {
    /// Labels hold words that are in the program, or which program it is; so they name nobody.
    private static final String LABEL =
            "(?:(?:area|kind|reason|type)=\"[a-z_]+\"|gc=\"[A-Za-z ]+\"|le=\"(?:[0-9.]+|\\+Inf)\""
                    + "|version=\"[0-9.]+\",commit=\"[0-9a-z-]+\")";

    private static final int MOST_CONNECTIONS = 300;
    private static final String LINE = "[a-z_]+(\\{" + LABEL + "})? -?[0-9.]+";

    @TempDir private Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;
    private int port;

    @BeforeEach
    void build() throws Exception {
        port = FreePort.next();
        scene = new Scene(folder);
        scene.with("HTTP_ADDR", "127.0.0.1:" + port);
        ann = scene.playground.human(5_551_771);
        ben = scene.playground.human(5_551_772);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void whatHappensIsCountedAndNobodyIsNamed() throws Exception {
        scene.start();
        scene.pair(ann, ben);
        ann.says("hello there");
        hears(ben, "hello there");
        Scene.reports(ben);

        var page = get("/metrics").body();

        for (var line :
                List.of(
                        "parley_relayed_messages_total{kind=\"text\"} 1",
                        "parley_matches_total 1",
                        "parley_match_wait_seconds_count 2",
                        "parley_reports_total{reason=\"spam\"} 1",
                        "parley_chats 0",
                        "parley_waiting_people 0",
                        "parley_database_writable 1",
                        "parley_last_backup_timestamp_seconds 0",
                        "parley_poll_failures_total{reason=\"conflict\"} 0")) {
            assertTrue(page.contains(line + "\n"), line + " is not in\n" + page);
        }
        for (var line : page.lines().toList()) {
            // A number may happen to have the digits of an id in it, but not by itself.
            var words = line.replaceFirst(" [0-9]+\\.[0-9]+$| (?!555177)[0-9]+$", "");
            for (var trace : List.of("555177", "First", "Last", "user", "hello")) {
                assertFalse(words.contains(trace), line);
            }
            assertTrue(line.startsWith("# ") || line.matches(LINE), line);
        }
        assertTrue(page.contains("parley_build_info{version=\""), page);
        assertTrue(value("parley_database_commit_seconds_count") > 0, page);
    }

    @Test
    void theLastBackupIsKnownAlsoAfterARestart() throws Exception {
        var bot = scene.start();
        long before = Instant.now().getEpochSecond();
        assertEquals(0, scene.launch("backup copy.sqlite3").awaitEnd(Scene.LIMIT));
        bot.kill();
        scene.start();

        assertTrue(value("parley_last_backup_timestamp_seconds") >= before);
        assertTrue(value("parley_disk_free_bytes") > 0);
    }

    @Test
    void aDatabaseThatSomebodyElseHoldsMakesItUnready() throws Exception {
        scene.start();
        Scene.await(() -> ready() == 200);
        var database = "jdbc:sqlite:" + folder.resolve("data/anon.sqlite3");
        try (var other = DriverManager.getConnection(database);
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            Scene.await(() -> ready() == 503);
            assertTrue(get("/readyz").body().contains("database: the disk takes nothing"));
            assertEquals(200, get("/healthz").statusCode());
            statement.execute("ROLLBACK");
        }

        Scene.await(() -> ready() == 200);
    }

    @Test
    void pollsThatFailAreCounted() throws Exception {
        scene.start();
        scene.playground.faults().on("getUpdates").floods(Duration.ofSeconds(1));
        ann.says("/help");
        hears(ann, "connects two strangers");
        ben.says("/help");
        hears(ben, "connects two strangers");
        Scene.await(() -> value("parley_poll_failures_total{reason=\"flood_wait\"}") == 1);

        scene.with("DATABASE_PATH", folder.resolve("another.sqlite3").toString());
        scene.with("HTTP_ADDR", "");
        scene.launch("run").awaitPolling();

        Scene.await(() -> value("parley_poll_failures_total{reason=\"conflict\"}") > 0);
    }

    @Test
    void aBotThatPollsIsReadyAndOneThatDoesNotIsNot() throws Exception {
        var bot = scene.start();
        Scene.await(() -> ready() == 200);
        assertEquals(200, get("/healthz").statusCode());
        assertEquals(0, scene.launch("health").awaitEnd(Scene.LIMIT));

        bot.kill();

        var health = scene.launch("health");
        assertEquals(1, health.awaitEnd(Scene.LIMIT));
        assertTrue(health.output().contains("no bot answers at HTTP_ADDR"), health.output());
    }

    @Test
    void thereIsNothingElseAndNothingCanBeChanged() throws Exception {
        scene.start();

        assertEquals(404, get("/").statusCode());
        assertEquals(404, get("/metrics/../../etc/passwd").statusCode());
        var post =
                HttpRequest.newBuilder(page("/metrics"))
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build();
        assertEquals(405, send(post).statusCode());
    }

    @Test
    void whoeverAsksForTooMuchIsCutOff() throws Exception {
        scene.start();
        try (var asker = new Socket(InetAddress.getLoopbackAddress(), port)) {
            asker.setSoTimeout((int) Scene.LIMIT.toMillis());
            var header = "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(20_000);
            assertEquals("", answer(asker, header + "\r\n\r\n"));
        }
        var held = new ArrayList<Socket>();
        try {
            for (int i = 0; i < MOST_CONNECTIONS; i++) {
                held.add(new Socket(InetAddress.getLoopbackAddress(), port));
                held.getLast().setSoTimeout((int) Scene.LIMIT.toMillis());
            }
            // All of them were accepted when the last one is.
            var health = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
            assertEquals("HTTP/1.1 200", answer(held.getLast(), health));
            try (var more = new Socket(InetAddress.getLoopbackAddress(), port)) {
                more.setSoTimeout((int) Scene.LIMIT.toMillis());
                assertEquals("", answer(more, health));
            }
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
        Scene.await(() -> ready() == 200);
    }

    /// Its first word and number; nothing when it is cut off.
    private static String answer(Socket asker, String request) {
        try {
            asker.getOutputStream().write(request.getBytes(UTF_8));
            return new String(asker.getInputStream().readNBytes(12), UTF_8);
        } catch (SocketException _) {
            return "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPortThatIsTakenEndsTheStart() throws Exception {
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var bot = scene.launch("run");

            assertEquals(1, bot.awaitEnd(Scene.LIMIT));
            assertTrue(
                    bot.output().contains("HTTP_ADDR: port " + taken.getLocalPort()), bot.output());
        }
    }

    private int ready() {
        try {
            return get("/readyz").statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private double value(String name) {
        try {
            return get("/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(page(path)).build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private URI page(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
