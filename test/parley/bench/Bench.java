package parley.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Measures the program as it is built, against the playground in this process, and prints one line
/// for each figure. `million` measures what becomes of the memory instead, `redis` what people
/// notice of a Redis that fails. Figures go into docs/performance.md by hand, with the machine they
/// are from.
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var figures = new ArrayList<String>();
        var folder = Files.createTempDirectory("parley-bench");
        try {
            if (List.of(arguments).contains("million")) {
                report(figures, "a million messages", Relaying.million(folder));
            } else if (List.of(arguments).contains("redis")) {
                report(figures, "chats while Redis fails", Relaying.withRedis(folder));
            } else {
                report(figures, "matching", Matching.measure());
                report(figures, "limits", Limiting.measure(folder));
                report(figures, "start and idle", StartAndIdle.measure(folder));
                report(figures, "crowd", Crowd.measure(folder));
                report(figures, "relay", Relaying.measure(folder));
            }
        } finally {
            delete(folder);
        }
        System.out.println();
        figures.forEach(System.out::println);
    }

    private static void report(List<String> figures, String what, List<Figure> measured) {
        System.out.println("measured: " + what);
        measured.forEach(figure -> figures.add(figure.toString()));
    }

    private static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// One measured number.
    record Figure(String name, double value, String unit) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%-58s %12.2f %s", name, value, unit);
        }
    }
}
