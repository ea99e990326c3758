package parley.bench;

import parley.bench.Bench.Figure;
import parley.limit.Gcra;
import parley.limit.Limiter;
import parley.redis.Redis;
import parley.redis.RedisServer;
import parley.redis.SharedLimiter;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/// Decisions of a rate limit, in memory and over Redis, and a plain `SET` by Redis' own benchmark
/// on the same machine. Every decision is for another person.
final class Limiting {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int BURST = 5;
    private static final int MANY = 50;
    private static final int IN_MEMORY = 2_000_000;
    private static final int OVER_REDIS = 200_000;
    private static final int ALONE = 20_000;
    private static final int TRIES = 50;

    /// What the limiter over Redis answers while Redis does not. Such decisions are counted apart.
    private static final Duration WITHOUT_REDIS = Duration.ofDays(1);

    private Limiting() {}

    static List<Figure> measure(Path folder) throws Exception {
        var figures = new ArrayList<Figure>();
        var memory = new Gcra<Long>(System::nanoTime, INTERVAL, BURST);
        measure(figures, "limit in memory", memory, new Load(2, IN_MEMORY));
        if (!RedisServer.isInstalled("redis-server")) {
            return figures;
        }
        try (var server = RedisServer.start(folder);
                var redis = Redis.open(server.endpoint())) {
            var rate = new SharedLimiter.Rate("bench", INTERVAL, BURST);
            var shared =
                    new SharedLimiter<Long>(
                            redis, _ -> WITHOUT_REDIS, key -> Long.toHexString(key), rate);
            measure(figures, "limit over Redis", shared, new Load(1, ALONE));
            measure(figures, "limit over Redis", shared, new Load(MANY, OVER_REDIS));
            if (RedisServer.isInstalled("redis-benchmark")) {
                plainSet(figures, server, new Load(1, ALONE));
                plainSet(figures, server, new Load(MANY, OVER_REDIS));
            }
        }
        return figures;
    }

    private record Load(int threads, int decisions) {
        String name(String what) {
            return what + ", " + threads + " at once";
        }
    }

    /// @param nanos how long each decision took, the shortest first
    /// @param seconds how long it took altogether
    /// @param withoutRedis how many were not made by Redis
    private record Run(long[] nanos, double seconds, long withoutRedis) {
        double micros(int percent) {
            return nanos[nanos.length * percent / 100] / 1e3;
        }
    }

    private static void measure(List<Figure> figures, String what, Limiter<Long> limiter, Load load)
            throws Exception {
        run(limiter, load);
        var run = run(limiter, load);
        // On a busy machine an answer may take too long; what was decided here then is fast, and
        // no figure of Redis.
        for (int i = 1; i < TRIES && run.withoutRedis > 0; i++) {
            run = run(limiter, load);
        }
        var name = load.name(what);
        figures.add(new Figure(name + ": decisions", load.decisions / run.seconds, "/s"));
        figures.add(new Figure(name + ": p50", run.micros(50), "µs"));
        figures.add(new Figure(name + ": p99", run.micros(99), "µs"));
        if (run.withoutRedis > 0) {
            figures.add(new Figure(name + ": not by Redis", run.withoutRedis, "decisions"));
        }
    }

    private static Run run(Limiter<Long> limiter, Load load) throws Exception {
        var next = new AtomicLong();
        var all = new ArrayList<Future<long[]>>();
        var withoutRedis = new LongAdder();
        Limiter<Long> counted =
                key -> {
                    var wait = limiter.tryAcquire(key);
                    withoutRedis.add(wait.equals(WITHOUT_REDIS) ? 1 : 0);
                    return wait;
                };
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < load.threads; i++) {
                all.add(threads.submit(() -> decide(counted, next, load.decisions / load.threads)));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        var nanos = LongStream.empty();
        for (var each : all) {
            nanos = LongStream.concat(nanos, Arrays.stream(each.get()));
        }
        return new Run(nanos.sorted().toArray(), seconds, withoutRedis.sum());
    }

    private static long[] decide(Limiter<Long> limiter, AtomicLong next, int count) {
        var nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long key = next.incrementAndGet();
            long start = System.nanoTime();
            limiter.tryAcquire(key);
            nanos[i] = System.nanoTime() - start;
        }
        return nanos;
    }

    private static void plainSet(List<Figure> figures, RedisServer server, Load load)
            throws Exception {
        var command =
                "redis-benchmark --csv -t set -r 1000000 -d 16 -h 127.0.0.1 -p %d -c %d -n %d"
                        .formatted(server.port(), load.threads, load.decisions);
        var benchmark = new ProcessBuilder(command.split(" ")).start();
        var lines = new String(benchmark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Test, requests per second; then milliseconds: mean, least, p50, p95, p99, most.
        var fields = lines.strip().replaceAll("(?s).*\n", "").replace("\"", "").split(",");
        var name = load.name("SET by redis-benchmark");
        figures.add(new Figure(name + ": requests", Double.parseDouble(fields[1]), "/s"));
        figures.add(new Figure(name + ": p50", Double.parseDouble(fields[4]) * 1e3, "µs"));
        figures.add(new Figure(name + ": p99", Double.parseDouble(fields[6]) * 1e3, "µs"));
    }
}
