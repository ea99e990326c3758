package parley.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Tells over HTTP how the bot is: `/healthz` whether it lives, `/readyz` whether it can serve,
/// `/metrics` what it counts. It says nothing about anybody, and changes nothing.
public final class Endpoint implements AutoCloseable {
    private static final int FINE = 200;
    private static final int NO_SUCH_PAGE = 404;
    private static final int ONLY_TO_READ = 405;
    private static final int NOT_READY = 503;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Endpoint(HttpServer server) {
        this.server = server;
    }

    /// Listens from now on.
    ///
    /// @param metrics what is counted
    /// @param troubles what keeps the bot from serving, a line each; nothing when it is well
    /// @throws IOException when the address cannot be had; the message says so
    public static Endpoint start(
            InetSocketAddress address, Metrics metrics, Supplier<List<String>> troubles)
            throws IOException {
        Endpoint endpoint;
        try {
            endpoint = new Endpoint(HttpServer.create(address, 0));
        } catch (IOException e) {
            throw new IOException(
                    "port "
                            + address.getPort()
                            + " of this address cannot be had ("
                            + e.getMessage()
                            + "); stop what uses it, or choose another",
                    e);
        }
        endpoint.serve(metrics, troubles);
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

    private void serve(Metrics metrics, Supplier<List<String>> troubles) {
        page("/healthz", () -> new Page(FINE, "ok\n"));
        page("/readyz", () -> ready(troubles.get()));
        page("/metrics", () -> new Page(FINE, metrics.text()));
        server.createContext("/", exchange -> answer(exchange, new Page(NO_SUCH_PAGE, "")));
        server.setExecutor(threads);
        server.start();
    }

    private record Page(int status, String text) {}

    private static Page ready(List<String> troubles) {
        return troubles.isEmpty()
                ? new Page(FINE, "ok\n")
                : new Page(NOT_READY, String.join("\n", troubles) + "\n");
    }

    private void page(String path, Supplier<Page> page) {
        server.createContext(
                path,
                exchange -> {
                    boolean reads = List.of("GET", "HEAD").contains(exchange.getRequestMethod());
                    boolean exact = exchange.getRequestURI().getPath().equals(path);
                    answer(
                            exchange,
                            !exact
                                    ? new Page(NO_SUCH_PAGE, "")
                                    : reads ? page.get() : new Page(ONLY_TO_READ, ""));
                });
    }

    private static void answer(HttpExchange exchange, Page page) throws IOException {
        try (exchange) {
            var bytes = page.text().getBytes(UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            boolean empty = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
            exchange.sendResponseHeaders(page.status(), empty ? -1 : bytes.length);
            if (!empty) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
