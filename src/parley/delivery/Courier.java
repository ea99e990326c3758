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
import java.util.concurrent.ConcurrentHashMap;
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
    static final Duration MARGIN = Duration.ofMillis(200);

    /// Memory for so much is there, and nobody reads faster.
    private static final int MOST = 1_000;

    private final ConcurrentMap<UserId, Lane> lanes = new ConcurrentHashMap<>();
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
    /// @param budget says when a request may leave
    public record Patience(IntFunction<Duration> pauses, Sleeper sleeper, Budget budget) {}

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

    /// Whether so much is on its way to this person that nothing should be added for a while. What
    /// is posted all the same is delivered.
    public boolean isFull(UserId recipient) {
        var lane = lanes.get(recipient);
        return lane != null && lane.size() >= MOST;
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

    private Lane open(UserId recipient, Parcel first) {
        var lane = new Lane();
        lane.add(first);
        try {
            threads.execute(() -> run(recipient, lane));
        } catch (RejectedExecutionException _) {
            LOG.log(Level.DEBUG, "stopping: a message is left for the next start");
        }
        return lane;
    }

    private void run(UserId recipient, Lane lane) {
        try {
            do {
                attempt(lane);
            } while (lanes.computeIfPresent(recipient, (_, left) -> rest(left)) != null);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Lane rest(Lane lane) {
        return lane.advance() ? lane : null;
    }

    /// The one place where a bug in a delivery is caught: it costs one parcel, not the lane.
    private void attempt(Lane lane) throws InterruptedException {
        var parcel = lane.head();
        try {
            deliver(parcel, lane);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a parcel was dropped", e);
            parcel.terms().done().run();
        }
    }

    private void deliver(Parcel parcel, Lane lane) throws InterruptedException {
        if (parcel.terms().ticket() > 0) {
            store.awaitDurable(parcel.terms().ticket());
        }
        var outcome = settle(parcel, false);
        if (outcome instanceof Outcome.Refused
                && parcel instanceof Relay relay
                && relay.letter() instanceof Letter.Album album) {
            outcome = settleEach(relay, album);
        } else {
            finish(parcel, outcome);
        }
        if (outcome instanceof Outcome.Gone) {
            giveUp(parcel, lane);
        }
    }

    /// Whoever is waiting for this parcel hears of it, unless the whole lane is given up.
    private void finish(Parcel parcel, Outcome outcome) {
        switch (outcome) {
            case Outcome.Refused(var problem) -> {
                LOG.log(Level.INFO, "a message was refused: {0}", problem);
                giveBack(parcel);
            }
            case Outcome.Gone _ -> {}
            case Outcome.Delivered _, Outcome.Wait _, Outcome.Unclear _ ->
                    parcel.terms().done().run();
        }
    }

    /// Sends until it is clear what becomes of it.
    ///
    /// @param goesOn whether it belongs to the album of what was delivered before
    private Outcome settle(Parcel parcel, boolean goesOn) throws InterruptedException {
        var target = aim.of(parcel);
        return target.isEmpty()
                ? new Outcome.Refused("it is about a message that is not known")
                : bring(parcel, target.get(), goesOn);
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

    /// An album that is refused as a whole goes in parts, and is done with when they are.
    private Outcome settleEach(Relay relay, Letter.Album album) throws InterruptedException {
        Outcome outcome = new Outcome.Delivered(List.of());
        boolean goesOn = false;
        for (var part : relay.parts(album)) {
            outcome = settle(part, goesOn);
            if (outcome instanceof Outcome.Gone) {
                return outcome;
            }
            goesOn |= outcome instanceof Outcome.Delivered(var sent) && !sent.isEmpty();
            finish(part, outcome);
        }
        return outcome;
    }

    /// Repeats a request until its outcome is neither a wait nor unclear.
    private Outcome insist(Parcel parcel, Target target) throws InterruptedException {
        int failures = 0;
        while (true) {
            patience.budget().take(parcel.to().id(), parcel instanceof Parcel.Note);
            var answer = transport.send(parcel, target);
            patience.budget().heard(parcel.to().id(), answer);
            switch (answer) {
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

    private void giveBack(Parcel parcel) {
        switch (parcel) {
            case Relay relay -> sender.refused(relay);
            case Parcel.Note note -> note.terms().done().run();
        }
    }

    /// The head is taken out by the loop that runs the lane.
    private void giveUp(Parcel first, Lane lane) {
        var dropped = new ArrayList<Parcel>(List.of(first));
        dropped.addAll(lane.takeRest());
        sender.gone(first.to(), dropped);
        dropped.forEach(this::giveBack);
    }
}
