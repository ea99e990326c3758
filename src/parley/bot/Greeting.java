package parley.bot;

import parley.telegram.BotApi;
import parley.telegram.Profile;
import parley.telegram.http.ApiException;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/// What the bot has to settle with Telegram before it polls.
final class Greeting {
    private static final System.Logger LOG = System.getLogger("parley");

    /// Whoever starts a bot wants to know soon that nobody answers. A slow line gets more each
    /// time.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final int MOST_PATIENCE = 8;

    private final BotApi api;
    private final IntFunction<Duration> pauses;

    /// @param pauses how long to pause after so many failures in a row
    Greeting(BotApi api, IntFunction<Duration> pauses) {
        this.api = api;
        this.pauses = pauses;
    }

    /// Makes sure that the token works and that polling is possible.
    ///
    /// @return the bot's username
    /// @throws ApiException when Telegram refuses; as long as it cannot be reached, this waits
    String introduce() throws ApiException, InterruptedException {
        var name =
                insist(
                        attempt ->
                                api.getMe(PATIENCE.multipliedBy(Math.min(attempt, MOST_PATIENCE))));
        return insist(
                _ -> {
                    makeWay();
                    return name;
                });
    }

    /// Should there be a webhook all the same, polling says so.
    private void makeWay() throws ApiException, InterruptedException {
        try {
            api.deleteWebhook();
        } catch (ApiException.Rejected e) {
            LOG.log(Level.WARNING, "the webhook could not be deleted: {0}", e.getMessage());
        }
    }

    /// Shows these commands and descriptions, in the background: people can chat meanwhile.
    void publish(List<Profile.Texts> texts) {
        Thread.startVirtualThread(
                () -> {
                    try {
                        api.profile().publish(texts);
                    } catch (ApiException e) {
                        LOG.log(
                                Level.WARNING,
                                "commands and descriptions are not up to date: {0}",
                                e.getMessage());
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private <T> T insist(Request<T> request) throws ApiException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.send(attempt);
            } catch (ApiException.FloodWait e) {
                LOG.log(Level.WARNING, "starting has to wait: {0}", e.getMessage());
                Thread.sleep(e.retryAfter());
            } catch (ApiException.Transient e) {
                var pause = pauses.apply(attempt);
                LOG.log(
                        Level.WARNING,
                        "Telegram cannot be reached, next try in {0} ms: {1}; `parley check` tells"
                                + " more",
                        pause.toMillis(),
                        e.getMessage());
                Thread.sleep(pause);
            }
        }
    }

    /// One call of the Bot API.
    @FunctionalInterface
    private interface Request<T> {
        /// @param attempt 1 for the first
        T send(int attempt) throws ApiException, InterruptedException;
    }
}
