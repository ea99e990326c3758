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

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// SIGHUP, while people chat.
class ReloadTest {
    private static final String LOG = "LOG_LEVEL=DEBUG\nLOG_FORMAT=json\n";

    @TempDir private Path folder;
    private Scene scene;
    private BotProcess bot;
    private Human ann;
    private Human ben;

    @BeforeEach
    void start() throws Exception {
        scene = new Scene(folder);
        write("LINKS=allow\n");
        bot = scene.start();
        ann = scene.playground.human(5_551_991);
        ben = scene.playground.human(5_551_992);
        scene.pair(ann, ben);
        ann.says("see example.org/one");
        hears(ben, "see example.org/one");
    }

    @AfterEach
    void stop() {
        scene.close();
        assertEquals(List.of(), scene.playground.violations());
    }

    @Test
    void newSettingsHoldFromThenOnAndTheChatGoesOn() throws Exception {
        write("LINKS=block\n");
        hangUp();
        Scene.await(() -> bot.output().split("polling as", -1).length == 3);

        ann.says("see example.org/two");

        hears(ann, "links are not allowed here");
        ann.says("still here");
        hears(ben, "still here");
    }

    @Test
    void limitsTextsAndTheLogFollow() throws Exception {
        bot.kill();
        var rules = folder.resolve("rules.txt");
        Files.writeString(rules, "the first rules");
        write("RULES_FILE=rules.txt\nRATE_LIMIT_MSG_PER_SEC=0\n");
        // What the environment has would win over the file.
        bot = scene.with("LOG_LEVEL", "").with("RATE_LIMIT_MSG_PER_SEC", "").start();
        ann.says("/rules");
        hears(ann, "the first rules");
        assertFalse(bot.output().contains("thread"), bot::output);
        Files.writeString(rules, "other rules");
        write("RULES_FILE=rules.txt\nRATE_LIMIT_MSG_PER_SEC=0.01\nRATE_LIMIT_BURST=1\n");
        Files.writeString(folder.resolve(".env"), LOG, StandardOpenOption.APPEND);
        hangUp();
        Scene.await(() -> bot.output().split("polling as", -1).length == 3);

        ann.says("/rules");
        hears(ann, "other rules");
        ben.says("one");
        hears(ann, "one");
        ben.says("one too many");
        hears(ben, "then send it again");
        var last = bot.output().lines().toList().getLast();
        assertTrue(last.startsWith("{\"time\":") && last.contains("\"thread\":"), last);
    }

    @Test
    void underSystemdEachLineHasItsPriority() throws Exception {
        bot.kill();
        bot = scene.with("JOURNAL_STREAM", "8:1").start();
        write("LINKS=perhaps\n");
        hangUp();
        Scene.await(() -> bot.output().contains("\n<3>time="));

        assertEquals(
                List.of(),
                bot.output().lines().filter(line -> !line.matches("<[36]>time=.*")).toList());
    }

    @Test
    void badSettingsChangeNothing() throws Exception {
        write("LINKS=perhaps\n");
        hangUp();
        Scene.await(() -> bot.output().contains("the settings stay as they were"));
        assertTrue(bot.output().contains("LINKS: is \\\"perhaps\\\""), bot::output);

        ann.says("see example.org/two");

        hears(ben, "see example.org/two");
        assertEquals(2, bot.output().split("polling as", -1).length);
    }

    @Test
    void settingsThatDoNotWorkAreTakenBack() throws Exception {
        write("LINKS=block\nLOG_FORMAT=json\nHTTP_ADDR=192.0.2.1:9464\n");
        hangUp();
        Scene.await(() -> bot.output().contains("going on as before: HTTP_ADDR: port 9464"));
        Scene.await(() -> bot.output().split("polling as", -1).length == 3);
        assertTrue(bot.output().lines().toList().getLast().startsWith("time="), bot::output);

        ann.says("see example.org/two");

        hears(ben, "see example.org/two");
        assertFalse(bot.output().contains("stopped by a bug"));
    }

    private void hangUp() throws Exception {
        bot.signal("HUP");
    }

    private void write(String settings) throws Exception {
        Files.writeString(folder.resolve(".env"), settings);
    }
}
