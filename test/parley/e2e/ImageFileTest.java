package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;
import parley.playground.Playground;
import parley.playground.Received;
import parley.playground.schema.Body;
import parley.telegram.Photos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A picture that was sent as a file, and what the partner can tell from it.
class ImageFileTest {
    private static final String NAME = Photos.CANARY + ".jpg";

    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene(folder);
        ann = scene.playground.human(7_000_000_001L);
        ben = scene.playground.human(7_000_000_002L);
        scene.start();
        scene.pair(ann, ben);
    }

    /// Whatever was sent, nothing that the bot ever said tells who took it.
    @AfterEach
    void stop() {
        try (var ended = scene) {
            assertEquals(List.of(), ended.playground.violations());
            for (var call : ended.playground.calls()) {
                if (!call.method().equals("getUpdates")) {
                    assertFalse(call.params().toString().contains(Photos.CANARY), call::method);
                }
            }
        }
    }

    @Test
    void thePartnerGetsThePictureAndNothingElse() {
        long sent = ann.sends(Map.of("document", jpeg(Photos.jpeg()), "caption", "look"));

        var got = hears(ben, "look");
        var document = document(got);
        assertPicture(got, "image.jpg", "image/jpeg", Photos.jpeg());
        assertNotEquals(hers(sent).get("file_id"), document.get("file_id"));
        assertNotEquals(hers(sent).get("file_unique_id"), document.get("file_unique_id"));
        assertEquals(0, count("sendChatAction"));
    }

    @Test
    void aPngPassesTheSameWay() {
        ann.sends(Map.of("document", Body.Upload.of(NAME, "image/png", Photos.png())));

        assertPicture(awaitDocument(), "image.png", "image/png", Photos.png());
    }

    @Test
    void thePartnerIsToldThatALargePictureIsOnItsWay() {
        ann.sends(Map.of("document", jpeg(Photos.jpeg(5_000_000))));

        var got = awaitDocument();

        assertEquals("image.jpg", document(got).get("file_name"));
        // A call is listed when it is answered, which may be after the message was seen.
        Scene.await(() -> count("sendDocument") == 1);
        var methods = scene.playground.calls().stream().map(Playground.Call::method).toList();
        int told = methods.indexOf("sendChatAction");
        assertTrue(told < methods.indexOf("sendDocument"), methods::toString);
        assertEquals(
                Map.of("chat_id", ben.id(), "action", "upload_document"),
                scene.playground.calls().get(told).params());
    }

    @Test
    void picturesOfAnAlbumStayTogether() throws Exception {
        var png = Body.Upload.of(NAME, "image/png", Photos.png());
        scene.atOnce(
                () -> {
                    ann.sends(Map.of("document", jpeg(Photos.jpeg()), "media_group_id", "1"));
                    ann.sends(Map.of("document", png, "media_group_id", "1"));
                });

        assertPicture(awaitDocument(), "image.jpg", "image/jpeg", Photos.jpeg());
        assertPicture(awaitDocument(), "image.png", "image/png", Photos.png());
        Scene.await(() -> count("sendMediaGroup") == 1);
    }

    @Test
    void aChangedPictureIsCleanedToo() {
        long sent = ann.sends(Map.of("document", jpeg(Photos.jpeg()), "caption", "first"));
        hears(ben, "first");

        ann.edits(
                sent,
                Map.of(
                        "document",
                        Body.Upload.of(NAME, "image/png", Photos.png()),
                        "caption",
                        "second"));

        var second = hears(ben, "second");
        assertPicture(second, "image.png", "image/png", Photos.png());

        ann.edits(sent, Map.of("caption", "third"));

        assertEquals(document(second), document(hears(ben, "third")));
        assertEquals(2, count("getFile"));
    }

    @Test
    void aBrokenPictureIsRefusedAndHoldsNothingUp() {
        ann.sends(Map.of("document", jpeg("no picture at all".repeat(5_000).getBytes(UTF_8))));
        ann.says("after");

        hears(ben, "after");
        assertEquals(0, count("sendDocument"));
        hears(ann, "Not delivered");
    }

    @Test
    void aFloodWaitBeforeTheUploadIsKept() {
        scene.playground.faults().on("sendDocument").chat(ben.id()).floods(Duration.ofSeconds(1));

        ann.sends(Map.of("document", jpeg(Photos.jpeg())));
        ann.says("after");

        awaitDocument();
        hears(ben, "after");
        var uploads =
                scene.playground.calls().stream()
                        .filter(call -> call.method().equals("sendDocument"))
                        .toList();
        assertEquals(List.of(429, 200), uploads.stream().map(Playground.Call::status).toList());
    }

    private static Body.Upload jpeg(byte[] content) {
        return Body.Upload.of(NAME, "image/jpeg", content);
    }

    private Received awaitDocument() {
        return ben.phone().awaits(item -> item.message().containsKey("document"), Scene.LIMIT);
    }

    /// The bytes are those that the bot uploaded.
    private static void assertPicture(Received got, String name, String type, byte[] original) {
        var document = document(got);
        assertEquals(name, document.get("file_name"));
        assertEquals(type, document.get("mime_type"));
        var upload =
                got.params().values().stream()
                        .filter(Body.Upload.class::isInstance)
                        .map(Body.Upload.class::cast)
                        .filter(file -> file.fileName().equals(name))
                        .findFirst()
                        .orElseThrow();
        assertArrayEquals(Photos.pixels(original), Photos.pixels(upload.content()));
        assertFalse(got.message().toString().contains(Photos.CANARY));
    }

    private Map<?, ?> hers(long messageId) {
        return ann.phone().screen().stream()
                .filter(message -> message.get("message_id").equals(messageId))
                .map(message -> (Map<?, ?>) message.get("document"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<?, ?> document(Received item) {
        return (Map<?, ?>) item.message().get("document");
    }

    private long count(String method) {
        return scene.playground.calls().stream()
                .filter(call -> call.method().equals(method))
                .count();
    }
}
