package parley.text;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The languages there are. Each is loaded when somebody first needs it. Safe for use by many
/// threads.
final class Languages {
    /// Each has a file of this name beside this class. The first is what everybody else gets.
    static final List<String> ALL = List.of("en", "de", "es", "ru");

    private final ConcurrentMap<String, Texts> loaded = new ConcurrentHashMap<>();

    /// The texts in the language that fits this tag best.
    Texts of(String tag) {
        return loaded.computeIfAbsent(match(tag), Texts::load);
    }

    /// The language for an IETF tag: the same, else the same with its last parts left out, else the
    /// first of all.
    static String match(String tag) {
        var rest = tag.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        while (!ALL.contains(rest)) {
            int dash = rest.lastIndexOf('-');
            if (dash < 0) {
                return ALL.getFirst();
            }
            rest = rest.substring(0, dash);
        }
        return rest;
    }
}
