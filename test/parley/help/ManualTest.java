package parley.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Holds the pages of the help to the list of commands, and to the options that the program takes.
public class ManualTest {
    private static final Path SOURCES = Path.of("src/parley");
    private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z-]+(?: [a-z]+)?)(?= )");
    private static final Pattern OPTION = Pattern.compile("--[a-z]+");
    private static final Pattern LITERAL = Pattern.compile("\"(--[a-z]+)\"");
    private static final Pattern PLACE = Pattern.compile("\\b[A-Z]+\\b|--[a-z]+");

    /// Every command has them; they are on no page but those that tell of them.
    private static final Set<String> EVERYWHERE = Set.of("--help", "--version");

    /// Each command of the list, such as `run` and `reports show`.
    public static Set<String> commands() {
        return found(LISTED, Manual.overview());
    }

    /// The options on the page of a command.
    public static Set<String> options(String command) {
        var options = found(OPTION, Manual.page(command).orElseThrow());
        options.removeAll(EVERYWHERE);
        return options;
    }

    @Test
    void theListFitsOnAScreen() {
        var lines = Manual.overview().lines().toList();

        assertTrue(lines.size() <= 32, lines::toString);
        assertFit(lines);
    }

    @Test
    void everyCommandHasAPageAndEveryPageACommand() throws Exception {
        try (var files = Files.list(SOURCES.resolve("help"))) {
            var pages =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("command-"))
                            .collect(Collectors.toCollection(TreeSet::new));
            var commands =
                    commands().stream()
                            .map(name -> "command-" + name.replace(' ', '-') + ".txt")
                            .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(commands.size() > 15, commands::toString);
            assertEquals(commands, pages);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aPageIsWhole(String command) {
        var page = Manual.page(command).orElseThrow();

        assertFit(page.lines().toList());
        assertTrue((page + " ").startsWith("Usage: parley " + command), page);
        for (var part : List.of("Prints:", "Changes:", "Exit codes:", "Example:")) {
            assertTrue(page.contains("\n\n" + part + "\n  "), part + " is missing in\n" + page);
        }
        for (var code : List.of("0", "2")) {
            assertTrue(page.contains("\n  " + code + "  "), code + " is missing in\n" + page);
        }
        assertTrue(page.substring(page.indexOf("Example:")).contains("parley " + command), page);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aPageTellsWhatEachPartOfTheUsageIs(String command) {
        var page = Manual.page(command).orElseThrow();
        int end = page.indexOf('\n');
        for (var place : found(PLACE, page.substring("Usage: ".length(), end))) {
            boolean told = page.lines().skip(1).anyMatch(line -> isAbout(line, place));
            assertTrue(told, place + " is not told in\n" + page);
        }
    }

    /// `N` stands beside `--port`, which begins the line.
    private static boolean isAbout(String line, String place) {
        return line.matches("  (--[a-z]+ )?" + place + "( [A-Z]+)?  .*");
    }

    @Test
    void thePagesHaveTheOptionsThatTheProgramKnows() throws Exception {
        var known = new TreeSet<String>();
        try (var files = Files.list(SOURCES)) {
            for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                known.addAll(found(LITERAL, Files.readString(file)));
            }
        }
        known.removeAll(EVERYWHERE);

        assertEquals(
                known,
                commands().stream()
                        .flatMap(command -> options(command).stream())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "../overview", "overview", "reports  show", "run.txt"})
    void thereAreNoOtherPages(String command) {
        assertEquals(Optional.empty(), Manual.page(command));
    }

    private static void assertFit(List<String> lines) {
        assertEquals(List.of(), lines.stream().filter(line -> line.length() > 80).toList());
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(found.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
