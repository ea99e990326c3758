package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;
import parley.playground.Profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Plants canaries in every field of a message that can say who somebody is, in messages of every
/// kind, and looks for them in everything that leaves.
class LeakTest {
    private static final long ANN = 7_000_000_001L;
    private static final String CANARY = "CaNaRy";
    private static final Map<String, Object> USER =
            Map.of(
                    "id",
                    6_555_444_333L,
                    "is_bot",
                    false,
                    "first_name",
                    CANARY + "mentioned",
                    "username",
                    CANARY + "name");
    private static final Map<String, Object> CHAT =
            Map.of("id", -100_555_444L, "type", "channel", "title", CANARY + "channel");

    @TempDir Path folder;

    @Test
    void nothingThatIdentifiesLeavesWithAnyKindOfMessage() throws Exception {
        try (var scene = new Scene(folder)) {
            scene.start();
            var ann =
                    scene.playground.human(
                            new Profile(
                                    ANN, CANARY + "first", CANARY + "last", CANARY + "user", "en"));
            var ben = scene.playground.human(7_000_000_002L);
            scene.pair(ann, ben);

            for (var content : contents()) {
                long message = ann.sends(content);
                if (content.containsKey("text") || content.containsKey("photo")) {
                    ann.edits(message, edited(content));
                }
            }
            ann.says("the end");
            hears(ben, "the end");

            assertEquals(List.of(), finds(scene, ann));
            assertEquals(List.of(), scene.playground.violations());
            assertTrue(ben.phone().received().size() > 12, "most of it was relayed");
        }
    }

    private static List<String> finds(Scene scene, Human sender) {
        var finds = new ArrayList<String>();
        for (var call : scene.playground.calls()) {
            var sent = call.params().toString();
            boolean toOthers = !call.params().getOrDefault("chat_id", 0L).equals(sender.id());
            if (sent.contains(CANARY)
                    || sent.contains("6555444333")
                    || toOthers && sent.contains(Long.toString(ANN))) {
                finds.add(call.method() + " " + sent);
            }
            if (call.method().matches("(?i)(forward|copy).*")) {
                finds.add(call.method());
            }
        }
        return finds;
    }

    private static Map<String, Object> edited(Map<String, Object> content) {
        var changed = new HashMap<>(content);
        changed.computeIfPresent("text", (_, text) -> text + " again");
        changed.computeIfPresent("caption", (_, text) -> text + " again");
        return changed;
    }

    private static List<Map<String, Object>> contents() {
        return Stream.of(texts(), media(), refused()).flatMap(List::stream).toList();
    }

    private static List<Map<String, Object>> texts() {
        return List.of(
                around(Map.of("text", "with everything around it")),
                Map.of("text", "hidden people", "entities", entities()),
                around(Map.of("text", "and both", "entities", entities())));
    }

    private static List<Map<String, Object>> media() {
        var name = Map.<String, Object>of("file_name", CANARY + ".pdf");
        var title =
                Map.<String, Object>of("performer", CANARY + "singer", "title", CANARY + "song");
        var set = Map.<String, Object>of("set_name", CANARY + "_by_somebody", "emoji", "🙂");
        return List.of(
                captioned("photo", List.of(Map.of("file_id", "f-photo"))),
                captioned("video", file("f-video", name)),
                captioned("animation", file("f-animation", name)),
                captioned("voice", file("f-voice", Map.of())),
                captioned("audio", file("f-audio", title)),
                captioned("document", file("f-document", name)),
                around(Map.of("video_note", file("f-note", Map.of()))),
                around(Map.of("sticker", file("f-sticker", set))));
    }

    private static List<Map<String, Object>> refused() {
        return List.of(
                Map.of(
                        "contact",
                        Map.of(
                                "phone_number",
                                CANARY + "4912345",
                                "first_name",
                                CANARY + "contact",
                                "user_id",
                                6_555_444_333L,
                                "vcard",
                                "BEGIN:VCARD " + CANARY)),
                Map.of("location", Map.of("latitude", 1.5, "longitude", 2.5)),
                Map.of(
                        "venue",
                        Map.of("title", CANARY + "bar", "address", CANARY + "street"),
                        "location",
                        Map.of("latitude", 1.5, "longitude", 2.5)),
                Map.of("poll", Map.of("id", "1", "question", CANARY + "?", "options", List.of())),
                Map.of("story", Map.of("id", 1L, "chat", CHAT)),
                Map.of("game", Map.of("title", CANARY + "game", "description", CANARY)),
                Map.of("checklist", Map.of("title", CANARY + "list", "tasks", List.of())));
    }

    /// Fields of the message itself.
    private static Map<String, Object> around(Map<String, Object> content) {
        var message = new HashMap<>(content);
        message.put("forward_origin", Map.of("type", "user", "date", 1L, "sender_user", USER));
        message.put("via_bot", USER);
        message.put("sender_chat", CHAT);
        message.put("author_signature", CANARY + "signature");
        message.put("external_reply", Map.of("origin", Map.of("type", "user"), "chat", CHAT));
        message.put("reply_to_story", Map.of("id", 1L, "chat", CHAT));
        message.put("sender_business_bot", USER);
        message.put(
                "reply_markup",
                Map.of(
                        "inline_keyboard",
                        List.of(List.of(Map.of("text", CANARY, "url", "https://t.me/" + CANARY)))));
        message.put("link_preview_options", Map.of("url", "https://example.com/" + CANARY));
        return message;
    }

    private static Map<String, Object> captioned(String kind, Object file) {
        return around(Map.of(kind, file, "caption", "look", "caption_entities", captionEntities()));
    }

    private static Map<String, Object> file(String id, Map<String, Object> more) {
        var file = new HashMap<>(more);
        file.put("file_id", id);
        return file;
    }

    private static List<Map<String, Object>> entities() {
        return List.of(
                Map.of("type", "text_mention", "offset", 0L, "length", 3L, "user", USER),
                link(0, "tg://user?id=6555444333"),
                link(1, "https://t.me/" + CANARY),
                link(2, "https://example.com/?who=" + CANARY),
                Map.of(
                        "type",
                        "custom_emoji",
                        "offset",
                        3L,
                        "length",
                        2L,
                        "custom_emoji_id",
                        CANARY));
    }

    private static List<Map<String, Object>> captionEntities() {
        return List.of(
                Map.of("type", "text_mention", "offset", 0L, "length", 2L, "user", USER),
                link(0, "tg://user?id=6555444333"));
    }

    private static Map<String, Object> link(long offset, String url) {
        return Map.of("type", "text_link", "offset", offset, "length", 1L, "url", url);
    }
}
