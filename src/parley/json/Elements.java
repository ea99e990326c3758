package parley.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Cuts an array in a JSON text into its elements without reading them, so that one that cannot be
/// read does not take the others with it. It only follows strings and brackets, at any depth.
public final class Elements {
    private Elements() {}

    /// The elements of the array that is the first value under this name.
    ///
    /// @return nothing when there is no such array, or it does not end
    public static Optional<List<String>> of(String text, String name) {
        var array = Pattern.compile('"' + Pattern.quote(name) + "\"\\s*:\\s*\\[").matcher(text);
        return array.find() ? cut(text, array.end()) : Optional.empty();
    }

    private static Optional<List<String>> cut(String text, int begin) {
        var elements = new ArrayList<String>();
        int depth = 0;
        int start = begin;
        for (int i = begin; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '"' -> i = endOfString(text, i);
                case '[', '{' -> depth++;
                case ']', '}' -> {
                    if (depth == 0) {
                        add(elements, text.substring(start, i));
                        return Optional.of(elements);
                    }
                    depth--;
                }
                case ',' -> {
                    if (depth == 0) {
                        add(elements, text.substring(start, i));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static void add(List<String> elements, String element) {
        if (!element.isBlank()) {
            elements.add(element.strip());
        }
    }

    /// Where the string that begins here ends; a quote after a backslash does not end it.
    private static int endOfString(String text, int begin) {
        int i = begin + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
