package parley.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A headless Chromium with a profile of its own.
final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Path profile;
    private final Process process;
    private final DevTools tools;

    private Browser(Path profile, Process process, DevTools tools) {
        this.profile = profile;
        this.process = process;
        this.tools = tools;
    }

    /// Where this machine has one.
    static Optional<Path> installed() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Starts one.
    static Browser start() throws Exception {
        var profile = Files.createTempDirectory("browser");
        var program = installed().orElseThrow().toString();
        var flags =
                "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
                        + " --disable-background-networking --disable-component-update"
                        + " --disable-sync --disable-dev-shm-usage --hide-scrollbars"
                        + " --force-color-profile=srgb --lang=en-GB --remote-debugging-port=0";
        var words = Stream.concat(Stream.of(program), Arrays.stream(flags.split(" ")));
        var command = Stream.concat(words, Stream.of("--user-data-dir=" + profile, "about:blank"));
        var process =
                new ProcessBuilder(command.toList())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.PIPE)
                        .start();
        return new Browser(profile, process, new DevTools(address(process)));
    }

    /// Chromium says where it listens: `DevTools listening on ws://…`.
    private static URI address(Process process) throws IOException {
        var out = process.inputReader();
        var seen = new StringBuilder();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            seen.append(line).append('\n');
            int at = line.indexOf("ws://");
            if (at >= 0) {
                Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
                return URI.create(line.substring(at).strip());
            }
        }
        throw new IOException("the browser did not start:\n" + seen);
    }

    /// A tab that shares nothing with others, as wide as a desk.
    Tab open(URI address) throws Exception {
        var context = tools.call("", "Target.createBrowserContext", Map.of());
        var target =
                tools.call(
                        "",
                        "Target.createTarget",
                        Map.of(
                                "url",
                                "about:blank",
                                "browserContextId",
                                context.get("browserContextId")));
        var attached =
                tools.call(
                        "",
                        "Target.attachToTarget",
                        Map.of("targetId", target.get("targetId"), "flatten", true));
        var tab =
                new Tab(tools, (String) attached.get("sessionId"), (String) target.get("targetId"));
        tab.prepare();
        tab.show(address);
        return tab;
    }

    @Override
    public void close() throws IOException {
        tools.close();
        var others = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        others.forEach(ProcessHandle::destroyForcibly);
        others.forEach(other -> other.onExit().join());
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }
}
