package parley.bot;

import parley.chat.Pseudonym;
import parley.config.Settings;
import parley.engine.Limits;
import parley.limit.Gcra;
import parley.limit.Limiter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The rate limits of this process, as the settings want them.
final class Throttles {
    /// Commands have a limit only so that nobody can keep the bot busy; people do not meet it.
    private static final Duration COMMAND_INTERVAL = Duration.ofMillis(500);

    private static final int COMMAND_BURST = 20;

    private final List<Gcra<Pseudonym>> all = new ArrayList<>();
    private final Limits limits;

    Throttles(Settings.Limits settings) {
        boolean unlimited = settings.messagesPerSecond() == 0;
        limits =
                new Limits(
                        unlimited ? Limiter.none() : messages(settings),
                        unlimited ? Limiter.none() : limiter(COMMAND_INTERVAL, COMMAND_BURST),
                        settings.findDebounce().isZero()
                                ? Limiter.none()
                                : limiter(settings.findDebounce(), 1));
    }

    Limits limits() {
        return limits;
    }

    /// Forgets people who are back at their full allowance.
    void prune() {
        all.forEach(Gcra::prune);
    }

    private Limiter<Pseudonym> messages(Settings.Limits settings) {
        long nanos = Math.round(1e9 / settings.messagesPerSecond());
        return limiter(Duration.ofNanos(nanos), settings.burst());
    }

    private Limiter<Pseudonym> limiter(Duration interval, int burst) {
        var limiter = new Gcra<Pseudonym>(System::nanoTime, interval, burst);
        all.add(limiter);
        return limiter;
    }
}
