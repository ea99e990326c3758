package parley.help;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// What `parley help` prints: one text file for each command, beside this class.
public final class Manual {
    private static final Pattern COMMAND = Pattern.compile("[a-z-]+( [a-z-]+)?");

    private Manual() {}

    /// The list of commands.
    public static String overview() {
        return text("overview").orElseThrow();
    }

    /// The page of a command.
    ///
    /// @param command of one word, or of two, such as `reports show`
    /// @return nothing when there is no such command
    public static Optional<String> page(String command) {
        return COMMAND.matcher(command).matches()
                ? text("command-" + command.replace(' ', '-'))
                : Optional.empty();
    }

    private static Optional<String> text(String name) {
        try (var file = Manual.class.getResourceAsStream(name + ".txt")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the program's own files cannot be read", e);
        }
    }
}
