package parley.browser;

import parley.json.Json;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The DevTools protocol of a browser: commands with their answers, and events.
final class DevTools implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(80);

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<Map<?, ?>>> waiting = new ConcurrentHashMap<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    DevTools(URI address) {
        socket = http.newWebSocketBuilder().buildAsync(address, new Ear()).join();
    }

    /// Something that happened in a tab.
    record Event(String session, String method, Map<?, ?> params) {}

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                var message = (Map<?, ?>) Json.parse("message", text.toString());
                text.setLength(0);
                heard(message);
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            waiting.values().forEach(answer -> answer.completeExceptionally(error));
        }
    }

    private void heard(Map<?, ?> message) {
        if (message.get("id") instanceof Long id) {
            waiting.remove(id).complete(message);
            return;
        }
        var event =
                new Event(
                        String.valueOf(message.get("sessionId")),
                        (String) message.get("method"),
                        (Map<?, ?>) message.get("params"));
        listeners.forEach(listener -> listener.accept(event));
    }

    /// From now on calls the listener with every event. It must not send commands and wait.
    void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /// Sends a command and waits for its result.
    ///
    /// @param session of a tab; empty for the browser itself
    Map<?, ?> call(String session, String method, Map<String, Object> params) throws Exception {
        long id = ids.incrementAndGet();
        var command = new LinkedHashMap<String, Object>();
        command.put("id", id);
        command.put("method", method);
        command.put("params", params);
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        var answer = new CompletableFuture<Map<?, ?>>();
        waiting.put(id, answer);
        synchronized (this) {
            socket.sendText(Json.write(command), true).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        var message = answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (message.get("error") instanceof Map<?, ?> error) {
            throw new AssertionError(method + ": " + error.get("message"));
        }
        return (Map<?, ?>) message.get("result");
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
