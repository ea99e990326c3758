package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;
import parley.playground.Received;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Two people and the real bot, over HTTP.
class ChatTest {
    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void start() throws Exception {
        scene = new Scene(folder);
        scene.start();
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
    void everyKindOfContentIsRebuiltForThePartner() {
        scene.pair(ann, ben);

        ann.sends(
                Map.of(
                        "text",
                        "bold",
                        "entities",
                        List.of(Map.of("type", "bold", "offset", 0L, "length", 4L))));
        assertEquals("sendMessage", hears(ben, "bold").method());
        for (var kind : List.of("voice", "video", "audio")) {
            ann.sends(Map.of(kind, Map.of("file_id", kind + "-1")));
            var got = ben.phone().awaits(item -> item.message().containsKey(kind), Scene.LIMIT);
            assertEquals(kind + "-1", got.params().get(kind));
        }
        ann.sends(
                Map.of(
                        "photo",
                        List.of(Map.of("file_id", "small"), Map.of("file_id", "large")),
                        "caption",
                        "look",
                        "has_media_spoiler",
                        true));
        var photo = hears(ben, "look");
        assertEquals("large", photo.params().get("photo"));
        assertEquals(true, photo.params().get("has_spoiler"));
    }

    @Test
    void whatDoesNotPassIsRefusedWithAReason() {
        scene.pair(ann, ben);

        long message = ann.sends(Map.of("game", Map.of("title", "🎲")));

        var notice = hears(ann, "cannot pass on");
        assertEquals(
                message, ((Map<?, ?>) notice.params().get("reply_parameters")).get("message_id"));
        ann.says("after");
        hears(ben, "after");
        assertTrue(ben.phone().received().stream().noneMatch(r -> r.text().contains("🎲")));
    }

    @Test
    void aPartnersCommandCannotBeTapped() {
        scene.pair(ann, ben);

        ann.says("try /stop now");

        assertEquals("try /\u2060stop now", hears(ben, "try").params().get("text"));
    }

    @Test
    void buttonsDoWhatTheySayAndOldOnesNothing() {
        scene.pair(ann, ben);
        var matched = last(ann, "Partner found");
        ann.presses(matched, "End");
        hears(ann, "You left");
        var left = hears(ben, "has left");
        ben.presses(left, "Find a partner");
        hears(ben, "Searching");
        ann.says("/find");
        hears(ann, "Partner found");

        ann.presses(matched, "End");
        ann.says("still here");

        hears(ben, "still here");
    }

    @Test
    void blockedPeopleNeverMeetAgain() {
        scene.pair(ann, ben);
        ann.says("/block");
        hears(ann, "Blocked");
        hears(ben, "has left");

        ann.says("/find");
        hears(ann, "Searching");
        ben.says("/find");
        hears(ben, "Searching");

        var cleo = scene.playground.human(7_000_000_003L);
        cleo.says("/find");
        hears(cleo, "Partner found");
        Scene.await(() -> isMatched(ann) != isMatched(ben));
    }

    @Test
    void aReportEndsTheChatAndIsKeptUnderPseudonyms() throws Exception {
        scene.pair(ann, ben);

        Scene.reports(ann);
        hears(ben, "has left");
        try (var reports = scene.launch("reports")) {
            assertEquals(0, reports.awaitEnd(Scene.LIMIT));
            assertEquals(1, reports.output().lines().filter(l -> l.contains("open")).count());
            assertFalse(reports.output().contains("7000000"));
        }
    }

    @Test
    void bothGetTheSameRoomAndGetItAgainWhenTheyAskAgain() {
        scene.pair(ann, ben);

        ann.says("/video");
        var first = link(hears(ann, "https://meet.jit.si/").text());
        var invited = link(hears(ben, "https://meet.jit.si/").text());
        ben.says("/video");
        var again = link(hears(ben, "https://meet.jit.si/").text());

        assertEquals(List.of(first, first), List.of(invited, again));
    }

    @Test
    void whoBlocksTheBotLeavesThePartnerFree() {
        scene.pair(ann, ben);

        ann.blocks();

        hears(ben, "has left");
        ben.says("/find");
        hears(ben, "Searching");
    }

    @Test
    void aMatchWithSomebodyWhoIsGoneStartsTheSearchAgain() {
        ann.says("/find");
        hears(ann, "Searching");
        scene.playground
                .faults()
                .on("sendMessage")
                .chat(ann.id())
                .times(1000)
                .fails(403, "Forbidden: user is deactivated");

        ben.says("/find");

        hears(ben, "Partner found");
        hears(ben, "searching on");
    }

    private static boolean isMatched(Human human) {
        return last(human, "").text().contains("Partner found");
    }

    private static Received last(Human human, String text) {
        return human.phone().received().stream()
                .filter(item -> item.text().contains(text))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static String link(String text) {
        return text.lines().filter(line -> line.startsWith("https://")).findFirst().orElseThrow();
    }
}
