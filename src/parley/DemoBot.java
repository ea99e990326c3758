package parley;

import parley.playground.page.Page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The bot of the demo: this same program once more, as a process of its own that can be killed.
final class DemoBot implements Page.Bot, AutoCloseable {
    private static final long STOP_SECONDS = 5;
    private static final String SQLITE = "org.sqlite.lib.path";

    private final Path database;
    private final Map<String, String> settings;
    private Process process;
    private boolean closed;

    DemoBot(Path database, Map<String, String> settings) {
        this.database = database;
        this.settings = settings;
    }

    @Override
    public synchronized void start() throws IOException {
        if (!isRunning() && !closed) {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var words = new ArrayList<>(List.of(java, "-Xmx64m", "-XX:+UseSerialGC"));
            words.add("--enable-native-access=ALL-UNNAMED");
            if (System.getProperty(SQLITE) != null) {
                words.add("-D" + SQLITE + "=" + System.getProperty(SQLITE));
            }
            words.addAll(List.of("-cp", classPath(), Main.class.getName(), "run"));
            var builder = new ProcessBuilder(words).directory(database.getParent().toFile());
            builder.environment().clear();
            builder.environment().putAll(settings);
            process = builder.inheritIO().start();
        }
    }

    /// It runs in another folder, so no part may be relative.
    private static String classPath() {
        var parts = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        var absolute = new ArrayList<String>();
        for (var part : parts) {
            absolute.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, absolute);
    }

    @Override
    public synchronized void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Override
    public Path database() {
        return database;
    }

    /// Ends it as an operator does or, when that takes long, at once; it cannot be started again.
    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.destroy();
            process.onExit()
                    .completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS)
                    .join()
                    .destroyForcibly()
                    .onExit()
                    .join();
        }
    }
}
