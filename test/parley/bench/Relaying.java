package parley.bench;

import parley.bench.Bench.Figure;
import parley.playground.Human;
import parley.playground.Playground;
import parley.redis.RedisServer;

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

    /// What people notice of a Redis that fails in many ways, one after the other.
    static List<Figure> withRedis(Path folder) throws Exception {
        try (var redis = RedisServer.start(folder);
                var playground = Playground.start(BenchBot.TOKEN);
                var bot =
                        BenchBot.start(
                                playground,
                                folder.resolve("."),
                                Map.of(
                                        "REDIS_URL",
                                        redis.url(),
                                        "RATE_LIMIT_MSG_PER_SEC",
                                        "1000",
                                        "RATE_LIMIT_BURST",
                                        "1000"))) {
            bot.awaitPolling();
            var relaying = new Relaying(playground, bot);
            relaying.meet();
            relaying.flood(WARM_UP);
            var figures = new ArrayList<Figure>();
            relaying.steady(figures, "Redis is well", () -> {});
            relaying.steady(figures, "CLIENT PAUSE", () -> redis.say("CLIENT", "PAUSE", "3000"));
            relaying.steady(figures, "SCRIPT FLUSH", () -> redis.say("SCRIPT", "FLUSH"));
            relaying.steady(figures, "FLUSHALL", () -> redis.say("FLUSHALL"));
            relaying.steady(figures, "frozen", () -> redis.signal("STOP"));
            relaying.steady(figures, "goes on", () -> redis.signal("CONT"));
            relaying.steady(figures, "killed", redis::stop);
            relaying.steady(figures, "back", redis::restart);
            return figures;
        }
    }

    /// Something that goes wrong.
    @FunctionalInterface
    private interface Fault {
        void happen() throws Exception;
    }

    /// All messages arrive, or this never ends.
    private void steady(List<Figure> figures, String fault, Fault happens) throws Exception {
        int count = STEADY_SECONDS / 2 * 200;
        var times = new HashMap<String, Instant>();
        flow(times, count / 4, 200, fault);
        happens.happen();
        flow(times, count - count / 4, 200, fault + ", then");
        awaitAll();
        var delays = delays(times);
        figures.add(new Figure("delay at 200 msg/s, p99, " + fault, at(delays, 0.99), "ms"));
        figures.add(new Figure("delay at 200 msg/s, most, " + fault, at(delays, 1), "ms"));
        figures.add(new Figure("messages lost, " + fault, count - delays.length, ""));
    }

    private void flow(Map<String, Instant> times, int count, int perSecond, String name)
            throws InterruptedException {
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + i * 1_000_000_000L / perSecond;
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            var text = name + " " + perSecond + " " + i;
            times.put(text, Instant.now());
            say(text);
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
        flow(times, count, perSecond, "steady");
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
