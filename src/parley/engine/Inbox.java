package parley.engine;

import java.util.LinkedHashSet;
import java.util.Set;

/// Recognises updates that come again: Telegram repeats a batch until it is confirmed.
///
/// It keeps hashes of the newest ones, not the highest id, for ids can go down. Not thread-safe;
/// there is one poller.
public final class Inbox {
    private static final int CAPACITY = 10_000;

    private final Set<Long> seen = new LinkedHashSet<>();

    /// Whether this update is here for the first time, as far back as is remembered.
    ///
    /// @param id the update id
    /// @param key what else tells it from others, for ids are used again after a quiet week
    public boolean admit(long id, String key) {
        if (!seen.add(id * 0x9E3779B97F4A7C15L ^ hash(key))) {
            return false;
        }
        if (seen.size() > CAPACITY) {
            seen.remove(seen.iterator().next());
        }
        return true;
    }

    /// FNV-1a, 64 bits: a chance of one in 10^11 that two of those kept are taken for one.
    private static long hash(String key) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
