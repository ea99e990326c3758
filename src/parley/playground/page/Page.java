package parley.playground.page;

import com.sun.net.httpserver.HttpServer;

import parley.playground.Playground;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A web page on this machine on which one plays the people of a playground, looks behind the bot,
/// and makes trouble for it. Nobody but this machine can open it.
///
/// The state is here, not in the browser: a tab that is loaded again, or a second one, shows the
/// same. Ann and Ben are there from the start, and so are the moderators of the bot.
public final class Page implements AutoCloseable {
    /// The chat of the moderators, a group: the bot must have it as `MODERATION_CHAT_ID`.
    public static final long MODERATORS_CHAT = -1_005_550_000_000L;

    /// The moderators in it: the bot must have them as `MODERATOR_IDS`.
    public static final List<Long> MODERATORS = List.of(5_559_000_001L, 5_559_000_002L);

    private static final String LOOPBACK = "127.0.0.1";
    private static final int BACKLOG = 128;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// The bot whose people are played, as a process that can be killed.
    public interface Bot {
        /// Ends it at once, without a chance to tidy up (`kill -9`); returns when it is gone.
        void kill() throws IOException, InterruptedException;

        /// Starts it, unless it runs.
        void start() throws IOException, InterruptedException;

        /// Whether the process is there.
        boolean isRunning();

        /// Where its SQLite file is, or will be.
        Path database();
    }

    private Page(HttpServer server, Playground playground, Bot bot) throws IOException {
        this.server = server;
        var origin = LOOPBACK + ":" + server.getAddress().getPort();
        server.createContext("/", new Gate(origin, Desk.open(playground, bot)));
        server.setExecutor(threads);
        server.start();
    }

    /// Serves the page of a playground.
    ///
    /// @param port 0 for a free one
    /// @throws IOException when the port cannot be had; the message says what to do
    public static Page start(Playground playground, int port, Bot bot) throws IOException {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            return new Page(HttpServer.create(address, BACKLOG), playground, bot);
        } catch (BindException e) {
            throw new IOException(
                    "port %d on %s cannot be had (%s); choose another with --port"
                            .formatted(port, LOOPBACK, e.getMessage()),
                    e);
        }
    }

    /// Where a browser finds the page.
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + server.getAddress().getPort() + "/");
    }

    /// Stops at once; connections are cut.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
