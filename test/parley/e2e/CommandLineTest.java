package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.help.Manual;
import parley.help.ManualTest;
import parley.sqlite.file.Sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the program says of itself, where there are no settings at all.
@Timeout(120)
class CommandLineTest {
    private static final Pattern OPTION = Pattern.compile("--(?!nothing)[a-z]+");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "help reports resolve",
                "reports resolve --help",
                "reports resolve 0123456789abcdef --as ban -h"
            })
    void theHelpOfACommandIsItsPageAndNothingIsDone(String line) throws Exception {
        assertEquals(Manual.page("reports resolve").orElseThrow().strip(), says(line, 0));
    }

    @ParameterizedTest
    @CsvSource({"demo --help,demo", "--help --help,", "help --help,help", "--version --help,"})
    void helpIsNeverTakenForSomethingElse(String line, String command) throws Exception {
        if (command == null) {
            assertTrue(says(line, 2).contains("there is no command `--"));
        } else {
            assertEquals(Manual.page(command).orElseThrow().strip(), says(line, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void theListIsThereUnderEachOfItsNames(String line) throws Exception {
        assertEquals(Manual.overview().strip(), says(line, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "help nothing", "nothing --help", "help nothing at all"})
    void aCommandThatDoesNotExistIsSaid(String line) throws Exception {
        var said = says(line, 2);

        assertTrue(said.startsWith("parley: there is no command `nothing"), said);
        assertTrue(said.endsWith("`parley help` lists the commands"), said);
    }

    /// A command that is given what it does not know names what it knows.
    @Test
    void everyCommandTakesTheOptionsOfItsPageAndNoOthers() throws Exception {
        for (var command : ManualTest.commands()) {
            var said = says(command + " --nothing", 2);
            var named = new TreeSet<String>();
            OPTION.matcher(said).results().forEach(found -> named.add(found.group()));
            assertEquals(ManualTest.options(command), named, said);
        }
    }

    @Test
    void theVersionTellsWhatTheProgramIsMadeOf() throws Exception {
        var lines = says("version", 0).lines().toList();

        assertTrue(
                lines.getFirst().matches("parley \\d+\\.\\d+\\.\\d+ \\([0-9a-z]+(-dirty)?\\)"),
                lines::toString);
        assertEquals(
                List.of(
                        "minimal-json  " + pinned("minimal-json"),
                        "sqlite-jdbc   " + pinned("sqlite-jdbc"),
                        "SQLite        " + Sql.version().orElseThrow(),
                        "Java          " + Runtime.version()),
                lines.stream().skip(1).map(line -> line.replaceFirst(",.*", "")).toList());
        assertEquals(lines, says("--version", 0).lines().toList());
    }

    private static String pinned(String library) throws Exception {
        try (var lines = Files.lines(Path.of("deps.txt"))) {
            return lines.filter(line -> line.startsWith("runtime ") && line.contains(library))
                    .map(line -> line.split("[\\s:]+")[3])
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String says(String line, int code) throws Exception {
        var none = Path.of("/dev/null");
        try (var program = BotProcess.start(folder, Map.of(), line, none)) {
            assertEquals(code, program.awaitEnd(Scene.LIMIT), program::output);
            assertFalse(Files.exists(folder.resolve("data")), "something was made");
            return program.output();
        }
    }
}
