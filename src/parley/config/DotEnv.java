package parley.config;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The `.env` file: `KEY=value` lines, comments, an optional `export`, quotes. Nothing is expanded
/// or run. A fault names the line and never quotes it, for it may hold a secret.
final class DotEnv {
    static final String NAME = ".env";

    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=(.*)", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("\\s+#.*", Pattern.DOTALL);

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /// @param number counted from 1
    record Line(int number, String value) {
        String place() {
            return NAME + ", line " + number;
        }
    }

    private DotEnv() {}

    /// Reads the file in the folder; one that is not there is empty.
    static DotEnv in(Path directory) {
        Path file = directory.resolve(NAME);
        if (Files.notExists(file, NOFOLLOW_LINKS)) {
            return new DotEnv();
        }
        try {
            return of(TextFile.read(file));
        } catch (BadValue e) {
            var unreadable = new DotEnv();
            unreadable.faults.add(NAME + ": " + e.getMessage() + "; must be a text file");
            return unreadable;
        }
    }

    static DotEnv of(String text) {
        var file = new DotEnv();
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            try {
                file.read(number, line.strip());
            } catch (BadValue e) {
                file.faults.add(new Line(number, "").place() + ": " + e.getMessage());
            }
        }
        return file;
    }

    /// Every name in the file with its line, in the order of the file.
    Map<String, Line> lines() {
        return lines;
    }

    List<String> faults() {
        return faults;
    }

    /// The line that gives the name a value; an empty one counts as none.
    Optional<Line> find(String name) {
        return Optional.ofNullable(lines.get(name)).filter(line -> !line.value.isEmpty());
    }

    private void read(int number, String line) throws BadValue {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new BadValue("cannot be read; must be KEY=value, or a comment after #");
        }
        String name = parts.group(1);
        String value = value(parts.group(2));
        var earlier = find(name);
        if (earlier.isPresent() && !value.isEmpty() && Names.isOurs(name)) {
            throw new BadValue(
                    "sets %s again after line %d; must be set once"
                            .formatted(name, earlier.get().number));
        }
        if (earlier.isEmpty() || !value.isEmpty()) {
            lines.put(name, new Line(number, value));
        }
    }

    private static String value(String text) throws BadValue {
        String value = text.strip();
        return switch (value.isEmpty() ? ' ' : value.charAt(0)) {
            case '"' -> quoted(value, '"');
            case '\'' -> quoted(value, '\'');
            default -> COMMENT.matcher(text).replaceFirst("").strip();
        };
    }

    /// In double quotes `\"` and `\\` stand for the second character; any other backslash, and
    /// everything in single quotes, stands for itself.
    private static String quoted(String text, char quote) throws BadValue {
        var value = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                endsAfter(text.substring(i + 1));
                return value.toString();
            }
            boolean escape = c == '\\' && quote == '"' && text.startsWith("\"", i + 1);
            boolean backslash = c == '\\' && quote == '"' && text.startsWith("\\", i + 1);
            value.append(escape || backslash ? text.charAt(++i) : c);
        }
        throw new BadValue("has a quote that is not closed; must be closed on the same line");
    }

    private static void endsAfter(String rest) throws BadValue {
        if (!rest.isBlank() && !rest.matches("(?s)\\s+#.*")) {
            throw new BadValue("goes on after the closing quote; must end there");
        }
    }
}
