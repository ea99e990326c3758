package parley.e2e;

import parley.json.Json;
import parley.playground.Human;
import parley.playground.Playground;
import parley.playground.Received;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A playground with the real bot beside it, in a folder of its own.
final class Scene implements AutoCloseable {
    /// Only who fails waits so long: a machine that is busy with something else must not count.
    static final Duration LIMIT = BotProcess.LIMIT;

    /// Whoever looks without a rest takes the time from what is waited for.
    private static final Duration LOOK = Duration.ofMillis(1);

    final Playground playground;
    final Path folder;
    private final Map<String, String> settings = new HashMap<>();
    private final List<BotProcess> launched = new ArrayList<>();

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
        return launch("run").awaitPolling();
    }

    /// Runs a command with the settings of the scene.
    BotProcess launch(String command) {
        return launch(command, Path.of("/dev/null"));
    }

    /// The same, with this file as standard input.
    BotProcess launch(String command, Path input) {
        var process = BotProcess.start(folder, settings, command, input);
        launched.add(process);
        return process;
    }

    /// Brings two people together who were alone so far.
    void pair(Human one, Human other) {
        one.says("/find");
        one.awaits("Searching", LIMIT);
        other.says("/find");
        one.awaits("Partner found", LIMIT);
        other.awaits("Partner found", LIMIT);
    }

    /// What is done here finds the bot when it is over. Parts of an album that come one by one may
    /// be too far from each other on a busy machine to be one.
    void atOnce(Runnable deed) throws IOException, InterruptedException {
        launched.getLast().signal("STOP");
        deed.run();
        launched.getLast().signal("CONT");
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
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /// How many updates a server has that the bot has not confirmed yet.
    static long pending(URI server) {
        var address = server.resolve("/bot" + BotProcess.TOKEN + "/getWebhookInfo");
        try (var answer = address.toURL().openStream()) {
            var text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            var info = (Map<?, ?>) ((Map<?, ?>) Json.parse("answer", text)).get("result");
            return (Long) info.get("pending_update_count");
        } catch (IOException e) {
            throw new AssertionError("the playground does not answer", e);
        }
    }

    static Received hears(Human human, String text) {
        return human.awaits(text, LIMIT);
    }

    @Override
    public void close() {
        launched.forEach(BotProcess::close);
        playground.close();
    }
}
