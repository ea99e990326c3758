package parley.playground;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import parley.playground.Faults.Fault;
import parley.playground.schema.Body;
import parley.playground.schema.Limits;
import parley.playground.schema.Refusal;
import parley.playground.schema.Shapes;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One HTTP request from start to end: whose it is, whether it is well formed, what goes wrong on
/// purpose, and the answer. Keeps a record of the newest 20,000 calls and 1,000 violations.
final class Door implements HttpHandler {
    private static final int CALLS_KEPT = 20_000;
    private static final int VIOLATIONS_KEPT = 1_000;
    private static final Pattern METHOD = Pattern.compile("/bot(\\d+:[\\w-]+)/([^/]+)");
    private static final Pattern FILE = Pattern.compile("/file/bot(\\d+:[\\w-]+)/(.+)");
    private static final String JSON = "application/json";

    /// So soon a busy client makes the next call on a connection.
    private static final Duration NEXT_CALL = Duration.ofMillis(5);

    private static final Fault.Answers NONE = new Fault.Answers(0, "", "", Optional.empty());

    private final String token;
    private final Shapes shapes = Shapes.load();
    private final Methods methods;
    private final Files files;
    private final Faults faults;
    private final Deque<Playground.Call> calls = new ArrayDeque<>();
    private final Deque<String> violations = new ArrayDeque<>();
    private final List<Consumer<Playground.Call>> listeners = new CopyOnWriteArrayList<>();

    Door(String token, Methods methods, Files files, Faults faults) {
        this.token = token;
        this.methods = methods;
        this.files = files;
        this.faults = faults;
    }

    /// A request that was read; with a refusal when it must not be served.
    private record Request(String method, Map<String, Object> params, Optional<Refusal> refusal) {}

    /// In place of the body of an answer it makes the server give up the connection.
    private static final class Endless extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("the answer was written before");
        }

        @Override
        public void close() throws IOException {
            throw new IOException("closed on purpose");
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Matcher method = METHOD.matcher(path);
            Matcher file = FILE.matcher(path);
            if (method.matches()) {
                if (method.group(1).equals(token)) {
                    call(exchange, method.group(2));
                } else {
                    answer(exchange, refused(Refusal.of(401, "Unauthorized")), false);
                }
            } else if (file.matches() && file.group(1).equals(token)) {
                download(exchange, file.group(2));
            } else {
                answer(exchange, refused(Refusal.of(404, "Not Found")), false);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the server stops
        }
    }

    private void call(HttpExchange exchange, String name) throws IOException, InterruptedException {
        Instant at = Instant.now();
        Request request = read(exchange, name);
        var strikes =
                request.refusal().isPresent()
                        ? List.<Fault>of()
                        : faults.next(request.method(), request.params().get("chat_id"));
        var delay = Duration.ZERO;
        Fault trouble = null;
        for (Fault fault : strikes) {
            switch (fault) {
                case Fault.Slow(var time) -> delay = delay.plus(time);
                case Fault.Answers _,
                        Fault.ResetBefore _,
                        Fault.ResetAfter _,
                        Fault.Truncates _,
                        Fault.Hides _,
                        Fault.ClosesAfter _ ->
                        trouble = fault;
            }
        }
        var answer = answer(request, trouble);
        var call =
                new Playground.Call(
                        request.method(), request.params(), answer.status(), answer.body(), at);
        if (trouble != null && trouble.losesAnswer()) {
            faults.lost(call);
        }
        Thread.sleep(delay);
        record(call);
        if (answer.status() > 0) {
            answer(exchange, answer, trouble instanceof Fault.Truncates);
        }
        if (trouble instanceof Fault.ClosesAfter) {
            Thread.sleep(NEXT_CALL);
            exchange.setStreams(null, new Endless());
        }
    }

    private Fault.Answers answer(Request request, Fault trouble) throws InterruptedException {
        return switch (trouble) {
            case Fault.Answers instead -> instead;
            case Fault.ResetBefore _ -> NONE;
            case Fault.ResetAfter _ -> NONE.with(serve(request).body());
            case Fault.Hides(var instead) -> {
                serve(request);
                yield instead;
            }
            case Fault.Truncates _, Fault.ClosesAfter _, Fault.Slow _ -> serve(request);
            case null -> serve(request);
        };
    }

    private Request read(HttpExchange exchange, String name) throws IOException {
        String method = name;
        Map<String, Object> params = Map.of();
        try {
            params =
                    Body.read(
                            exchange.getRequestURI().getRawQuery(),
                            exchange.getRequestHeaders().getFirst("Content-Type"),
                            exchange.getRequestBody());
            var shape = shapes.method(name);
            if (shape.isEmpty()) {
                throw Refusal.violation(404, "Not Found: method not found");
            }
            method = shape.get().name();
            params = shapes.check(shape.get(), params);
            Limits.check(method, params);
            return new Request(method, params, Optional.empty());
        } catch (Refusal refusal) {
            return new Request(method, params, Optional.of(refusal));
        }
    }

    private Fault.Answers serve(Request request) throws InterruptedException {
        try {
            if (request.refusal().isPresent()) {
                throw request.refusal().get();
            }
            String result = methods.serve(request.method(), request.params());
            return json(200, "{\"ok\":true,\"result\":" + result + "}");
        } catch (Refusal refusal) {
            if (refusal.isViolation()) {
                violated(request.method() + ": " + refusal.getMessage());
            }
            return refused(refusal);
        } catch (RuntimeException e) {
            // A bug of ours: the tests must see it, and the bot must get an answer.
            violated(request.method() + ": the playground failed: " + e);
            return refused(Refusal.of(500, "Internal Server Error"));
        }
    }

    private static Fault.Answers refused(Refusal refusal) {
        return json(refusal.status(), refusal.json());
    }

    private static Fault.Answers json(int status, String body) {
        return new Fault.Answers(status, JSON, body, Optional.empty());
    }

    private void download(HttpExchange exchange, String path) throws IOException {
        byte[] content = files.download(path).orElse(null);
        if (content == null) {
            answer(exchange, refused(Refusal.of(404, "Not Found")), false);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }

    private static void answer(HttpExchange exchange, Fault.Answers answer, boolean cut)
            throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        answer.retryAfter()
                .ifPresent(wait -> headers.set("Retry-After", Long.toString(wait.toSeconds())));
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body, 0, cut ? body.length / 2 : body.length);
        exchange.getResponseBody().flush();
    }

    private void record(Playground.Call call) {
        synchronized (calls) {
            if (calls.size() == CALLS_KEPT) {
                calls.removeFirst();
            }
            calls.addLast(call);
        }
        listeners.forEach(listener -> listener.accept(call));
    }

    /// From now on calls the listener with every call; it must be quick.
    void listen(Consumer<Playground.Call> listener) {
        listeners.add(listener);
    }

    private void violated(String how) {
        synchronized (violations) {
            if (violations.size() == VIOLATIONS_KEPT) {
                violations.removeFirst();
            }
            violations.addLast(how);
        }
    }

    List<Playground.Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    List<String> violations() {
        synchronized (violations) {
            return List.copyOf(violations);
        }
    }
}
