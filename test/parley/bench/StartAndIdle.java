package parley.bench;

import parley.bench.Bench.Figure;
import parley.playground.Playground;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// From the start of the process to its first poll, and what it holds when nobody writes.
final class StartAndIdle {
    private static final int RUNS = 7;
    private static final long IDLE_MILLIS = 20_000;

    private StartAndIdle() {}

    static List<Figure> measure(Path folder) throws Exception {
        var starts = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            try (var playground = Playground.start(BenchBot.TOKEN)) {
                long begin = System.nanoTime();
                try (var bot = BenchBot.start(playground, folder)) {
                    bot.awaitPolling();
                    starts[i] = (System.nanoTime() - begin) / 1e6;
                }
            }
        }
        Arrays.sort(starts);
        return List.of(
                new Figure("start to first poll, median of " + RUNS, starts[RUNS / 2], "ms"),
                new Figure("resident memory after 20 s of idling", idle(folder), "MB"));
    }

    private static double idle(Path folder) throws Exception {
        try (var playground = Playground.start(BenchBot.TOKEN);
                var bot = BenchBot.start(playground, folder)) {
            bot.awaitPolling();
            Thread.sleep(IDLE_MILLIS);
            return bot.residentMegabytes();
        }
    }
}
