package parley.bench;

import parley.playground.Playground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The program in a process of its own, with a look at what it costs.
final class BenchBot implements AutoCloseable {
    static final String TOKEN = "42:benchmark";
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;

    private BenchBot(Process process) {
        this.process = process;
    }

    static BenchBot start(Playground playground, Path folder) throws IOException {
        return start(playground, folder, Map.of());
    }

    /// @param settings besides those that every benchmark has
    static BenchBot start(Playground playground, Path folder, Map<String, String> settings)
            throws IOException {
        var builder =
                new ProcessBuilder(Path.of("build/parley").toAbsolutePath().toString(), "run");
        builder.environment()
                .putAll(
                        Map.of(
                                "BOT_TOKEN",
                                TOKEN,
                                "TELEGRAM_API_URL",
                                playground.address().toString(),
                                "DATABASE_PATH",
                                folder.resolve("bench.sqlite3").toString(),
                                "RATE_LIMIT_MSG_PER_SEC",
                                "0",
                                "FIND_DEBOUNCE_SEC",
                                "0",
                                "REQUIRE_CONSENT",
                                "false",
                                "JAVA_HOME",
                                System.getProperty("java.home")));
        builder.environment().putAll(settings);
        return new BenchBot(builder.directory(folder.toFile()).redirectErrorStream(true).start());
    }

    /// Returns when the bot says that it polls, and keeps its output flowing from then on.
    void awaitPolling() throws IOException {
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("polling as")) {
                Thread.ofVirtual().start(() -> drain(out));
                return;
            }
        }
        throw new IOException("the bot ended before it polled");
    }

    private static void drain(BufferedReader out) {
        try {
            out.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // The process has ended.
            Thread.currentThread().interrupt();
        }
    }

    /// Resident memory now, in MB.
    double residentMegabytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.split("\\s+")[1]) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// CPU time used so far, in seconds: fields 14 and 15 of proc(5) stat.
    double cpuSeconds() throws IOException {
        var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
