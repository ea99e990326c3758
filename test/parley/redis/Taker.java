package parley.redis;

import parley.limit.Limiter;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A process that takes from one limit as often as it can, and prints for each success a time
/// before and one after it, in microseconds. Fails if Redis did not decide each time.
final class Taker {
    static final Duration INTERVAL = Duration.ofMillis(10);
    static final int BURST = 20;
    private static final Duration WITHOUT_REDIS = Duration.ofDays(1);
    private static final long MICROS = 3_000_000;
    private static final int THREADS = 4;

    private Taker() {}

    public static void main(String[] arguments) throws Exception {
        var place = new Endpoint.Tcp("127.0.0.1", Integer.parseInt(arguments[0]), false);
        var endpoint = new Endpoint(place, Optional.empty(), Optional.empty(), 0);
        try (var redis = Patient.open(endpoint)) {
            var rate = new SharedLimiter.Rate("all", INTERVAL, BURST);
            var limit = new SharedLimiter<String>(redis, _ -> WITHOUT_REDIS, key -> key, rate);
            var lines = new ConcurrentLinkedQueue<String>();
            var done = new ArrayList<Future<?>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < THREADS; i++) {
                    done.add(threads.submit(() -> take(limit, lines)));
                }
            }
            for (var each : done) {
                each.get();
            }
            lines.forEach(System.out::println);
        }
    }

    private static void take(Limiter<String> limit, Queue<String> lines) {
        long start = now();
        for (long before = start; before - start < MICROS; before = now()) {
            var wait = limit.tryAcquire("all");
            if (wait.equals(WITHOUT_REDIS)) {
                throw new IllegalStateException("Redis did not decide");
            }
            if (wait.isZero()) {
                lines.add(before + " " + now());
            }
        }
    }

    private static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
