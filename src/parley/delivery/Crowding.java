package parley.delivery;

import parley.chat.UserId;

import java.util.concurrent.atomic.AtomicLongArray;

/// Knows which chats were sent so much of late that a refusal is no wonder. Thread-safe, without
/// locks.
///
/// Telegram tolerates about one message a second in a chat, and a few at once. So each request
/// makes a chat a second more crowded, and time makes it empty again. Chats share a table of fixed
/// size; two in the same place look more crowded than they are, which only makes their word count
/// less.
///
/// Times are in nanoseconds, from 0 on.
final class Crowding {
    private static final int BITS = 14;
    private static final long REQUEST = 1_000_000_000L;
    private static final long CROWDED = 2 * REQUEST;

    /// A chat that was flooded is crowded no longer than this afterwards, less [#CROWDED].
    private static final long MOST = 8 * REQUEST;

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    /// When each place is empty again.
    private final AtomicLongArray places = new AtomicLongArray(1 << BITS);

    /// A request leaves for this chat.
    void count(UserId chat, long now) {
        int place = place(chat);
        long before = places.get(place);
        while (!places.compareAndSet(place, before, later(before, now))) {
            before = places.get(place);
        }
    }

    private static long later(long empty, long now) {
        return Math.min(Math.max(empty, now) + REQUEST, now + MOST);
    }

    boolean isCrowded(UserId chat, long now) {
        return places.get(place(chat)) - now > CROWDED;
    }

    private static int place(UserId chat) {
        return (int) (chat.value() * GOLDEN_RATIO >>> Long.SIZE - BITS);
    }
}
