package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static parley.telegram.FileServer.FILE;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.UserId;
import parley.content.Content.Media;
import parley.content.Formatted;
import parley.content.Letter.Fresh;
import parley.content.StickerPolicy;
import parley.telegram.http.ApiException;
import parley.telegram.http.ApiException.FloodWait;
import parley.telegram.http.ApiException.Rejected;
import parley.telegram.http.ApiException.Transient;
import parley.telegram.http.Wire;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// What becomes of an image that cannot be fetched, cleaned or sent.
class ImageTroubleTest {
    private static final UserId BOB = new UserId(2);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Media IMAGE = ImageFilesTest.image("one", Formatted.NONE);

    private final FileServer telegram = new FileServer();
    private final Wire wire = new Wire(telegram.address(), FakeTelegram.TOKEN);
    private final RelayApi relay = new RelayApi(wire, LIMIT, true, StickerPolicy.REUPLOAD);

    @AfterEach
    void stop() {
        wire.close();
        telegram.close();
    }

    @ParameterizedTest
    @MethodSource
    void aBrokenImageIsRefusedAndNothingOfItArrives(byte[] file) throws Exception {
        telegram.hands(file);

        assertEquals(Rejected.class, failure().getClass());

        assertEquals("sendDocument", telegram.awaitBrokenOff());
        assertEquals(List.of("getFile", FILE), telegram.methods());
    }

    static Stream<byte[]> aBrokenImageIsRefusedAndNothingOfItArrives() {
        byte[] large = Photos.jpeg(500_000);
        return Stream.of(
                new byte[0],
                "%PDF-1.7".getBytes(UTF_8),
                Arrays.copyOf(Photos.jpeg(), 100),
                Arrays.copyOf(Photos.png(), 200),
                Arrays.copyOf(large, large.length - 2));
    }

    @Test
    void anImageThatBreaksOffOnTheWayIsTriedAgainLater() throws Exception {
        telegram.on(
                FILE,
                exchange -> {
                    exchange.sendResponseHeaders(200, 300_000);
                    exchange.getResponseBody().write(Photos.jpeg(300_000), 0, 150_000);
                    exchange.getResponseBody().flush();
                });

        assertEquals(Transient.class, failure().getClass());

        assertEquals("sendDocument", telegram.awaitBrokenOff());
        assertEquals(List.of("getFile", FILE), telegram.methods());
    }

    @ParameterizedTest
    @CsvSource({"20971520, true", "20971521, false", "4294967296, false"})
    void anImageMayHave20Mebibytes(long size, boolean fetched) throws Exception {
        telegram.tells(size).hands(Photos.jpeg());

        try {
            send();
        } catch (Rejected e) {
            assertFalse(fetched, e::getMessage);
        }

        assertEquals(fetched, telegram.methods().contains(FILE));
        assertEquals(fetched, telegram.methods().contains("sendDocument"));
    }

    @Test
    void anImageWithoutEndIsNotReadToItsEnd() throws Exception {
        var givenUp = new CountDownLatch(1);
        telegram.on(FILE, exchange -> endless(exchange, givenUp));

        assertEquals(Rejected.class, failure().getClass());

        FileServer.await(givenUp);
        assertEquals("sendDocument", telegram.awaitBrokenOff());
    }

    @ParameterizedTest
    @CsvSource({
        "400, Bad Request: file is too big",
        "400, Bad Request: wrong file_id or the file is temporarily unavailable",
        "400, Bad Request: user not found",
        "403, Forbidden: no"
    })
    void anImageThatTelegramDoesNotGiveOutIsRefused(int status, String description) {
        telegram.refuses("getFile", status, description);

        assertEquals(Rejected.class, failure().getClass());
        assertEquals(List.of("getFile"), telegram.methods());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"file_path\":7}",
                "{\"file_path\":\"/var/lib/bot/a.jpg\"}",
                "{\"file_path\":\"../a.jpg\"}"
            })
    void anImageThatCannotBeAskedForIsRefused(String result) {
        telegram.on("getFile", 200, "{\"ok\":true,\"result\":" + result + "}");

        assertEquals(Rejected.class, failure().getClass());
        assertEquals(List.of("getFile"), telegram.methods());
    }

    @ParameterizedTest
    @CsvSource({
        "400, Rejected",
        "401, Rejected",
        "403, Rejected",
        "404, Rejected",
        "410, Rejected",
        "302, Transient",
        "500, Transient",
        "502, Transient"
    })
    void whetherAFileIsGoneForGoodIsToldByTheStatus(int status, String kind) throws Exception {
        telegram.on(FILE, status, "<html>");

        assertEquals(kind, failure().getClass().getSimpleName());
        assertEquals("sendDocument", telegram.awaitBrokenOff());
    }

    @ParameterizedTest
    @CsvSource({
        "getFile, 500, Transient",
        "getFile, 401, Unauthorized",
        "sendDocument, 502, Transient",
        "sendDocument, 403, Unreachable",
        "sendDocument, 400, Rejected",
        "sendDocument, 413, Rejected"
    })
    void otherTroubleIsSortedAsEver(String method, int status, String kind) {
        telegram.hands(Photos.jpeg()).on(method, status, "<html>");

        assertEquals(kind, failure().getClass().getSimpleName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"getFile", FILE, "sendDocument"})
    void aFloodWaitIsPassedOn(String method) throws Exception {
        telegram.floods(method);
        if (!method.equals(FILE)) {
            telegram.hands(Photos.jpeg()).hands(Photos.jpeg());
        }

        var flood = (FloodWait) failure();

        assertEquals(Duration.ofSeconds(9), flood.retryAfter());
        telegram.hands(Photos.jpeg());
        assertEquals(OptionalLong.of(8), send());
    }

    @Test
    void anAlbumWithABrokenImageDoesNotArrive() throws Exception {
        telegram.hands(Photos.jpeg(100_000)).hands(new byte[] {1, 2, 3});
        var album = List.of(IMAGE, IMAGE);

        assertThrows(
                Rejected.class,
                () ->
                        relay.send(
                                BOB,
                                album,
                                OptionalLong.empty(),
                                Optional.empty(),
                                Optional.empty()));

        assertEquals("sendMediaGroup", telegram.awaitBrokenOff());
        assertEquals(List.of("getFile", "getFile", FILE, FILE), telegram.methods());
    }

    @Test
    void aChangeToABrokenImageIsNotMade() throws Exception {
        telegram.hands(new byte[] {1, 2, 3});

        assertThrows(Rejected.class, () -> relay.edit(BOB, 70, IMAGE, false));

        assertEquals("editMessageMedia", telegram.awaitBrokenOff());
    }

    /// The server takes nothing, so that the file cannot be read on either.
    @Test
    void whatDoesNotEndInTimeIsGivenUp() throws Exception {
        var givenUp = new CountDownLatch(1);
        telegram.on(FILE, exchange -> endless(exchange, givenUp)).stallsOn("sendDocument");
        var images = new ImageFiles(wire, LIMIT, Duration.ofSeconds(2));
        var call = SendJson.edit(BOB, 70, IMAGE, false);
        telegram.stallsOn("editMessageMedia");

        var trouble = assertThrows(Transient.class, () -> images.send(call));

        Leaks.assertNone(trouble);
        FileServer.await(givenUp);
    }

    @Test
    void aFileThatDoesNotComeInTimeIsGivenUp() throws Exception {
        telegram.on(FILE, _ -> telegram.awaitEnd());
        var images = new ImageFiles(wire, LIMIT, Duration.ofSeconds(2));
        var call = SendJson.edit(BOB, 70, IMAGE, false);

        assertThrows(Transient.class, () -> images.send(call));

        assertEquals("editMessageMedia", telegram.awaitBrokenOff());
    }

    /// The rest of the file does not come, so that nothing is sent any more.
    @Test
    void aServerThatHangsUpEndsTheFetchingToo() throws Exception {
        var asked = new AtomicBoolean();
        var givenUp = new CountDownLatch(1);
        telegram.hangsUpOn("sendDocument");
        telegram.on(
                FILE,
                exchange -> {
                    asked.set(true);
                    try {
                        exchange.sendResponseHeaders(200, 0);
                        exchange.getResponseBody().write(Photos.jpeg(300_000), 0, 290_000);
                        exchange.getResponseBody().flush();
                        telegram.awaitBrokenOff();
                        endless(exchange, givenUp);
                    } finally {
                        givenUp.countDown();
                    }
                });

        assertEquals(Transient.class, failure().getClass());

        // The server may hang up before the file is asked for.
        if (asked.get()) {
            FileServer.await(givenUp);
        }
    }

    @Test
    void anInterruptGivesBothWaysUp() throws Exception {
        var givenUp = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        telegram.on(
                FILE,
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(Photos.jpeg(300_000), 0, 290_000);
                    exchange.getResponseBody().flush();
                    telegram.awaitUploading();
                    begun.countDown();
                    endless(exchange, givenUp);
                });
        var sender = Thread.currentThread();
        Thread.startVirtualThread(
                () -> {
                    FileServer.await(begun);
                    sender.interrupt();
                });

        assertThrows(InterruptedException.class, this::send);

        FileServer.await(givenUp);
        assertEquals("sendDocument", telegram.awaitBrokenOff());
    }

    private ApiException failure() {
        return Leaks.assertNone(assertThrows(ApiException.class, this::send));
    }

    private OptionalLong send() throws Exception {
        return relay.send(BOB, Fresh.of(IMAGE), OptionalLong.empty());
    }

    /// The picture goes on for ever, until nobody reads it any more.
    private static void endless(HttpExchange exchange, CountDownLatch givenUp) throws IOException {
        if (exchange.getResponseCode() < 0) {
            exchange.sendResponseHeaders(200, 0);
            byte[] begin = Photos.jpeg();
            exchange.getResponseBody().write(begin, 0, begin.length - 2);
        }
        try {
            while (true) {
                exchange.getResponseBody().write(new byte[1 << 16]);
            }
        } catch (IOException _) {
            givenUp.countDown();
        }
    }
}
