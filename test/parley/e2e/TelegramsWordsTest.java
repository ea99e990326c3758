package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;
import parley.playground.Profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What Telegram says when it refuses something goes into the log, as it helps to find out why; but
/// it is not known what it may say, so whoever it names must not come with it.
class TelegramsWordsTest {
    private static final long GROUP = -1_001_234_567_890L;

    @TempDir Path folder;
    private Human ann;
    private Human ben;
    private Scene scene;
    private final List<String> said = new ArrayList<>();

    @Test
    void whoeverTheyNameIsNotInTheLog() throws Exception {
        try (var opened = new Scene(folder).with("LOG_LEVEL", "TRACE")) {
            scene = opened;
            ann = scene.playground.human(new Profile(7_000_000_001L, "Ann", "A", "ann_zq7", "en"));
            ben = scene.playground.human(new Profile(7_000_000_002L, "Ben", "B", "ben_zq7", "en"));
            for (var method : List.of("getMe", "getUpdates")) {
                fails(method, 500);
            }
            for (var method : List.of("deleteWebhook", "setMyCommands")) {
                fails(method, 400);
            }
            var bot = scene.start();
            scene.pair(ann, ben);

            refuseEverything();

            Scene.await(() -> said.stream().allMatch(bot.output()::contains));
            for (var human : List.of(ann, ben)) {
                assertFalse(bot.output().contains(Long.toString(human.id())), bot::output);
            }
            for (var name : List.of("_zq7", Long.toString(GROUP).substring(1))) {
                assertFalse(bot.output().contains(name), bot::output);
            }
        }
    }

    private void refuseEverything() {
        refuses("sendMessage", ben, 500);
        ann.says("once more");
        hears(ben, "once more");
        refuses("sendMessage", ben, 400);
        ann.says("never");
        hears(ann, "Not delivered");
        fails("answerCallbackQuery", 400);
        ben.says("/next");
        var left = hears(ann, "has left");
        ann.presses(left, "Find a partner");
        hears(ann, "Partner found");
        fails("leaveChat", 400);
        var group = Map.of("id", GROUP, "type", "supergroup", "title", "x");
        ann.sends(Map.of("text", "hello", "chat", group));
    }

    private void fails(String method, int status) {
        scene.playground.faults().on(method).fails(status, words(method, status));
    }

    private void refuses(String method, Human to, int status) {
        scene.playground.faults().on(method).chat(to.id()).fails(status, words(method, status));
    }

    /// As when it speaks of people by their numbers, names and links.
    private String words(String method, int status) {
        var mark = "words%d%s".formatted(status, method);
        said.add(mark);
        return "%s: user %d (@ann_zq7) wrote to user_id=%d in chat %d, see @ben_zq7"
                .formatted(mark, ann.id(), ben.id(), GROUP);
    }
}
