package parley.e2e;

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
import parley.playground.Received;
import parley.playground.schema.Body;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A sticker of a set that its sender made, and what the partner can tell from it.
class StickerTest {
    private static final Map<String, Object> STICKER =
            Map.of(
                    "file_id",
                    "her-sticker",
                    "file_unique_id",
                    "her-unique",
                    "set_name",
                    "AnnsOwnSet",
                    "emoji",
                    "😺",
                    "is_video",
                    true);

    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene(folder);
        ann = scene.playground.human(7_000_000_001L);
        ben = scene.playground.human(7_000_000_002L);
    }

    @AfterEach
    void stop() {
        try (var ended = scene) {
            assertEquals(List.of(), ended.playground.violations());
        }
    }

    @Test
    void thePartnerGetsAStickerOfNoSet() throws Exception {
        chat();

        ann.sends(Map.of("sticker", STICKER));

        var got = awaitSticker();
        var upload = (Body.Upload) got.params().get("sticker");
        assertEquals("sticker.webm", upload.fileName());
        assertEquals("her-sticker", new String(upload.content(), UTF_8));
        assertNotEquals("her-sticker", sticker(got).get("file_id"));
        assertNotEquals("her-unique", sticker(got).get("file_unique_id"));
        assertFalse(got.message().toString().contains("AnnsOwnSet"), got::toString);
    }

    @Test
    void theFileIsFetchedOnceForEverybody() throws Exception {
        chat();

        ann.sends(Map.of("sticker", STICKER));
        var first = awaitSticker();
        ann.sends(Map.of("sticker", STICKER));
        var second = awaitSticker();

        assertEquals(sticker(first), sticker(second));
        assertEquals(sticker(first).get("file_id"), second.params().get("sticker"));
        assertEquals(1, count("getFile"));
    }

    @Test
    void aFloodWaitBeforeTheUploadIsKept() throws Exception {
        chat();
        scene.playground.faults().on("sendSticker").chat(ben.id()).floods(Duration.ofSeconds(1));

        ann.sends(Map.of("sticker", STICKER));
        ann.says("after");

        awaitSticker();
        hears(ben, "after");
        var uploads =
                scene.playground.calls().stream()
                        .filter(call -> call.method().equals("sendSticker"))
                        .toList();
        assertEquals(List.of(429, 200), uploads.stream().map(call -> call.status()).toList());
        var pause = Duration.between(uploads.getFirst().at(), uploads.getLast().at());
        assertTrue(pause.compareTo(Duration.ofSeconds(1)) >= 0, pause::toString);
    }

    @Test
    void aStickerThatCannotBeFetchedPassesAsItsEmoji() throws Exception {
        chat();
        scene.playground
                .faults()
                .on("getFile")
                .fails(400, "Bad Request: wrong file_id or the file is temporarily unavailable");

        ann.sends(Map.of("sticker", STICKER));

        assertEquals("😺", hears(ben, "😺").params().get("text"));
        assertEquals(0, count("sendSticker"));
    }

    @Test
    void everyStickerPassesAsItsEmojiIfTheOperatorWantsSo() throws Exception {
        scene.with("STICKERS", "emoji");
        chat();

        ann.sends(Map.of("sticker", STICKER));
        ann.sends(Map.of("sticker", Map.of("file_id", "no-emoji")));

        hears(ben, "😺");
        hears(ben, "🖼");
        assertEquals(0, count("sendSticker"));
        assertEquals(0, count("getFile"));
    }

    @Test
    void stickersPassAsTheyAreIfTheOperatorWantsSo() throws Exception {
        scene.with("STICKERS", "allow");
        chat();

        ann.sends(Map.of("sticker", STICKER));

        assertEquals("her-sticker", awaitSticker().params().get("sticker"));
        assertEquals(0, count("getFile"));
    }

    private void chat() throws Exception {
        scene.start();
        scene.pair(ann, ben);
    }

    private Received awaitSticker() {
        return ben.phone().awaits(item -> item.message().containsKey("sticker"), Scene.LIMIT);
    }

    private static Map<?, ?> sticker(Received item) {
        return (Map<?, ?>) item.message().get("sticker");
    }

    private long count(String method) {
        return scene.playground.calls().stream()
                .filter(call -> call.method().equals(method))
                .count();
    }
}
