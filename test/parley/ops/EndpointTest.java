package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The three pages, as whoever asks sees them.
class EndpointTest {
    private static final int PATIENCE_MILLIS = 5_000;

    private final Metrics metrics = new Metrics().gauge("depth", "Depth.", () -> 7);
    private final List<String> stuck = new CopyOnWriteArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private Endpoint endpoint;

    /// The limits are for the whole process, and the servers of other tests have no use for them.
    /// The JDK reads them before the first server; HealthTest tries them.
    @BeforeAll
    static void readLimits() throws Exception {
        HttpServer.create();
    }

    @BeforeEach
    void start() throws Exception {
        endpoint =
                Endpoint.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        metrics,
                        () -> stuck,
                        () -> troubles);
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void aBotThatIsWellSaysSo() throws Exception {
        for (var path : List.of("/healthz", "/readyz")) {
            var page = send("GET", path);
            assertEquals(200, page.statusCode(), path);
            assertEquals("ok\n", page.body(), path);
            assertEquals("text/plain; charset=utf-8", header(page, "Content-Type"), path);
        }
    }

    @Test
    void whatHangsIsAMatterOfHealthAndNotOfReadiness() throws Exception {
        stuck.add("core");
        var page = send("GET", "/healthz");
        assertEquals(503, page.statusCode());
        assertEquals("core: hangs\n", page.body());
        assertEquals(200, send("GET", "/readyz").statusCode());
    }

    @Test
    void whatKeepsItFromServingIsAMatterOfReadinessAndNotOfHealth() throws Exception {
        troubles.addAll(List.of("database: full", "telegram: away"));
        var page = send("GET", "/readyz");
        assertEquals(503, page.statusCode());
        assertEquals("database: full\ntelegram: away\n", page.body());
        assertEquals(200, send("GET", "/healthz").statusCode());
    }

    @Test
    void metricsAreOfTheTypeThatPrometheusWants() throws Exception {
        var page = send("GET", "/metrics?of=all");
        assertEquals("text/plain; version=0.0.4; charset=utf-8", header(page, "Content-Type"));
        assertTrue(page.body().contains("\ndepth 7\n"), page.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metric", "/metrics/", "/metricsx", "/healthz/../readyz"})
    void thereIsNothingElse(String path) throws Exception {
        var page = send("GET", path);
        assertEquals(404, page.statusCode());
        assertEquals("there is no such page\n", page.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void nothingCanBeChanged(String method) throws Exception {
        var page = send(method, "/metrics");
        assertEquals(405, page.statusCode());
        assertEquals("GET, HEAD", header(page, "Allow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz", "/metrics", "/nothing"})
    void aHeadHasTheHeadersOfThePageAndNothingElse(String path) throws Exception {
        var page = send("GET", path);
        var head = send("HEAD", path);
        assertEquals(page.statusCode(), head.statusCode());
        assertEquals("", head.body());
        for (var name : List.of("Content-Type", "Content-Length")) {
            assertEquals(header(page, name), header(head, name));
        }
    }

    @Test
    void nobodyKeepsAPageOrLearnsWhatServesIt() throws Exception {
        for (var path : List.of("/healthz", "/metrics", "/nothing")) {
            var page = send("GET", path);
            assertEquals("no-store", header(page, "Cache-Control"));
            assertEquals("nosniff", header(page, "X-Content-Type-Options"));
            assertFalse(page.headers().map().containsKey("Server"));
        }
    }

    @Test
    void aBodyThatNeverComesDoesNotKeepTheAnswer() throws Exception {
        try (var asker = connect()) {
            write(asker, "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n");
            assertTrue(answer(asker).startsWith("HTTP/1.1 405 "));
        }
    }

    @Test
    void thoseWhoHoldConnectionsKeepNobodyElseOut() throws Exception {
        var held = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 200; i++) {
                held.add(connect());
                if (i % 2 == 0) {
                    write(held.getLast(), "GET /healthz HT");
                }
            }
            assertEquals(200, send("GET", "/healthz").statusCode());
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void anAddressThatIsTakenIsNamed() {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port());
        var refused =
                assertThrows(
                        IOException.class,
                        () -> Endpoint.start(address, metrics, List::of, List::of));
        assertTrue(refused.getMessage().startsWith("port " + endpoint.port() + " of this"));
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void write(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String answer(Socket from) throws IOException {
        return new String(from.getInputStream().readNBytes(40), UTF_8);
    }

    private static String header(HttpResponse<String> page, String name) {
        return page.headers().firstValue(name).orElse("none");
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        var address = "http://127.0.0.1:" + endpoint.port() + path;
        var request =
                HttpRequest.newBuilder(URI.create(address))
                        .method(method, BodyPublishers.noBody())
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
