package parley.telegram;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import parley.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A Bot API server with files, on the loopback interface. All goes well until the test says
/// otherwise; every request is remembered.
final class StickerServer implements AutoCloseable {
    /// What a download is called among the methods.
    static final String FILE = "file";

    /// Every byte there is, and what could be taken for the end of a part.
    static final String CONTENT = everyByte() + "\r\n--\r\n--x--\r\n";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger copies = new AtomicInteger();
    private final HttpServer server;

    /// @param body one byte to a character
    record Call(String method, String path, String type, String body) {
        boolean isUpload() {
            return type.startsWith("multipart/");
        }

        /// The parameters of a call in JSON.
        Map<?, ?> parameters() {
            var text = new String(body.getBytes(ISO_8859_1), UTF_8);
            return (Map<?, ?>) Json.parse("body", text);
        }
    }

    /// How a request is answered.
    @FunctionalInterface
    interface Reply {
        void send(HttpExchange exchange) throws IOException;
    }

    StickerServer() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = HttpServer.create(address, 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /// How the next request of a method is answered that has no answer yet.
    StickerServer on(String method, Reply reply) {
        replies.computeIfAbsent(method, _ -> new ConcurrentLinkedQueue<>()).add(reply);
        return this;
    }

    StickerServer on(String method, int status, String body) {
        return on(method, exchange -> answer(exchange, status, body));
    }

    StickerServer refuses(String method, int status, String description) {
        var body = Map.of("ok", false, "error_code", status, "description", description);
        return on(method, status, Json.write(body));
    }

    StickerServer tellsPath(String path) {
        return on("getFile", 200, ok(Map.of("file_path", path)));
    }

    List<String> methods() {
        return calls.stream().map(Call::method).toList();
    }

    Call call(int index) {
        return calls.get(index);
    }

    void forget() {
        calls.clear();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var files = "/file/bot" + FakeTelegram.TOKEN + "/";
            var methods = "/bot" + FakeTelegram.TOKEN + "/";
            boolean isFile = path.startsWith(files);
            var name = path.substring((isFile ? files : methods).length());
            var type = exchange.getRequestHeaders().getFirst("Content-Type");
            var body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
            var call = new Call(isFile ? FILE : name, name, type == null ? "" : type, body);
            calls.add(call);
            var reply = replies.getOrDefault(call.method(), new ConcurrentLinkedQueue<>()).poll();
            if (reply == null) {
                answer(exchange, 200, usual(call));
            } else {
                reply.send(exchange);
            }
        }
    }

    private String usual(Call call) {
        return switch (call.method()) {
            case FILE -> CONTENT;
            case "getFile" -> ok(Map.of("file_id", "f", "file_path", "stickers/file_7.webp"));
            case "sendSticker" -> {
                var copy = Map.of("file_id", "copy-" + copies.incrementAndGet());
                yield ok(Map.of("message_id", 7, "sticker", copy));
            }
            default -> ok(Map.of("message_id", 8));
        };
    }

    private static String ok(Map<String, Object> result) {
        return Json.write(Map.of("ok", true, "result", result));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(ISO_8859_1);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String everyByte() {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return new String(bytes, ISO_8859_1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
