package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How the process starts, stops and comes back.
class LifeTest {
    /// Far less than a poll or a flood wait takes, and enough for a machine under load.
    private static final Duration SHORT = Duration.ofSeconds(20);

    private static final int LANGUAGES = 4;

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
    void sigtermEndsItWithExitCodeZeroAndDoesNotWaitForThePoll() throws Exception {
        var bot = scene.start();

        bot.terminate();

        assertEquals(0, bot.awaitEnd(SHORT));
    }

    @Test
    void sigtermDuringAFloodWaitDoesNotWaitForItsEnd() throws Exception {
        var bot = scene.start();
        scene.pair(ann, ben);
        scene.playground
                .faults()
                .on("sendMessage")
                .chat(ben.id())
                .times(1000)
                .floods(Duration.ofSeconds(60));
        ann.says("never mind");
        Scene.await(() -> calls("sendMessage") >= 4);

        bot.terminate();

        assertEquals(0, bot.awaitEnd(SHORT));
    }

    @Test
    void whatWasDeliveredBeforeSigtermIsNotDeliveredAgain() throws Exception {
        var bot = scene.start();
        scene.pair(ann, ben);
        ann.says("once");
        hears(ben, "once");
        bot.terminate();
        assertEquals(0, bot.awaitEnd(SHORT));

        scene.start();
        ann.says("twice");
        hears(ben, "twice");

        assertEquals(
                1, ben.phone().received().stream().filter(r -> r.text().equals("once")).count());
    }

    @Test
    void chatsAndTheQueueSurviveSigkill() throws Exception {
        var cleo = scene.playground.human(7_000_000_003L);
        var dora = scene.playground.human(7_000_000_004L);
        var bot = scene.start();
        scene.pair(ann, ben);
        cleo.says("/find");
        hears(cleo, "Searching");
        bot.kill();

        scene.start();
        ann.says("still there?");
        hears(ben, "still there?");
        dora.says("/find");

        hears(cleo, "Partner found");
        hears(dora, "Partner found");
    }

    @Test
    void aMessageThatWasNotHandledBeforeSigkillIsHandledAfterIt() throws Exception {
        var bot = scene.start();
        scene.pair(ann, ben);
        bot.kill();
        ann.says("while it was away");

        scene.start();

        hears(ben, "while it was away");
    }

    @Test
    void theCommandMenuIsSetOnceAndLeftAloneAfterwards() throws Exception {
        var bot = scene.start();
        ann.says("/start");
        hears(ann, "Welcome");
        Scene.await(() -> calls("setMyShortDescription") >= LANGUAGES);
        bot.terminate();
        bot.awaitEnd(SHORT);
        long before = calls("setMy");

        scene.start();
        Scene.await(() -> calls("getMyShortDescription") >= 2 * LANGUAGES);

        assertTrue(before > 0);
        assertEquals(before, calls("setMy"));
    }

    @Test
    void aSecondInstanceOnTheSameDatabaseRefusesToStart() throws Exception {
        scene.start();

        try (var second = scene.launch("run")) {
            assertEquals(1, second.awaitEnd(SHORT));
            assertTrue(second.output().contains("another"), second.output());
        }
    }

    @Test
    void aWrongTokenEndsItWithExitCodeThreeAndIsNotPrinted() throws Exception {
        scene.with("BOT_TOKEN", "700000001:AAsomeOtherTokenThatIsWrong_4711");

        try (var bot = scene.launch("run")) {
            assertEquals(3, bot.awaitEnd(SHORT));
            assertTrue(bot.output().contains("@BotFather"), bot.output());
            assertFalse(bot.output().contains("AAsomeOther"), bot.output());
        }
    }

    @Test
    void everyFaultOfTheSettingsIsNamedAtOnce() throws Exception {
        scene.with("BOT_TOKEN", "").with("RATE_LIMIT_BURST", "many").with("LOG_FORMAT", "xml");

        try (var bot = scene.launch("run")) {
            assertEquals(2, bot.awaitEnd(SHORT));
            for (var name : List.of("BOT_TOKEN", "RATE_LIMIT_BURST", "LOG_FORMAT")) {
                assertTrue(bot.output().contains(name), bot.output());
            }
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
        var file = folder.resolve("letters.sqlite3");
        var letters = "Dear Ann, these are not tables. ".repeat(200).getBytes();
        Files.write(file, letters);
        scene.with("DATABASE_PATH", file.toString());

        try (var bot = scene.launch("run")) {
            assertEquals(1, bot.awaitEnd(SHORT));
            assertTrue(bot.output().contains("letters.sqlite3"), bot.output());
        }
        assertArrayEquals(letters, Files.readAllBytes(file));
    }

    @Test
    void aDatabaseOfAnotherSecretIsRefusedAndLeftAlone() throws Exception {
        var bot = scene.with("MASK_SALT", "the first secret of all").start();
        scene.pair(ann, ben);
        bot.terminate();
        bot.awaitEnd(SHORT);

        try (var other = scene.with("MASK_SALT", "quite another secret").launch("run")) {
            assertEquals(1, other.awaitEnd(SHORT));
            assertTrue(other.output().contains("secret"), other.output());
        }
        scene.with("MASK_SALT", "the first secret of all").start();
        ann.says("we are still here");
        hears(ben, "we are still here");
    }

    private long calls(String method) {
        return scene.playground.calls().stream().filter(c -> c.method().startsWith(method)).count();
    }
}
