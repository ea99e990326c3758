package parley.delivery;

import parley.chat.UserId;
import parley.delivery.Transport.Outcome;
import parley.delivery.Turns.Turn;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Keeps the lanes together below what Telegram takes. Every request to a chat passes here before
/// it leaves, and what came of it is told here. Thread-safe.
///
/// At first, and again when a limit is gone, there is no limit, no queue and no lock. Once Telegram
/// has refused several chats at once nobody sends until it is over, and then everybody takes turns
/// at a rate that is looked for, see [Ceiling].
public final class Budget {
    private static final System.Logger LOG = System.getLogger("parley.delivery");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    /// With a cap, so much of a second may leave at once: both notices of a new chat, say.
    private static final long BURST = SECOND / 10;

    /// Below a limit of Telegram's own a burst would cross it. But a thread that woke up late may
    /// make up for so much.
    private static final long LATE = SECOND / 200;

    private final LongSupplier nanoTime;
    private final long origin;
    private final Waiting waiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Turns turns = new Turns();
    private final Crowding crowding = new Crowding();
    private final Complaints complaints = new Complaints();
    private final Tally tally = new Tally();
    private final LongAdder refused = new LongAdder();
    private final Ceiling ceiling;
    private long freezes;
    private long nextAt = -BURST;
    private volatile boolean open;

    /// How to wait for one's turn; a simulation does not.
    @FunctionalInterface
    interface Waiting {
        /// Waits until the condition is signalled, or for so long, or shorter.
        void await(Condition woken, long nanos) throws InterruptedException;
    }

    /// What was seen of Telegram's limits.
    ///
    /// @param refused how often Telegram wanted to be left alone
    /// @param freezes how often everybody had to wait for that
    /// @param perSecond how many requests may leave in a second now; infinite when there is no
    ///   limit
    /// @param frozen how long nobody may send from now on
    public record Figures(long refused, long freezes, double perSecond, Duration frozen) {}

    /// @param perSecond never more requests a second than this, apart from small bursts; 0 for what
    ///   Telegram takes
    public Budget(int perSecond) {
        this(perSecond, System::nanoTime, Condition::awaitNanos);
    }

    /// @param nanoTime a clock that never goes back, such as [System#nanoTime]
    Budget(int perSecond, LongSupplier nanoTime, Waiting waiting) {
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.waiting = waiting;
        ceiling = new Ceiling(perSecond > 0 ? perSecond : NO_LIMIT, tally);
        open = ceiling.rate() == NO_LIMIT;
    }

    /// Waits until a request to this chat may leave; it has to leave at once then.
    ///
    /// @param isNotice whether it goes before what people say to each other
    /// @throws InterruptedException when interrupted before that; nothing may leave then
    public void take(UserId chat, boolean isNotice) throws InterruptedException {
        if (!open) {
            lock.lockInterruptibly();
            try {
                queue(isNotice);
            } finally {
                lock.unlock();
            }
        }
        leaves(chat);
    }

    private void queue(boolean isNotice) throws InterruptedException {
        var turn = join(isNotice);
        boolean waited = false;
        try {
            for (long pause = pause(turn); pause > 0; pause = pause(turn)) {
                waited = true;
                waiting.await(turn.woken(), pause);
            }
            pass(turn, waited);
        } catch (InterruptedException e) {
            turns.leave(turn);
            throw e;
        } finally {
            turns.next().ifPresent(next -> next.woken().signal());
        }
    }

    /// Joins those who wait. This and the next four are the steps of [#take], for a simulation that
    /// has no threads.
    Turn join(boolean isNotice) {
        return turns.join(isNotice, lock.newCondition());
    }

    Optional<Turn> next() {
        lock.lock();
        try {
            return turns.next();
        } finally {
            lock.unlock();
        }
    }

    /// How long this turn has to wait, as things are; zero when it may go.
    long pause(Turn turn) {
        boolean isNext = turns.next().filter(turn::equals).isPresent();
        return isNext ? Math.max(0, open ? 0 : nextAt - now()) : Long.MAX_VALUE;
    }

    void pass(Turn turn, boolean waited) {
        turns.pass(turn);
        long now = now();
        ceiling.leaves(now, waited || turns.next().isPresent());
        if (ceiling.rate() < NO_LIMIT) {
            long burst = ceiling.isFound() ? LATE : BURST;
            nextAt = Math.max(nextAt, now - burst) + (long) (SECOND / ceiling.rate());
        }
        open = ceiling.rate() == NO_LIMIT;
    }

    void leaves(UserId chat) {
        crowding.count(chat, now());
    }

    boolean isOpen() {
        return open;
    }

    /// What Telegram said to a request.
    public void heard(UserId chat, Outcome outcome) {
        switch (outcome) {
            case Outcome.Wait(var pause) -> refused(chat, pause.plus(Courier.MARGIN));
            case Outcome.Unclear _ -> {}
            case Outcome.Delivered _, Outcome.Refused _, Outcome.Gone _ -> tally.count(now());
        }
    }

    /// A chat that was sent a lot is refused for that, which says nothing about others. Without a
    /// limit over all in sight neither does one that was not.
    private void refused(UserId chat, Duration pause) {
        refused.increment();
        long now = now();
        if (crowding.isCrowded(chat, now)) {
            return;
        }
        lock.lock();
        try {
            boolean wasFrozen = now < complaints.frozenUntil();
            boolean several = complaints.add(chat, now, now + pause.toNanos());
            if (several || ceiling.isFound()) {
                ceiling.complain(now, several);
            }
            if (several) {
                freeze(now, wasFrozen);
            }
            open = ceiling.rate() == NO_LIMIT;
        } finally {
            lock.unlock();
        }
    }

    private void freeze(long now, boolean wasFrozen) {
        ceiling.freeze(now, complaints.frozenUntil());
        nextAt = Math.max(nextAt, complaints.frozenUntil());
        if (!wasFrozen) {
            freezes++;
            LOG.log(
                    Level.INFO,
                    "several chats were refused at once: nobody is sent to for {0} s, then {1} a"
                            + " second",
                    Duration.ofNanos(nextAt - now).toSeconds(),
                    Math.round(ceiling.rate()));
        }
    }

    /// For whoever watches the bot.
    public Figures figures() {
        lock.lock();
        try {
            long left = Math.max(0, complaints.frozenUntil() - now());
            return new Figures(refused.sum(), freezes, ceiling.rate(), Duration.ofNanos(left));
        } finally {
            lock.unlock();
        }
    }

    private long now() {
        return nanoTime.getAsLong() - origin;
    }
}
