package parley.redis;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLSocketFactory;

/// A Redis server that may come and go. One thread keeps a connection to it; whoever has something
/// to ask uses it if it is there, and is told at once if it is not. Nobody who asks ever waits for
/// a connection.
public final class Redis implements AutoCloseable {
    /// How every key begins.
    static final String PREFIX = "parley:";

    private static final Logger LOG = System.getLogger("parley.redis");

    private final Endpoint endpoint;
    private final String server;
    private final Limits limits;
    private final Breaker breaker;
    private final SSLSocketFactory tls;
    private volatile Optional<Connection> connection = Optional.empty();
    private volatile boolean closed;
    private Thread keeper;

    /// How long things may take.
    ///
    /// @param first for each step of the first connection, when this program has just been started
    /// @param connect for each step of any other connection
    /// @param call for an answer
    record Limits(Duration first, Duration connect, Duration call) {
        static final Limits USUAL =
                new Limits(Duration.ofSeconds(2), Duration.ofMillis(250), Duration.ofMillis(50));
    }

    Redis(Endpoint endpoint, Limits limits, Breaker breaker, SSLSocketFactory tls) {
        this.endpoint = endpoint;
        server = Handshake.name(endpoint);
        this.limits = limits;
        this.breaker = breaker;
        this.tls = tls;
    }

    /// Tries once, and keeps a connection from then on. That the server cannot be reached is logged
    /// as a warning and tried again.
    ///
    /// @throws RedisException.Refused when a setting must be wrong, such as the password
    public static Redis open(Endpoint endpoint)
            throws RedisException.Refused, InterruptedException {
        var redis = of(endpoint);
        redis.start();
        return redis;
    }

    /// Tries once, and leaves nothing behind.
    ///
    /// @throws RedisException.Refused when a setting must be wrong
    /// @throws RedisException.Unreachable when the server is not there, or not ready
    public static void check(Endpoint endpoint) throws RedisException, InterruptedException {
        of(endpoint).connect(Limits.USUAL.first()).close();
    }

    private static Redis of(Endpoint endpoint) {
        return new Redis(
                endpoint,
                Limits.USUAL,
                new Breaker(System::nanoTime, new SecureRandom()),
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    void start() throws RedisException.Refused, InterruptedException {
        try {
            connection = Optional.of(connect(limits.first()));
        } catch (RedisException e) {
            switch (e) {
                case RedisException.Refused refused -> throw refused;
                case RedisException.Unreachable _ -> {
                    breaker.open();
                    takeOver(e);
                }
            }
        }
        keeper = Thread.ofVirtual().name("redis keeper").start(this::keep);
    }

    /// Whether limits are shared at this moment.
    public boolean isUp() {
        return connection.filter(Connection::isOpen).isPresent();
    }

    /// Ends the connection. Limits go on without.
    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        connection.ifPresent(Connection::close);
    }

    /// Takes one under a limit.
    ///
    /// @return how long to wait; empty when there is no answer to be had
    Optional<Duration> take(GcraScript attempt) throws InterruptedException {
        var current = connection;
        if (current.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(attempt.run(current.get(), server, limits.call()));
        } catch (IOException _) {
            // The keeper has been told, too.
            return Optional.empty();
        } catch (RedisException e) {
            fail(e);
            if (breaker.isOpen()) {
                current.get().close();
            }
            return Optional.empty();
        }
    }

    private void keep() {
        try {
            while (!closed) {
                if (connection.isPresent()) {
                    var why = connection.get().awaitEnd();
                    connection = Optional.empty();
                    fail(Handshake.failed(endpoint, why));
                }
                Thread.sleep(breaker.pause());
                reconnect();
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void reconnect() throws InterruptedException {
        try {
            connection = Optional.of(connect(limits.connect()));
            if (closed) {
                connection.get().close();
            }
            if (breaker.recovered()) {
                LOG.log(Level.INFO, "{0} is back; limits are shared", server);
            }
        } catch (RedisException e) {
            fail(e);
        }
    }

    private Connection connect(Duration limit) throws RedisException, InterruptedException {
        Connection fresh;
        try {
            fresh = new Connection(Wire.open(endpoint.place(), limit, tls));
        } catch (IOException e) {
            throw Handshake.failed(endpoint, e);
        }
        try {
            new Handshake(fresh, endpoint, limit).perform();
            return fresh;
        } catch (RedisException | InterruptedException e) {
            fresh.close();
            throw e;
        }
    }

    private void fail(RedisException why) {
        if (!closed && breaker.failed()) {
            takeOver(why);
        }
    }

    private static void takeOver(RedisException why) {
        LOG.log(
                Level.WARNING,
                "{0}; until it is back each process keeps limits of its own",
                why.getMessage());
    }
}
