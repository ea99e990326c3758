package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The secret changes while people chat.
@Timeout(120)
class RotateKeyTest {
    private static final String OLD = "the first secret of many";
    private static final String NEW = "the second secret of many";

    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void build() throws Exception {
        scene = new Scene(folder);
        ann = scene.playground.human(7_123_456_781L);
        ben = scene.playground.human(7_123_456_782L);
    }

    @AfterEach
    void stop() {
        try (var ended = scene) {
            assertEquals(List.of(), ended.playground.violations());
        }
    }

    @Test
    void theChatGoesOnUnderANewSecretInTheFile() throws Exception {
        var bot = scene.start();
        scene.pair(ann, ben);
        var former = Files.readString(folder.resolve("data/secret.key"));
        blockedBefore();

        var rotate = scene.launch("rotate-key");
        for (int i = 1; i <= 20; i++) {
            ann.says("while it changes " + i);
        }

        assertEquals(0, rotate.awaitEnd(Scene.LIMIT), rotate.output());
        assertNotEquals(former, Files.readString(folder.resolve("data/secret.key")));
        assertEquals(former, Files.readString(folder.resolve("data/secret.key.old")));
        assertFalse(Files.exists(folder.resolve("data/secret.key.next")));
        for (int i = 1; i <= 20; i++) {
            hears(ben, "while it changes " + i);
        }
        ben.says("and back");
        hears(ann, "and back");
        Scene.await(() -> bot.output().contains("the secret is changed"));
        stillBlocked();
        bot.terminate();
        assertEquals(0, bot.awaitEnd(Scene.LIMIT));
        scene.start();
        ann.says("after a start");
        hears(ben, "after a start");
    }

    @Test
    void theChatGoesOnUnderANewSecretOfTheSettings() throws Exception {
        var bot = scene.with("MASK_SALT", OLD).start();
        scene.pair(ann, ben);

        var rotate = scene.with("NEW_MASK_SALT", NEW).launch("rotate-key");

        assertEquals(0, rotate.awaitEnd(Scene.LIMIT), rotate.output());
        ann.says("still here");
        hears(ben, "still here");
        try (var files = Files.list(folder.resolve("data"))) {
            assertFalse(files.anyMatch(file -> file.toString().contains("secret")));
        }
        bot.terminate();
        assertEquals(0, bot.awaitEnd(Scene.LIMIT));
        var refused = scene.launch("run");
        assertEquals(1, refused.awaitEnd(Scene.LIMIT));
        assertTrue(refused.output().contains("put the new one into MASK_SALT"), refused.output());
        scene.with("MASK_SALT", NEW).with("NEW_MASK_SALT", "").start();
        ann.says("after a start");
        hears(ben, "after a start");
    }

    @Test
    void aBotThatEndsMeanwhileIsNotWaitedFor() throws Exception {
        var bot = scene.start();
        bot.signal("STOP");
        var rotate = scene.launch("rotate-key");
        Scene.await(() -> rotate.output().contains("The running bot changes the secret"));

        bot.kill();

        assertEquals(1, rotate.awaitEnd(Scene.LIMIT), rotate.output());
        assertTrue(rotate.output().contains("the bot has ended meanwhile"), rotate.output());
        scene.start();
    }

    /// Two others, who are never to meet again.
    private void blockedBefore() {
        var one = scene.playground.human(7_123_456_783L);
        var other = scene.playground.human(7_123_456_784L);
        scene.pair(one, other);
        one.says("/block");
        hears(one, "Blocked");
    }

    private void stillBlocked() {
        var one = scene.playground.human(7_123_456_783L);
        var other = scene.playground.human(7_123_456_784L);
        one.says("/find");
        hears(one, "Searching");
        other.says("/find");
        hears(other, "Searching");
    }
}
