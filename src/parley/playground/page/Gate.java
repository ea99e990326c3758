package parley.playground.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import parley.json.DecodeException;
import parley.json.Json;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/// Lets in only what the page itself asks, and answers every complaint.
///
/// Another site in the same browser can reach this port. Its name stands in the Host header if it
/// made that name point here (DNS rebinding), and in the Origin header of whatever it posts.
final class Gate implements HttpHandler {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " media-src 'self' blob:; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final Set<String> hosts;
    private final Desk desk;

    /// @param origin the address and the port of the page
    Gate(String origin, Desk desk) {
        this.hosts = Set.of(origin, origin.replaceFirst("^[^:]*", "localhost"));
        this.desk = desk;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            harden(exchange);
            try {
                admit(exchange);
                desk.serve(exchange);
            } catch (Complaint e) {
                complain(exchange, e.status(), e.getMessage());
            } catch (DecodeException e) {
                complain(exchange, 400, e.getMessage());
            } catch (RuntimeException e) {
                complain(exchange, 500, "the page failed: " + e);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the server stops
        }
    }

    private static void harden(HttpExchange exchange) {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    private void admit(HttpExchange exchange) throws Complaint {
        var headers = exchange.getRequestHeaders();
        var host = headers.getFirst("Host");
        if (host == null || !hosts.contains(host)) {
            throw new Complaint(403, "this page has another address");
        }
        var method = exchange.getRequestMethod();
        if (method.equals("POST") && !("http://" + host).equals(headers.getFirst("Origin"))) {
            throw new Complaint(403, "not asked by this page");
        }
        var site = headers.getFirst("Sec-Fetch-Site");
        boolean stranger = site != null && !Set.of("same-origin", "none").contains(site);
        if (stranger && !exchange.getRequestURI().getPath().equals("/")) {
            throw new Complaint(403, "not asked by this page");
        }
        if (!Set.of("GET", "POST").contains(method)) {
            throw new Complaint(405, "only GET and POST");
        }
    }

    /// Too late when an answer has begun: then the connection just ends.
    private static void complain(HttpExchange exchange, int status, String message)
            throws IOException {
        if (exchange.getResponseCode() < 0) {
            var body = Json.write(Map.of("error", message));
            answer(exchange, status, "application/json", body.getBytes(UTF_8));
        }
    }

    /// Sends a whole answer.
    static void answer(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
