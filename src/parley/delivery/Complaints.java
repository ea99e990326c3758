package parley.delivery;

import parley.chat.UserId;

import java.time.Duration;

/// Tells a limit over all chats from one of a single chat, which a refusal does not say: several
/// chats that are refused within a second are taken for a limit over all. Not thread-safe.
///
/// Times are in nanoseconds.
final class Complaints {
    private static final long AT_ONCE = Duration.ofSeconds(1).toNanos();

    private UserId last = new UserId(0);
    private long at = -AT_ONCE - 1;
    private long frozenUntil;
    private long worst;

    /// A chat was refused without a fault of its own.
    ///
    /// @param until when it may be sent to again
    /// @return whether nobody may be sent to, see [#frozenUntil]
    boolean add(UserId chat, long now, long until) {
        boolean atOnce = now - at <= AT_ONCE || now < frozenUntil;
        boolean several = now < frozenUntil || atOnce && !chat.equals(last);
        worst = atOnce ? Math.max(worst, until) : until;
        last = chat;
        at = now;
        if (several) {
            frozenUntil = worst;
        }
        return several;
    }

    /// Until when nobody may be sent to: as long as the longest of the refusals says. Past if
    /// nobody complained.
    long frozenUntil() {
        return frozenUntil;
    }
}
