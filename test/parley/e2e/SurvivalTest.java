package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What was on its way when the bot was killed comes through when it is started again.
class SurvivalTest {
    private static final Duration LONG = Duration.ofSeconds(3);

    @TempDir Path folder;
    private Scene scene;
    private BotProcess bot;
    private Human ann;
    private Human ben;

    @BeforeEach
    void meet() throws Exception {
        scene = new Scene(folder);
        bot = scene.start();
        ann = scene.playground.human(8_000_000_001L);
        ben = scene.playground.human(8_000_000_002L);
        scene.pair(ann, ben);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aMessageThatIsHeldWaitsForTheSameButton() throws Exception {
        ann.says("write to @somebody_there");
        var question = hears(ann, "Not sent yet");

        restart();

        ann.presses(question, "Send it");
        assertEquals("write to @somebody_there", hears(ben, "@somebody_there").text());
    }

    @Test
    void whatWaitsForTelegramArrivesInItsOrderWithItsChange() throws Exception {
        scene.playground.faults().on("sendMessage").chat(ben.id()).floods(LONG);
        long first = ann.says("one");
        ann.says("two");
        Scene.await(() -> scene.playground.calls().stream().anyMatch(c -> c.status() == 429));
        ann.edits(first, Map.of("text", "one, changed"));
        ann.says("three");

        restart();

        hears(ben, "one");
        hears(ben, "two");
        hears(ben, "three");
        Scene.await(() -> calls("editMessageText") == 1);
    }

    @Test
    void theFirstPartsOfAnAlbumAreThere() throws Exception {
        for (var file : List.of("a", "b")) {
            var photo = List.of(Map.of("file_id", file));
            ann.sends(Map.of("photo", photo, "caption", file, "media_group_id", "7"));
        }
        Scene.await(() -> Scene.pending(scene.playground.address()) == 0);

        restart();

        ben.phone().awaits(r -> r.method().equals("sendMediaGroup"), Scene.LIMIT);
    }

    private void restart() throws Exception {
        bot.kill();
        bot = scene.start();
    }

    private long calls(String method) {
        return scene.playground.calls().stream().filter(c -> c.method().equals(method)).count();
    }
}
