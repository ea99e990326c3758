package parley.browser;

import parley.e2e.BotProcess;
import parley.playground.Playground;
import parley.playground.page.Page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The playground with its page, and the real bot as a process of its own.
final class Stage implements AutoCloseable, Page.Bot {
    final Playground playground;
    final Page page;
    private final Path folder;
    private final Map<String, String> settings = new HashMap<>();
    private BotProcess bot;

    /// Starts all of it.
    ///
    /// @param consent whether the bot asks newcomers to accept the rules
    Stage(Path folder, boolean consent) throws Exception {
        this.folder = folder;
        playground = Playground.start(BotProcess.TOKEN);
        settings.put("BOT_TOKEN", BotProcess.TOKEN);
        settings.put("TELEGRAM_API_URL", playground.address().toString());
        settings.put("DATABASE_PATH", database().toString());
        settings.put("FIND_DEBOUNCE_SEC", "0");
        settings.put("REQUIRE_CONSENT", Boolean.toString(consent));
        settings.put("RATE_LIMIT_MSG_PER_SEC", "0");
        settings.put("MODERATION_CHAT_ID", Long.toString(Page.MODERATORS_CHAT));
        settings.put(
                "MODERATOR_IDS",
                Page.MODERATORS.stream().map(String::valueOf).collect(Collectors.joining(",")));
        start();
        page = Page.start(playground, 0, this);
    }

    @Override
    public synchronized void kill() throws InterruptedException {
        bot.kill();
    }

    @Override
    public synchronized void start() throws InterruptedException {
        bot = BotProcess.start(folder, settings, "run", Path.of("/dev/null")).awaitPolling();
    }

    @Override
    public boolean isRunning() {
        return ProcessHandle.of(bot.pid()).map(ProcessHandle::isAlive).orElse(false);
    }

    @Override
    public Path database() {
        return folder.resolve("demo.sqlite3");
    }

    @Override
    public void close() throws IOException {
        if (page != null) {
            page.close();
        }
        bot.close();
        playground.close();
    }
}
