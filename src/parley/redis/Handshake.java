package parley.redis;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLException;

/// What is said on a new connection before anything else: who we are and which protocol and
/// database we want; and whether the server is one that can be used at all.
final class Handshake {
    private static final String CLIENT = "parley";

    private final Connection connection;
    private final Endpoint endpoint;
    private final Duration limit;

    /// @param limit for each answer; the first one may take TLS with it
    Handshake(Connection connection, Endpoint endpoint, Duration limit) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.limit = limit;
    }

    /// How a server is called in messages.
    static String name(Endpoint endpoint) {
        return "Redis at " + endpoint.place();
    }

    /// @throws RedisException when the connection is of no use, which the caller then closes
    void perform() throws RedisException, InterruptedException {
        try {
            greet();
            if (endpoint.database() != 0) {
                demand("SELECT", Integer.toString(endpoint.database()));
            }
            demandScript();
        } catch (IOException e) {
            throw failed(endpoint, e);
        }
    }

    /// RESP3 if the server has it (Redis 6 and newer), else RESP2.
    private void greet() throws IOException, RedisException, InterruptedException {
        var hello = new ArrayList<>(List.of("HELLO", "3"));
        var password = endpoint.password().map(Endpoint.Password::reveal);
        password.ifPresent(
                secret -> hello.addAll(List.of("AUTH", endpoint.user().orElse("default"), secret)));
        hello.addAll(List.of("SETNAME", CLIENT));
        switch (say(hello)) {
            case Reply.Failure failure when isOld(failure) -> greetOld(password);
            case Reply.Failure failure -> throw RedisException.of(name(endpoint), failure);
            case Reply.Dictionary about -> inspect(about);
            default -> throw new ProtocolException("HELLO is not answered with a dictionary");
        }
    }

    private static boolean isOld(Reply.Failure failure) {
        return failure.code().equals("NOPROTO") || failure.message().contains("unknown command");
    }

    private void greetOld(Optional<String> password)
            throws IOException, RedisException, InterruptedException {
        if (password.isPresent()) {
            var auth = new ArrayList<>(List.of("AUTH"));
            endpoint.user().ifPresent(auth::add);
            auth.add(password.get());
            demand(auth.toArray(String[]::new));
        }
        // The name is for people who look at the server; one that takes none is as good.
        say(List.of("CLIENT", "SETNAME", CLIENT));
    }

    /// A cluster may own the place of the script's key by chance, and would pass. That it is a
    /// replica shows when the script writes.
    private void inspect(Reply.Dictionary about) throws RedisException {
        var server = name(endpoint);
        for (var pair : about.pairs()) {
            if (pair.equals(text("mode", "cluster"))) {
                throw RedisException.cluster(server);
            }
            if (pair.equals(text("mode", "sentinel"))) {
                throw new RedisException.Refused(
                        server + " is a sentinel: point REDIS_URL at the primary itself");
            }
        }
    }

    private static Reply.Pair text(String key, String value) {
        return new Reply.Pair(new Reply.Bulk(key), new Reply.Bulk(value));
    }

    /// The best proof that limits will work is one that does.
    private void demandScript() throws IOException, RedisException, InterruptedException {
        GcraScript.PROBE.run(connection, name(endpoint), limit);
    }

    private void demand(String... request)
            throws IOException, RedisException, InterruptedException {
        if (say(List.of(request)) instanceof Reply.Failure failure) {
            throw RedisException.of(name(endpoint), failure);
        }
    }

    private Reply say(List<String> request) throws IOException, InterruptedException {
        return connection.call(RespWriter.request(request.toArray(String[]::new)), limit);
    }

    /// What the end of a connection means for the operator.
    static RedisException failed(Endpoint endpoint, IOException e) {
        var server = name(endpoint);
        var cause = e.getCause() instanceof IOException inner ? inner : e;
        return switch (cause) {
            case ProtocolException bad ->
                    new RedisException.Refused(
                            server
                                    + " does not answer as Redis does ("
                                    + bad.getMessage()
                                    + "); is it Redis, and is TLS (rediss://) right?",
                            bad);
            case SSLException tls when !(tls.getCause() instanceof IOException) ->
                    new RedisException.Refused(
                            server
                                    + " and we do not agree on TLS ("
                                    + tls.getMessage()
                                    + "): is its certificate trusted here and valid for this host,"
                                    + " and does this port speak TLS?",
                            tls);
            case ConnectException refused -> unreachable(server, refused);
            case EOFException closed -> closed(endpoint, closed);
            case SocketException closed -> closed(endpoint, closed);
            default -> unreachable(server, cause);
        };
    }

    private static RedisException closed(Endpoint endpoint, IOException e) {
        var hint =
                endpoint.place() instanceof Endpoint.Tcp tcp && !tcp.tls()
                        ? "; if it wants TLS, use rediss://"
                        : "";
        return new RedisException.Unreachable(name(endpoint) + " closed the connection" + hint, e);
    }

    private static RedisException unreachable(String server, IOException e) {
        return new RedisException.Unreachable(server + " cannot be reached: " + e.getMessage(), e);
    }
}
