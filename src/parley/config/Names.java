package parley.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names that mean something to this program, and those that were perhaps meant to.
final class Names {
    /// More would call names of other programs misspelt.
    private static final int CLOSE = 2;

    private static final Set<String> OURS =
            Stream.of(Setting.values())
                    .flatMap(setting -> Stream.of(setting.name(), setting.fileName()))
                    .collect(Collectors.toUnmodifiableSet());

    private Names() {}

    static boolean isOurs(String name) {
        return OURS.contains(name);
    }

    /// The name of ours that is at most two letters away, upper and lower case being the same.
    static Optional<String> nearest(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        int best = CLOSE + 1;
        String nearest = null;
        for (var known : OURS) {
            if (Math.abs(known.length() - upper.length()) <= CLOSE) {
                int distance = distance(upper, known);
                if (distance < best) {
                    best = distance;
                    nearest = known;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /// How many letters have to be added, removed or replaced to get from one to the other.
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
