package parley.delivery;

import parley.delivery.FloodServer.Kind;

import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.SplittableRandom;

/// Prints the tables of docs/delivery.md.
final class FloodReport {
    private static final int SECONDS = 300;
    private static final int CHATS = 20;
    private static final double[] LOADS = {1.1, 1.3, 2, 6};
    private static final double[] LONG = {0, 0.2};

    private final DoubleSummaryStatistics begin = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics later = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics freezes = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics refused = new DoubleSummaryStatistics();
    private int tooEarly;

    public static void main(String[] args) {
        for (int limit : new int[] {30, 1000}) {
            for (double share : LONG) {
                for (var kind : Kind.values()) {
                    var report = new FloodReport();
                    for (double load : LOADS) {
                        for (long seed = 0; seed < (limit == 30 ? 20 : 2); seed++) {
                            report.overload(kind, limit, share, load, seed);
                        }
                    }
                    report.print("%d/s, %s, %.0f %% long".formatted(limit, kind, share * 100));
                }
            }
        }
        for (var kind : Kind.values()) {
            oneFlooded(kind);
        }
    }

    private void overload(Kind kind, int limit, double share, double load, long seed) {
        int chats = limit * CHATS;
        var server = new FloodServer(kind, limit, chats, share, new SplittableRandom(seed + 100));
        var run = new FloodSimulation(server, chats, seed).load(0, chats, limit * load);
        double allowed = limit * SECONDS / 100.0;
        run.run(SECONDS);
        long first = server.taken();
        begin.accept(first / allowed);
        freezes.accept(run.figures().freezes());
        refused.accept(server.refused());
        run.run(SECONDS);
        later.accept((server.taken() - first) / allowed);
        tooEarly += run.tooEarly();
    }

    private void print(String what) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f %% | %.1f %% | %.1f %% | %.1f | %.0f | %d |%n",
                what,
                begin.getMin(),
                begin.getAverage(),
                later.getMin(),
                freezes.getAverage(),
                refused.getAverage(),
                tooEarly);
    }

    private static void oneFlooded(Kind kind) {
        var slow = new double[2];
        for (int flood = 0; flood < 2; flood++) {
            var server = new FloodServer(kind, 30, 600, 0.2, new SplittableRandom(101));
            var run = new FloodSimulation(server, 200, 1).load(1, 200, 8);
            if (flood > 0) {
                run.load(0, 1, 20);
            }
            slow[flood] = run.run(SECONDS).slow(1, 200);
        }
        System.out.printf(
                Locale.ROOT,
                "p99 of quiet chats, %s: %.1f ms, beside a flooded one %.1f ms%n",
                kind,
                slow[0],
                slow[1]);
    }
}
