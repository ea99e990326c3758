package parley.playground;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A Bot API server for one bot on this machine, with people who chat with it. It listens on
/// loopback only and forgets everything when it is closed.
///
/// It plays Bot API 10.2 over HTTP, strictly: a request that no correct bot would send is refused
/// and can be found in [#violations].
public final class Playground implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Updates updates = new Updates();
    private final Faults faults = new Faults();
    private final Messages messages;
    private final Methods methods;
    private final Door door;

    /// One request of the bot, whatever became of it.
    ///
    /// @param method the proper name of the method, or what the bot called it when there is none
    /// @param params decoded; as they came when they could not be
    /// @param status 0 when the connection was reset instead of an answer
    /// @param answer the body that was or would have been sent
    /// @param at when the request arrived
    public record Call(
            String method, Map<String, Object> params, int status, String answer, Instant at) {}

    private Playground(HttpServer server, String token) {
        this.server = server;
        var bot = bot(Long.parseLong(token.substring(0, token.indexOf(':'))));
        messages = new Messages(bot, updates);
        methods = new Methods(bot, updates, messages);
        door = new Door(token, methods, messages.files(), faults);
        server.createContext("/", door);
        server.setExecutor(threads);
        server.start();
    }

    /// Starts a server on a free port.
    ///
    /// @param token what the bot must use: digits, a colon, and letters, digits, `_` or `-`
    public static Playground start(String token) throws IOException {
        return start(0, token);
    }

    /// Starts a server on a port of this machine.
    ///
    /// @throws IOException when it cannot be had; the message names the port
    /// @throws IllegalArgumentException when the token is not one
    public static Playground start(int port, String token) throws IOException {
        if (!token.matches("\\d{1,15}:[\\w-]+")) {
            throw new IllegalArgumentException("the token must look like 123:abc");
        }
        tune();
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            return new Playground(HttpServer.create(address, BACKLOG), token);
        } catch (BindException e) {
            throw new IOException("port " + port + " on " + LOOPBACK + " is taken", e);
        }
    }

    /// The JDK's server reads these once: without them small answers wait for an acknowledgement,
    /// and connections that a client keeps for later are closed early.
    private static void tune() {
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "10000");
        setUnlessSet("sun.net.httpserver.idleInterval", "300");
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static Map<String, Object> bot(long id) {
        var bot = new LinkedHashMap<String, Object>();
        bot.put("id", id);
        bot.put("is_bot", true);
        bot.put("first_name", "Parley");
        bot.put("username", "parley_playground_bot");
        bot.put("can_join_groups", false);
        bot.put("can_read_all_group_messages", false);
        bot.put("supports_inline_queries", false);
        return bot;
    }

    /// What the bot has to call instead of the real server, without a slash at the end.
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + server.getAddress().getPort());
    }

    /// The person with this id; made on first use, with names that no other has.
    public Human human(long id) {
        return messages.human(Profile.of(id));
    }

    /// The group with this id, which is below zero; made on first use, with the bot in it.
    public Group group(long id) {
        return new Group(messages.human(new Profile(id, "Group", "", "", "")));
    }

    /// The person with the id of this profile; made on first use.
    public Human human(Profile profile) {
        return messages.human(profile);
    }

    /// What goes wrong on purpose.
    public Faults faults() {
        return faults;
    }

    /// The next update gets this id, which may be lower than the last: what the real server does
    /// after a week of silence. Updates that still wait are gone.
    public void continueUpdatesAt(long id) {
        updates.continueAt(id);
    }

    /// The newest 20,000 requests, in the order of their answers.
    public List<Call> calls() {
        return door.calls();
    }

    /// Every request that no correct bot would send, in words, with the path to what is wrong.
    public List<String> violations() {
        return door.violations();
    }

    Messages messages() {
        return messages;
    }

    Methods methods() {
        return methods;
    }

    Door door() {
        return door;
    }

    /// Stops at once; connections are cut.
    @Override
    public void close() {
        server.stop(0);
        updates.close();
        threads.shutdownNow();
    }
}
