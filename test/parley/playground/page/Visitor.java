package parley.playground.page;

import parley.json.Json;
import parley.playground.Playground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What a browser does with the page, and what a bot does with the playground, without either.
final class Visitor implements AutoCloseable {
    static final String TOKEN = "42:test-token";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI page;
    private final URI telegram;

    Visitor(Page page, Playground playground) {
        this.page = page.address();
        this.telegram = playground.address();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(page.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, byte[] body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(page.resolve(path)).headers(headers);
        return http.send(
                request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> act(String json) throws Exception {
        return post(
                "/act",
                json.getBytes(StandardCharsets.UTF_8),
                "Origin",
                origin(),
                "Content-Type",
                "application/json");
    }

    /// Does something that must go well.
    Map<?, ?> act(String name, Map<String, Object> fields) throws Exception {
        var request = new LinkedHashMap<>(fields);
        request.put("act", name);
        var answer = act(Json.write(request));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return (Map<?, ?>) Json.parse("answer", answer.body());
    }

    HttpResponse<String> upload(String query, byte[] content) throws Exception {
        return post("/files?" + query, content, "Origin", origin());
    }

    String origin() {
        return page.toString().replaceFirst("/$", "");
    }

    /// Sends these lines as they are and reads the first line of the answer.
    String raw(String request) throws IOException {
        try (var socket = connect(request)) {
            return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
        }
    }

    /// Sends these lines and leaves the answer unread.
    Socket connect(String request) throws IOException {
        var socket = new Socket(page.getHost(), page.getPort());
        var lines = request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(lines);
        return socket;
    }

    /// Opens the stream of events, as a tab does.
    Events events() throws Exception {
        var request = HttpRequest.newBuilder(page.resolve("/events")).build();
        var answer = http.send(request, BodyHandlers.ofInputStream());
        return new Events(
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    /// What a tab hears.
    record Events(BufferedReader in) implements AutoCloseable {
        /// The next event of this type that matches; those before it are gone.
        Map<?, ?> await(String type, Predicate<Map<?, ?>> wanted) throws IOException {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("data: ")) {
                    var event = (Map<?, ?>) Json.parse("event", line.substring(6));
                    if (event.get("type").equals(type) && wanted.test(event)) {
                        return event;
                    }
                }
            }
            throw new AssertionError("the stream ended before a " + type);
        }

        Map<?, ?> await(String type) throws IOException {
            return await(type, _ -> true);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /// The state that a new tab is told.
    Map<?, ?> state() throws Exception {
        try (var events = events()) {
            return events.await("state");
        }
    }

    List<Map<?, ?>> people() throws Exception {
        return ((List<?>) state().get("people"))
                .stream().<Map<?, ?>>map(person -> (Map<?, ?>) person).toList();
    }

    /// The id of somebody who is on the page.
    long person(String name) throws Exception {
        return people().stream()
                .filter(person -> person.get("name").equals(name))
                .mapToLong(person -> (Long) person.get("id"))
                .findFirst()
                .orElseThrow();
    }

    List<Map<?, ?>> messages(long id) throws Exception {
        var person =
                people().stream().filter(one -> one.get("id").equals(id)).findFirst().orElseThrow();
        return ((List<?>) person.get("messages"))
                .stream().<Map<?, ?>>map(message -> (Map<?, ?>) message).toList();
    }

    /// Calls a method as the bot.
    HttpResponse<String> call(String method, Map<String, Object> params) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(telegram + "/bot" + TOKEN + "/" + method))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Json.write(params)))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /// The id of the message that the bot sent.
    long sends(long chat, Map<String, Object> params) throws Exception {
        var all = new LinkedHashMap<>(params);
        all.put("chat_id", chat);
        var answer = (Map<?, ?>) Json.parse("answer", call("sendMessage", all).body());
        return (Long) ((Map<?, ?>) answer.get("result")).get("message_id");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
