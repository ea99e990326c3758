package parley.redis;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import parley.FreePort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocketFactory;

/// A real `redis-server` on a free port of this machine, with its files in a temporary folder.
/// Public, as is what starts and stops it, for the tests of the whole bot.
public final class RedisServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int TRIES = 10;
    private static final String READY = "(?s).*(Ready to accept|Sentinel ID is).*";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private final List<String> options;
    private Process process;

    private RedisServer(Path folder, int port, List<String> options) {
        this.folder = folder;
        this.port = port;
        this.options = options;
    }

    /// Starts one and waits until it answers. Without the program the test is skipped, but fails
    /// where `CI` is `true`.
    ///
    /// @param options as on its command line, such as `--requirepass`, `secret`
    public static RedisServer start(Path folder, String... options) throws Exception {
        boolean found = isInstalled("redis-server");
        assertNotEquals("true", found ? "" : System.getenv("CI"), "CI must have redis-server");
        assumeTrue(found, "redis-server is not installed");
        for (int i = 0; i < TRIES; i++) {
            // Somebody else may take the port before the server does.
            var server = new RedisServer(folder, FreePort.next(), List.of(options));
            if (server.isStarted()) {
                return server;
            }
        }
        throw new AssertionError("redis-server does not start");
    }

    /// Whether the program is on the path.
    public static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /// As in `REDIS_URL`, without user and password.
    public String url() {
        return "redis://" + HOST + ":" + port;
    }

    /// On this machine.
    public int port() {
        return port;
    }

    /// As anybody, without a password.
    public Endpoint endpoint() {
        return endpoint("", "");
    }

    /// @param user empty for none
    /// @param password empty for none
    Endpoint endpoint(String user, String password) {
        return new Endpoint(
                new Endpoint.Tcp(HOST, port, false),
                Optional.of(user).filter(text -> !text.isEmpty()),
                Optional.of(password).filter(text -> !text.isEmpty()).map(Endpoint.Password::new),
                0);
    }

    /// Starts it again after [#stop]. What it held is gone.
    public void restart() throws Exception {
        if (!isStarted()) {
            throw new AssertionError(Files.readString(folder.resolve("redis.log")));
        }
    }

    private boolean isStarted() throws Exception {
        var command = new ArrayList<String>();
        command.add("redis-server");
        // The name of a file of settings comes first.
        command.addAll(options);
        command.addAll(List.of("--port", Integer.toString(port), "--bind", HOST, "--save", ""));
        process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("redis.log").toFile())
                        .start();
        var log = folder.resolve("redis.log");
        Waiting.until(
                "redis-server hangs",
                () -> !process.isAlive() || Files.readString(log).matches(READY));
        return process.isAlive();
    }

    /// Kills it at once.
    public void stop() {
        process.destroyForcibly().onExit().join();
    }

    /// Sends it a signal, such as `STOP`.
    public void signal(String name) throws Exception {
        var kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
        if (!kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new AssertionError("kill failed");
        }
    }

    /// Says something to it on a connection of its own, with all the time it needs.
    public String say(String... request) throws Exception {
        return sayAs(endpoint(), request);
    }

    static String sayAs(Endpoint endpoint, String... request) throws Exception {
        try (var connection = connect(endpoint)) {
            if (endpoint.password().isPresent()) {
                var password = endpoint.password().get().reveal();
                connection.call(RespWriter.request("AUTH", password), PATIENCE);
            }
            return text(connection.call(RespWriter.request(request), PATIENCE));
        }
    }

    /// A connection on which nothing has been said.
    static Connection connect(Endpoint endpoint) throws Exception {
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return new Connection(Wire.open(endpoint.place(), PATIENCE, tls));
    }

    private static String text(Reply reply) {
        return switch (reply) {
            case Reply.Simple(var text) -> text;
            case Reply.Bulk(var text) -> text;
            case Reply.Failure(var message) -> throw new AssertionError(message);
            case Reply.Int(var value) -> Long.toString(value);
            case Reply.Nil() -> "";
            default -> reply.toString();
        };
    }

    @Override
    public void close() {
        stop();
    }
}
