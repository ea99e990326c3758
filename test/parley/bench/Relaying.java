package parley.bench;

import parley.bench.Bench.Figure;
import parley.playground.Human;
import parley.playground.Playground;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Messages through the whole bot: a steady flow for the delay and the cost, then a flood for the
/// throughput.
final class Relaying {
    private static final int PEOPLE = 100;
    private static final int WARM_UP = 4_000;
    private static final int STEADY_SECONDS = 20;
    private static final int FLOOD = 20_000;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Playground playground;
    private final BenchBot bot;
    private final List<Human> people = new ArrayList<>();
    private int said;

    private Relaying(Playground playground, BenchBot bot) {
        this.playground = playground;
        this.bot = bot;
    }

    static List<Figure> measure(Path folder) throws Exception {
        try (var playground = Playground.start(BenchBot.TOKEN);
                var bot = BenchBot.start(playground, folder.resolve("."))) {
            bot.awaitPolling();
            return new Relaying(playground, bot).run();
        }
    }

    /// Memory as the messages go by.
    static List<Figure> million(Path folder) throws Exception {
        try (var playground = Playground.start(BenchBot.TOKEN);
                var bot = BenchBot.start(playground, folder.resolve("."))) {
            bot.awaitPolling();
            var relaying = new Relaying(playground, bot);
            relaying.meet();
            var figures = new ArrayList<Figure>();
            for (int sent = FLOOD; sent <= 1_000_000; sent += FLOOD) {
                relaying.flood(FLOOD);
                if (sent == 100_000 || sent == 500_000 || sent == 1_000_000) {
                    var name = "resident memory after " + sent + " messages";
                    figures.add(new Figure(name, bot.residentMegabytes(), "MB"));
                }
            }
            return figures;
        }
    }

    private List<Figure> run() throws Exception {
        meet();
        flood(WARM_UP);
        var figures = new ArrayList<Figure>();
        steady(figures, 200);
        steady(figures, 500);
        flood(figures, "flood", Duration.ZERO);
        playground.faults().on("sendMessage").times(Integer.MAX_VALUE).slow(Duration.ofMillis(50));
        flood(figures, "flood, 50 ms a call", Duration.ofMillis(50));
        figures.add(new Figure("resident memory after that", bot.residentMegabytes(), "MB"));
        return figures;
    }

    private void meet() {
        for (int i = 0; i < PEOPLE; i++) {
            var human = playground.human(900_000_000_000L + i);
            people.add(human);
            human.says("/find");
            human.awaits(i % 2 == 0 ? "Searching" : "Partner found", LIMIT);
        }
    }

    private void steady(List<Figure> figures, int perSecond) throws Exception {
        int count = STEADY_SECONDS * perSecond;
        double cpu = bot.cpuSeconds();
        var times = new HashMap<String, Instant>();
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + i * 1_000_000_000L / perSecond;
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            var text = "steady " + perSecond + " " + i;
            times.put(text, Instant.now());
            say(text);
        }
        awaitAll();
        var delays = delays(times);
        double cost = (bot.cpuSeconds() - cpu) * 1e6 / count;
        String at = " at " + perSecond + " msg/s";
        figures.add(new Figure("delay from said to sent, p50," + at, at(delays, 0.5), "ms"));
        figures.add(new Figure("delay from said to sent, p99," + at, at(delays, 0.99), "ms"));
        figures.add(new Figure("CPU per message, polls included," + at, cost, "us"));
    }

    private double[] delays(Map<String, Instant> times) {
        return playground.calls().stream()
                .filter(call -> times.containsKey(call.params().getOrDefault("text", "")))
                .mapToDouble(
                        call ->
                                Duration.between(times.get(call.params().get("text")), call.at())
                                                .toNanos()
                                        / 1e6)
                .sorted()
                .toArray();
    }

    private void flood(List<Figure> figures, String name, Duration each) throws Exception {
        double cpu = bot.cpuSeconds();
        long begin = System.nanoTime();
        int count = each.isZero() ? FLOOD : FLOOD / 2;
        flood(count);
        double seconds = (System.nanoTime() - begin) / 1e9;
        figures.add(new Figure("throughput, " + name, count / seconds, "msg/s"));
        double cost = (bot.cpuSeconds() - cpu) * 1e6 / count;
        figures.add(new Figure("CPU per message, " + name, cost, "us"));
    }

    private void flood(int count) {
        for (int i = 0; i < count; i++) {
            say("flood " + i);
        }
        awaitAll();
    }

    private void say(String text) {
        people.get(said++ % PEOPLE).says(text);
    }

    /// Everybody says a last word, which arrives after everything before it.
    private void awaitAll() {
        var last = "over " + said;
        people.forEach(human -> human.says(last));
        people.forEach(human -> human.awaits(last, LIMIT));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }
}
