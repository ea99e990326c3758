package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.telegram.FileServer.CONTENT;
import static parley.telegram.FileServer.FILE;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.UserId;
import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Formatted;
import parley.content.Letter.Fresh;
import parley.content.StickerPolicy;
import parley.telegram.http.Wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class StickersTest {
    private static final UserId BOB = new UserId(2);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final OptionalLong REPLY = OptionalLong.of(5);
    private static final List<String> WHOLE = List.of("getFile", FILE, "sendSticker");

    private final FileServer telegram = new FileServer();
    private final Wire wire = new Wire(telegram.address(), FakeTelegram.TOKEN);
    private final RelayApi relay = relay(StickerPolicy.REUPLOAD);

    @AfterEach
    void stop() {
        wire.close();
        telegram.close();
    }

    @Test
    void aStickerIsSentAnewAsAFileOfItsOwn() throws Exception {
        assertEquals(OptionalLong.of(7), send("one"));

        assertEquals(WHOLE, telegram.methods());
        assertEquals(Map.of("file_id", "id-one"), telegram.call(0).parameters());
        assertEquals("stickers/file_7.webp", telegram.call(1).path());
        var sent = telegram.call(2);
        assertTrue(sent.isUpload(), sent.type());
        assertFalse(sent.chunked(), "a small file says how long it is");
        var boundary = sent.type().replaceFirst(".*boundary=", "--");
        var parts = List.of(sent.body().split("(\r\n)?" + boundary + "(--)?\r\n", -1));
        var field = "Content-Disposition: form-data; name=\"";
        var emoji = new String("😺".getBytes(UTF_8), ISO_8859_1);
        assertEquals(
                List.of(
                        "",
                        field + "chat_id\"\r\n\r\n2",
                        field + "protect_content\"\r\n\r\ntrue",
                        field + "emoji\"\r\n\r\n" + emoji,
                        field
                                + "sticker\"; filename=\"sticker.webp\"\r\n"
                                + "Content-Type: application/octet-stream\r\n\r\n"
                                + CONTENT,
                        ""),
                parts);
    }

    @ParameterizedTest
    @CsvSource({
        "stickers/file_1.tgs, sticker.tgs",
        "stickers/file_1.webm, sticker.webm",
        "stickers/file_1.webp, sticker.webp",
        "zebby_1234.webp, sticker.webp",
        "file_1, sticker.webp"
    })
    void theNameOfTheFileTellsItsFormatOnly(String path, String name) throws Exception {
        telegram.tellsPath(path);

        send("one");

        assertTrue(telegram.call(2).body().contains("; filename=\"" + name + "\"\r\n"));
    }

    @Test
    void theNextTimeTheCopyIsSentByItsId() throws Exception {
        send("one");
        send("two");
        telegram.forget();

        relay.send(new UserId(3), sticker("one", Optional.empty()), REPLY);
        relay.send(new UserId(3), sticker("two", Optional.empty()), REPLY);

        assertEquals(List.of("sendSticker", "sendSticker"), telegram.methods());
        var first = telegram.call(0).parameters();
        assertEquals("copy-1", first.get("sticker"));
        assertEquals(3L, first.get("chat_id"));
        assertEquals(
                Map.of("message_id", 5L, "allow_sending_without_reply", true),
                first.get("reply_parameters"));
        assertEquals("copy-2", telegram.call(1).parameters().get("sticker"));
    }

    @Test
    void aStickerWithoutALastingIdIsNotTakenForAnother() throws Exception {
        var sticker = new File("id", "");
        var fresh = Fresh.of(new Media(Kind.STICKER, sticker, Formatted.NONE, Look.PLAIN));

        relay.send(BOB, fresh, OptionalLong.empty());
        relay.send(BOB, fresh, OptionalLong.empty());

        assertTrue(telegram.call(5).isUpload());
    }

    @Test
    void aThousandCopiesAreRememberedAndTheLeastUsedIsForgotten() throws Exception {
        for (int i = 0; i < 1000; i++) {
            send("s" + i);
        }
        send("s0");
        send("one more");
        telegram.forget();

        send("s0");
        send("s1");

        assertEquals(List.of("sendSticker", "getFile", FILE, "sendSticker"), telegram.methods());
    }

    @Test
    void aCopyThatIsRefusedIsUploadedAnewOnce() throws Exception {
        send("one");
        telegram.forget();
        telegram.refuses("sendSticker", 400, "Bad Request: wrong file identifier specified");

        send("one");
        send("one");

        assertEquals(
                List.of("sendSticker", "getFile", FILE, "sendSticker", "sendSticker"),
                telegram.methods());
        assertEquals("copy-1", telegram.call(0).parameters().get("sticker"));
        assertTrue(telegram.call(3).isUpload());
        assertEquals("copy-2", telegram.call(4).parameters().get("sticker"));
    }

    @Test
    void anUploadThatIsRefusedTooBecomesTheEmoji() throws Exception {
        send("one");
        telegram.forget();
        telegram.refuses("sendSticker", 400, "Bad Request: wrong file identifier specified");
        telegram.refuses("sendSticker", 400, "Bad Request: STICKER_INVALID");

        assertEquals(OptionalLong.of(8), send("one"));

        assertEquals(
                List.of("sendSticker", "getFile", FILE, "sendSticker", "sendMessage"),
                telegram.methods());
        assertEquals("😺", telegram.call(4).parameters().get("text"));
    }

    @Test
    void aCopyIsNotBlamedForTheMessageThatItAnswers() throws Exception {
        send("one");
        telegram.forget();
        telegram.refuses("sendSticker", 400, "Bad Request: message to be replied not found");

        relay.send(BOB, sticker("one", Optional.empty()), REPLY);

        assertEquals(List.of("sendSticker", "sendSticker"), telegram.methods());
        assertEquals("copy-1", telegram.call(1).parameters().get("sticker"));
        assertFalse(telegram.call(1).parameters().containsKey("reply_parameters"));
    }

    @Test
    void anUploadIsNotBlamedForTheMessageThatItAnswers() throws Exception {
        telegram.refuses("sendSticker", 400, "Bad Request: message to be replied not found");

        relay.send(BOB, sticker("one", Optional.empty()), REPLY);

        var methods = telegram.methods();
        assertEquals("sendSticker", methods.getLast());
        assertFalse(methods.contains("sendMessage"));
        assertTrue(telegram.call(2).body().contains("reply_parameters"));
        assertFalse(telegram.call(methods.size() - 1).body().contains("reply_parameters"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, Bad Request: file is too big",
        "400, Bad Request: wrong file_id or the file is temporarily unavailable",
        "400, Bad Request: user not found",
        "403, Forbidden"
    })
    void aStickerThatTelegramDoesNotGiveOutBecomesItsEmoji(int status, String description)
            throws Exception {
        telegram.refuses("getFile", status, description);

        assertEquals(OptionalLong.of(8), send("one"));

        assertEquals(List.of("getFile", "sendMessage"), telegram.methods());
        assertEquals("😺", telegram.call(1).parameters().get("text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aStickerWithoutEmojiIsAPicture(String emoji) throws Exception {
        relay(StickerPolicy.EMOJI)
                .send(BOB, sticker("one", Optional.of(emoji)), OptionalLong.empty());
        relay(StickerPolicy.EMOJI)
                .send(BOB, sticker("one", Optional.empty()), OptionalLong.empty());

        assertEquals("🖼", telegram.call(0).parameters().get("text"));
        assertEquals("🖼", telegram.call(1).parameters().get("text"));
    }

    @Test
    void theEmojiIsSentAsATextIfTheOperatorWantsSo() throws Exception {
        relay(StickerPolicy.EMOJI).send(BOB, sticker("one", Optional.of("😺")), REPLY);

        assertEquals(List.of("sendMessage"), telegram.methods());
        var sent = telegram.call(0).parameters();
        assertEquals("😺", sent.get("text"));
        assertTrue(sent.containsKey("reply_parameters"));
    }

    @Test
    void theStickerItselfIsSentIfTheOperatorWantsSo() throws Exception {
        relay(StickerPolicy.ALLOW).send(BOB, sticker("one", Optional.empty()), REPLY);

        assertEquals(List.of("sendSticker"), telegram.methods());
        assertEquals("id-one", telegram.call(0).parameters().get("sticker"));
    }

    private RelayApi relay(StickerPolicy policy) {
        return new RelayApi(wire, LIMIT, true, policy);
    }

    private OptionalLong send(String name) throws Exception {
        return relay.send(BOB, sticker(name, Optional.of("😺")), OptionalLong.empty());
    }

    static Fresh sticker(String name, Optional<String> emoji) {
        var look = new Look(false, false, Optional.empty(), Optional.empty(), emoji);
        var file = new File("id-" + name, "unique-" + name);
        return Fresh.of(new Media(Kind.STICKER, file, Formatted.NONE, look));
    }
}
