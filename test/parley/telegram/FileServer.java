package parley.telegram;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import parley.json.Json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A Bot API server with files, on the loopback interface. All goes well until the test says
/// otherwise; every request is remembered.
final class FileServer implements AutoCloseable {
    /// What a download is called among the methods.
    static final String FILE = "file";

    /// Every byte there is, and what could be taken for the end of a part.
    static final String CONTENT = everyByte() + "\r\n--\r\n--x--\r\n";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Set<String> deaf = ConcurrentHashMap.newKeySet();
    private final Set<String> rude = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<String> brokenOff = new LinkedBlockingQueue<>();
    private final CountDownLatch uploading = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger copies = new AtomicInteger();
    private final HttpServer server;

    /// A file in a request.
    ///
    /// @param content one byte to a character
    record Part(String field, String name, String type, String content) {}

    /// @param body one byte to a character
    /// @param chunked whether it did not say how long it is
    record Call(String method, String path, String type, String body, boolean chunked) {
        boolean isUpload() {
            return type.startsWith("multipart/");
        }

        /// The parameters of a call in JSON, and those of an upload as texts.
        Map<?, ?> parameters() {
            if (!isUpload()) {
                return (Map<?, ?>) Json.parse("body", utf8(body));
            }
            var found = new HashMap<String, String>();
            each("name=\"([^\"]*)\"", part -> found.put(part.group(1), utf8(part.group(2))));
            return found;
        }

        /// The files of an upload, in order.
        List<Part> files() {
            var found = new ArrayList<Part>();
            each(
                    "name=\"([^\"]*)\"; filename=\"([^\"]*)\"\r\nContent-Type: ([^\r]*)",
                    p -> found.add(new Part(p.group(1), p.group(2), p.group(3), p.group(4))));
            return found;
        }

        private void each(String head, Consumer<MatchResult> part) {
            var boundary = Pattern.quote(type.replaceFirst(".*boundary=", "--"));
            Pattern.compile(
                            "form-data; " + head + "\r\n\r\n(.*?)\r\n(?=" + boundary + ")",
                            Pattern.DOTALL)
                    .matcher(body)
                    .results()
                    .forEach(part);
        }

        private static String utf8(String bytes) {
            return new String(bytes.getBytes(ISO_8859_1), UTF_8);
        }
    }

    /// How a request is answered.
    @FunctionalInterface
    interface Reply {
        void send(HttpExchange exchange) throws IOException;
    }

    FileServer() {
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
    FileServer on(String method, Reply reply) {
        replies.computeIfAbsent(method, _ -> new ConcurrentLinkedQueue<>()).add(reply);
        return this;
    }

    FileServer on(String method, int status, String body) {
        return on(method, exchange -> answer(exchange, status, body));
    }

    /// The next file that is fetched.
    FileServer hands(byte[] file) {
        return on(FILE, 200, new String(file, ISO_8859_1));
    }

    FileServer floods(String method) {
        return on(
                method,
                429,
                """
                {"ok":false,"error_code":429,"description":"Too Many Requests",
                 "parameters":{"retry_after":9}}\
                """);
    }

    FileServer refuses(String method, int status, String description) {
        var body = Map.of("ok", false, "error_code", status, "description", description);
        return on(method, status, Json.write(body));
    }

    /// From now on a method's requests are not read beyond their heads, nor answered.
    FileServer stallsOn(String method) {
        deaf.add(method);
        return this;
    }

    /// From now on the connection ends in the middle of a method's requests.
    FileServer hangsUpOn(String method) {
        rude.add(method);
        return this;
    }

    /// Waits for a request that broke off.
    ///
    /// @return its method
    String awaitBrokenOff() {
        try {
            return brokenOff.poll(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits until some of an upload has arrived.
    void awaitUploading() {
        await(uploading);
    }

    /// Waits as long as the test goes on.
    void awaitEnd() {
        await(over);
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    FileServer tellsPath(String path) {
        return on("getFile", 200, ok(Map.of("file_path", path)));
    }

    /// The size that the next file has by the word of the server.
    FileServer tells(long size) {
        return on("getFile", 200, ok(Map.of("file_path", "a.jpg", "file_size", size)));
    }

    /// Whether a method is called before this time is over.
    boolean sees(String method, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (methods().contains(method)) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
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
            boolean chunked = exchange.getRequestHeaders().containsKey("Transfer-Encoding");
            if (deaf.contains(name)) {
                awaitEnd();
                return;
            }
            var body = body(exchange, isFile ? FILE : name);
            var call =
                    new Call(isFile ? FILE : name, name, type == null ? "" : type, body, chunked);
            calls.add(call);
            var reply = replies.getOrDefault(call.method(), new ConcurrentLinkedQueue<>()).poll();
            if (reply == null) {
                answer(exchange, 200, usual(call));
            } else {
                reply.send(exchange);
            }
        }
    }

    private String body(HttpExchange exchange, String method) throws IOException {
        var body = new ByteArrayOutputStream();
        var buffer = new byte[1 << 14];
        try {
            for (int n; (n = exchange.getRequestBody().read(buffer)) >= 0; ) {
                body.write(buffer, 0, n);
                if (body.size() > 10_000) {
                    uploading.countDown();
                    if (rude.contains(method)) {
                        throw new IOException("hung up");
                    }
                }
            }
        } catch (IOException e) {
            brokenOff.add(method);
            throw e;
        }
        return body.toString(ISO_8859_1);
    }

    private String usual(Call call) {
        return switch (call.method()) {
            case FILE -> CONTENT;
            case "getFile" -> ok(Map.of("file_id", "f", "file_path", "stickers/file_7.webp"));
            case "sendSticker" -> {
                var copy = Map.of("file_id", "copy-" + copies.incrementAndGet());
                yield ok(Map.of("message_id", 7, "sticker", copy));
            }
            case "sendMediaGroup" ->
                    ok(List.of(Map.of("message_id", 11), Map.of("message_id", 12)));
            default -> ok(Map.of("message_id", 8));
        };
    }

    private static String ok(Object result) {
        return Json.write(Map.of("ok", true, "result", result));
    }

    static void answer(HttpExchange exchange, int status, String text) throws IOException {
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
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
