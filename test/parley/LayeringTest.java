package parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds the packages to the arrows in docs/architecture.md: asks jdeps what the compiled packages
/// use, and fails on one that is not allowed here. What jdeps cannot see, because it looks at
/// packages only, is read from the class files: the core asks no clock, only few open sockets.
class LayeringTest {
    private static final Path CLASSES = Path.of("build", "classes");

    /// What every package may use, and all that the core may.
    private static final Set<String> PLAIN =
            names(
                    "java.lang java.lang.invoke java.lang.runtime java.util java.util.function"
                            + " java.util.random java.util.regex java.util.stream java.time"
                            + " java.time.format java.time.temporal");

    /// What the packages around the core may use besides: threads, files, streams.
    private static final Set<String> SYSTEM =
            names(
                    "java.io java.nio java.nio.channels java.nio.charset java.nio.file"
                            + " java.nio.file.attribute java.text java.time.zone"
                            + " java.util.concurrent java.util.concurrent.atomic"
                            + " java.util.concurrent.locks java.util.zip");

    /// The core: told the time, the dice and the answers; asks nobody.
    private static final Map<String, Set<String>> CORE =
            Map.of(
                    "parley.chat", Set.of(),
                    "parley.content", Set.of(),
                    "parley.moderation", names("parley.chat parley.content"));

    private static final Map<String, Set<String>> ADAPTERS =
            Map.ofEntries(
                    Map.entry(
                            "parley.bot",
                            names(
                                    "parley.chat parley.content parley.config parley.delivery"
                                            + " parley.engine parley.json parley.limit parley.ops"
                                            + " parley.redis parley.moderation parley.bot.notice"
                                            + " parley.privacy parley.sqlite parley.sqlite.file"
                                            + " parley.sqlite.backup"
                                            + " parley.telegram parley.telegram.http parley.text"
                                            + " java.net java.security")),
                    Map.entry("parley.bot.notice", names("parley.chat parley.json")),
                    Map.entry("parley.engine", names("parley.chat parley.content parley.limit")),
                    Map.entry("parley.delivery", names("parley.chat parley.content")),
                    Map.entry(
                            "parley.telegram",
                            names(
                                    "parley.chat parley.content parley.content.image parley.json"
                                            + " parley.telegram.http java.net java.net.http")),
                    Map.entry(
                            "parley.telegram.http",
                            names("parley.json java.net java.net.http java.security.cert")),
                    Map.entry("parley.content.image", Set.of()),
                    Map.entry("parley.json", names("com.eclipsesource.json")),
                    Map.entry("parley.text", names("parley.chat java.net")),
                    Map.entry("parley.limit", Set.of()),
                    Map.entry(
                            "parley.redis",
                            names("parley.limit java.net java.security javax.net javax.net.ssl")),
                    Map.entry(
                            "parley.sqlite",
                            names(
                                    "parley.chat parley.content parley.privacy parley.sqlite.file"
                                            + " java.sql")),
                    Map.entry(
                            "parley.sqlite.backup",
                            names("parley.sqlite.file parley.privacy java.sql")),
                    Map.entry("parley.sqlite.file", names("parley.privacy java.sql org.sqlite")),
                    Map.entry(
                            "parley.privacy",
                            names(
                                    "java.security java.security.spec javax.crypto"
                                            + " javax.crypto.spec")),
                    Map.entry("parley.config", names("java.net")),
                    Map.entry("parley.help", Set.of()),
                    Map.entry(
                            "parley.ops",
                            names(
                                    "com.sun.net.httpserver java.lang.management java.math java.net"
                                            + " java.util.logging javax.management")),
                    Map.entry("parley.ops.systemd", names("java.lang.foreign")),
                    Map.entry(
                            "parley.playground",
                            names(
                                    "parley.json parley.playground.schema"
                                            + " com.sun.net.httpserver java.net java.security")),
                    Map.entry("parley.playground.schema", names("parley.json java.net")),
                    Map.entry(
                            "parley.playground.page",
                            names(
                                    "parley.playground parley.json com.sun.net.httpserver java.net"
                                            + " java.sql")));

    /// What the command line may use besides: addresses, and signals by a class that is looked up.
    private static final Set<String> WIRING = names("java.net java.lang.reflect");

    /// The packages that open sockets themselves. Others that may use java.net do so for addresses.
    private static final Set<String> WITH_SOCKETS = Set.of("parley.redis", "parley.playground");

    @Test
    void everyPackageUsesOnlyWhatItMay() {
        var arrows = arrows();

        assertNotEquals(List.of(), arrows, "jdeps saw nothing in " + CLASSES);
        assertEquals(List.of(), arrows.stream().filter(LayeringTest::forbidden).toList());
    }

    @Test
    void theCoreAsksNoClockAndNoThread() throws Exception {
        assertEquals(
                List.of(),
                uses(
                        CORE::containsKey,
                        used -> ClassFiles.asksClock(used) || ClassFiles.usesThread(used)));
    }

    @Test
    void onlyFewPackagesOpenSockets() throws Exception {
        assertEquals(
                List.of(),
                uses(packageName -> !WITH_SOCKETS.contains(packageName), ClassFiles::opensSocket));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley.chat -> java.sql",
                "parley.chat -> java.util.concurrent",
                "parley.content -> java.io",
                "parley.chat -> parley.telegram",
                "parley.telegram -> parley.sqlite",
                "parley.sqlite -> parley",
                "parley.engine -> com.eclipsesource.json",
                "parley -> java.sql",
                "parley.bot -> parley.playground",
                "parley.bot -> java.sql",
                "parley.madeup -> java.lang"
            })
    void refusesAnArrowThatIsNotInTheTable(String arrow) {
        assertTrue(forbidden(arrow));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley -> parley.sqlite",
                "parley.sqlite -> java.sql",
                "parley.engine -> java.util.concurrent",
                "parley.moderation -> parley.chat",
                "parley.chat -> java.util"
            })
    void acceptsAnArrowOfTheTable(String arrow) {
        assertFalse(forbidden(arrow));
    }

    @Test
    void seesAClockHoweverItIsAsked() throws Exception {
        for (var type : List.of(Calls.class, Refers.class, Names.class, Counts.class)) {
            var used = ClassFiles.uses(bytes(type));
            assertTrue(used.stream().anyMatch(ClassFiles::asksClock), type + " " + used);
        }
        assertFalse(ClassFiles.uses(bytes(Told.class)).stream().anyMatch(ClassFiles::asksClock));
    }

    private static boolean forbidden(String arrow) {
        var ends = arrow.split(" -> ");
        var from = ends[0];
        var to = ends[1];
        if (from.equals(to) || PLAIN.contains(to)) {
            return !from.equals("parley") && !CORE.containsKey(from) && !ADAPTERS.containsKey(from);
        }
        if (from.equals("parley")) {
            return !to.startsWith("parley.") && !WIRING.contains(to) && !SYSTEM.contains(to);
        }
        if (CORE.containsKey(from)) {
            return !CORE.get(from).contains(to);
        }
        return !SYSTEM.contains(to) && !ADAPTERS.getOrDefault(from, Set.of()).contains(to);
    }

    private static List<String> arrows() {
        var out = new StringWriter();
        var jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        jdeps.run(
                new PrintWriter(out),
                new PrintWriter(out),
                "-verbose:package",
                "-filter:none",
                CLASSES.toString());
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("   "))
                .map(line -> line.strip().split("\\s+"))
                .filter(word -> word.length >= 3 && word[1].equals("->"))
                .map(word -> word[0] + " -> " + word[2])
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> uses(Predicate<String> ofPackage, Predicate<String> unwanted)
            throws Exception {
        try (var files = Files.walk(CLASSES)) {
            var classes = files.filter(file -> file.toString().endsWith(".class")).toList();
            var found = Stream.<String>builder();
            for (var file : classes) {
                var name = CLASSES.relativize(file);
                var packageName = name.getParent().toString().replace('/', '.');
                if (ofPackage.test(packageName)) {
                    ClassFiles.uses(Files.readAllBytes(file)).stream()
                            .filter(unwanted)
                            .forEach(used -> found.add(name + " uses " + used));
                }
            }
            return found.build().sorted().toList();
        }
    }

    private static Set<String> names(String spaced) {
        return Stream.of(spaced.split(" ")).collect(Collectors.toUnmodifiableSet());
    }

    private static byte[] bytes(Class<?> type) throws Exception {
        try (var in = type.getResourceAsStream(type.getName().replaceAll(".*[.]", "") + ".class")) {
            return in.readAllBytes();
        }
    }

    private static final class Calls {
        Instant now() {
            return Instant.now();
        }
    }

    private static final class Refers {
        Supplier<Instant> now() {
            return Instant::now;
        }
    }

    private static final class Counts {
        long now() {
            return System.nanoTime();
        }
    }

    private interface Names {
        void tick(Clock clock);
    }

    private static final class Told {
        Instant later(Instant now) {
            return now.plusSeconds(1);
        }
    }
}
