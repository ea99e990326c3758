package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.e2e.Scene.LIMIT;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Group;
import parley.playground.Human;
import parley.playground.Received;

import java.nio.file.Path;
import java.util.List;

/// A scene with a moderators' chat, two moderators and two people.
abstract class ModeratedScene {
    private static final long ROOM = -1009876543210L;

    @TempDir private Path folder;

    Scene scene;
    BotProcess bot;
    Human ann;
    Human bob;
    Human mod;
    Human mia;
    Group room;

    @BeforeEach
    void start() throws Exception {
        scene = new Scene(folder);
        scene.with("MODERATION_CHAT_ID", Long.toString(ROOM));
        scene.with("MODERATOR_IDS", "7000001,7000002");
        bot = scene.start();
        ann = scene.playground.human(5_551_001);
        bob = scene.playground.human(5_551_002);
        mod = scene.playground.human(7_000_001);
        mia = scene.playground.human(7_000_002);
        room = scene.playground.group(ROOM);
    }

    @AfterEach
    void stop() {
        scene.close();
        assertEquals(List.of(), scene.playground.violations());
    }

    Received heard(String text) {
        return room.awaits(text, LIMIT);
    }

    static String id(Received card) {
        return card.text().substring("🚩 Report ".length()).lines().findFirst().orElseThrow();
    }

    /// How often somebody was shown a text with this in it so far.
    static long said(Human human, String text) {
        return human.phone().received().stream().filter(r -> r.text().contains(text)).count();
    }
}
