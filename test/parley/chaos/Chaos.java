package parley.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Holds the program, as it is built, to its promises: people chat at full speed while it is killed
/// at random moments, and then while the server fails in every way it can.
///
/// Arguments, with their defaults: `KILLS=50 SEED=1 RATE=200 PEOPLE=60 FAULTS=60`, the last in
/// seconds; 0 leaves a part out. Exit code 1 when a promise was not kept, 2 for a bad argument.
public final class Chaos {
    private static final Map<String, Long> DEFAULTS =
            Map.of("KILLS", 50L, "SEED", 1L, "RATE", 200L, "PEOPLE", 60L, "FAULTS", 60L);

    private Chaos() {}

    public static void main(String[] arguments) throws Exception {
        var given = given(arguments);
        int people = given.get("PEOPLE").intValue();
        int rate = given.get("RATE").intValue();
        int kills = given.get("KILLS").intValue();
        long seed = given.get("SEED");
        var length = Duration.ofSeconds(given.get("FAULTS"));
        boolean kept = true;
        if (kills > 0) {
            var plan = new Plan(people, rate, kills, Duration.ZERO, false, seed);
            kept &= tell("kills", plan);
        }
        if (length.isPositive()) {
            kept &= tell("faults", new Plan(people, rate, 0, length, true, seed));
        }
        System.exit(kept ? 0 : 1);
    }

    private static boolean tell(String what, Plan plan) throws Exception {
        System.out.println(what + ": " + plan);
        var folder = Files.createTempDirectory("parley-chaos");
        try {
            var outcome = Run.of(plan, folder, System.out);
            System.out.println(outcome.tally());
            boolean kept = outcome.tally().broken().isEmpty();
            if (!kept) {
                System.out.println("what happened: " + keep(what, outcome.events()) + "\n");
            }
            return kept;
        } finally {
            delete(folder);
        }
    }

    /// One line for each event, with its time in milliseconds.
    private static Path keep(String what, List<Event> events) throws IOException {
        long begin = events.stream().mapToLong(Event::at).filter(at -> at != 0).min().orElse(0);
        var lines =
                events.stream()
                        .sorted(Comparator.comparingLong(Event::at))
                        .map(event -> (event.at() - begin) / 1_000_000 + " " + event)
                        .toList();
        return Files.write(Files.createTempFile("parley-chaos-" + what + "-", ".txt"), lines);
    }

    private static Map<String, Long> given(String[] arguments) {
        var given = new HashMap<>(DEFAULTS);
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            if (!DEFAULTS.containsKey(parts[0]) || !argument.matches("\\w+=\\d{1,9}")) {
                System.err.println(argument + "? Right is for instance " + DEFAULTS);
                System.exit(2);
            }
            given.put(parts[0], Long.parseLong(parts[1]));
        }
        return given;
    }

    private static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
