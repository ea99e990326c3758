package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Nobody meets anybody before accepting the rules.
class ConsentTest {
    private static final String ACCEPT = "consent";

    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void build() throws Exception {
        scene = new Scene(folder).with("REQUIRE_CONSENT", "true");
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
    void everybodyIsAskedOnceAlsoAcrossARestart() throws Exception {
        var bot = scene.start();
        ann.says("/find");
        var question = hears(ann, "Before your first chat");
        assertTrue(question.text().contains("18 or older"), question.text());
        ben.says("/find");
        ben.presses(hears(ben, "Before your first chat"), ACCEPT);
        hears(ben, "Searching");
        ann.presses(question, ACCEPT);
        hears(ann, "Partner found");
        ann.says("/end");
        hears(ann, "You left");

        bot.kill();
        scene.start();

        ann.says("/find");
        hears(ann, "Searching");
        ben.says("/next");
        hears(ben, "Partner found");
    }

    @Test
    void otherRulesAreAskedAboutAgainAndAnOldButtonDoesNotCount() throws Exception {
        var bot = scene.start();
        ann.says("/find");
        var old = hears(ann, "Before your first chat");
        ann.presses(old, ACCEPT);
        hears(ann, "Searching");
        ann.says("/end");
        hears(ann, "Search stopped");
        bot.terminate();
        assertEquals(0, bot.awaitEnd(Scene.LIMIT));
        var rules = Files.writeString(folder.resolve("rules.txt"), "Our house rule:\nbe kind.\n");

        scene.with("RULES_FILE", rules.toString()).start();

        ann.says("/rules");
        hears(ann, "Our house rule:\nbe kind.");
        ann.says("/find");
        assertTrue(hears(ann, "Before your first chat").text().contains("Our house rule"));
        ann.presses(old, ACCEPT);
        ann.presses(hears(ann, "Before your first chat"), ACCEPT);
        hears(ann, "Searching");
    }

    @Test
    void acceptingOnceMoreIsNoWayAroundTheLimitOfSearches() throws Exception {
        scene.with("FIND_DEBOUNCE_SEC", "3600").with("RATE_LIMIT_MSG_PER_SEC", "1").start();
        ann.says("/find");
        var question = hears(ann, "Before your first chat");
        ann.presses(question, ACCEPT);
        hears(ann, "Searching");
        ann.says("/end");
        hears(ann, "Search stopped");

        ann.presses(question, ACCEPT);

        Scene.await(
                () ->
                        scene.playground.calls().stream()
                                .filter(call -> call.method().equals("answerCallbackQuery"))
                                .anyMatch(call -> call.params().toString().contains("One moment")));
    }
}
