package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.telegram.FileServer.FILE;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.UserId;
import parley.content.StickerPolicy;
import parley.telegram.http.ApiException;
import parley.telegram.http.Wire;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What becomes of a sticker whose file cannot be fetched or sent anew.
class StickerTroubleTest {
    private static final UserId BOB = new UserId(2);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final FileServer telegram = new FileServer();
    private final Wire wire = new Wire(telegram.address(), FakeTelegram.TOKEN);
    private final RelayApi relay = new RelayApi(wire, LIMIT, true, StickerPolicy.REUPLOAD);

    @AfterEach
    void stop() {
        wire.close();
        telegram.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"file_path\":7}",
                "[]",
                "{\"file_size\":2000000,\"file_path\":\"a.webp\"}",
                "{\"file_path\":\"/var/lib/bot/a.webp\"}",
                "{\"file_path\":\"//example.org/a.webp\"}",
                "{\"file_path\":\"https://example.org/a.webp\"}",
                "{\"file_path\":\"../bot/a.webp\"}",
                "{\"file_path\":\"a b\"}",
                "{\"file_path\":\"a%\"}",
                "{\"file_path\":\"\"}"
            })
    void aFileThatCannotBeAskedForBecomesItsEmoji(String result) throws Exception {
        telegram.on("getFile", 200, "{\"ok\":true,\"result\":" + result + "}");

        send("one");

        assertEquals(List.of("getFile", "sendMessage"), telegram.methods());
    }

    @ParameterizedTest
    @CsvSource({"200, 0", "404, 10", "400, 10", "401, 0", "403, 0", "410, 2000000"})
    void aFileThatIsNotThereBecomesItsEmoji(int status, int length) throws Exception {
        telegram.on(FILE, status, "x".repeat(length));

        send("one");

        assertEquals(List.of("getFile", FILE, "sendMessage"), telegram.methods());
    }

    @ParameterizedTest
    @CsvSource({"1048576, sendSticker", "1048577, sendMessage"})
    void aFileMayHaveOneMebibyte(int length, String method) throws Exception {
        telegram.on(FILE, 200, "x".repeat(length));

        send("one");

        assertEquals(List.of("getFile", FILE, method), telegram.methods());
    }

    @Test
    void aFileWithoutEndIsNotReadToItsEnd() throws Exception {
        var broken = new CountDownLatch(1);
        telegram.on(
                FILE,
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try {
                        while (true) {
                            exchange.getResponseBody().write(new byte[1 << 16]);
                        }
                    } catch (IOException _) {
                        broken.countDown();
                    }
                });

        send("one");

        assertEquals("sendMessage", telegram.methods().getLast());
        assertTrue(broken.await(20, TimeUnit.SECONDS), "it is still being read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"getFile", FILE, "sendSticker"})
    void aFloodWaitIsPassedOn(String method) throws Exception {
        telegram.on(
                method,
                429,
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\","
                        + "\"parameters\":{\"retry_after\":9}}");

        var flood = assertThrows(ApiException.FloodWait.class, () -> send("one"));

        assertEquals(Duration.ofSeconds(9), flood.retryAfter());
        assertFalse(telegram.methods().contains("sendMessage"));
        assertEquals(OptionalLong.of(7), send("one"));
    }

    @Test
    void troubleWithTheUploadIsPassedOnAndDoesNotShowTheAddress() {
        telegram.on("sendSticker", 502, "<html>").on("sendSticker", 500, "");

        for (int i = 0; i < 2; i++) {
            var trouble = assertThrows(ApiException.Transient.class, () -> send("one"));
            Leaks.assertNone(trouble);
        }
        assertFalse(telegram.methods().contains("sendMessage"));
    }

    @ParameterizedTest
    @CsvSource({"getFile, 502", "getFile, 404", "getFile, 401", FILE + ", 502", FILE + ", 500"})
    void troubleWithTheFileHoldsNobodyUp(String method, int status) throws Exception {
        telegram.on(method, status, "<html>");

        send("one");

        assertEquals("sendMessage", telegram.methods().getLast());
    }

    @Test
    void aDownloadThatBreaksOffBecomesTheEmoji() throws Exception {
        telegram.on(
                FILE,
                exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                });

        send("one");

        assertEquals("sendMessage", telegram.methods().getLast());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDownloadThatDoesNotEndInTimeIsTransient(boolean begins) {
        var over = new CountDownLatch(1);
        telegram.on(
                FILE,
                exchange -> {
                    if (begins) {
                        exchange.sendResponseHeaders(200, 1000);
                        exchange.getResponseBody().flush();
                    }
                    await(over);
                });
        var trouble =
                assertThrows(
                        ApiException.Transient.class,
                        () -> wire.downloads().whole("a.webp", 10, Duration.ofMillis(300)));
        over.countDown();

        Leaks.assertNone(trouble);
    }

    private OptionalLong send(String name) throws Exception {
        return relay.send(BOB, StickersTest.sticker(name, Optional.of("😺")), OptionalLong.empty());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
