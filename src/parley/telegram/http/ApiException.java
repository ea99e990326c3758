package parley.telegram.http;

import java.time.Duration;

/// The Bot API did not do what was asked. What the caller should do about it depends on the kind,
/// so the kind is a type. Messages name the method and Telegram's words, never the address.
public abstract sealed class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    private ApiException(String method, String problem) {
        super(method + ": " + problem);
    }

    /// 429: wait, then ask the same again.
    public static final class FloodWait extends ApiException {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        public FloodWait(String method, Duration retryAfter) {
            super(method, "flood wait of " + retryAfter.toSeconds() + " s");
            this.retryAfter = retryAfter;
        }

        /// How long Telegram wants to be left alone, at least.
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /// The person blocked the bot, is deactivated or was never there: nothing will ever arrive.
    public static final class Unreachable extends ApiException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String method, String description) {
            super(method, description);
        }
    }

    /// This request is refused, and repeating it will not help.
    public static final class Rejected extends ApiException {
        private static final long serialVersionUID = 1L;

        public Rejected(String method, int code, String description) {
            super(method, code + " " + description);
        }
    }

    /// 401 or 404: the token is wrong or was revoked.
    public static final class Unauthorized extends ApiException {
        private static final long serialVersionUID = 1L;

        public Unauthorized(String method, int code, String description) {
            super(method, code + " " + description);
        }
    }

    /// 409: somebody else receives the updates of this bot.
    public static final class Conflict extends ApiException {
        private static final long serialVersionUID = 1L;
        private final boolean webhook;

        public Conflict(String method, String description) {
            super(method, description);
            webhook = description.contains("webhook");
        }

        /// Whether it is a webhook, which can be deleted, and not another poller.
        public boolean isWebhook() {
            return webhook;
        }
    }

    /// The network or Telegram's servers have a problem: ask the same again after a pause. The
    /// request may have been carried out all the same.
    public static final class Transient extends ApiException {
        private static final long serialVersionUID = 1L;

        public Transient(String method, String problem) {
            super(method, problem);
        }
    }
}
