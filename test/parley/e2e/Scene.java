package parley.e2e;

import parley.playground.Human;
import parley.playground.Playground;
import parley.playground.Received;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// A playground with the real bot beside it, in a folder of its own.
final class Scene implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(20);

    final Playground playground;
    final Path folder;
    private final Map<String, String> settings = new HashMap<>();
    private BotProcess bot;

    Scene(Path folder) throws IOException {
        this.folder = folder;
        playground = Playground.start(BotProcess.TOKEN);
        settings.put("BOT_TOKEN", BotProcess.TOKEN);
        settings.put("TELEGRAM_API_URL", playground.address().toString());
        settings.put("FIND_DEBOUNCE_SEC", "0");
        settings.put("REQUIRE_CONSENT", "false");
        settings.put("RATE_LIMIT_MSG_PER_SEC", "0");
    }

    Scene with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /// Starts the bot, or starts it again.
    BotProcess start() throws InterruptedException {
        bot = launch("run");
        return bot.awaitPolling();
    }

    /// Runs a command with the settings of the scene.
    BotProcess launch(String command) {
        return launch(command, Path.of("/dev/null"));
    }

    /// The same, with this file as standard input.
    BotProcess launch(String command, Path input) {
        return BotProcess.start(folder, settings, command, input);
    }

    /// Brings two people together who were alone so far.
    void pair(Human one, Human other) {
        one.says("/find");
        one.awaits("Searching", LIMIT);
        other.says("/find");
        one.awaits("Partner found", LIMIT);
        other.awaits("Partner found", LIMIT);
    }

    /// Reports the partner by a tap on a reason.
    static void reports(Human human) {
        human.says("/report");
        human.presses(hears(human, "What is it about?"), "Spam or advertising");
        hears(human, "Reported");
    }

    /// Waits for something that no person can see.
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within " + LIMIT);
            }
            Thread.onSpinWait();
        }
    }

    static Received hears(Human human, String text) {
        return human.awaits(text, LIMIT);
    }

    @Override
    public void close() {
        if (bot != null) {
            bot.close();
        }
        playground.close();
    }
}
