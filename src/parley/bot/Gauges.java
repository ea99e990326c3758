package parley.bot;

import parley.delivery.Courier;
import parley.engine.Core;
import parley.ops.Endpoint;
import parley.ops.Metrics;
import parley.ops.Watchdog;
import parley.sqlite.backup.LastBackup;
import parley.telegram.Poller;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How the bot is at this moment, for whoever reads its pages, and for the log.
final class Gauges implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("parley");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// A poll takes 50 seconds when nobody writes.
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final int MOST_PENDING = 10_000;

    /// How long the disk may take for one change, and for how long its answer is believed.
    private static final Duration DISK_PATIENCE = Duration.ofSeconds(2);

    private final Parts parts;
    private final Counts counts;
    private final Watchdog watchdog;
    private final Path database;
    private final InstantSource clock;
    private Instant looked = Instant.MIN;
    private boolean disk;
    private volatile Optional<Endpoint> endpoint = Optional.empty();
    private volatile Thread summary = Thread.ofVirtual().unstarted(() -> {});

    /// What is asked.
    record Parts(Core core, Courier courier, Ledger ledger, Poller poller, Throttles throttles) {}

    Gauges(Parts parts, Counts counts, Watchdog watchdog, Path database, InstantSource clock) {
        this.parts = parts;
        this.counts = counts;
        this.watchdog = watchdog;
        this.database = database;
        this.clock = clock;
    }

    /// Tells whoever asks at this address, from now on.
    ///
    /// @throws IOException when the address cannot be had
    void listen(InetSocketAddress address) throws IOException {
        var metrics = counts.metrics();
        addTo(metrics);
        endpoint = Optional.of(Endpoint.start(address, metrics, watchdog::stuck, this::troubles));
    }

    /// Logs one line for each minute in which something happened, from now on.
    void summarise() {
        summary = Thread.ofVirtual().name("summary").start(this::tellEachMinute);
    }

    @Override
    public void close() {
        endpoint.ifPresent(Endpoint::close);
        summary.interrupt();
    }

    private void addTo(Metrics metrics) {
        var ledger = parts.ledger();
        metrics.gauge("parley_chats", "Chats that are running.", parts.core()::running)
                .gauge(
                        "parley_waiting_people",
                        "People who wait for a partner.",
                        parts.core()::waiting)
                .gauge(
                        "parley_lanes",
                        "People to whom something is under way.",
                        parts.courier()::lanes)
                .gauge(
                        "parley_journal_pending",
                        "Updates that were taken and are not dealt with.",
                        ledger::backlog)
                .gauge(
                        "parley_database_writable",
                        "Whether the disk takes what is written: 1 or 0.",
                        () -> ledger.isIll() ? 0 : 1)
                .gauge("parley_database_bytes", "Size of the database.", () -> size(""))
                .gauge("parley_database_wal_bytes", "Size of its log.", () -> size("-wal"))
                .gauge("parley_disk_free_bytes", "Free space beside the database.", this::free)
                .gauge(
                        "parley_last_backup_timestamp_seconds",
                        "Of when the newest good backup is; 0 when there is none.",
                        () -> seconds(LastBackup.of(database).orElse(Instant.EPOCH)));
        addPolls(metrics);
        var throttles = parts.throttles();
        if (throttles.isShared().isPresent()) {
            metrics.gauge(
                    "parley_redis_up",
                    "Whether limits are shared at this moment: 1 or 0.",
                    () -> throttles.isShared().orElse(false) ? 1 : 0);
        }
        metrics.addProcess();
    }

    private void addPolls(Metrics metrics) {
        var poller = parts.poller();
        metrics.gauge(
                "parley_last_poll_timestamp_seconds",
                "When Telegram last answered a poll; 0 before the first.",
                () -> seconds(poller.lastPoll()));
        for (var why : Poller.Failure.values()) {
            metrics.total(
                    "parley_poll_failures_total",
                    "Polls that Telegram refused or did not answer.",
                    () -> poller.failed(why),
                    "reason",
                    why.name().toLowerCase(Locale.ROOT));
        }
    }

    private void tellEachMinute() {
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
                parts.core().running(),
                parts.core().waiting());
    }

    /// What keeps the bot from serving people, a line each.
    private List<String> troubles() {
        var troubles = new ArrayList<String>();
        if (!diskTakesChanges()) {
            troubles.add("database: the disk takes nothing");
        }
        if (parts.poller().lastPoll().plus(SILENCE).isBefore(clock.instant())) {
            troubles.add("telegram: no answer within the last two minutes");
        }
        int backlog = parts.ledger().backlog();
        if (backlog > MOST_PENDING) {
            troubles.add("backlog: " + backlog + " updates are not dealt with");
        }
        return troubles;
    }

    /// Nobody would know of a bad disk as long as nobody writes. Looks at most every few seconds,
    /// however many ask.
    private synchronized boolean diskTakesChanges() {
        if (looked.plus(DISK_PATIENCE).isBefore(clock.instant())) {
            try {
                disk = parts.ledger().takesChanges(DISK_PATIENCE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                disk = false;
            }
            looked = clock.instant();
        }
        return disk;
    }

    private double size(String suffix) {
        try {
            return Files.size(Path.of(database + suffix));
        } catch (IOException _) {
            return 0;
        }
    }

    private double free() {
        try {
            return Files.getFileStore(database).getUsableSpace();
        } catch (IOException _) {
            return 0;
        }
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }
}
