package parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds docs/architecture.md to the code: every type that it names exists.
class DocsTest {
    /// `Courier`, `parley.chat.Rules`, `Session.Paired`; not `BOT_TOKEN`, `/find`, `make`.
    private static final Pattern NAMED =
            Pattern.compile("`(?:[a-z]\\w*\\.)*((?:[A-Z]\\w*\\.)*[A-Z]\\w*[a-z]\\w*)`");

    private static final Pattern DECLARED =
            Pattern.compile("\\b(?:class|interface|record|enum)\\s+([A-Z]\\w*)");

    private static final List<String> OF_THE_JDK =
            List.of(
                    "java.lang.",
                    "java.net.http.",
                    "java.time.",
                    "java.util.",
                    "java.util.concurrent.",
                    "com.sun.net.httpserver.");

    @Test
    void architectureNamesOnlyTypesThatExist() throws Exception {
        var declared = declared();
        var page = Files.readString(Path.of("docs", "architecture.md"));

        var named = named(page);

        assertFalse(named.isEmpty(), "docs/architecture.md names no type at all");
        named.removeIf(name -> exists(name, declared));
        assertEquals(Set.of(), named, "docs/architecture.md names types that are gone");
    }

    @Test
    void seesATypeThatIsGone() throws Exception {
        var declared = declared();

        assertEquals(
                Set.of("RecordAssembler", "Rules.Gone"),
                named("`parley.old.RecordAssembler`, `Rules.Gone` read `BOT_TOKEN`, `make check`"));
        assertFalse(exists("RecordAssembler", declared));
        assertTrue(exists("DocsTest", declared));
        assertTrue(exists("HttpClient", declared));
    }

    private static Set<String> named(String page) {
        return NAMED.matcher(page)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean exists(String name, Set<String> declared) {
        return Stream.of(name.split("[.]")).allMatch(declared::contains)
                || OF_THE_JDK.stream().anyMatch(prefix -> isClass(prefix + name))
                || Files.exists(Path.of(name));
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name, false, DocsTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static Set<String> declared() throws Exception {
        var names = new TreeSet<String>();
        for (var folder : List.of("src", "test")) {
            try (var files = Files.walk(Path.of(folder))) {
                for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    DECLARED.matcher(Files.readString(file))
                            .results()
                            .forEach(found -> names.add(found.group(1)));
                }
            }
        }
        return names;
    }
}
