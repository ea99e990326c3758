package parley.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import parley.playground.schema.Body;
import parley.playground.schema.Refusal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Stands between the bot and the playground. Keeps each request and each answer byte by byte,
/// delivers updates that no app can make, and gives files a content.
final class CanaryTap implements AutoCloseable {
    private final URI server;
    private final HttpServer door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Answer> injected = new ConcurrentLinkedQueue<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Semaphore polls = new Semaphore(0);

    /// One request of the bot.
    ///
    /// @param to the chat that it is for, [Canaries#SERVER] when it asks for a file by its id, or
    ///   -1
    /// @param parts `address`, `headers` and `body`, one byte to a character
    record Request(String method, long to, Map<String, String> parts) {}

    /// What the bot was told, one byte to a character.
    record Answer(int status, String body) {}

    /// @param server where requests go
    CanaryTap(URI server) throws IOException {
        this.server = server;
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/", this::handle);
        door.setExecutor(threads);
        door.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
    }

    /// The next poll gets this answer at once, and the playground does not see it.
    void inject(int status, String answer) {
        injected.add(new Answer(status, new String(answer.getBytes(UTF_8), ISO_8859_1)));
    }

    /// Whoever downloads this file gets this content.
    void serve(String fileId, byte[] content) {
        files.put(fileId, content);
    }

    /// Everything that the bot sent so far.
    List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /// Everything that the bot was told so far.
    List<Answer> answers() {
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    /// Forgets the polls so far.
    void expectPoll() {
        polls.drainPermits();
    }

    /// Waits for a poll.
    ///
    /// @return whether there was one
    boolean awaitPoll() throws InterruptedException {
        return polls.tryAcquire(Scene.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /// Waits until the bot has got, and confirmed, all that was sent to it.
    void awaitConfirmed() {
        Scene.await(() -> injected.isEmpty() && Scene.pending(server) == 0);
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString(ISO_8859_1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = hear(exchange);
            var answer = request.method().equals("getUpdates") ? injected.poll() : null;
            if (answer == null) {
                answer = ask(exchange, request);
            }
            synchronized (answers) {
                answers.add(answer);
            }
            var body = answer.body().getBytes(ISO_8859_1);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the tap is closed
        }
    }

    private Request hear(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var headers = new StringBuilder();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.append(name).append(values).append('\n'));
        var path = exchange.getRequestURI().getPath();
        var method = path.substring(path.lastIndexOf('/') + 1);
        var parts = new LinkedHashMap<String, String>();
        parts.put("address", exchange.getRequestURI().toString());
        parts.put("headers", headers.toString());
        parts.put("body", new String(body, ISO_8859_1));
        var request = new Request(method, to(method, exchange, body), parts);
        synchronized (requests) {
            requests.add(request);
        }
        if (method.equals("getUpdates")) {
            polls.release();
        }
        return request;
    }

    private static long to(String method, HttpExchange exchange, byte[] body) throws IOException {
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        try {
            var chat = Body.read(null, type, new ByteArrayInputStream(body)).get("chat_id");
            long other = method.equals("getFile") ? Canaries.SERVER : Canaries.NOBODY;
            return chat == null ? other : Long.parseLong(chat.toString());
        } catch (Refusal | NumberFormatException _) {
            return Canaries.NOBODY;
        }
    }

    /// @throws IOException when the playground cuts the connection, which the bot then sees, too
    private Answer ask(HttpExchange exchange, Request request)
            throws IOException, InterruptedException {
        var uri = URI.create(server + request.parts().get("address"));
        var type = exchange.getRequestHeaders().getOrDefault("Content-Type", List.of("none/none"));
        var body = HttpRequest.BodyPublishers.ofString(request.parts().get("body"), ISO_8859_1);
        var sent =
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", type.getFirst())
                        .method(exchange.getRequestMethod(), body)
                        .build();
        var answer = client.send(sent, text());
        var content = files.get(answer.body());
        var told = content == null ? answer.body() : new String(content, ISO_8859_1);
        return new Answer(answer.statusCode(), told);
    }

    @Override
    public void close() {
        door.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
    }
}
