package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Holds the table of docs/relay.md to the bot: sends one message of each kind and looks what
/// comes.
class RelayMatrixTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| ([^|]*) \\|.*");
    private static final Map<String, Object> PLACE = Map.of("latitude", 1.5, "longitude", 2.5);

    /// What a message of each kind holds.
    private static final Map<String, Map<String, Object>> KINDS =
            Map.ofEntries(
                    kind("text", "hello"),
                    kind("photo", List.of(Map.of("file_id", "photo-1"))),
                    Map.entry(
                            "live_photo",
                            Map.of(
                                    "live_photo",
                                    Map.of("file_id", "live-1"),
                                    "photo",
                                    List.of(Map.of("file_id", "still-1")))),
                    kind("video", Map.of("file_id", "video-1")),
                    Map.entry(
                            "animation",
                            Map.of(
                                    "animation",
                                    Map.of("file_id", "gif-1"),
                                    "document",
                                    Map.of("file_id", "gif-2"))),
                    kind("audio", Map.of("file_id", "audio-1")),
                    kind("document", Map.of("file_id", "document-1")),
                    kind("voice", Map.of("file_id", "voice-1")),
                    kind("video_note", Map.of("file_id", "note-1")),
                    kind("sticker", Map.of("file_id", "sticker-1", "emoji", "🙂")),
                    kind("dice", Map.of("emoji", "🎲", "value", 4L)),
                    kind("contact", Map.of("phone_number", "1", "first_name", "x")),
                    kind("location", PLACE),
                    Map.entry("venue", Map.of("venue", Map.of("title", "x"), "location", PLACE)),
                    kind("poll", Map.of("id", "1", "question", "x")),
                    kind("checklist", Map.of("title", "x")),
                    kind("story", Map.of("id", 1L)),
                    kind("game", Map.of("title", "x")),
                    kind("invoice", Map.of("title", "x")),
                    kind("paid_media", Map.of("star_count", 1L)));

    @TempDir Path folder;

    @Test
    void everyKindIsRelayedOrRefusedAsTheTableSays() throws Exception {
        try (var scene = new Scene(folder)) {
            scene.start();
            var ann = scene.playground.human(7_000_000_001L);
            var ben = scene.playground.human(7_000_000_002L);
            scene.pair(ann, ben);

            var table = table();
            assertEquals(KINDS.keySet(), table.keySet());
            for (var row : table.entrySet()) {
                assertEquals(row.getValue(), fate(row.getKey(), ann, ben), row.getKey());
            }
            assertEquals(List.of(), scene.playground.violations());
        }
    }

    /// The method by which it reached the partner, or "refused".
    private static String fate(String kind, Human ann, Human ben) {
        var message = KINDS.get(kind);
        assertNotNull(message, kind);
        int before = ben.phone().received().size();
        ann.sends(message);
        ann.says("mark after " + kind);
        Scene.hears(ben, "mark after " + kind);
        var got = ben.phone().received().subList(before, ben.phone().received().size());
        if (got.size() == 1) {
            Scene.hears(ann, "cannot pass on");
            return "refused";
        }
        assertEquals(2, got.size(), kind);
        return got.getFirst().method();
    }

    private static Map<String, String> table() throws Exception {
        var table = new LinkedHashMap<String, String>();
        for (var line : Files.readAllLines(Path.of("docs/relay.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                var method = Pattern.compile("`(\\w+)`").matcher(row.group(2));
                table.put(row.group(1), method.find() ? method.group(1) : "refused");
            }
        }
        return table;
    }

    private static Map.Entry<String, Map<String, Object>> kind(String kind, Object value) {
        return Map.entry(kind, Map.of(kind, value));
    }
}
