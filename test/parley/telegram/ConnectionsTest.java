package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import parley.telegram.LooseServer.Next;
import parley.telegram.http.ApiException.Transient;
import parley.telegram.http.Wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// Connections that end when nobody expects it, and many at once. What may be lost is said, and
/// nothing is ever sent twice: a message would be there twice.
class ConnectionsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MANY = 50;

    private final LooseServer server = new LooseServer();
    private final Wire wire = new Wire(server.address(), FakeTelegram.TOKEN);

    @AfterEach
    void stop() {
        wire.close();
        server.close();
    }

    @Test
    void aConnectionThatWasClosedWhileItWasIdleIsNotUsedAgain() throws Exception {
        var idle = new CyclicBarrier(2);
        server.next(
                connection -> {
                    connection.answers();
                    LooseServer.await(idle);
                    connection.closesItsSide();
                    return Next.UNTIL_CLOSED;
                });
        call(1);
        LooseServer.await(idle);
        server.awaitClosed();

        assertEquals(2, call(2));
        assertEquals(List.of(1L, 2L), server.calls());
        assertEquals(2, server.accepted());
    }

    /// Whether the client has noticed the reset when it sends cannot be told from here. If it has
    /// not, it says that the call came to nothing, which is true.
    @Test
    void aCallOnAConnectionThatWasResetWhileItWasIdleArrivesOnce() throws Exception {
        var idle = new CyclicBarrier(2);
        for (long i = 0; i < 2 * MANY; i++) {
            server.next(
                    connection -> {
                        connection.answers();
                        LooseServer.await(idle);
                        return Next.RESET;
                    });
            assertEquals(i, callUntilAnswered(i));
            LooseServer.await(idle);
            server.awaitClosed();
        }

        assertEquals(LongStream.range(0, 2 * MANY).boxed().toList(), server.calls());
    }

    @Test
    void aCallWhoseConnectionIsClosedOnOneSideInsteadOfAnAnswerIsTransientAndNotRepeated()
            throws Exception {
        call(1);
        server.next(
                connection -> {
                    connection.closesItsSide();
                    return Next.UNTIL_CLOSED;
                });

        assertThrows(Transient.class, () -> call(2));
        server.awaitClosed();
        assertEquals(3, call(3));
        assertEquals(List.of(1L, 2L, 3L), server.calls());
    }

    @Test
    void aConnectionThatTheServerWantsClosedIsClosedAndNotUsedAgain() throws Exception {
        for (long i = 0; i < 3; i++) {
            server.next(
                    connection -> {
                        connection.answersAndWantsTheEnd();
                        return Next.UNTIL_CLOSED;
                    });
            assertEquals(i, call(i));
            server.awaitClosed();
        }

        assertEquals(List.of(0L, 1L, 2L), server.calls());
        assertEquals(3, server.accepted());
    }

    @Test
    void callsAtOnceGetTheirOwnAnswersAndKeepTheirConnections() throws Exception {
        for (long round = 0; round < 5; round++) {
            // No call is answered before all are there, so that each has a connection of its own.
            var all = new CyclicBarrier(MANY);
            for (int i = 0; i < MANY; i++) {
                server.next(
                        connection -> {
                            LooseServer.await(all);
                            connection.answers();
                            return Next.CALL;
                        });
            }
            var numbers = LongStream.range(round * MANY, (round + 1) * MANY).boxed().toList();

            assertEquals(numbers, callAtOnce(numbers));
        }

        assertEquals(
                LongStream.range(0, 5 * MANY).boxed().toList(),
                server.calls().stream().sorted().toList());
        assertEquals(MANY, server.accepted());
        wire.close();
        for (int i = 0; i < MANY; i++) {
            server.awaitClosed();
        }
    }

    @Test
    void aFileThatBreaksOffIsAskedForOnceAndNotPatchedTogether() {
        for (var end : List.of(Next.CLOSE, Next.RESET)) {
            server.next(
                    connection -> {
                        connection.writes("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
                        return end;
                    });
            assertThrows(Transient.class, this::file);
        }

        assertEquals(2, server.downloads());
    }

    /// The JDK's client repeats a GET by itself.
    @Test
    void aFileIsWholeAfterAConnectionThatEndedBeforeItBegan() throws Exception {
        call(1);
        server.next(_ -> Next.CLOSE);
        server.next(
                connection -> {
                    connection.writes("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabcdef");
                    return Next.CALL;
                });

        assertArrayEquals("abcdef".getBytes(UTF_8), file());
        assertEquals(2, server.downloads());
    }

    private byte[] file() throws Exception {
        return wire.downloads().whole("a.webp", 100, LIMIT).orElseThrow();
    }

    private long call(long number) throws Exception {
        return wire.call("sendMessage", Map.of("number", number), LIMIT)
                .orElseThrow()
                .number("result");
    }

    private long callUntilAnswered(long number) throws Exception {
        try {
            return call(number);
        } catch (Transient _) {
            return call(number);
        }
    }

    private List<Long> callAtOnce(List<Long> numbers) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    threads.invokeAll(
                            numbers.stream().map(n -> (Callable<Long>) () -> call(n)).toList(),
                            LIMIT.toSeconds(),
                            TimeUnit.SECONDS);
            return answers.stream().map(answer -> answer.resultNow()).toList();
        }
    }
}
