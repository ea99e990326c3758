package parley;

import parley.bot.App;
import parley.config.Environment;
import parley.config.Setting;
import parley.config.Settings;
import parley.config.SettingsException;
import parley.ops.Logs;
import parley.playground.Playground;
import parley.playground.Terminal;
import parley.privacy.SecretException;
import parley.sqlite.file.RefusedException;
import parley.telegram.http.ApiException;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// `parley demo`: the whole bot against a Bot API server on this machine, with two people played in
/// the terminal. Nothing is left behind.
final class Demo {
    private static final String TOKEN = "1:playground";

    private Demo() {}

    /// Plays until the input ends.
    ///
    /// @return the exit code
    static int run(InputStream in, PrintStream out) {
        try {
            Logs.configure(System.Logger.Level.WARNING, Logs.Format.TEXT);
            var folder = Files.createTempDirectory("parley-demo");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            try (var playground = Playground.start(TOKEN);
                    var app = App.open(settings(playground, folder), Optional.empty())) {
                var bot = Thread.ofPlatform().name("bot").start(() -> serve(app));
                new Terminal(playground, in, out).run();
                bot.interrupt();
                bot.join();
            } finally {
                delete(folder);
            }
            return Main.FINE;
        } catch (IOException | RefusedException | SecretException | SettingsException e) {
            System.err.println("parley: the demo cannot run: " + e.getMessage());
            return Main.FAILED;
        } catch (InterruptedException _) {
            return Main.FINE;
        }
    }

    private static Settings settings(Playground playground, Path folder) throws SettingsException {
        var variables =
                Map.of(
                        Setting.BOT_TOKEN.name(),
                        TOKEN,
                        Setting.TELEGRAM_API_URL.name(),
                        playground.address().toString(),
                        Setting.DATABASE_PATH.name(),
                        folder.resolve("demo.sqlite3").toString(),
                        Setting.FIND_DEBOUNCE_SEC.name(),
                        "0",
                        Setting.REQUIRE_CONSENT.name(),
                        "false");
        return Settings.load(new Environment(variables, folder)).settings();
    }

    private static void serve(App app) {
        try {
            app.run();
        } catch (ApiException e) {
            System.err.println("parley: the bot stopped: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            System.err.println("parley: " + folder + " could not be deleted");
        }
    }
}
