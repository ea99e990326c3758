package parley.chaos;

import parley.e2e.BotProcess;
import parley.playground.Playground;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// One run: the program in a process of its own, the server and the people in this one.
final class Run {
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration QUIET = Duration.ofSeconds(16);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Plan plan;
    private final PrintStream out;
    private final History history = new History();
    private final long begin = System.nanoTime();

    /// What was counted, and in what.
    record Outcome(Tally tally, List<Event> events) {}

    private Run(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /// @param folder for the database, empty
    /// @param out where progress is told
    static Outcome of(Plan plan, Path folder, PrintStream out) throws Exception {
        return new Run(plan, out).run(folder);
    }

    private Outcome run(Path folder) throws Exception {
        try (var playground = Playground.start(BotProcess.TOKEN);
                var killer =
                        new Killer(
                                () -> start(playground, folder), history, new Random(plan.seed()));
                var traffic = new Traffic(playground, history, plan, new Random(plan.seed() + 1));
                var reporter = Executors.newSingleThreadScheduledExecutor()) {
            var _ = reporter.scheduleAtFixedRate(this::report, 5, 5, TimeUnit.SECONDS);
            if (plan.faults()) {
                Mischief.begin(playground.faults(), plan.seed(), Traffic.FIRST_ID);
            }
            traffic.start();
            killer.kill(plan.kills());
            killer.watch(plan.least().minusNanos(System.nanoTime() - begin));
            playground.faults().clear();
            traffic.finish();
            awaitQuiet(killer);
            reporter.shutdownNow();
            killer.stop();
            return judge(playground, killer);
        }
    }

    private static BotProcess start(Playground playground, Path folder) {
        var settings =
                Map.of(
                        "BOT_TOKEN", BotProcess.TOKEN,
                        "TELEGRAM_API_URL", playground.address().toString(),
                        "FIND_DEBOUNCE_SEC", "0",
                        "REQUIRE_CONSENT", "false",
                        "RATE_LIMIT_MSG_PER_SEC", "0",
                        "LOG_LEVEL", "INFO");
        return BotProcess.start(folder, settings, "run", Path.of("/dev/null"));
    }

    /// Until everything is answered, or nothing happens any more.
    private void awaitQuiet(Killer killer) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        long quietSince = System.nanoTime();
        int size = history.size();
        do {
            killer.watch(TICK);
            if (history.size() != size) {
                size = history.size();
                quietSince = System.nanoTime();
            }
        } while (isOpen()
                && System.nanoTime() - quietSince < QUIET.toNanos()
                && System.nanoTime() < end);
    }

    private boolean isOpen() {
        var now = Oracle.judge(history.events());
        return now.of(Count.LOST) + now.of(Count.UNANSWERED) + now.of(Count.NOT_TOLD) > 0;
    }

    private Outcome judge(Playground playground, Killer killer) {
        var events = new ArrayList<>(history.events());
        events.addAll(Mischief.lostAnswers(playground.faults()));
        var tally = Oracle.judge(events);
        playground.violations().forEach(how -> tally.add(Count.VIOLATIONS, how));
        for (int i = 0; i < killer.ends(); i++) {
            tally.add(Count.ENDED);
        }
        killer.complaints().stream().limit(10).forEach(line -> out.println("  log: " + line));
        return new Outcome(tally, events);
    }

    private void report() {
        var now = Oracle.judge(history.events());
        out.printf(
                Locale.ROOT,
                "  %3d s: %d kills, %d sent, %d delivered, %d refused, %d open%n",
                (System.nanoTime() - begin) / 1_000_000_000,
                now.of(Count.KILLS),
                now.of(Count.SENT),
                now.of(Count.DELIVERED),
                now.of(Count.REFUSED),
                now.of(Count.LOST));
    }
}
