package parley.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Tells over HTTP how the bot is: `/healthz` whether it lives, `/readyz` whether it can serve,
/// `/metrics` what it counts. It says nothing about anybody, and whoever asks changes nothing.
public final class Endpoint implements AutoCloseable {
    private static final int FINE = 200;
    private static final int NO_SUCH_PAGE = 404;
    private static final int ONLY_TO_READ = 405;
    private static final int NOT_READY = 503;

    /// How many connections may wait to be accepted.
    private static final int BACKLOG = 128;

    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /// Whoever asks slowly, or only holds a connection, takes no file from the bot for long. The
    /// server of the JDK knows of that only by these properties, which it reads once: seconds for a
    /// request, an answer and an idle connection, numbers of connections, bytes and lines of a
    /// request.
    private static final Map<String, String> LIMITS =
            Map.of(
                    "sun.net.httpserver.maxReqTime", "10",
                    "sun.net.httpserver.maxRspTime", "20",
                    "sun.net.httpserver.idleInterval", "30",
                    "jdk.httpserver.maxConnections", "300",
                    "sun.net.httpserver.maxReqHeaderSize", "16384",
                    "sun.net.httpserver.maxReqHeaders", "100");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Endpoint(HttpServer server) {
        this.server = server;
    }

    /// Listens from now on.
    ///
    /// @param metrics what is counted
    /// @param stuck what hangs, by its names; as a rule nothing
    /// @param troubles what keeps the bot from serving, a line each; nothing when it is well
    /// @throws IOException when the address cannot be had; the message says so
    public static Endpoint start(
            InetSocketAddress address,
            Metrics metrics,
            Supplier<List<String>> stuck,
            Supplier<List<String>> troubles)
            throws IOException {
        LIMITS.forEach(System.getProperties()::putIfAbsent);
        Endpoint endpoint;
        try {
            endpoint = new Endpoint(HttpServer.create(address, BACKLOG));
        } catch (IOException e) {
            throw new IOException(
                    "port "
                            + address.getPort()
                            + " of this address cannot be had ("
                            + e.getMessage()
                            + "); stop what uses it, or choose another",
                    e);
        }
        endpoint.serve(metrics, stuck, troubles);
        return endpoint;
    }

    /// The port, which is of use when any would do.
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(
            Metrics metrics, Supplier<List<String>> stuck, Supplier<List<String>> troubles) {
        page("/healthz", () -> well(stuck.get().stream().map(it -> it + ": hangs").toList()));
        page("/readyz", () -> well(troubles.get()));
        page("/metrics", () -> new Page(FINE, PROMETHEUS, metrics.text()));
        server.createContext("/", exchange -> answer(exchange, nothing()));
        server.setExecutor(threads);
        server.start();
    }

    private record Page(int status, String type, String text) {}

    private static Page well(List<String> troubles) {
        return troubles.isEmpty()
                ? new Page(FINE, PLAIN, "ok\n")
                : new Page(NOT_READY, PLAIN, String.join("\n", troubles) + "\n");
    }

    private static Page nothing() {
        return new Page(NO_SUCH_PAGE, PLAIN, "there is no such page\n");
    }

    private void page(String path, Supplier<Page> page) {
        server.createContext(
                path,
                exchange -> {
                    if (!exchange.getRequestURI().getPath().equals(path)) {
                        answer(exchange, nothing());
                    } else if (List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                        answer(exchange, page.get());
                    } else {
                        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                        answer(exchange, new Page(ONLY_TO_READ, PLAIN, "only to be read\n"));
                    }
                });
    }

    private static void answer(HttpExchange exchange, Page page) throws IOException {
        try (exchange) {
            var bytes = page.text().getBytes(UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", page.type());
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            if (exchange.getRequestMethod().equals("HEAD")) {
                headers.set("Content-Length", Integer.toString(bytes.length));
                exchange.sendResponseHeaders(page.status(), -1);
            } else {
                exchange.sendResponseHeaders(page.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
                // Closing waits for the rest of what was asked.
                exchange.getResponseBody().flush();
            }
        }
    }
}
