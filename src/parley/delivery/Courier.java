package parley.delivery;

import parley.chat.Store;
import parley.chat.UserId;
import parley.content.Letter;
import parley.delivery.Parcel.Relay;
import parley.delivery.Transport.Outcome;
import parley.delivery.Transport.Target;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// Delivers parcels: in order for each person, at the same time for different ones.
///
/// Each person who is to get something has a lane with one request under way at a time, so trouble
/// with one chat delays no other. The head of a lane stays there until it is delivered or refused,
/// and a lane has a virtual thread only while there is something in it.
public final class Courier {
    private static final System.Logger LOG = System.getLogger("parley.delivery");

    /// Telegram counts in whole seconds, so a little more than it says.
    private static final Duration MARGIN = Duration.ofMillis(200);

    private final ConcurrentMap<UserId, Queue<Parcel>> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Store store;
    private final Aim aim;
    private final Transport transport;
    private final Sender sender;
    private final Patience patience;

    /// How to pause; tests do not.
    @FunctionalInterface
    public interface Sleeper {
        /// Pauses for at least this long.
        void sleep(Duration pause) throws InterruptedException;
    }

    /// How long to pause, and how.
    ///
    /// @param pauses after so many unclear outcomes of one parcel
    public record Patience(IntFunction<Duration> pauses, Sleeper sleeper) {}

    /// @param store knows what is on disk: no parcel leaves before the state that it speaks of
    /// @param copies learns which message of one chat is which of the other
    public Courier(
            Store store, Copies copies, Transport transport, Sender sender, Patience patience) {
        this.store = store;
        this.aim = new Aim(copies);
        this.transport = transport;
        this.sender = sender;
        this.patience = patience;
    }

    /// Puts a parcel at the end of the lane of its recipient. Returns at once.
    public void post(Parcel parcel) {
        lanes.compute(
                parcel.to().id(),
                (recipient, lane) -> {
                    if (lane == null) {
                        return open(recipient, parcel);
                    }
                    lane.add(parcel);
                    return lane;
                });
    }

    /// How many people have something under way.
    public int lanes() {
        return lanes.size();
    }

    /// Lets what is under way finish, for so long at most, and then stops. What is not delivered by
    /// then is not reported as done.
    ///
    /// @return whether nothing was left
    public boolean close(Duration patience) throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        threads.shutdownNow();
        if (!lanes.isEmpty()) {
            LOG.log(Level.WARNING, "{0} people have messages that are not delivered", lanes.size());
        }
        return lanes.isEmpty();
    }

    private Queue<Parcel> open(UserId recipient, Parcel first) {
        var lane = new ConcurrentLinkedQueue<Parcel>();
        lane.add(first);
        try {
            threads.execute(() -> run(recipient, lane));
        } catch (RejectedExecutionException _) {
            LOG.log(Level.DEBUG, "stopping: a message is left for the next start");
        }
        return lane;
    }

    private void run(UserId recipient, Queue<Parcel> lane) {
        try {
            do {
                attempt(lane);
            } while (lanes.computeIfPresent(recipient, (_, left) -> rest(left)) != null);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Queue<Parcel> rest(Queue<Parcel> lane) {
        lane.poll();
        return lane.isEmpty() ? null : lane;
    }

    /// The one place where a bug in a delivery is caught: it costs one parcel, not the lane.
    private void attempt(Queue<Parcel> lane) throws InterruptedException {
        var parcel = lane.element();
        try {
            deliver(parcel, lane);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a parcel was dropped", e);
            parcel.terms().done().run();
        }
    }

    private void deliver(Parcel parcel, Queue<Parcel> lane) throws InterruptedException {
        if (parcel.terms().ticket() > 0) {
            store.awaitDurable(parcel.terms().ticket());
        }
        switch (settle(parcel, false)) {
            case Outcome.Gone _ -> {
                giveUp(parcel, lane);
                return;
            }
            case Outcome.Refused(var problem) -> refuse(parcel, problem);
            case Outcome.Delivered _, Outcome.Wait _, Outcome.Unclear _ -> {}
        }
        parcel.terms().done().run();
    }

    /// Sends until it is clear what becomes of it. An album that is refused as a whole goes in
    /// parts.
    ///
    /// @param goesOn whether it belongs to the album of what was delivered before
    private Outcome settle(Parcel parcel, boolean goesOn) throws InterruptedException {
        var target = aim.of(parcel);
        if (target.isEmpty()) {
            return new Outcome.Refused("it is about a message that is not known");
        }
        var outcome = bring(parcel, target.get(), goesOn);
        return outcome instanceof Outcome.Refused
                        && parcel instanceof Relay relay
                        && relay.letter() instanceof Letter.Album album
                ? settleEach(relay, album)
                : outcome;
    }

    private Outcome bring(Parcel parcel, Target target, boolean goesOn)
            throws InterruptedException {
        aim.leaves(parcel);
        try {
            var outcome = insist(parcel, target);
            if (outcome instanceof Outcome.Delivered(var sent) && parcel instanceof Relay relay) {
                aim.delivered(relay, target, sent, goesOn);
                if (relay.letter() instanceof Letter.Unsent) {
                    sender.unsent(relay);
                }
            }
            return outcome;
        } finally {
            aim.settled(parcel);
        }
    }

    private Outcome settleEach(Relay relay, Letter.Album album) throws InterruptedException {
        var reply = album.reply();
        boolean goesOn = false;
        for (var part : album.parts()) {
            var fresh = new Letter.Fresh(part.media(), reply, Optional.empty());
            for (var message : fresh.messages()) {
                var single = relay.part(part.messageId(), message);
                switch (settle(single, goesOn)) {
                    case Outcome.Gone gone -> {
                        return gone;
                    }
                    case Outcome.Refused(var problem) -> refuse(single, problem);
                    case Outcome.Delivered(var sent) -> goesOn |= !sent.isEmpty();
                    case Outcome.Wait _, Outcome.Unclear _ -> {}
                }
            }
            reply = Optional.empty();
        }
        return new Outcome.Delivered(List.of());
    }

    /// Repeats a request until its outcome is neither a wait nor unclear.
    private Outcome insist(Parcel parcel, Target target) throws InterruptedException {
        int failures = 0;
        while (true) {
            switch (transport.send(parcel, target)) {
                case Outcome.Wait(var pause) -> {
                    LOG.log(Level.DEBUG, "a lane waits {0} s", pause.toSeconds());
                    patience.sleeper().sleep(pause.plus(MARGIN));
                }
                case Outcome.Unclear(var problem) -> {
                    LOG.log(Level.INFO, "a delivery is tried again: {0}", problem);
                    patience.sleeper().sleep(patience.pauses().apply(++failures));
                }
                case Outcome.Delivered delivered -> {
                    return delivered;
                }
                case Outcome.Refused refused -> {
                    return refused;
                }
                case Outcome.Gone gone -> {
                    return gone;
                }
            }
        }
    }

    private void refuse(Parcel parcel, String problem) {
        LOG.log(Level.INFO, "a message was refused: {0}", problem);
        if (parcel instanceof Relay relay) {
            sender.refused(relay);
        }
    }

    private void giveUp(Parcel first, Queue<Parcel> lane) {
        var dropped = new ArrayList<Parcel>();
        var parcels = lane.iterator();
        // The head is taken out by the loop that runs the lane.
        dropped.add(parcels.next());
        while (parcels.hasNext()) {
            dropped.add(parcels.next());
            parcels.remove();
        }
        for (var parcel : dropped) {
            if (parcel instanceof Relay relay) {
                sender.refused(relay);
            }
        }
        sender.gone(first.to(), dropped);
        dropped.forEach(parcel -> parcel.terms().done().run());
    }
}
