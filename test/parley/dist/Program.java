package parley.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Parley as an operator starts it: a command line, perhaps that of a sandbox, to which the words
/// of a command are added. It is given the settings and nothing of the caller's environment but
/// `PATH`, `JAVA_HOME` and `JAVA_OPTS`.
final class Program {
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> KEPT = List.of("PATH", "JAVA_HOME", "JAVA_OPTS");

    private final Path folder;
    private final List<String> command;
    private final Map<String, String> settings = new LinkedHashMap<>();

    /// @param folder where it runs
    Program(Path folder, List<String> command) {
        this.folder = folder;
        this.command = List.copyOf(command);
    }

    Program with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /// Starts the bot.
    Process run() throws IOException {
        return start(log(), "run");
    }

    /// Waits until the bot says that it polls.
    void awaitPolling(Process bot) throws Exception {
        await(bot, "poll", () -> said().contains("polling as"));
    }

    /// Waits for something that nothing tells of, for as long as the bot lives.
    void await(Process bot, String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (!bot.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("there is no " + what + ":\n" + said());
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /// Ends the bot with SIGTERM.
    void end(Process bot) throws Exception {
        // In a sandbox the program is the innermost process.
        family(bot)
                .filter(one -> one.children().findAny().isEmpty())
                .forEach(ProcessHandle::destroy);
        if (!bot.waitFor(LIMIT) || bot.exitValue() != 0) {
            throw new IllegalStateException("did not end well:\n" + said());
        }
    }

    /// Ends what is left of the bot, whatever happened.
    static void kill(Process bot) {
        family(bot).toList().forEach(ProcessHandle::destroyForcibly);
    }

    /// Runs a command to its end and demands its exit code and a part of what it says.
    void does(int code, String answer, String... words) throws Exception {
        var output = folder.resolve("output");
        var process = start(output, words);
        boolean ended = process.waitFor(LIMIT);
        kill(process);
        var said = Files.readString(output);
        if (!ended || process.exitValue() != code || !said.contains(answer)) {
            throw new IllegalStateException(
                    "`%s` should end with %d and say `%s`, but: %s\n%s"
                            .formatted(
                                    String.join(" ", words),
                                    code,
                                    answer,
                                    ended ? process.exitValue() : "it does not end",
                                    said));
        }
    }

    private String said() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new IllegalStateException("the log cannot be read", e);
        }
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static Stream<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private Process start(Path output, String... words) throws IOException {
        var line = new ArrayList<>(command);
        line.addAll(List.of(words));
        var builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(settings);
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }
}
