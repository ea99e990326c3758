package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.json.Json;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A Bot API server on the loopback interface. It answers what the test tells it to, in order, and
/// an empty result after that, and it remembers every call. It speaks HTTP by itself, so that it
/// can break off wherever the test wants.
final class FakeTelegram implements AutoCloseable {
    static final String TOKEN = "1234567:SECRET-token_0";

    private static final String EMPTY = "{\"ok\":true,\"result\":[]}";
    private static final Pattern LENGTH =
            Pattern.compile("content-length: *([0-9]+)", Pattern.CASE_INSENSITIVE);

    /// A request as it came.
    record Call(String method, String text) {
        @SuppressWarnings("unchecked")
        Map<String, Object> body() {
            return (Map<String, Object>) Json.parse("body", text);
        }
    }

    /// What happens to the connection after an answer.
    private enum End {
        KEEP,
        CLOSE,
        RESET,
        HANG
    }

    private record Answer(String bytes, End end) {}

    private final ServerSocket server;
    private final Thread accepting;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch called = new CountDownLatch(1);
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    FakeTelegram() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = Thread.startVirtualThread(this::accept);
    }

    URI address() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    FakeTelegram answers(String json) {
        return answers(200, json);
    }

    FakeTelegram answers(int status, String body) {
        return add(head(status, body.getBytes(UTF_8).length) + body, End.KEEP);
    }

    FakeTelegram refuses(int code, String description) {
        return answers(
                code,
                Json.write(Map.of("ok", false, "error_code", code, "description", description)));
    }

    FakeTelegram floods(int seconds) {
        return answers(
                429,
                """
                {"ok":false,"error_code":429,"description":"Too Many Requests: retry after %1$d",
                 "parameters":{"retry_after":%1$d}}\
                """
                        .formatted(seconds));
    }

    FakeTelegram delivers(String... updates) {
        return answers("{\"ok\":true,\"result\":[" + String.join(",", updates) + "]}");
    }

    /// Redirects to another address.
    FakeTelegram redirects(URI target) {
        return add(
                "HTTP/1.1 302 X\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n".formatted(target),
                End.KEEP);
    }

    /// Closes the connection in the middle of an answer.
    FakeTelegram breaksOff(int status, String begin) {
        return add(head(status, 1000) + begin, End.CLOSE);
    }

    /// Starts an answer and never ends it.
    FakeTelegram hangs(int status, String begin) {
        return add(head(status, 1000) + begin, End.HANG);
    }

    /// Never answers.
    FakeTelegram staysSilent() {
        return add("", End.HANG);
    }

    /// Closes the connection instead of answering.
    FakeTelegram hangsUp() {
        return add("", End.CLOSE);
    }

    /// Resets the connection instead of answering.
    FakeTelegram resets() {
        return add("", End.RESET);
    }

    /// Answers with something that is not HTTP.
    FakeTelegram answersNoHttp() {
        return add("this is no HTTP\r\n\r\n", End.CLOSE);
    }

    List<String> methods() {
        return calls.stream().map(Call::method).toList();
    }

    /// Waits for the first call.
    void awaitCall() throws InterruptedException {
        assertTrue(called.await(20, TimeUnit.SECONDS), "nobody called");
    }

    Call call(int index) {
        return calls.get(index);
    }

    private FakeTelegram add(String bytes, End end) {
        answers.add(new Answer(bytes, end));
        return this;
    }

    private static String head(int status, int length) {
        return "HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n".formatted(status, length);
    }

    private void accept() {
        try {
            while (true) {
                var connection = server.accept();
                connections.add(connection);
                Thread.startVirtualThread(() -> serve(connection));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket connection) {
        try {
            var in = new BufferedInputStream(connection.getInputStream());
            var end = End.KEEP;
            while (end == End.KEEP) {
                end = serve(connection, in);
            }
            if (end == End.RESET) {
                connection.setSoLinger(true, 0);
            }
            if (end != End.HANG) {
                connection.close();
            }
        } catch (IOException _) {
            // The client went away.
        }
    }

    private End serve(Socket connection, InputStream in) throws IOException {
        var head = head(in);
        if (head.isEmpty()) {
            return End.CLOSE;
        }
        var length = LENGTH.matcher(head);
        var text =
                new String(
                        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0),
                        UTF_8);
        var prefix = "POST /bot" + TOKEN + "/";
        var answer = new Answer(head(404, 0), End.CLOSE);
        if (head.startsWith(prefix)) {
            calls.add(
                    new Call(
                            head.substring(prefix.length(), head.indexOf(' ', prefix.length())),
                            text));
            called.countDown();
            var next = answers.poll();
            answer = next == null ? new Answer(head(200, EMPTY.length()) + EMPTY, End.KEEP) : next;
        }
        connection.getOutputStream().write(answer.bytes().getBytes(UTF_8));
        return answer.end();
    }

    /// Everything up to the empty line; nothing at the end of the connection.
    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(UTF_8);
    }

    /// Nobody is there any more when it returns.
    @Override
    public void close() {
        try {
            server.close();
            accepting.join();
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
