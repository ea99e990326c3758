package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// SIGHUP, while people chat.
class ReloadTest {
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
    void badSettingsChangeNothing() throws Exception {
        write("LINKS=perhaps\n");
        hangUp();
        Scene.await(() -> bot.output().contains("the settings stay as they were"));

        ann.says("see example.org/two");

        hears(ben, "see example.org/two");
        assertEquals(2, bot.output().split("polling as", -1).length);
    }

    @Test
    void settingsThatDoNotWorkAreTakenBack() throws Exception {
        write("LINKS=block\nHTTP_ADDR=192.0.2.1:9464\n");
        hangUp();
        Scene.await(() -> bot.output().contains("the new settings do not work"));
        Scene.await(() -> bot.output().split("polling as", -1).length == 3);

        ann.says("see example.org/two");

        hears(ben, "see example.org/two");
        assertFalse(bot.output().contains("stopped by a bug"));
    }

    private void hangUp() throws Exception {
        new ProcessBuilder("kill", "-HUP", Long.toString(bot.pid())).start().waitFor();
    }

    private void write(String settings) throws Exception {
        Files.writeString(folder.resolve(".env"), settings);
    }
}
