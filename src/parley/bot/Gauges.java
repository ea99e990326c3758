package parley.bot;

import parley.delivery.Courier;
import parley.engine.Core;
import parley.ops.Metrics;
import parley.telegram.Poller;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// How the bot is at this moment.
record Gauges(
        Core core,
        Courier courier,
        Ledger ledger,
        Poller poller,
        Throttles throttles,
        Path database,
        InstantSource clock) {
    private static final System.Logger LOG = System.getLogger("parley");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// A poll takes 50 seconds when nobody writes.
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final int MOST_PENDING = 10_000;

    /// Adds what is asked when somebody reads.
    void addTo(Metrics metrics) {
        metrics.gauge("parley_chats", "Chats that are running.", core::running)
                .gauge("parley_waiting_people", "People who wait for a partner.", core::waiting)
                .gauge("parley_lanes", "People to whom something is under way.", courier::lanes)
                .gauge(
                        "parley_journal_pending",
                        "Updates that were taken and are not dealt with.",
                        ledger::backlog)
                .gauge(
                        "parley_last_poll_timestamp_seconds",
                        "When Telegram last answered a poll.",
                        () -> poller.lastPoll().toEpochMilli() / 1000.0)
                .gauge("parley_database_bytes", "Size of the database.", () -> size(""))
                .gauge("parley_database_wal_bytes", "Size of its log.", () -> size("-wal"))
                .gauge(
                        "parley_database_writable",
                        "Whether the disk takes what is written: 1 or 0.",
                        () -> ledger.isIll() ? 0 : 1);
        throttles
                .isShared()
                .ifPresent(
                        _ ->
                                metrics.gauge(
                                        "parley_redis_up",
                                        "Whether limits are shared at this moment: 1 or 0.",
                                        () -> throttles.isShared().orElse(false) ? 1 : 0));
        metrics.addProcess();
    }

    /// Logs one line for each minute in which something happened, until it is interrupted.
    void summarise(Counts counts) {
        try {
            while (true) {
                Thread.sleep(MINUTE);
                counts.news().ifPresent(this::log);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void log(String news) {
        LOG.log(
                Level.INFO,
                "the last minute: {0}; {1} chats, {2} waiting",
                news,
                core.running(),
                core.waiting());
    }

    /// What keeps the bot from serving people, a line each.
    List<String> troubles() {
        var troubles = new ArrayList<String>();
        if (ledger.isIll()) {
            troubles.add("database: the disk takes nothing");
        }
        if (poller.lastPoll().plus(SILENCE).isBefore(clock.instant())) {
            troubles.add("telegram: no answer within the last two minutes");
        }
        if (ledger.backlog() > MOST_PENDING) {
            troubles.add("backlog: " + ledger.backlog() + " updates are not dealt with");
        }
        return troubles;
    }

    private double size(String suffix) {
        try {
            return Files.size(Path.of(database + suffix));
        } catch (IOException _) {
            return 0;
        }
    }
}
