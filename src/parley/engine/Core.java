package parley.engine;

import parley.chat.Change;
import parley.chat.ChatEvent;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.chat.Store;
import parley.content.Content;
import parley.content.Letter.Album;
import parley.content.Letter.Edited;
import parley.content.Letter.Fresh;
import parley.content.Letter.Reacted;
import parley.content.Letter.Unsent;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// The state and its rules, one event at a time.
///
/// A decision is made, applied to memory, queued for the disk and handed to the outbox in one turn,
/// so everybody sees things happen in the same order. Nobody waits for the disk here: what is sent
/// carries a ticket, and leaves when the state that it speaks of is kept.
public final class Core {
    private static final Decision NOTHING = new Decision(List.of(), List.of());

    private final Rules rules;
    private final Chats chats;
    private final Store store;
    private final Outbox outbox;
    private final Tickets tickets;
    private final ReentrantLock turn = new ReentrantLock();

    /// @param chats the state, which nobody else touches from now on
    public Core(Rules rules, Chats chats, Store store, Outbox outbox) {
        this.rules = rules;
        this.chats = chats;
        this.store = store;
        this.outbox = outbox;
        this.tickets = new Tickets(store);
    }

    /// Does what follows from an event.
    void handle(Incoming incoming) {
        turn.lock();
        try {
            carryOut(decide(incoming), incoming);
        } finally {
            turn.unlock();
        }
    }

    /// Whether a search would follow from this event if it came now.
    boolean startsSearch(ChatEvent event) {
        turn.lock();
        try {
            return rules.decide(chats, event).changes().stream()
                    .anyMatch(change -> isSearch(change, event.from().pseudonym()));
        } finally {
            turn.unlock();
        }
    }

    /// Forgets former chats that ended before this time.
    public void prune(Instant before) {
        turn.lock();
        try {
            chats.prune(before);
        } finally {
            turn.unlock();
        }
    }

    private Decision decide(Incoming incoming) {
        var decision = rules.decide(chats, incoming.event());
        boolean relayed = decision.effects().stream().anyMatch(Effect.Relay.class::isInstance);
        if (!relayed) {
            return decision;
        }
        if (incoming.letter().isEmpty()) {
            // A button that only a forger can have.
            return Decision.tell(incoming.event().from(), Plain.UNKNOWN_COMMAND);
        }
        return switch (incoming.letter().get()) {
            case Fresh(Content.Refused(var kind), _, _) ->
                    Decision.tell(incoming.event().from(), new Notice.NotPassed(kind));
            case Edited(Content.Refused _) -> NOTHING;
            case Fresh _, Album _, Edited _, Reacted _, Unsent _ -> decision;
        };
    }

    private void carryOut(Decision decision, Incoming incoming) {
        decision.changes().forEach(this::apply);
        var people = people(decision, incoming);
        if (!decision.changes().isEmpty()) {
            tickets.note(store.save(decision.changes()), people);
        }
        var effects = answerPress(decision.effects(), incoming);
        if (effects.isEmpty()) {
            incoming.done().run();
            return;
        }
        long ticket = tickets.before(people);
        var left = new AtomicInteger(effects.size());
        Runnable done =
                () -> {
                    if (left.decrementAndGet() == 0) {
                        incoming.done().run();
                    }
                };
        effects.forEach(effect -> outbox.post(effect, incoming, ticket, done));
    }

    private void apply(Change change) {
        chats.apply(change);
        if (change instanceof Change.Paired paired) {
            outbox.begins(paired.session());
        }
        if (change instanceof Change.Ended ended) {
            outbox.ends(ended.session());
        }
    }

    /// A press is always answered; what is only about the button itself is said in the answer.
    private List<Effect> answerPress(List<Effect> effects, Incoming incoming) {
        if (incoming.callback().isEmpty()) {
            return effects;
        }
        var callback = incoming.callback().get();
        if (effects.size() == 1
                && effects.getFirst() instanceof Effect.Notify(var to, var notice)
                && notice == Plain.OUTDATED_BUTTON) {
            outbox.answer(callback, to, notice);
            return List.of();
        }
        outbox.answer(callback);
        return effects;
    }

    private static Set<Pseudonym> people(Decision decision, Incoming incoming) {
        var people = new HashSet<Pseudonym>();
        people.add(incoming.event().from().pseudonym());
        decision.effects().forEach(effect -> people.add(effect.to().pseudonym()));
        return people;
    }

    private static boolean isSearch(Change change, Pseudonym by) {
        return switch (change) {
            case Change.Waits waits -> waits.who().pseudonym().equals(by);
            case Change.Paired paired -> paired.one().pseudonym().equals(by);
            case Change.StopsWaiting _,
                    Change.Ended _,
                    Change.RoomOpened _,
                    Change.Blocked _,
                    Change.Reported _ ->
                    false;
        };
    }
}
