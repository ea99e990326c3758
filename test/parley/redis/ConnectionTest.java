package parley.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// One connection and a server that the test plays.
@Timeout(60)
class ConnectionTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final byte[] PING = RespWriter.request("PING");

    private final PipedInputStream toClient = new PipedInputStream(1 << 16);
    private final PipedOutputStream server;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final AtomicInteger closings = new AtomicInteger();
    private final Connection connection;

    ConnectionTest() throws IOException {
        server = new PipedOutputStream(toClient);
        connection = new Connection(new Wire(toClient, sent, this::closed));
    }

    private void closed() throws IOException {
        closings.incrementAndGet();
        server.close();
    }

    @AfterEach
    void stop() {
        connection.close();
    }

    @Test
    void writesARequestAsAnArrayOfTexts() throws Exception {
        say("+PONG\r\n");
        connection.call(RespWriter.request("ECHO", "€\r\n", ""), LONG);

        assertEquals(
                "*3\r\n$4\r\nECHO\r\n$5\r\n€\r\n\r\n$0\r\n\r\n",
                sent.toString(StandardCharsets.UTF_8));
    }

    @Test
    void pushesAreNobodysAnswerAndRemarksAreTakenOff() throws Exception {
        say(">1\r\n+news\r\n|1\r\n+a\r\n+b\r\n:7\r\n");

        assertEquals(new Reply.Int(7), connection.call(PING, LONG));
    }

    /// Else its answer would be taken for that of the next one.
    @Test
    void aCallWithoutAnAnswerInTimeEndsTheConnectionForEver() throws Exception {
        var e = assertThrows(IOException.class, () -> connection.call(PING, Duration.ofMillis(1)));

        assertTrue(e.getMessage().contains("no answer within 1 ms"), e.getMessage());
        assertFalse(connection.isOpen());
        assertEquals(1, closings.get());
        assertThrows(IOException.class, () -> connection.call(PING, LONG));
        assertTrue(connection.awaitEnd().getMessage().contains("no answer within"));
    }

    @Test
    void allWhoWaitAreToldWhenItEnds() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<Reply>>();
            for (int i = 0; i < 50; i++) {
                calls.add(threads.submit(() -> connection.call(PING, LONG)));
            }
            Waiting.until("not sent", () -> sent.size() == 50 * PING.length);

            server.close();

            for (var call : calls) {
                assertThrows(ExecutionException.class, call::get);
            }
        }
        assertEquals(1, closings.get());
    }

    @Test
    void anAnswerThatNobodyAskedForEndsIt() throws Exception {
        say("+PONG\r\n+again\r\n");

        connection.call(PING, LONG);

        var why = connection.awaitEnd().getMessage();
        assertTrue(why.contains("nobody asked for"), why);
    }

    @Test
    void whatIsNoReplyEndsIt() throws Exception {
        say("PONG\r\n");

        assertThrows(IOException.class, () -> connection.call(PING, LONG));
        assertFalse(connection.isOpen());
    }

    @Test
    void whoGivesUpWaitingTakesNobodysAnswer() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> connection.call(PING, LONG));
            Waiting.until("not sent", () -> sent.size() == PING.length);
            first.cancel(true);
            var second = threads.submit(() -> connection.call(PING, LONG));
            Waiting.until("not sent", () -> sent.size() == 2 * PING.length);

            say(":1\r\n:2\r\n");

            assertEquals(new Reply.Int(2), second.get());
        }
    }

    /// A server that reads nothing holds up the writer, and nobody who calls.
    @Test
    void aWriteThatHangsHoldsUpNobodyForLongerThanTheLimit() throws Exception {
        var hang = new CountDownLatch(1);
        var stuck =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        write(new byte[1], 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        try {
                            hang.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                    }
                };
        try (var hanging =
                new Connection(new Wire(InputStream.nullInputStream(), stuck, hang::countDown))) {
            assertThrows(IOException.class, () -> hanging.call(PING, Duration.ofMillis(20)));
        }
    }

    @Test
    void aThousandThreadsEachGetTheirOwnAnswer() throws Exception {
        var loopback = InetAddress.getLoopbackAddress();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var door = new ServerSocket(0, 1, loopback);
                var near = new Socket(loopback, door.getLocalPort());
                var far = door.accept();
                var shared = connection(near)) {
            threads.submit(() -> far.getInputStream().transferTo(far.getOutputStream()));
            var calls = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 1_000; i++) {
                var name = "number " + i;
                calls.add(() -> asks(shared, name));
            }
            for (var answer : threads.invokeAll(calls)) {
                assertTrue(answer.get());
            }
        }
    }

    private static Connection connection(Socket socket) throws IOException {
        return new Connection(new Wire(socket.getInputStream(), socket.getOutputStream(), socket));
    }

    private static boolean asks(Connection connection, String name) throws Exception {
        var expected = new Reply.Array(List.of(new Reply.Bulk(name)));
        boolean right = true;
        for (int i = 0; i < 10; i++) {
            right &= expected.equals(connection.call(RespWriter.request(name), LONG));
        }
        return right;
    }

    private void say(String bytes) throws IOException {
        server.write(bytes.getBytes(StandardCharsets.UTF_8));
        server.flush();
    }
}
