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

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/// What the bot tells about itself over HTTP.
class HealthTest {
    private static final String LINE =
            "[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? (-?[0-9.e+-]+|\\+Inf)";

    @TempDir private Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;
    private int port;

    @BeforeEach
    void build() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
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
                        "parley_database_writable 1")) {
            assertTrue(page.contains(line + "\n"), line + " is not in\n" + page);
        }
        for (var trace : List.of("555177", "First", "Last", "user", "hello")) {
            assertFalse(page.contains(trace), trace);
        }
        page.lines()
                .filter(line -> !line.startsWith("# "))
                .forEach(line -> assertTrue(line.matches(LINE), line));
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
