package parley.e2e;

import parley.FreePort;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The program in a process of its own, and the folder that it works in: where its data, its
/// temporary files and, byte by byte, all that it prints are.
final class CanaryBot implements AutoCloseable {
    private static final List<String> PAGES = List.of("metrics", "healthz", "readyz");
    private static final List<String> DATABASE = List.of("", "-wal", "-shm");

    private final Path folder;
    private final Map<String, String> settings = new HashMap<>();
    private final int port;
    private Process process;
    private int runs;

    CanaryBot(Path folder) throws IOException {
        this.folder = folder;
        var temporary = Files.createDirectory(folder.resolve("tmp"));
        port = FreePort.next();
        settings.put("HTTP_ADDR", "127.0.0.1:" + port);
        settings.put("PATH", System.getenv("PATH"));
        settings.put("JAVA_HOME", System.getProperty("java.home"));
        settings.put("JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        settings.put("SQLITE_TMPDIR", temporary.toString());
    }

    CanaryBot with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /// Starts `parley run`, and waits until it polls.
    void start(CanaryTap tap) throws IOException, InterruptedException {
        tap.expectPoll();
        process = launch("run");
        if (!tap.awaitPoll()) {
            throw new AssertionError(
                    "the bot does not poll: " + Files.readString(output("run", "out")));
        }
    }

    /// Runs another command to its end, whatever comes of it.
    void run(String... command) throws IOException, InterruptedException {
        var other = launch(command);
        if (!other.waitFor(Scene.LIMIT)) {
            other.destroyForcibly();
            throw new AssertionError(command[0] + " does not end");
        }
    }

    private Process launch(String... command) throws IOException {
        runs++;
        var builder = new ProcessBuilder(Path.of("build/parley").toAbsolutePath().toString());
        builder.command().addAll(List.of(command));
        builder.environment().clear();
        builder.environment().putAll(settings);
        return builder.directory(folder.toFile())
                .redirectOutput(output(command[0], "out").toFile())
                .redirectError(output(command[0], "err").toFile())
                .start();
    }

    private Path output(String command, String stream) {
        return folder.resolve("%d-%s.%s".formatted(runs, command, stream));
    }

    /// What an operator keeps and reads: `parley backup`, and the pages of the running bot, whose
    /// headers count too.
    void backUp(String name) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("copies"));
        run("backup", "copies/" + name + ".sqlite3");
        try (var client = HttpClient.newHttpClient()) {
            for (var page : PAGES) {
                var address = URI.create("http://127.0.0.1:" + port + "/" + page);
                var answer =
                        client.send(
                                HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
                Files.writeString(
                        folder.resolve(name + "-" + page),
                        answer.headers().map() + "\n" + answer.body());
            }
        }
    }

    /// What a thief of the disk has: the files as they are, also while the bot writes them.
    void seize(String name) throws IOException {
        var copies = Files.createDirectories(folder.resolve("copies").resolve(name));
        for (var ending : DATABASE) {
            var file = folder.resolve("data/anon.sqlite3" + ending);
            if (Files.exists(file)) {
                Files.copy(file, copies.resolve(file.getFileName()));
            }
        }
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGTERM.
    ///
    /// @return the exit code
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(Scene.LIMIT)) {
            throw new AssertionError("the bot does not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
