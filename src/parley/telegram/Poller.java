package parley.telegram;

import parley.telegram.http.ApiException;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/// The long-polling loop.
///
/// The next offset is the last id of the batch plus one, whatever it was before: after a quiet week
/// Telegram starts from a random id, which may be lower.
public final class Poller {
    private static final System.Logger LOG = System.getLogger("parley.telegram");
    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final int CONFLICTS = 10;

    /// More than any call, and any wait of the sink, takes.
    private static final Duration OVERDUE = Duration.ofMinutes(2);

    /// Whoever asks Telegram for the same within half a second gets one update at a time.
    private static final Duration UNSAFE_PAUSE = Duration.ofMillis(600);

    private final BotApi api;
    private final Sink sink;
    private final Sleeper sleeper;
    private final IntFunction<Duration> pauses;
    private OptionalLong offset = OptionalLong.empty();
    private OptionalLong handedOver = OptionalLong.empty();
    private volatile long expected = System.nanoTime();
    private int conflicts;
    private volatile Instant lastPoll = Instant.EPOCH;
    private int failures;
    private final Map<Failure, LongAdder> failed = new EnumMap<>(Failure.class);

    /// Why a poll brought nothing.
    public enum Failure {
        /// 409: somebody else polls with this token, or a webhook is set.
        CONFLICT,
        /// 429: Telegram asks to wait.
        FLOOD_WAIT,
        /// No answer, or one of another kind.
        OTHER
    }

    /// Takes what was polled.
    @FunctionalInterface
    public interface Sink {
        /// Waits a while for the batch to be safe.
        ///
        /// @return whether it may be confirmed, that is whether nothing of it can be lost any more;
        ///   what may not comes again
        boolean take(List<Update> batch) throws InterruptedException;

        /// Waits a while for room for one more batch.
        ///
        /// @return whether there is some
        default boolean awaitRoom() throws InterruptedException {
            return true;
        }
    }

    /// How to pause; tests do not.
    @FunctionalInterface
    public interface Sleeper {
        /// Pauses for at least this long.
        void sleep(Duration pause) throws InterruptedException;
    }

    /// @param pauses how long to pause after so many failures in a row
    public Poller(BotApi api, Sink sink, IntFunction<Duration> pauses, Sleeper sleeper) {
        this.api = api;
        this.sink = sink;
        this.pauses = pauses;
        this.sleeper = sleeper;
        for (var failure : Failure.values()) {
            failed.put(failure, new LongAdder());
        }
    }

    /// Polls until this thread is interrupted.
    ///
    /// @throws ApiException.Unauthorized when the token does not work (any more)
    /// @throws ApiException.Conflict when another instance keeps polling with the same token
    /// @throws InterruptedException as the ordinary end
    public void run() throws ApiException, InterruptedException {
        // Telegram has answered already, to whoever introduced the bot.
        lastPoll = Instant.now();
        while (true) {
            pollOnce();
        }
    }

    /// Tells Telegram that all that was handed to the sink is dealt with, even if the sink was
    /// interrupted; for a clean end.
    public void confirm() throws ApiException, InterruptedException {
        if (handedOver.isPresent()) {
            api.getUpdates(handedOver, Duration.ZERO);
        }
    }

    /// When Telegram last answered; the epoch as long as it has not.
    public Instant lastPoll() {
        return lastPoll;
    }

    /// How many polls failed for this reason.
    public long failed(Failure why) {
        return failed.get(why).sum();
    }

    /// Whether this should have moved on by now, long ago; that is a bug, here or below.
    public boolean isStuck() {
        return System.nanoTime() - expected > OVERDUE.toNanos();
    }

    /// The next step takes no longer than this.
    private void expect(Duration pause) {
        expected = System.nanoTime() + pause.toNanos();
    }

    private void pause(Duration pause) throws InterruptedException {
        expect(pause);
        sleeper.sleep(pause);
    }

    void pollOnce() throws ApiException, InterruptedException {
        expect(PATIENCE);
        if (!sink.awaitRoom()) {
            return;
        }
        try {
            var batch = api.getUpdates(offset, PATIENCE);
            failures = 0;
            conflicts = 0;
            lastPoll = Instant.now();
            if (!batch.isEmpty()) {
                handOver(batch);
            }
        } catch (ApiException.FloodWait e) {
            failed.get(Failure.FLOOD_WAIT).increment();
            LOG.log(Level.WARNING, "polling pauses: {0}", e.getMessage());
            pause(e.retryAfter());
        } catch (ApiException.Conflict e) {
            yieldTo(e);
        } catch (ApiException.Transient | ApiException.Rejected | ApiException.Unreachable e) {
            failed.get(Failure.OTHER).increment();
            var pause = pauses.apply(++failures);
            LOG.log(
                    Level.WARNING,
                    "polling failed, next try in {0} ms: {1}",
                    pause.toMillis(),
                    e.getMessage());
            pause(pause);
        }
    }

    /// The one place where a bug in taking a batch is caught: it costs part of the batch, not the
    /// bot.
    private void handOver(List<Update> batch) throws InterruptedException {
        handedOver = OptionalLong.of(batch.getLast().id() + 1);
        boolean safe = true;
        try {
            safe = sink.take(batch);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a batch was not taken as a whole", e);
        }
        if (safe) {
            offset = handedOver;
        } else {
            LOG.log(Level.DEBUG, "a batch is asked for again, with what came since");
            pause(UNSAFE_PAUSE);
        }
    }

    /// A webhook is deleted. Another poller may be an old instance that is about to end, so it gets
    /// some time before we give up.
    private void yieldTo(ApiException.Conflict conflict)
            throws ApiException.Conflict, InterruptedException {
        failed.get(Failure.CONFLICT).increment();
        if (++conflicts > CONFLICTS) {
            throw conflict;
        }
        if (conflict.isWebhook()) {
            deleteWebhook();
        } else {
            LOG.log(
                    Level.WARNING,
                    "another instance polls with this token; stop it (conflict {0} of {1})",
                    conflicts,
                    CONFLICTS);
        }
        pause(pauses.apply(conflicts));
    }

    private void deleteWebhook() throws InterruptedException {
        LOG.log(Level.WARNING, "a webhook was set; deleting it");
        try {
            api.deleteWebhook();
        } catch (ApiException e) {
            LOG.log(Level.WARNING, "the webhook is still there: {0}", e.getMessage());
        }
    }
}
