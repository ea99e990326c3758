package parley.delivery;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// Counts what Telegram took: in all, within the last second, and in the best seconds of the last
/// minute. Thread-safe, without locks.
///
/// Times are in nanoseconds, from 0 on.
final class Tally {
    private static final int TICKS = 8;
    private static final long TICK = 1_000_000_000L / TICKS;

    /// A slot holds the number of its tick and, in this many lower bits, a count.
    private static final int BITS = 24;

    private static final int MINUTE = 60 * TICKS;

    /// Long enough for a bucket or a window of a second to weigh little.
    private static final int FEW = 3 * TICKS;

    private final AtomicLongArray slots = new AtomicLongArray(MINUTE + FEW);
    private final LongAdder total = new LongAdder();

    void count(long now) {
        long tick = now / TICK;
        int place = (int) (tick % slots.length());
        long before = slots.get(place);
        while (!slots.compareAndSet(place, before, one(before, tick))) {
            before = slots.get(place);
        }
        total.increment();
    }

    private static long one(long slot, long tick) {
        return slot >>> BITS == tick ? slot + 1 : (tick << BITS) + 1;
    }

    long total() {
        return total.sum();
    }

    /// How many there were in the second before now; of the tick in which it begins, a share.
    double lastSecond(long now) {
        long tick = now / TICK;
        double count = in(tick - TICKS) * (1 - (double) (now % TICK) / TICK);
        for (long recent = tick - TICKS + 1; recent <= tick; recent++) {
            count += in(recent);
        }
        return count;
    }

    /// How many there were in a second, on the average of those few seconds of the minute before
    /// now that had the most; or in the last second, if that were more.
    double mostPerSecond(long now) {
        double best = lastSecond(now);
        long tick = now / TICK;
        long count = 0;
        for (long at = tick - MINUTE; at < tick; at++) {
            count += in(at) - (at < tick - MINUTE + FEW ? 0 : in(at - FEW));
            best = Math.max(best, (double) count * TICKS / FEW);
        }
        return best;
    }

    private long in(long tick) {
        if (tick < 0) {
            return 0;
        }
        long slot = slots.get((int) (tick % slots.length()));
        return slot >>> BITS == tick ? slot & (1L << BITS) - 1 : 0;
    }
}
