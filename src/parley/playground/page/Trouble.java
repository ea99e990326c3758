package parley.playground.page;

import parley.playground.Faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// What the visitor breaks on purpose.
final class Trouble {
    private static final int FOR_LONG = 1_000_000_000;
    private static final Duration SLOW = Duration.ofMillis(700);
    private static final Duration FLOOD = Duration.ofSeconds(5);

    private final Faults faults;
    private final Page.Bot bot;
    private final Tabs tabs;
    private volatile boolean slow;
    private volatile boolean outage;

    Trouble(Faults faults, Page.Bot bot, Tabs tabs) {
        this.faults = faults;
        this.bot = bot;
        this.tabs = tabs;
    }

    /// The next call to this chat gets 429, and has to wait.
    void flood(long chat) {
        faults.onEverything().chat(chat).floods(FLOOD);
    }

    /// Every answer comes late, or no longer.
    synchronized void slow(boolean on) {
        slow = on;
        arm();
    }

    /// Every answer is 502, or no longer.
    synchronized void outage(boolean on) {
        outage = on;
        arm();
    }

    private void arm() {
        faults.clear();
        if (slow) {
            faults.onEverything().times(FOR_LONG).slow(SLOW);
        }
        if (outage) {
            faults.onEverything().times(FOR_LONG).badGateway();
        }
        tell();
    }

    /// `kill -9`.
    synchronized void kill() throws IOException, InterruptedException {
        bot.kill();
        tell();
    }

    /// Starts the bot again.
    synchronized void start() throws IOException, InterruptedException {
        if (!bot.isRunning()) {
            bot.start();
        }
        tell();
    }

    private void tell() {
        tabs.tell(() -> Map.of("type", "trouble", "trouble", view()));
    }

    /// What is broken at the moment.
    Map<String, Object> view() {
        return Map.of("slow", slow, "outage", outage, "running", bot.isRunning());
    }
}
