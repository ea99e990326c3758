package parley.playground;

import parley.json.Json;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/// The least that a bot can be: it calls methods over HTTP and reads the answers.
final class Bot implements AutoCloseable {
    static final String TOKEN = "42:test-token";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    Bot(Playground playground) {
        address = playground.address();
    }

    /// What came back.
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        Object result() {
            return body().get("result");
        }

        Map<?, ?> object() {
            return (Map<?, ?>) result();
        }

        List<?> list() {
            return (List<?>) result();
        }

        String description() {
            return (String) body().get("description");
        }

        Map<?, ?> body() {
            return (Map<?, ?>) Json.parse("answer", response.body());
        }
    }

    Answer call(String method, Map<String, Object> params) throws Exception {
        return post(method, "application/json", Json.write(params));
    }

    Answer post(String method, String contentType, String body) throws Exception {
        return send("/bot" + TOKEN + "/" + method, contentType, body);
    }

    Answer send(String path, String contentType, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return new Answer(http.send(request, BodyHandlers.ofString()));
    }

    Answer get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address + path)).build();
        return new Answer(http.send(request, BodyHandlers.ofString()));
    }

    Answer says(long chat, String text) throws Exception {
        return call("sendMessage", Map.of("chat_id", chat, "text", text));
    }

    /// Asks with these parameters and gives the texts of the messages in the answer.
    List<?> texts(Map<String, Object> query) throws Exception {
        return call("getUpdates", query).list().stream()
                .map(update -> (Map<?, ?>) ((Map<?, ?>) update).get("message"))
                .map(message -> message.get("text"))
                .toList();
    }

    /// The newest waiting update, its field `type`.
    Map<?, ?> newest(String type) throws Exception {
        var update = (Map<?, ?>) call("getUpdates", Map.of("offset", -1)).list().getLast();
        return (Map<?, ?>) update.get(type);
    }

    @Override
    public void close() {
        http.close();
    }
}
