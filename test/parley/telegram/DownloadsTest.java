package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static parley.telegram.FileServer.FILE;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import parley.telegram.http.ApiException.FloodWait;
import parley.telegram.http.ApiException.Transient;
import parley.telegram.http.Downloads;
import parley.telegram.http.Wire;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Files that are read while they come.
class DownloadsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final FileServer telegram = new FileServer();
    private final Wire wire = new Wire(telegram.address(), FakeTelegram.TOKEN);
    private final Downloads downloads = wire.downloads();

    @AfterEach
    void stop() {
        wire.close();
        telegram.close();
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "2, ab", "3, abc", "4, abc"})
    void aFileEndsAfterTheMostThatIsWanted(long most, String read) throws Exception {
        telegram.on(FILE, 200, "abc").on(FILE, 200, "abc");

        try (var file = downloads.open("a.jpg", most, LIMIT);
                var single = downloads.open("a.jpg", most, LIMIT)) {
            assertEquals(read, new String(file.readAllBytes(), UTF_8));
            for (int i = 0; i < read.length(); i++) {
                assertEquals(read.charAt(i), single.read());
            }
            assertEquals(-1, single.read());
        }
    }

    @Test
    void aFileCanBeReadBeforeAllOfItIsThere() throws Exception {
        telegram.on(
                FILE,
                exchange -> {
                    exchange.sendResponseHeaders(200, 3);
                    exchange.getResponseBody().write('a');
                    exchange.getResponseBody().flush();
                    telegram.awaitEnd();
                });

        try (var file = downloads.open("a.jpg", 10, LIMIT)) {
            assertEquals('a', file.read());
        }
    }

    @Test
    void aFileThatBreaksOffIsNotTakenForWhole() throws Exception {
        telegram.on(
                FILE,
                exchange -> {
                    exchange.sendResponseHeaders(200, 3);
                    exchange.getResponseBody().write('a');
                    exchange.getResponseBody().flush();
                });

        try (var file = downloads.open("a.jpg", 10, LIMIT)) {
            var trouble = assertThrows(IOException.class, file::readAllBytes);
            Leaks.assertNone(String.valueOf(trouble.getCause()));
        }
    }

    @Test
    void closingItEarlyGivesTheConnectionUp() throws Exception {
        var givenUp = new CountDownLatch(1);
        telegram.on(
                FILE,
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try {
                        while (true) {
                            exchange.getResponseBody().write(new byte[1 << 16]);
                        }
                    } catch (IOException _) {
                        givenUp.countDown();
                    }
                });

        downloads.open("a.jpg", 10, LIMIT).close();

        FileServer.await(givenUp);
    }

    @Test
    void aFloodWaitIsKnown() {
        telegram.floods(FILE);

        var flood = assertThrows(FloodWait.class, () -> downloads.open("a.jpg", 10, LIMIT).close());

        assertEquals(Duration.ofSeconds(9), flood.retryAfter());
    }

    @Test
    void aFileThatDoesNotBeginInTimeIsTransient() {
        telegram.on(FILE, _ -> telegram.awaitEnd());

        var trouble =
                assertThrows(
                        Transient.class,
                        () -> downloads.open("a.jpg", 10, Duration.ofMillis(300)).close());

        Leaks.assertNone(trouble);
    }
}
