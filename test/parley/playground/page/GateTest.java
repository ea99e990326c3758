package parley.playground.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.json.Json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Who is let in, and what comes of requests that the page never makes.
class GateTest extends PageFixture {
    private static final Pattern PART =
            Pattern.compile("(?:src|href|from) ?=?['\" ]+\\.?(/[\\w.]+)");

    @Test
    void thePageMayLoadNothingFromElsewhere() throws Exception {
        var answer = visitor.get("/");

        assertEquals(
                "default-src 'none'; script-src 'self'; style-src 'self';"
                        + " img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                answer.headers().firstValue("Content-Security-Policy").orElseThrow());
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals(200, answer.statusCode());
    }

    @Test
    void everyPartThatThePageNamesIsThere() throws Exception {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(List.of("/"));
        while (!open.isEmpty()) {
            var answer = visitor.get(open.getFirst());
            assertEquals(200, answer.statusCode(), open.getFirst());
            seen.add(open.removeFirst());
            PART.matcher(answer.body())
                    .results()
                    .map(found -> found.group(1))
                    .filter(part -> !seen.contains(part) && !open.contains(part))
                    .forEach(open::add);
        }

        assertTrue(seen.containsAll(List.of("/app.js", "/page.css", "/media.js")), seen.toString());
    }

    @Test
    void anotherHostNameIsRefused() throws Exception {
        var port = page.address().getPort();
        for (var host : List.of("evil.example:" + port, "127.0.0.1", "127.0.0.1:1", "")) {
            var status = visitor.raw("GET / HTTP/1.1\nHost: " + host + "\n\n");
            assertTrue(status.contains(" 403 "), host + " " + status);
        }
        assertTrue(visitor.raw("GET / HTTP/1.1\nHost: localhost:" + port + "\n\n").contains("200"));
    }

    @Test
    void onlyThePageItselfCanPost() throws Exception {
        var body = "{\"act\":\"kill\"}".getBytes(StandardCharsets.UTF_8);
        var json = "application/json";
        for (var origin : List.of("http://evil.example", "null", "http://127.0.0.1:1")) {
            var answer = visitor.post("/act", body, "Origin", origin, "Content-Type", json);
            assertEquals(403, answer.statusCode());
        }
        assertEquals(403, visitor.post("/act", body, "Content-Type", json).statusCode());
        var form = List.of("text/plain", "application/x-www-form-urlencoded");
        for (var type : form) {
            var answer =
                    visitor.post("/act", body, "Origin", visitor.origin(), "Content-Type", type);
            assertEquals(415, answer.statusCode());
        }
        assertEquals(List.of(), bot.done);
    }

    @Test
    void otherSitesCannotReadWhatIsBehindThePage() throws Exception {
        for (var path : List.of("/events", "/database", "/app.js")) {
            assertEquals(403, visitor.get(path, "Sec-Fetch-Site", "cross-site").statusCode());
        }
        assertEquals(200, visitor.get("/app.js", "Sec-Fetch-Site", "same-origin").statusCode());
    }

    @Test
    void aTakenPortIsAnErrorThatSaysWhatToDo() {
        int taken = page.address().getPort();

        var error = assertThrows(IOException.class, () -> Page.start(playground, taken, bot));

        assertTrue(error.getMessage().contains(Integer.toString(taken)), error.getMessage());
        assertTrue(error.getMessage().contains("--port"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "null",
                "[]",
                "\"text\"",
                "{}",
                "{\"act\":7}",
                "{\"act\":\"fly\",\"person\":$ANN}",
                "{\"act\":\"send\"}",
                "{\"act\":\"send\",\"person\":\"Ann\",\"text\":\"x\"}",
                "{\"act\":\"send\",\"person\":1,\"text\":\"x\"}",
                "{\"act\":\"send\",\"person\":1e300,\"text\":\"x\"}",
                "{\"act\":\"send\",\"person\":$ANN}",
                "{\"act\":\"send\",\"person\":$ANN,\"text\":\"  \"}",
                "{\"act\":\"send\",\"person\":$ANN,\"text\":\"\\ud800\"}",
                "{\"act\":\"send\",\"person\":$ANN,\"text\":[\"x\"]}",
                "{\"act\":\"send\",\"person\":$ANN,\"text\":\"x\",\"reply\":77}",
                "{\"act\":\"send\",\"person\":$ANN,\"text\":\"x\",\"files\":{}}",
                "{\"act\":\"send\",\"person\":$ANN,\"text\":\"x\",\"files\":[7]}",
                "{\"act\":\"send\",\"person\":$ANN,\"files\":[{\"kind\":\"game\",\"sample\":\"x\"}]}",
                "{\"act\":\"send\",\"person\":$ANN,\"files\":[{\"kind\":\"photo\"}]}",
                "{\"act\":\"send\",\"person\":$ANN,\"files\":[{\"kind\":\"photo\",\"file\":\"file-1\"}]}",
                "{\"act\":\"send\",\"person\":$ANN,\"files\":[{\"kind\":\"photo\",\"sample\":\"../page.css\"}]}",
                "{\"act\":\"send\",\"person\":$ANN,\"files\":[{\"kind\":\"photo\",\"sample\":\"cat.webp\"}]}",
                "{\"act\":\"send\",\"person\":$ANN,\"text\":\"x\",\"entities\":[{\"type\":\"bold\",\"offset\":0,\"length\":2}]}",
                "{\"act\":\"send\",\"person\":$ANN,\"text\":\"x\",\"entities\":[{\"type\":\"bold\",\"offset\":-1,\"length\":1}]}",
                "{\"act\":\"send\",\"person\":$ANN,\"text\":\"x\",\"entities\":[{\"type\":\"bold\",\"offset\":9223372036854775807,\"length\":1}]}",
                "{\"act\":\"send\",\"person\":$ANN,\"text\":\"x\",\"entities\":[{\"type\":\"url\",\"offset\":0,\"length\":1}]}",
                "{\"act\":\"edit\",\"person\":$ANN,\"message\":1,\"text\":\"x\"}",
                "{\"act\":\"react\",\"person\":$ANN,\"message\":1,\"emoji\":\"👍\"}",
                "{\"act\":\"press\",\"person\":$ANN,\"message\":1,\"data\":\"x\"}",
                "{\"act\":\"add\",\"name\":\"\",\"language\":\"en\"}",
                "{\"act\":\"add\",\"name\":\"Cleo\",\"language\":\"../en\"}",
                "{\"act\":\"add\",\"name\":\"Cleo\"}",
                "{\"act\":\"change\",\"person\":$ANN,\"name\":\" \",\"language\":\"en\"}",
                "{\"act\":\"slow\",\"on\":\"yes\"}",
            })
    void aMalformedRequestIsRefusedInWordsAndChangesNothing(String request) throws Exception {
        var ann = visitor.person("Ann");

        var answer = visitor.act(request.replace("$ANN", Long.toString(ann)));

        assertTrue(answer.statusCode() >= 400 && answer.statusCode() < 500, answer.toString());
        var error = ((Map<?, ?>) Json.parse("answer", answer.body())).get("error");
        assertTrue(error instanceof String words && !words.isBlank(), answer.body());
        assertEquals(List.of(), visitor.messages(ann));
        assertEquals(2, visitor.people().size());
    }

    @Test
    void tooLongTextsAndRequestsAreRefused() throws Exception {
        var ann = visitor.person("Ann");
        var send = "{\"act\":\"send\",\"person\":" + ann + ",\"text\":\"%s\"}";

        assertEquals(400, visitor.act(send.formatted("x".repeat(4097))).statusCode());
        assertEquals(413, visitor.act(send.formatted("x".repeat(300_000))).statusCode());
        assertEquals(400, visitor.act("[".repeat(100_000)).statusCode());
        assertEquals(200, visitor.act(send.formatted("x".repeat(4096))).statusCode());
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        for (var path :
                List.of("/x", "/Page.class", "/samples/", "/files/", "/files/x", "/%2e%2e/")) {
            assertEquals(404, visitor.get(path).statusCode(), path);
        }
        assertTrue(
                visitor.raw(
                                "PUT / HTTP/1.1\nHost: 127.0.0.1:"
                                        + page.address().getPort()
                                        + "\nContent-Length: 0\n\n")
                        .contains(" 405 "));
    }
}
