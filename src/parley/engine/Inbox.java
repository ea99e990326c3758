package parley.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.ToLongFunction;

/// Recognises updates that come again: Telegram repeats what is not confirmed.
///
/// It keeps fingerprints of the newest ones, not the highest id, for ids can go down. Not
/// thread-safe; there is one poller.
public final class Inbox {
    private static final int CAPACITY = 10_000;

    private final ToLongFunction<String> fingerprint;
    private final Set<Long> known = new LinkedHashSet<>();

    /// @param fingerprint tells texts from each other, as well as 64 bits can
    public Inbox(ToLongFunction<String> fingerprint) {
        this.fingerprint = fingerprint;
    }

    /// By what an update is recognised.
    ///
    /// @param id the update id
    /// @param key what else tells it from others, for ids are used again after a quiet week
    public long fingerprint(long id, String key) {
        return fingerprint.applyAsLong(id + " " + key);
    }

    /// Whether this is here for the first time, as far back as is remembered.
    public boolean admit(long update) {
        if (!known.add(update)) {
            return false;
        }
        if (known.size() > CAPACITY) {
            known.remove(known.iterator().next());
        }
        return true;
    }
}
