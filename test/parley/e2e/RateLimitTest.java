package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/// The limits of the settings, in the running bot. A thousand seconds and more go by before one of
/// them lets somebody do more, so no test has to be fast.
class RateLimitTest {
    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void build() throws Exception {
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
    void asManyMessagesPassAtOnceAsTheBurstSaysAndTheNextIsRefused() throws Exception {
        scene.with("RATE_LIMIT_MSG_PER_SEC", "0.001").with("RATE_LIMIT_BURST", "2").start();
        scene.pair(ann, ben);

        ann.says("one");
        ann.says("two");
        ann.says("three");

        assertWaits(17, hears(ann, "too many messages at once"));
        hears(ben, "two");
        ben.says("/help");
        hears(ben, "connects two strangers");
        assertEquals(List.of("one", "two"), relayed(ben));
    }

    @Test
    void withARateOfNothingEverythingPasses() throws Exception {
        scene.with("RATE_LIMIT_MSG_PER_SEC", "0").with("RATE_LIMIT_BURST", "1").start();
        scene.pair(ann, ben);

        var texts = List.of("one", "two", "three", "four");
        texts.forEach(ann::says);
        hears(ben, "four");

        assertEquals(texts, relayed(ben));
    }

    @Test
    void aSecondSearchWaitsAsLongAsTheSettingSays() throws Exception {
        scene.with("FIND_DEBOUNCE_SEC", "3600").start();
        ann.says("/find");
        hears(ann, "Searching");
        ann.says("/end");
        hears(ann, "Search stopped");

        ann.says("/find");

        assertWaits(60, hears(ann, "your last search was only just now"));
        ben.says("/find");
        hears(ben, "Searching");
    }

    /// So long, or a bit less if this machine was slow.
    private static void assertWaits(int minutes, Received notice) {
        var told = Integer.parseInt(notice.text().replaceAll("\\D", ""));
        assertTrue(told <= minutes && told > minutes / 2, notice::text);
    }

    private static List<String> relayed(Human human) {
        return human.phone().received().stream()
                .filter(item -> !item.params().containsKey("reply_markup"))
                .map(Received::text)
                .toList();
    }
}
