package parley.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The program as an operator starts it: `build/parley run`, in a process of its own.
public final class BotProcess implements AutoCloseable {
    /// What every bot that is started here calls itself by.
    public static final String TOKEN = "700000001:AAcanaryTokenThatMustNeverBeSeen_42";

    /// In this time a machine under load starts and ends a program, too.
    static final Duration LIMIT = Duration.ofSeconds(60);

    /// Whoever runs the tests may ignore SIGHUP, and what is started would do so, too.
    private static final List<String> HEARING =
            System.getProperty("os.name").equals("Linux")
                    ? List.of("env", "--default-signal=HUP")
                    : List.of();

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final CountDownLatch polling = new CountDownLatch(1);
    private final Thread reader;

    private BotProcess(Process process) {
        this.process = process;
        reader = Thread.ofVirtual().start(this::read);
    }

    /// Starts a command, with its arguments after spaces, in a folder, with these settings and none
    /// from the tests' own environment.
    public static BotProcess start(
            Path folder, Map<String, String> settings, String command, Path input) {
        var program = Path.of("build/parley").toAbsolutePath().toString();
        var words = new ArrayList<>(HEARING);
        words.add(program);
        words.addAll(List.of(command.split(" ")));
        var builder = new ProcessBuilder(words);
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LOG_LEVEL", "DEBUG");
        environment.putAll(settings);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new BotProcess(
                    builder.directory(folder.toFile())
                            .redirectInput(input.toFile())
                            .redirectErrorStream(true)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("run `make build` first", e);
        }
    }

    /// Waits until the bot says that it polls.
    public BotProcess awaitPolling() throws InterruptedException {
        if (!polling.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the bot does not poll:\n" + output());
        }
        return this;
    }

    /// Waits for the end.
    ///
    /// @return the exit code
    public int awaitEnd(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit)) {
            throw new AssertionError("still running after " + limit + ":\n" + output());
        }
        reader.join();
        return process.exitValue();
    }

    /// SIGTERM.
    public void terminate() {
        process.destroy();
    }

    /// Any other signal, such as `STOP`: it holds what it holds, and does nothing until `CONT`.
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    /// SIGKILL, and the end.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd(LIMIT);
    }

    /// Its process id.
    public long pid() {
        return process.pid();
    }

    /// All that it printed so far.
    public String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
                if (line.contains("polling as")) {
                    polling.countDown();
                }
            }
        } catch (IOException _) {
            // Killed: what it had not written yet is gone.
            Thread.currentThread().interrupt();
        }
    }
}
