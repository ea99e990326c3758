package parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

import parley.privacy.Keys;
import parley.privacy.Secret;
import parley.sqlite.file.Database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds docs/threat-model.md and docs/privacy.md to the program: whatever somebody cannot do has a
/// test that is there and runs, and everything that is stored has words.
class ThreatModelTest {
    private static final Path TESTS = Path.of("test");

    /// `ForgetTest`, `ForgetTest.asksOnce`; not `SecureRandom`, `REPORT_TTL_SEC`, `secret.key`.
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test|[A-Z]\\w*\\.[a-z]\\w*)`");

    /// In a row of a table: `block`: `blocker`, `blocked`, `at`.
    private static final Pattern PLACE = Pattern.compile("`(\\w+)`: (`\\w+`(?:, `\\w+`)*)");

    private static final String STORED =
            """
            SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_xinfo(t.name) AS c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
            """;

    @ParameterizedTest
    @ValueSource(strings = {"threat-model.md", "privacy.md"})
    void everyTestThatIsNamedIsThereAndRuns(String name) throws Exception {
        var missing = named(page(name));

        missing.removeIf(ThreatModelTest::isThere);

        assertEquals(Set.of(), missing, "docs/" + name + " names tests that do not run");
    }

    @Test
    void whateverSomebodyCannotDoHasATest() throws Exception {
        var page = page("threat-model.md");

        var claims = claims(page);
        assertTrue(claims.size() > 30, "too few claims were found: " + claims);
        claims.removeIf(claim -> !named(claim).isEmpty());
        assertEquals(List.of(), claims, "docs/threat-model.md does not say which test shows this");
    }

    @Test
    void ofWhoCanDoSomethingItIsSaidWhatTheyCannot() throws Exception {
        var sections = Stream.of(page("threat-model.md").split("\n## "));

        var without =
                sections.filter(section -> section.contains("**Can**"))
                        .filter(section -> !section.contains("**Cannot**"))
                        .map(section -> section.lines().findFirst().orElseThrow())
                        .toList();

        assertEquals(List.of(), without);
    }

    @Test
    void allThatIsStoredHasWords(@TempDir Path folder) throws Exception {
        assertEquals(stored(folder), described(page("privacy.md")));
    }

    @Test
    void seesATestThatIsGoneOrDoesNotRun() {
        assertEquals(
                Set.of("GoneTest", "LeakTest.gone"),
                named("`GoneTest`, `LeakTest.gone`, `SecureRandom`, `LEAK_TEST`, `secret.key`"));
        assertFalse(isThere("GoneTest"));
        assertFalse(isThere("ThreatModelTest.gone"));
        assertFalse(isThere("ThreatModelTest.isThere"), "it is no test");
        assertTrue(isThere("ThreatModelTest"));
        assertTrue(isThere("ThreatModelTest.allThatIsStoredHasWords"));
        assertTrue(isThere("ThreatModelTest.everyTestThatIsNamedIsThereAndRuns"));
    }

    @Test
    void seesATestThatIsSwitchedOff() throws Exception {
        assertTrue(runs(Switched.class.getDeclaredMethod("on")));
        assertFalse(runs(Switched.class.getDeclaredMethod("off")));
    }

    /// Abstract, so that nobody runs it.
    private abstract static class Switched {
        @Test
        void on() {}

        @Test
        @Disabled
        void off() {}
    }

    @Test
    void seesEachClaimAndNothingElse() {
        var page =
                """
                ## A bird

                **Can**

                - fly.

                **Cannot**

                - swim far:
                  `SwimTest`.
                - read.

                But it sings.

                ## Claimed

                - It dreams.
                """;

        assertEquals(List.of("swim far: `SwimTest`.", "read."), claims(page));
    }

    @Test
    void seesEachColumnThatHasWords() {
        var page =
                """
                Not in a table: `block`: `by`.
                | whom | `block`: `blocker`, `blocked` |
                | when | `block`: `at` |
                | more | `report`: `id` | and so on |
                """;

        assertEquals(
                Map.of("block", Set.of("at", "blocked", "blocker"), "report", Set.of("id")),
                described(page));
    }

    private static String page(String name) throws Exception {
        return Files.readString(Path.of("docs", name));
    }

    private static Set<String> named(String text) {
        return NAMED.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The points of each list below "Cannot", each in one line.
    private static List<String> claims(String page) {
        var claims = new ArrayList<String>();
        boolean cannot = false;
        for (var line : page.lines().toList()) {
            if (line.startsWith("**") || line.startsWith("#")) {
                cannot = line.equals("**Cannot**");
            } else if (cannot && line.startsWith("- ")) {
                claims.add(line.substring(2));
            } else if (cannot && line.startsWith("  ")) {
                claims.add(claims.removeLast() + " " + line.strip());
            }
        }
        return claims;
    }

    /// @param name of a class, or of a class and a method of it
    private static boolean isThere(String name) {
        var parts = name.split("[.]");
        return classes(parts[0])
                .filter(type -> !AnnotationSupport.isAnnotated(type, Disabled.class))
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(ThreatModelTest::runs)
                .anyMatch(test -> parts.length == 1 || test.getName().equals(parts[1]));
    }

    private static boolean runs(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class)
                && !AnnotationSupport.isAnnotated(method, Disabled.class);
    }

    /// More than one package may have a class of that name.
    private static Stream<Class<?>> classes(String name) {
        try (var files = Files.walk(TESTS)) {
            var file = Path.of(name + ".java");
            return files.filter(path -> path.endsWith(file)).toList().stream()
                    .map(ThreatModelTest::load);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(Path file) {
        var name = TESTS.relativize(file).toString().replaceAll("[.]java$", "").replace('/', '.');
        try {
            return Class.forName(name, false, ThreatModelTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(file + " is not compiled", e);
        }
    }

    /// Every table with its columns, as a new database has them.
    private static Map<String, Set<String>> stored(Path folder) throws Exception {
        var keys = Keys.of(Secret.of("a secret of the tests"));
        var stored = new TreeMap<String, Set<String>>();
        try (var database = Database.open(folder.resolve("anon.sqlite3"), keys);
                var statement = database.connection().createStatement();
                var rows = statement.executeQuery(STORED)) {
            while (rows.next()) {
                stored.computeIfAbsent(rows.getString(1), _ -> new TreeSet<>())
                        .add(rows.getString(2));
            }
        }
        return stored;
    }

    private static Map<String, Set<String>> described(String page) {
        var described = new TreeMap<String, Set<String>>();
        page.lines()
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> PLACE.matcher(line).results())
                .forEach(
                        place ->
                                described
                                        .computeIfAbsent(place.group(1), _ -> new TreeSet<>())
                                        .addAll(List.of(place.group(2).split("[`, ]+"))));
        described.values().forEach(columns -> columns.remove(""));
        return described;
    }
}
