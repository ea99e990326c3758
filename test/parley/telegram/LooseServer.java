package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// A server on the loopback interface that counts its connections and does with each what the test
/// says. Calls hold a number and get it back; what the test says nothing about is answered so.
final class LooseServer implements AutoCloseable {
    private static final int SECONDS = 20;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
    private static final Pattern NUMBER = Pattern.compile("\"number\":(\\d+)");

    private final ServerSocket server;
    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
    private final List<Long> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger downloads = new AtomicInteger();
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Socket> closed = new LinkedBlockingQueue<>();

    /// What becomes of a connection.
    enum Next {
        /// The next request is awaited.
        CALL,
        /// It stays until the client closes it.
        UNTIL_CLOSED,
        CLOSE,
        RESET
    }

    /// What happens when a request has been read.
    @FunctionalInterface
    interface Step {
        Next take(Connection connection) throws IOException;
    }

    /// @param number of the call that was read from it
    record Connection(Socket socket, long number) {
        void answers() throws IOException {
            answers("");
        }

        void answersAndWantsTheEnd() throws IOException {
            answers("Connection: close\r\n");
        }

        private void answers(String header) throws IOException {
            var body = "{\"ok\":true,\"result\":" + number + "}";
            writes(
                    "HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s"
                            .formatted(header, body.length(), body));
        }

        void writes(String bytes) throws IOException {
            socket.getOutputStream().write(bytes.getBytes(UTF_8));
        }

        void closesItsSide() throws IOException {
            socket.shutdownOutput();
        }
    }

    LooseServer() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    URI address() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    /// What happens when the next request has been read that nothing was said about yet.
    void next(Step step) {
        steps.add(step);
    }

    /// The numbers of the calls that arrived.
    List<Long> calls() {
        return List.copyOf(calls);
    }

    /// How often a file was asked for.
    int downloads() {
        return downloads.get();
    }

    /// How many connections there have been.
    int accepted() {
        return accepted.size();
    }

    /// Waits for the end of one more connection.
    void awaitClosed() throws InterruptedException {
        assertNotNull(closed.poll(SECONDS, TimeUnit.SECONDS), "no connection was closed");
    }

    /// Waits for the others.
    static void await(CyclicBarrier others) throws IOException {
        try {
            others.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException("waited in vain", e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                accepted.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var next = Next.CALL;
            while (next == Next.CALL) {
                next = serve(socket, in);
            }
            switch (next) {
                case UNTIL_CLOSED -> in.readAllBytes();
                case RESET -> socket.setSoLinger(true, 0);
                case CALL, CLOSE -> {}
            }
        } catch (IOException _) {
            // The client went away.
        }
        closed.add(socket);
    }

    private Next serve(Socket socket, InputStream in) throws IOException {
        var head = head(in);
        if (head.isEmpty()) {
            return Next.CLOSE;
        }
        var length = LENGTH.matcher(head);
        var body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        var number = NUMBER.matcher(new String(body, UTF_8));
        long called = number.find() ? Long.parseLong(number.group(1)) : 0;
        if (head.startsWith("GET ")) {
            downloads.incrementAndGet();
        } else {
            calls.add(called);
        }
        var step = steps.poll();
        var connection = new Connection(socket, called);
        if (step != null) {
            return step.take(connection);
        }
        connection.answers();
        return Next.CALL;
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

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : accepted) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
