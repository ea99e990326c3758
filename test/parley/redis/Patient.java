package parley.redis;

import java.time.Duration;
import java.util.SplittableRandom;

import javax.net.ssl.SSLSocketFactory;

/// Clients that give a busy machine time, so that no test depends on its speed.
final class Patient {
    private static final Duration LONG = Duration.ofSeconds(20);

    private Patient() {}

    static Redis open(Endpoint endpoint) throws Exception {
        return open(endpoint, new Redis.Limits(LONG, LONG, LONG));
    }

    /// One that notices when the server hangs.
    static Redis openBriskly(Endpoint endpoint) throws Exception {
        var brisk = Duration.ofMillis(300);
        return open(endpoint, new Redis.Limits(LONG, brisk, brisk));
    }

    private static Redis open(Endpoint endpoint, Redis.Limits limits) throws Exception {
        var breaker = new Breaker(System::nanoTime, new SplittableRandom(1));
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var redis = new Redis(endpoint, limits, breaker, tls);
        redis.start();
        return redis;
    }
}
