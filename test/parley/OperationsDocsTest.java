package parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import parley.json.Json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds what operators are given to the program: metrics, alerts, dashboard, messages.
class OperationsDocsTest {
    private static final Path OPERATIONS = Path.of("docs/operations.md");
    private static final Path TROUBLE = Path.of("docs/troubleshooting.md");
    private static final Path DASHBOARD = Path.of("deploy/grafana.json");
    private static final Path ALERTS = Path.of("deploy/alerts.yaml");

    private static final String METRIC = "((?:parley|process|jvm)_[a-z_]+)";
    private static final Pattern IN_QUERY = Pattern.compile("\\b" + METRIC);
    private static final Pattern IN_TABLE = Pattern.compile("(?m)^\\| `" + METRIC + "` \\|");
    private static final Pattern IN_TEXT = Pattern.compile("`" + METRIC + "`");

    /// In what is put together of several literals, the seams.
    private static final Pattern SEAM = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern LOGGED =
            Pattern.compile("LOG\\.log\\(\\s*Level\\.(?:ERROR|WARNING),\\s*" + LITERAL);

    /// The messages at the beginning of a row, each in a code span.
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+) \\|");

    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

    /// `\{0}`, `%s`, `…`: where something else stands each time.
    private static final Pattern PLACE = Pattern.compile("\\{\\d}|%[-,]?\\d*[sd]|…");

    /// What is said by others: the launcher, systemd, the Java virtual machine.
    private static final List<String> FOREIGN =
            List.of(
                    "Start request repeated too quickly",
                    "status=137",
                    "OOM",
                    "java.lang.OutOfMemoryError");

    private static final Pattern YAML_LINE =
            Pattern.compile("( {2})*(- )?[a-z]+:( ([A-Za-z0-9_].*|\"[^\"\\\\]*\"))?|\\s*#.*|");

    @Test
    void theManualHasTheMetricsOfTheCodeAndNoOthers() throws Exception {
        var code = metrics();
        assertTrue(code.size() > 20, "too few metrics were found: " + code);
        assertEquals(code, found(IN_TABLE, Files.readString(OPERATIONS)));
        for (var page : List.of(OPERATIONS, TROUBLE)) {
            var named = found(IN_TEXT, Files.readString(page));
            named.removeAll(code);
            assertEquals(Set.of(), named, page + " names metrics that are gone");
        }
    }

    @Test
    void dashboardAndAlertsAskForMetricsThatExist() throws Exception {
        for (var file : List.of(DASHBOARD, ALERTS)) {
            var asked = found(IN_QUERY, Files.readString(file));
            assertTrue(asked.size() > 5, file + " asks for little: " + asked);
            asked.removeAll(queried());
            assertEquals(Set.of(), asked, file + " asks for what is not there");
        }
    }

    @Test
    void theDashboardIsJsonAndShowsEveryMetric() throws Exception {
        var text = Files.readString(DASHBOARD);
        assertFalse(Json.parse("dashboard", text).toString().isEmpty());
        var missing = metrics();
        missing.removeIf(text::contains);
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyAlertIsWhole() throws Exception {
        var text = Files.readString(ALERTS);
        assertEquals(List.of(), text.lines().filter(line -> !isYaml(line)).toList());
        var alerts = List.of(text.split("- alert: "));
        for (var alert : alerts.subList(1, alerts.size())) {
            for (var part : List.of("expr: ", "severity: ", "summary: ", "description: ")) {
                assertTrue(alert.contains(" " + part), part + "is missing in " + alert);
            }
        }
        assertTrue(alerts.size() > 7);
    }

    @Test
    void everyMessageOfTheManualIsInTheProgram() throws Exception {
        var said = said();
        var quotes = quotes(Files.readString(TROUBLE));
        assertTrue(quotes.size() > 80, "too few messages were found: " + quotes);
        quotes.removeIf(quote -> isSaid(quote, said));
        assertEquals(List.of(), quotes, TROUBLE + " quotes what the program does not say");
    }

    @Test
    void whateverIsLoggedAsAWarningOrAnErrorIsInTheManual() throws Exception {
        var page = Files.readString(TROUBLE);
        var missing = new ArrayList<String>();
        for (var source : sources()) {
            LOGGED.matcher(source)
                    .results()
                    .map(found -> plain(found.group(1)))
                    .filter(message -> !page.contains(longest(message)))
                    .forEach(missing::add);
        }
        assertEquals(List.of(), missing, TROUBLE + " does not explain");
    }

    @Test
    void seesWhatIsWrong() {
        var said = List.of("the {0} hangs, which is a bug", "port ", " cannot be had; the end");

        assertTrue(isSaid("the … hangs, which", said));
        assertTrue(isSaid("port … cannot be had", said));
        assertFalse(isSaid("the … hung", said));
        assertEquals(List.of("a …", "b", "c"), quotes("| `a …`, `b` | `x` | |\n| `c` | | |\n"));
        assertEquals("hangs, which", longest("the {0} hangs, which ({1}); ask"));
        assertFalse(isYaml("\tkey: value"));
        assertFalse(isYaml("   key: value"));
        assertFalse(isYaml("key: \"a \" b\""));
        assertFalse(isYaml("key: {{ value }}"));
        assertTrue(isYaml("  - alert: Name"));
    }

    /// A small part of the language, which every reader of it agrees on.
    private static boolean isYaml(String line) {
        return YAML_LINE.matcher(line).matches();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> metrics() throws IOException {
        var names = new TreeSet<String>();
        for (var source : sources()) {
            names.addAll(found(Pattern.compile("\"" + METRIC + "\""), source));
        }
        return names;
    }

    /// The same, with what a histogram is made of.
    private static Set<String> queried() throws IOException {
        var names = metrics();
        for (var name : List.copyOf(names)) {
            if (name.endsWith("_seconds")) {
                names.addAll(List.of(name + "_bucket", name + "_sum", name + "_count"));
            }
        }
        return names;
    }

    /// Every source of what an operator runs, with its literals in one piece.
    private static List<String> sources() throws IOException {
        var sources = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!file.startsWith("src/parley/playground")) {
                    sources.add(SEAM.matcher(Files.readString(file)).replaceAll(""));
                }
            }
        }
        return sources;
    }

    private static List<String> said() throws IOException {
        var said = new ArrayList<>(FOREIGN);
        said.add(
                Files.readString(Path.of("scripts/find-java.sh")).replace("$kind $least_java", ""));
        for (var source : sources()) {
            LITERAL.matcher(source).results().forEach(found -> said.add(plain(found.group(1))));
        }
        return said;
    }

    private static String plain(String literal) {
        return literal.replace("\\\"", "\"").replace("''", "'");
    }

    private static List<String> quotes(String page) {
        return ROW.matcher(page)
                .results()
                .flatMap(row -> SPAN.matcher(row.group(1)).results())
                .map(span -> span.group(1))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /// Whether each piece between two places is in something that is said.
    private static boolean isSaid(String quote, List<String> said) {
        return Stream.of(PLACE.split(quote))
                .map(String::strip)
                .allMatch(piece -> said.stream().anyMatch(text -> text.contains(piece)));
    }

    /// The longest piece of a message that is always the same, from its first letter to its last.
    private static String longest(String message) {
        return Stream.of(PLACE.split(message.replaceFirst(" ?`.*", "")))
                .map(piece -> piece.replaceAll("^[^A-Za-z]+|[^A-Za-z]+$", ""))
                .reduce("", (one, other) -> one.length() >= other.length() ? one : other);
    }
}
