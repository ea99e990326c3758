package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.playground.Human;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Holds the tables of docs/relay.md to the bot: sends one message of each kind and looks what
/// comes, with the defaults and with `ALLOW_LOCATION`.
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyKindIsRelayedOrRefusedAsTheTableSays(boolean places) throws Exception {
        try (var scene = new Scene(folder).with("ALLOW_LOCATION", Boolean.toString(places))) {
            scene.start();
            var ann = scene.playground.human(7_000_000_001L);
            var ben = scene.playground.human(7_000_000_002L);
            scene.pair(ann, ben);

            var table = table();
            assertEquals(KINDS.keySet(), table.keySet());
            for (var row : table.entrySet()) {
                var fate = row.getValue().fate(places);
                assertEquals(fate, fate(row.getKey(), ann, ben), row.getKey());
            }
            assertEquals(List.of(), scene.playground.violations());
        }
    }

    /// What the table says of a kind.
    private record Row(String fate) {
        private static final Pattern METHOD = Pattern.compile("`(send\\w+)`");

        /// The method by which it reaches the partner, or "refused", and whether that is asked
        /// about.
        String fate(boolean places) {
            var method = METHOD.matcher(fate);
            boolean refused = fate.startsWith("refused") && !(places && fate.contains("ALLOW_"));
            if (refused || !method.find()) {
                return "refused";
            }
            return method.group(1) + (fate.contains("after a question") ? ", asked" : "");
        }
    }

    /// What becomes of a message of this kind, in the words of [Row#fate].
    private static String fate(String kind, Human ann, Human ben) {
        var message = KINDS.get(kind);
        assertNotNull(message, kind);
        int heard = ann.phone().received().size();
        int got = ben.phone().received().size();
        ann.sends(message);
        Scene.await(() -> count(ann) > heard || count(ben) > got);
        boolean asked = false;
        if (count(ann) > heard) {
            var notice = ann.phone().received().getLast();
            if (notice.text().contains("cannot pass on")) {
                assertEquals(got, count(ben), kind);
                return "refused";
            }
            ann.presses(notice, "Send it");
            asked = true;
        }
        Scene.await(() -> count(ben) > got);
        return ben.phone().received().getLast().method() + (asked ? ", asked" : "");
    }

    private static int count(Human human) {
        return human.phone().received().size();
    }

    private static Map<String, Row> table() throws Exception {
        var table = new LinkedHashMap<String, Row>();
        for (var line : Files.readAllLines(Path.of("docs/relay.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                table.put(row.group(1), new Row(row.group(2)));
            }
        }
        return table;
    }

    private static Map.Entry<String, Map<String, Object>> kind(String kind, Object value) {
        return Map.entry(kind, Map.of(kind, value));
    }
}
