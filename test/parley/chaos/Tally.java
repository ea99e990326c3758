package parley.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was counted, with the first examples of whatever should not have been.
final class Tally {
    private static final int EXAMPLES = 5;

    private final Map<Count, Integer> counts = new EnumMap<>(Count.class);
    private final Map<Count, List<String>> examples = new EnumMap<>(Count.class);

    void add(Count what) {
        counts.merge(what, 1, Integer::sum);
    }

    void add(Count what, String example) {
        add(what);
        var some = examples.computeIfAbsent(what, _ -> new ArrayList<>());
        if (some.size() < EXAMPLES) {
            some.add(example);
        }
    }

    int of(Count what) {
        return counts.getOrDefault(what, 0);
    }

    /// The promises that were not kept.
    List<Count> broken() {
        return counts.keySet().stream().filter(Count::isPromise).toList();
    }

    /// One line for each count, in their order, and the examples under it.
    @Override
    public String toString() {
        var lines = new StringBuilder();
        for (var count : Count.values()) {
            var verdict = !count.isPromise() ? "" : of(count) == 0 ? "  kept" : "  BROKEN";
            lines.append(
                    String.format(Locale.ROOT, "%9d  %s%s%n", of(count), count.words(), verdict));
            examples.getOrDefault(count, List.of())
                    .forEach(example -> lines.append("             ").append(example).append('\n'));
        }
        return lines.toString();
    }
}
