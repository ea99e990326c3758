package parley.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// No engine builds the image in the tests. So the Dockerfile and compose.yaml are held to what
/// `scripts/rootfs` makes, which the smoke test runs.
class ContainerFilesTest {
    private static final List<String> JAVA =
            List.of(
                    "/opt/parley/runtime/bin/java",
                    "-Dorg.sqlite.lib.path=/opt/parley/lib",
                    "-jar",
                    "/opt/parley/lib/parley.jar");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    /// A program that is linked dynamically, as those of the runtime are.
    private static final Path PROGRAM = Path.of("/bin/true");

    @TempDir private Path folder;
    private String dockerfile;
    private String compose;

    @BeforeEach
    void read() throws IOException {
        dockerfile = Files.readString(Path.of("deploy/Dockerfile"));
        compose = Files.readString(Path.of("deploy/compose.yaml"));
    }

    @Test
    void theFinalImageIsTheRootThatTheScriptAssemblesAndNothingElse() {
        var stages = dockerfile.split("(?m)^FROM ");

        assertEquals(3, stages.length);
        assertTrue(stages[1].contains("COPY scripts/rootfs /usr/local/bin/rootfs"));
        assertTrue(stages[1].contains("rootfs /unpacked/parley-* /root-of-image"));
        assertTrue(stages[2].startsWith("scratch\n"));
        assertTrue(stages[2].contains("COPY --from=assemble /root-of-image /\n"));
        assertEquals(
                1, Pattern.compile("(?m)^(COPY|ADD|RUN)\\b").matcher(stages[2]).results().count());
    }

    @Test
    void theBaseAndOtherImagesHaveExactVersions() {
        assertTrue(dockerfile.contains("\nFROM debian:${DEBIAN} AS"));
        assertTrue(Pattern.compile("(?m)^ARG DEBIAN=\\d+\\.\\d+-slim$").matcher(dockerfile).find());
        assertTrue(
                Pattern.compile("(?m)^    image: redis:\\d+\\.\\d+\\.\\d+-")
                        .matcher(compose)
                        .find());
        assertFalse(compose.contains("latest"));
    }

    @Test
    void bothStartWhatIsInTheRootAndAskItTheSame() throws Exception {
        assertEquals(JAVA, words("ENTRYPOINT "));
        assertEquals(List.of("run"), words("CMD "));
        var health = new ArrayList<>(JAVA);
        health.add("health");
        assertEquals(health, words("HEALTHCHECK .* CMD "));
        var test = new ArrayList<>(List.of("CMD"));
        test.addAll(health);
        assertEquals(test, items("      test:\n"));

        var root = assemble();

        assertTrue(Files.isExecutable(inside(root, JAVA.get(0))));
        assertTrue(Files.exists(inside(root, JAVA.get(3))));
        var library = JAVA.get(1).substring(JAVA.get(1).indexOf('=') + 1);
        assertTrue(Files.exists(inside(root, library).resolve("libsqlitejdbc.so")));
    }

    @Test
    void itRunsAsSomebodyWhoOwnsNothingButTheData() throws Exception {
        var root = assemble();
        var user = Files.readString(root.resolve("etc/passwd")).split(":");

        assertEquals(user[2] + ":" + user[3], setting("USER"));
        assertTrue(
                compose.contains("    user: \"" + setting("USER") + "\"\n    read_only: true\n"));
        assertEquals(setting("WORKDIR"), user[5]);
        assertEquals(setting("VOLUME"), user[5]);
        assertTrue(setting("ENV").startsWith("DATABASE_PATH=" + user[5] + "/"));
        assertTrue(compose.contains("      - data:" + user[5] + "\n"));
        var data = inside(root, user[5]);
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
        if (Files.getAttribute(folder, "unix:uid").equals(0)) {
            assertEquals(Integer.valueOf(user[2]), Files.getAttribute(data, "unix:uid"));
        }
    }

    @Test
    void theRootHasNoShellAndOnlyTheLibrariesThatAreNeeded() throws Exception {
        var root = assemble();

        Set<String> names = new TreeSet<>();
        try (var files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .map(name -> name.replaceFirst("^.*/(lib[a-z]+\\.so\\.|ld-linux).*", "$1"))
                    .forEach(names::add);
        }

        names.remove("ld-linux");
        assertTrue(names.remove("libc.so."), names::toString);
        assertEquals(
                Set.of(
                        "etc/group",
                        "etc/nsswitch.conf",
                        "etc/passwd",
                        "opt/parley/lib/libsqlitejdbc.so",
                        "opt/parley/lib/parley.jar",
                        "opt/parley/runtime/bin/java"),
                names);
        for (var mount : List.of("proc", "dev", "tmp", "data")) {
            assertTrue(Files.isDirectory(root.resolve(mount)), mount);
        }
    }

    @Test
    void theBotHasSecretsLimitsAndNoRights() {
        var bot = compose.substring(compose.indexOf("  bot:"), compose.indexOf("  redis:"));

        for (var line :
                List.of(
                        "BOT_TOKEN_FILE: /run/secrets/bot-token",
                        "MASK_SALT_FILE: /run/secrets/mask-salt",
                        "cap_drop:\n      - ALL",
                        "- no-new-privileges:true",
                        "mode=1777,noexec,nosuid,nodev",
                        "mem_limit: ",
                        "pids_limit: ",
                        "stop_grace_period: ")) {
            assertTrue(bot.contains(line), line);
        }
        assertFalse(bot.contains("ports:"));
        assertTrue(compose.contains("    profiles:\n      - redis\n"));
    }

    /// What the builder sees of the folder of the sources.
    @Test
    void nothingButTheArchiveAndTheScriptLeavesTheFolder() throws IOException {
        var lines = Files.readAllLines(Path.of("deploy/Dockerfile.dockerignore"));

        assertEquals(
                List.of("*", "!scripts/rootfs", "!build/parley-*.tar.gz"),
                lines.stream().filter(line -> !line.startsWith("#")).toList());
    }

    /// The root of a distribution with nothing in it but what matters here.
    private Path assemble() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "the image is one for Linux");
        var home = folder.resolve("parley-0-linux");
        for (var name :
                List.of(
                        "bin/parley",
                        "docs/a.md",
                        "extras/a",
                        "parley.service",
                        "lib/parley.jar")) {
            var file = home.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        Files.createDirectories(home.resolve("runtime/bin"));
        Files.copy(PROGRAM, home.resolve("runtime/bin/java"));
        Files.copy(PROGRAM, home.resolve("lib/libsqlitejdbc.so"));
        var root = folder.resolve("root");
        var process =
                new ProcessBuilder("scripts/rootfs", home.toString(), root.toString())
                        .inheritIO()
                        .start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        return root;
    }

    private static Path inside(Path root, String path) {
        return root.resolve(path.substring(1));
    }

    private List<String> words(String instruction) {
        var line = Pattern.compile("(?m)^" + instruction + "\\[(.*)]$").matcher(dockerfile);
        assertTrue(line.find(), instruction);
        return WORD.matcher(line.group(1)).results().map(word -> word.group(1)).toList();
    }

    private String setting(String instruction) {
        var line = Pattern.compile("(?m)^" + instruction + " (.*)$").matcher(dockerfile);
        assertTrue(line.find(), instruction);
        return line.group(1);
    }

    /// The list in compose.yaml below a line.
    private List<String> items(String line) {
        return compose.substring(compose.indexOf(line) + line.length())
                .lines()
                .takeWhile(item -> item.startsWith("        - "))
                .map(item -> item.substring(10))
                .toList();
    }
}
