package parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import parley.help.Manual;
import parley.help.ManualTest;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds what completes the command line to the help, in each shell.
class CompletionTest {
    private static final Pattern LISTED =
            Pattern.compile("(?m)^  ([a-z-]+)( show| resolve)?(?: [A-Z.]+| \\[[^]]+])*  +(.+)$");

    private static final Pattern DESCRIBED = Pattern.compile("(?m)^ +'([a-z-]+):([^']+)'$");

    private enum Shell {
        BASH(
                """
                . deploy/completion.bash
                COMP_WORDS=(parley%s); COMP_CWORD=%d; _parley
                printf '%%s\\n' "${COMPREPLY[@]}"
                """),
        /// With its own functions for what is outside of ours: they ask the line editor, and here
        /// is none.
        ZSH(
                """
                compdef() {}
                _describe() {
                    for offer in ${(P)2}; do
                        [[ ${offer%%%%:*} != $words[CURRENT]* ]] || print -r -- ${offer%%%%:*}
                    done
                }
                _files() {
                    if [[ $1 = -/ ]]; then print -l $words[CURRENT]*(N-/)
                    else print -l $words[CURRENT]*(N); fi
                }
                . deploy/completion.zsh
                words=(parley%s); CURRENT=$((%d + 1)); _parley
                """);

        private final String script;

        Shell(String script) {
            this.script = script;
        }

        Path file() {
            return Path.of("deploy/completion." + program());
        }

        String program() {
            return Main.lower(name());
        }

        Set<String> completed(String... words) throws Exception {
            assumeTrue(isInstalled(), program() + " is not installed");
            var line =
                    Stream.of(words).map(word -> " '" + word + "'").collect(Collectors.joining());
            var process =
                    new ProcessBuilder(program(), "-c", script.formatted(line, words.length))
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            try (var out = process.getInputStream()) {
                var offered = new TreeSet<>(new String(out.readAllBytes(), UTF_8).lines().toList());
                process.waitFor();
                offered.remove("");
                return offered;
            }
        }

        private boolean isInstalled() {
            return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void offersTheCommandsOfTheHelp(Shell shell) throws Exception {
        var commands = ManualTest.commands();
        commands.removeIf(command -> command.contains(" "));

        assertEquals(commands, shell.completed(""));
        assertEquals(commands, shell.completed("help", ""));
        assertEquals(Set.of("reports", "restore", "rotate-key", "run"), shell.completed("r"));
        assertEquals(Set.of("resolve", "show"), shell.completed("help", "reports", ""));
    }

    @ParameterizedTest
    @EnumSource
    void offersTheOptionsOfEachPage(Shell shell) throws Exception {
        for (var command : ManualTest.commands()) {
            var options = ManualTest.options(command);
            options.add("--help");
            var words = (command + " --").split(" ");
            assertEquals(options, shell.completed(words), command);
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnBehindACommand(Shell shell) throws Exception {
        assertEquals(Set.of("--data", "--port"), shell.completed("demo", ""));
        assertEquals(Set.of(), shell.completed("demo", "--port", ""));
        assertEquals(Set.of("show"), shell.completed("reports", "s"));
        assertEquals(Set.of("--open"), shell.completed("reports", "--o"));
        assertEquals(Set.of("--json"), shell.completed("reports", "--open", "--j"));
        assertEquals(Set.of("warn"), shell.completed("reports", "resolve", "1f", "--as", "w"));
        assertEquals(Set.of("24h", "7d", "90m", "perm"), shell.completed("ban", "1f2e", ""));
        assertEquals(Set.of(), shell.completed("run", ""));
    }

    @ParameterizedTest
    @EnumSource
    void offersFilesWhereTheyAreMeant(Shell shell) throws Exception {
        assertEquals(Set.of("Makefile"), shell.completed("verify", "Make"));
        assertEquals(Set.of(), shell.completed("verify", "Makefile", "Make"));
        assertEquals(Set.of("docs"), shell.completed("demo", "--data", "doc"));
        assertEquals(Set.of(), shell.completed("demo", "--data", "Make"));
    }

    @Test
    void zshDescribesEachCommandAsTheHelpDoes() throws Exception {
        var told = new TreeMap<String, String>();
        LISTED.matcher(Manual.overview())
                .results()
                .forEach(
                        line ->
                                told.put(
                                        line.group(line.group(2) == null ? 1 : 2).strip(),
                                        line.group(3).replaceFirst("; --.*", "")));
        var described = new TreeMap<String, String>();
        DESCRIBED
                .matcher(Files.readString(Shell.ZSH.file()))
                .results()
                .forEach(line -> described.put(line.group(1), line.group(2)));

        assertEquals(told, described);
    }
}
