package parley.delivery;

import parley.chat.SessionId;
import parley.chat.UserId;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Which message of one person is which message of the partner, for running chats. Kept in memory
/// alone: after a restart, or once a chat is over, nothing is known. Thread-safe.
public final class Copies {
    private static final Duration MOMENT = Duration.ofMillis(250);

    private final ConcurrentMap<SessionId, Pairs> sessions = new ConcurrentHashMap<>();

    /// From now on the messages of this chat are remembered.
    public void open(SessionId session) {
        sessions.putIfAbsent(session, new Pairs());
    }

    /// The chat is over; its messages are forgotten.
    public void close(SessionId session) {
        sessions.remove(session);
    }

    /// Remembers that a message was delivered; nothing when the chat is over.
    void add(Parcel.Relay parcel, Pairs.Pair pair) {
        var pairs = sessions.get(parcel.session());
        if (pairs != null) {
            synchronized (pairs) {
                pairs.add(first(parcel), pair);
            }
        }
    }

    /// A new message is about to leave for its recipient.
    void leaves(Parcel.Relay parcel) {
        var pairs = sessions.get(parcel.session());
        if (pairs != null) {
            synchronized (pairs) {
                pairs.underWay(first(parcel), 1);
            }
        }
    }

    /// What became of a message that left is known, and so is its copy if there is one.
    void settled(Parcel.Relay parcel) {
        var pairs = sessions.get(parcel.session());
        if (pairs != null) {
            synchronized (pairs) {
                pairs.underWay(first(parcel), -1);
                pairs.notifyAll();
            }
        }
    }

    /// The message of the recipient's chat that is this one in the sender's chat, whoever of the
    /// two wrote it.
    ///
    /// A quick partner answers a message before Telegram has told us its id. So as long as one is
    /// under way to whoever answers, this waits a moment for it.
    OptionalLong find(Parcel.Relay parcel, long message) throws InterruptedException {
        var pairs = sessions.get(parcel.session());
        if (pairs == null) {
            return OptionalLong.empty();
        }
        boolean first = first(parcel);
        long end = System.nanoTime() + MOMENT.toNanos();
        synchronized (pairs) {
            var found = pairs.find(first, message);
            long left = MOMENT.toMillis();
            while (found.isEmpty() && pairs.isUnderWay(!first) && left > 0) {
                pairs.wait(left);
                found = pairs.find(first, message);
                left = (end - System.nanoTime()) / 1_000_000;
            }
            return found;
        }
    }

    /// The copies of what the sender wrote: of this message and all others of its album, or of the
    /// last one when none is named.
    List<Long> copies(Parcel.Relay parcel, OptionalLong message) {
        var pairs = sessions.get(parcel.session());
        if (pairs == null) {
            return List.of();
        }
        synchronized (pairs) {
            return pairs.copies(first(parcel), message);
        }
    }

    /// The copies of the message that the parcel is about, if the sender wrote it, in order.
    List<Pairs.Pair> sent(Parcel.Relay parcel) {
        var pairs = sessions.get(parcel.session());
        if (pairs == null) {
            return List.of();
        }
        synchronized (pairs) {
            return pairs.sent(first(parcel), parcel.messageId());
        }
    }

    /// The message that the parcel is about has another mark now.
    void remark(Parcel.Relay parcel, int mark) {
        var pairs = sessions.get(parcel.session());
        if (pairs != null) {
            synchronized (pairs) {
                pairs.remark(first(parcel), parcel.messageId(), mark);
            }
        }
    }

    /// Forgets messages that the sender took back.
    void remove(Parcel.Relay parcel, List<Long> copies) {
        var pairs = sessions.get(parcel.session());
        if (pairs != null) {
            synchronized (pairs) {
                pairs.remove(first(parcel), copies);
            }
        }
    }

    /// The two people of a chat are told apart by the order of their ids.
    private static boolean first(Parcel.Relay parcel) {
        return isBefore(parcel.from().id(), parcel.to().id());
    }

    private static boolean isBefore(UserId one, UserId other) {
        return one.value() < other.value();
    }
}
