package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.telegram.FileServer.FILE;
import static parley.telegram.Photos.CANARY;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import parley.content.Entity;
import parley.content.Formatted;
import parley.content.Letter.Fresh;
import parley.content.StickerPolicy;
import parley.json.Json;
import parley.telegram.FileServer.Part;
import parley.telegram.http.Wire;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What the recipient gets of an image that was sent as a file.
class ImageFilesTest {
    private static final UserId BOB = new UserId(2);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final OptionalLong REPLY = OptionalLong.of(5);
    private static final List<String> WHOLE = List.of("getFile", FILE, "sendDocument");
    private static final String ANSWER = "{\"ok\":true,\"result\":{\"message_id\":7}}";
    private static final Media IMAGE = image("one", Formatted.NONE);
    private static final Media PDF =
            new Media(Kind.DOCUMENT, new File("pdf", "u"), bold("three"), Look.PLAIN);

    private final FileServer telegram = new FileServer();
    private final Wire wire = new Wire(telegram.address(), FakeTelegram.TOKEN);
    private final RelayApi relay = new RelayApi(wire, LIMIT, true, StickerPolicy.REUPLOAD);

    @AfterEach
    void stop() {
        wire.close();
        telegram.close();
    }

    @Test
    void anImageIsUploadedWithoutWhatItTells() throws Exception {
        telegram.hands(Photos.jpeg());

        var id = relay.send(BOB, Fresh.of(image("one", bold("look"))), REPLY);

        assertEquals(OptionalLong.of(8), id);
        assertEquals(WHOLE, telegram.methods());
        assertEquals(Map.of("file_id", "id-one"), telegram.call(0).parameters());
        assertEquals("stickers/file_7.webp", telegram.call(1).path());
        var sent = telegram.call(2);
        assertFalse(sent.body().contains(CANARY) || sent.body().contains("id-one"));
        assertPicture("document", "image.jpg", "image/jpeg", Photos.jpeg(), sent.files());
        assertEquals(
                Map.of(
                        "chat_id",
                        "2",
                        "protect_content",
                        "true",
                        "reply_parameters",
                        "{\"message_id\":5,\"allow_sending_without_reply\":true}",
                        "caption",
                        "look",
                        "caption_entities",
                        "[{\"type\":\"bold\",\"offset\":0,\"length\":4}]"),
                sent.parameters());
    }

    @Test
    void aPngIsUploadedAsOne() throws Exception {
        telegram.hands(Photos.png());

        send(IMAGE);

        var sent = telegram.call(2);
        assertFalse(sent.body().contains(CANARY));
        assertPicture("document", "image.png", "image/png", Photos.png(), sent.files());
    }

    /// The rest of the file comes only after some of it was sent on.
    @Test
    void anImageIsSentWhileItIsFetched() throws Exception {
        var file = Photos.jpeg(300_000);
        telegram.on(
                FILE,
                exchange -> {
                    exchange.sendResponseHeaders(200, file.length);
                    exchange.getResponseBody().write(file, 0, 200_000);
                    exchange.getResponseBody().flush();
                    telegram.awaitUploading();
                    exchange.getResponseBody().write(file, 200_000, 100_000);
                });

        send(IMAGE);

        assertEquals(WHOLE, telegram.methods());
        assertTrue(telegram.call(2).body().length() > 290_000);
    }

    @Test
    void aFileThatIsNoImageGoesAsItIs() throws Exception {
        send(PDF);

        assertEquals(List.of("sendDocument"), telegram.methods());
        assertEquals("pdf", telegram.call(0).parameters().get("document"));
    }

    @Test
    void anImageIsFetchedAnewEachTime() throws Exception {
        telegram.hands(Photos.jpeg()).hands(Photos.jpeg());

        send(IMAGE);
        send(IMAGE);

        assertEquals(6, telegram.methods().size());
    }

    @Test
    void imagesOfAnAlbumGoWithItsOtherFiles() throws Exception {
        telegram.hands(Photos.jpeg()).hands(Photos.png());
        var album = List.of(image("one", bold("first")), PDF, image("two", Formatted.NONE));

        var ids = relay.send(BOB, album, REPLY, Optional.empty(), Optional.of("77"));

        assertEquals(List.of(11L, 12L), ids);
        assertEquals(
                List.of("getFile", "getFile", FILE, FILE, "sendMediaGroup"), telegram.methods());
        assertEquals(Map.of("file_id", "id-two"), telegram.call(1).parameters());
        var sent = telegram.call(4);
        assertFalse(sent.body().contains(CANARY) || sent.body().contains("id-"));
        assertEquals("77", sent.parameters().get("message_effect_id"));
        var parts = (List<?>) Json.parse("media", (String) sent.parameters().get("media"));
        assertEquals(
                List.of("attach://image-0", "pdf", "attach://image-2"),
                parts.stream().map(part -> ((Map<?, ?>) part).get("media")).toList());
        assertTrue(parts.getFirst().toString().contains("caption=first"), parts::toString);
        var files = sent.files();
        assertPicture(
                "image-0", "image.jpg", "image/jpeg", Photos.jpeg(), List.of(files.getFirst()));
        assertPicture("image-2", "image.png", "image/png", Photos.png(), List.of(files.getLast()));
    }

    @Test
    void aChangedFileIsUploadedTooAndNotAnnounced() throws Exception {
        telegram.tells(2_000_000).hands(Photos.jpeg());

        relay.edit(BOB, 70, image("one", bold("look")), false);

        assertEquals(List.of("getFile", FILE, "editMessageMedia"), telegram.methods());
        var sent = telegram.call(2);
        assertFalse(sent.body().contains(CANARY) || sent.body().contains("id-one"));
        assertEquals("70", sent.parameters().get("message_id"));
        assertTrue(sent.body().contains("\"media\":\"attach://image-0\""));
        assertTrue(sent.body().contains("name=\"image-0\"; filename=\"image.jpg\"\r\n"));
    }

    @Test
    void aChangedCaptionNeedsNoFile() throws Exception {
        relay.edit(BOB, 70, image("one", bold("look")), true);

        assertEquals(List.of("editMessageCaption"), telegram.methods());
    }

    @ParameterizedTest
    @CsvSource({
        "MESSAGE_EFFECT_INVALID, message_effect_id",
        "message to be replied not found, reply_parameters",
        "ENTITY_BOUNDS_INVALID, caption_entities"
    })
    void whatIsRefusedIsLeftOutAndTheImageSentAnew(String refusal, String field) throws Exception {
        telegram.refuses("sendDocument", 400, "Bad Request: " + refusal);
        telegram.hands(Photos.jpeg()).hands(Photos.jpeg());

        relay.send(
                BOB,
                new Fresh(image("one", bold("look")), Optional.empty(), Optional.of("77")),
                REPLY);

        assertEquals(6, telegram.methods().size());
        assertTrue(telegram.call(2).parameters().containsKey(field));
        assertFalse(telegram.call(5).parameters().containsKey(field));
        assertEquals(1, telegram.call(5).files().size());
    }

    @ParameterizedTest
    @CsvSource({"1048576, false", "1048577, true"})
    void theRecipientIsToldOfALargeFile(int size, boolean told) throws Exception {
        telegram.tells(size).hands(Photos.jpeg());

        send(IMAGE);

        assertEquals(told, telegram.methods().contains("sendChatAction"));
        if (told) {
            var action = telegram.call(telegram.methods().indexOf("sendChatAction"));
            assertEquals(Map.of("chat_id", 2L, "action", "upload_document"), action.parameters());
        }
    }

    /// The fetching does not wait for the hint, and the message does not come before it.
    @Test
    void theHintIsThereBeforeTheFile() throws Exception {
        var late = new CompletableFuture<Boolean>();
        telegram.tells(2_000_000).hands(Photos.jpeg(100_000));
        telegram.on(
                "sendChatAction",
                exchange -> {
                    telegram.awaitUploading();
                    late.complete(telegram.sees("sendDocument", Duration.ofMillis(300)));
                    FileServer.answer(exchange, 200, "{\"ok\":true,\"result\":true}");
                });

        send(IMAGE);

        assertFalse(late.get(20, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 429, 500})
    void nothingBecomesOfAHintThatFails(int status) throws Exception {
        telegram.tells(2_000_000).refuses("sendChatAction", status, "no").hands(Photos.jpeg());

        assertEquals(OptionalLong.of(8), send(IMAGE));
    }

    @Test
    void anAnswerThatCannotBeReadIsASuccess() throws Exception {
        telegram.hands(Photos.jpeg()).on("sendDocument", 200, "<html>");

        assertEquals(OptionalLong.empty(), send(IMAGE));
        telegram.hands(Photos.jpeg()).on("sendDocument", 200, ANSWER);
        assertEquals(OptionalLong.of(7), send(IMAGE));
    }

    private OptionalLong send(Media media) throws Exception {
        return relay.send(BOB, Fresh.of(media), OptionalLong.empty());
    }

    private static void assertPicture(
            String field, String name, String type, byte[] original, List<Part> files) {
        assertEquals(
                List.of(List.of(field, name, type)),
                files.stream().map(f -> List.of(f.field(), f.name(), f.type())).toList());
        var got = files.getFirst().content().getBytes(ISO_8859_1);
        assertFalse(Arrays.equals(original, got));
        assertArrayEquals(Photos.pixels(original), Photos.pixels(got));
    }

    static Media image(String name, Formatted caption) {
        var file = new File("id-" + name, "unique-" + name, true);
        return new Media(Kind.DOCUMENT, file, caption, Look.PLAIN);
    }

    private static Formatted bold(String text) {
        var bold = new Entity(Entity.Kind.BOLD, 0, text.length(), Optional.empty());
        return new Formatted(text, List.of(bold));
    }
}
