package parley.chaos;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names one message: who wrote it, and the how manyth of that person it is. It stands at the start
/// of the text or the caption, so that every copy can be told from every other.
record Key(int who, int number) {
    private static final Pattern TEXT = Pattern.compile("p(\\d+)-(\\d+)");

    /// How it is written.
    String text() {
        return "p" + who + "-" + number;
    }

    /// The key that a text begins with.
    static Optional<Key> of(String text) {
        var found = TEXT.matcher(text);
        return found.lookingAt()
                ? Optional.of(
                        new Key(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }
}
