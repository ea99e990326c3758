package parley.bot;

import parley.chat.Pseudonym;
import parley.config.RedisUrls.RedisUrl;
import parley.config.Settings;
import parley.engine.Limits;
import parley.limit.Gcra;
import parley.limit.Limiter;
import parley.redis.Endpoint;
import parley.redis.Redis;
import parley.redis.RedisException;
import parley.redis.SharedLimiter;
import parley.redis.SharedLimiter.Rate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The rate limits, as the settings want them: of this process, or shared with others.
public final class Throttles implements AutoCloseable {
    /// Commands have a limit only so that nobody can keep the bot busy; people do not meet it.
    private static final Duration COMMAND_INTERVAL = Duration.ofMillis(500);

    private static final int COMMAND_BURST = 20;

    private final List<Gcra<Pseudonym>> all = new ArrayList<>();
    private final Optional<Redis> redis;
    private final Limits limits;

    /// Tries to reach the Redis of the settings, if there is one; while it is away, the limits are
    /// those of this process.
    ///
    /// @throws RedisException.Refused when it does not let us in
    static Throttles open(Settings.Limits settings) throws RedisException.Refused {
        try {
            return new Throttles(
                    settings,
                    settings.redis().isPresent()
                            ? Optional.of(Redis.open(endpoint(settings.redis().get())))
                            : Optional.empty());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Throttles(settings, Optional.empty());
        }
    }

    /// Tries the Redis of the settings once.
    ///
    /// @throws RedisException when it is away, or does not let us in
    public static void check(Settings.Limits settings) throws RedisException, InterruptedException {
        if (settings.redis().isPresent()) {
            Redis.check(endpoint(settings.redis().get()));
        }
    }

    private Throttles(Settings.Limits settings, Optional<Redis> redis) {
        this.redis = redis;
        boolean unlimited = settings.messagesPerSecond() == 0;
        limits =
                new Limits(
                        unlimited ? Limiter.none() : messages(settings),
                        unlimited
                                ? Limiter.none()
                                : limiter(new Rate("commands", COMMAND_INTERVAL, COMMAND_BURST)),
                        settings.findDebounce().isZero()
                                ? Limiter.none()
                                : limiter(new Rate("searches", settings.findDebounce(), 1)));
    }

    Limits limits() {
        return limits;
    }

    /// Forgets people who are back at their full allowance.
    void prune() {
        all.forEach(Gcra::prune);
    }

    /// Whether limits are shared at this moment; nothing when they never are.
    Optional<Boolean> isShared() {
        return redis.map(Redis::isUp);
    }

    @Override
    public void close() {
        redis.ifPresent(Redis::close);
    }

    private Limiter<Pseudonym> messages(Settings.Limits settings) {
        long nanos = Math.round(1e9 / settings.messagesPerSecond());
        return limiter(new Rate("messages", Duration.ofNanos(nanos), settings.burst()));
    }

    private Limiter<Pseudonym> limiter(Rate rate) {
        var local = new Gcra<Pseudonym>(System::nanoTime, rate.interval(), rate.burst());
        all.add(local);
        return redis.<Limiter<Pseudonym>>map(
                        shared -> new SharedLimiter<>(shared, local, Throttles::name, rate))
                .orElse(local);
    }

    private static String name(Pseudonym who) {
        var hex = HexFormat.of();
        return hex.toHexDigits(who.high()) + hex.toHexDigits(who.low());
    }

    private static Endpoint endpoint(RedisUrl url) {
        Endpoint.Place place =
                url.socket()
                        .<Endpoint.Place>map(Endpoint.Unix::new)
                        .orElseGet(() -> new Endpoint.Tcp(url.host(), url.port(), url.tls()));
        var password = url.password().map(secret -> new Endpoint.Password(secret.reveal()));
        return new Endpoint(place, url.user(), password, url.database());
    }
}
