package parley.delivery;

import java.time.Duration;

/// Looks for the rate that Telegram takes over all chats, when it has complained: none is known
/// before. Not thread-safe. Times are in nanoseconds from 0 on, rates in requests a second.
///
/// The search begins at what was taken not long ago, for the first complaint may be no more than a
/// server that is started again. How Telegram counts is not published, so then two explanations are
/// tried. If it counts in windows of a second, what it took in the last second is the limit, and a
/// little less is taken for good. If it fills a bucket, that was more than it will take in the long
/// run: then a rate at which it has complained before it was raised is too high, and all that was
/// taken since the bucket was last empty, divided by the time in which it was filled, is the limit.
///
/// From there the rate grows, but only while somebody waits: at first hardly, then faster and
/// faster, so that a ceiling that is gone is left behind.
final class Ceiling {
    private static final double SECOND = Duration.ofSeconds(1).toNanos();
    private static final long AT_ONCE = Duration.ofSeconds(1).toNanos();
    private static final long FORGOTTEN = Duration.ofMinutes(10).toNanos();

    private static final double LEAST = 1;

    /// Less than what Telegram names for bulk is not believed at first: a bot with little to do has
    /// no more taken when it is refused by mistake.
    private static final double LEAST_AT_FIRST = 30;

    /// Where the search begins, as a share of what was taken in the best seconds of the last
    /// minute: right before a complaint there may have been little to send, or much that was
    /// refused.
    private static final double FIRST_SHARE = 0.75;

    /// So much of a limit is used: requests that arrive a little closer together than they left do
    /// not cross it.
    private static final double SAFE_SHARE = 0.99;

    /// One step down where a measurement was too short to tell much.
    private static final double STEP = 0.95;

    private static final double SHORT = 3;

    /// A rate so much above where it began has grown.
    private static final double GROWN = 1.005;

    /// Growth per second up to what is believed to be safe, as a share of that.
    private static final double APPROACH = 0.05;

    /// Growth per second beyond, as a share of what is safe: 1 % in three minutes, and the distance
    /// doubles every half-minute
    private static final double FIRST_GROWTH = 0.000_004;

    private static final double FURTHER_GROWTH = Math.log(2) / 30;

    /// A rate so many times what was safe says that the ceiling is gone.
    private static final double GONE = 2;

    private final double cap;
    private final Tally tally;

    private double rate = Double.POSITIVE_INFINITY;
    private double safe;
    private double began;

    /// What the rate is to be if the complaint turns out to be one of several.
    private double ifSeveral;

    private boolean isFirst;
    private double firstTaken;
    private boolean stepped;
    private long complainedAt;

    /// When the present measurement began, how much had been taken before it, and how many seconds
    /// before it nothing was sent.
    private long since;

    private long takenBefore;
    private double pause;

    private long leftAt;
    private long waitedAt;

    /// @param cap never more than this; infinite for none
    /// @param tally knows what Telegram took
    Ceiling(double cap, Tally tally) {
        this.cap = cap;
        this.tally = tally;
    }

    /// Infinite when there is no limit.
    double rate() {
        return Math.min(rate, cap);
    }

    /// Whether Telegram has complained, and the rate is the one that was found.
    boolean isFound() {
        return rate < cap;
    }

    /// A request leaves.
    ///
    /// @param waiting whether it or another one had to wait, so that a higher rate would be used
    void leaves(long now, boolean waiting) {
        if (isFound() && waiting) {
            if (now - waitedAt > AT_ONCE) {
                measureFrom(now);
            }
            grow(Math.min(now - leftAt, AT_ONCE) / SECOND);
            waitedAt = now;
        } else if (isFound() && (rate > GONE * safe || now - waitedAt > FORGOTTEN)) {
            rate = Double.POSITIVE_INFINITY;
        }
        leftAt = now;
    }

    private void grow(double seconds) {
        rate =
                rate < safe
                        ? Math.min(safe, rate + safe * APPROACH * seconds)
                        : rate + (safe * FIRST_GROWTH + (rate - safe) * FURTHER_GROWTH) * seconds;
    }

    /// Nothing leaves until then.
    void freeze(long now, long until) {
        double before = pause;
        long from = Math.max(now, since);
        measureFrom(Math.max(until, since));
        pause = before + (since - from) / SECOND;
        leftAt = since;
    }

    /// A chat was refused without a fault of its own.
    ///
    /// @param several whether others were, too; alone it says less
    void complain(long now, boolean several) {
        if (!isFound()) {
            begin(tally.mostPerSecond(now));
            isFirst = true;
        } else if (now - complainedAt <= AT_ONCE || now < since) {
            if (several && ifSeveral > 0) {
                settle(ifSeveral);
            } else if (isFirst && now - complainedAt <= AT_ONCE) {
                begin(Math.max(firstTaken, tally.lastSecond(now)));
            }
            return;
        } else {
            search(now, several);
            isFirst = false;
        }
        complainedAt = now;
        measureFrom(now);
    }

    /// Done again while refusals of that moment come in: of what was taken before them, some
    /// answers come later still.
    private void begin(double inLastSecond) {
        firstTaken = inLastSecond;
        double taken = Math.min(cap, Math.max(LEAST_AT_FIRST, inLastSecond));
        settle(FIRST_SHARE * taken);
        safe = SAFE_SHARE * taken;
        stepped = false;
    }

    private void search(long now, boolean several) {
        double seconds = (now - since) / SECOND;
        // The one that was refused came too early by less than its own interval, so it counts.
        double ifWindow = SAFE_SHARE * Math.min(rate, tally.lastSecond(now) + 1);
        // A bucket holds about a second's worth, and a longer pause fills it no further.
        double filling = Math.max(1, seconds + Math.min(1, pause));
        double ifBucket = SAFE_SHARE * Math.min(rate, (tally.total() - takenBefore + 1) / filling);
        double most = rate;
        boolean again = rate <= began * GROWN;
        settle(ifWindow);
        if (again) {
            boolean step = seconds < SHORT && !stepped;
            ifSeveral = step ? Math.max(ifBucket, STEP * most) : ifBucket;
            stepped = step;
        }
        if (several) {
            settle(again ? ifSeveral : ifWindow);
        }
    }

    private void settle(double found) {
        rate = Math.max(LEAST, found);
        safe = rate;
        began = rate;
        ifSeveral = 0;
    }

    private void measureFrom(long start) {
        since = start;
        waitedAt = start;
        takenBefore = tally.total();
        pause = 0;
    }
}
