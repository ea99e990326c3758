package parley.engine;

import parley.chat.Change;
import parley.chat.ChatEvent;
import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Pseudonym;
import parley.chat.Store;
import parley.content.Policy;
import parley.engine.Screening.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// The state and its rules, one event at a time.
///
/// A decision is made, applied to memory, queued for the disk and handed to the outbox in one turn,
/// so everybody sees things happen in the same order. Nobody waits for the disk here: what is sent
/// carries a ticket, and leaves when the state that it speaks of is kept.
public final class Core {
    private static final Duration OVERDUE = Duration.ofMinutes(1);

    private final Decision.Maker maker;
    private final Chats chats;
    private final Store store;
    private final Outbox outbox;
    private final Screening screening;
    private final Tickets tickets;
    private final ReentrantLock turn = new ReentrantLock();

    private volatile boolean busy;
    private volatile long begun;

    /// Those who were asked to wait.
    private final Set<Pseudonym> asked = new HashSet<>();

    /// @param maker decides what follows from what
    /// @param chats the state, which nobody else touches from now on
    /// @param policy what becomes of messages that may give their sender away
    public Core(Decision.Maker maker, Chats chats, Store store, Outbox outbox, Policy policy) {
        this.maker = maker;
        this.chats = chats;
        this.store = store;
        this.outbox = outbox;
        this.screening = new Screening(policy);
        this.tickets = new Tickets(store);
    }

    /// Does what follows from an event.
    void handle(Incoming incoming) {
        turn.lock();
        try {
            begun = System.nanoTime();
            busy = true;
            var decision = maker.decide(chats, incoming.event());
            maker.note(chats, incoming.event(), decision);
            var relay = relay(decision);
            if (relay.isPresent()) {
                pass(relay.get(), incoming);
            } else {
                carryOut(decision, incoming);
            }
        } finally {
            busy = false;
            turn.unlock();
        }
    }

    /// Whether a turn has taken far longer than any should.
    public boolean isStuck() {
        return busy && System.nanoTime() - begun > OVERDUE.toNanos();
    }

    /// How many chats are running.
    public int running() {
        turn.lock();
        try {
            return chats.running();
        } finally {
            turn.unlock();
        }
    }

    /// How many people wait.
    public int waiting() {
        turn.lock();
        try {
            return chats.waiting();
        } finally {
            turn.unlock();
        }
    }

    /// Whether a search would follow from this event if it came now.
    boolean startsSearch(ChatEvent event) {
        turn.lock();
        try {
            return maker.decide(chats, event).changes().stream()
                    .anyMatch(change -> isSearch(change, event.from().pseudonym()));
        } finally {
            turn.unlock();
        }
    }

    /// Forgets former chats that ended longer ago than this, and what else has no weight any more.
    public void prune(Instant now, Duration remembered) {
        turn.lock();
        try {
            chats.prune(now.minus(remembered));
            maker.prune(now);
            asked.clear();
        } finally {
            turn.unlock();
        }
    }

    private static Optional<Effect.Relay> relay(Decision decision) {
        return decision.effects().stream()
                .filter(Effect.Relay.class::isInstance)
                .map(Effect.Relay.class::cast)
                .findFirst();
    }

    /// The partner is to see what somebody does, unless there is a reason against it.
    private void pass(Effect.Relay relay, Incoming incoming) {
        var from = incoming.event().from();
        if (incoming.event() instanceof Asked asked && isAnswer(asked)) {
            answer(asked, relay, incoming);
            return;
        }
        if (incoming.letter().isEmpty()) {
            // A button that only a forger can have.
            carryOut(Decision.tell(from, Plain.UNKNOWN_COMMAND), incoming);
            return;
        }
        if (!isTooMuch(relay, incoming)) {
            screen(relay, incoming);
        }
    }

    private void screen(Effect.Relay relay, Incoming incoming) {
        var from = incoming.event().from();
        switch (screening.judge(incoming, relay.session())) {
            case Verdict.Passed _ -> carryOut(new Decision(List.of(), List.of(relay)), incoming);
            case Verdict.Refused(var notice) -> carryOut(Decision.tell(from, notice), incoming);
            case Verdict.Waits(var notice) ->
                    carryOut(Decision.tell(from, notice), incoming.unfinished());
            case Verdict.Ignored _ -> incoming.done().run();
            case Verdict.TakenBack(var held) -> {
                held.done().run();
                boolean isNew = held.event() instanceof Said;
                var unsent = Decision.tell(from, Plain.UNSENT);
                // If only a change of it was held, the partner has the message.
                carryOut(isNew ? unsent : new Decision(List.of(), List.of(relay)), incoming);
            }
            case Verdict.Merged _ -> {}
        }
    }

    /// So much is on its way to the partner that the sender is asked to wait, once until something
    /// passes again.
    private boolean isTooMuch(Effect.Relay relay, Incoming incoming) {
        var from = incoming.event().from();
        if (incoming.entry().again() || !outbox.isFull(relay.to())) {
            asked.remove(from.pseudonym());
            return false;
        }
        var effects =
                asked.add(from.pseudonym())
                        ? Decision.tell(from, Plain.PARTNER_BUSY)
                        : new Decision(List.of(), List.of());
        carryOut(effects, incoming);
        return true;
    }

    private static boolean isAnswer(Asked asked) {
        return asked.verb() == Verb.SEND || asked.verb() == Verb.DROP;
    }

    /// Sends or drops what waited for this answer, which is done with when all of that is.
    private void answer(Asked asked, Effect.Relay relay, Incoming press) {
        var waiting = screening.answer(asked, relay.session());
        if (waiting.isEmpty()) {
            carryOut(Decision.tell(asked.from(), Plain.OUTDATED_BUTTON), press);
            return;
        }
        press.callback().ifPresent(outbox::answer);
        var done = Entry.last(waiting.size(), press.done());
        for (var held : waiting) {
            if (asked.verb() == Verb.SEND) {
                screen(relay, held.andThen(done));
            } else {
                carryOut(Decision.tell(asked.from(), Plain.DROPPED), held.andThen(done));
            }
        }
    }

    private void carryOut(Decision decision, Incoming incoming) {
        decision.changes().forEach(this::apply);
        var people = people(decision, incoming);
        var effects = answerPress(decision, incoming);
        if (!decision.changes().isEmpty()) {
            long entry = incoming.entry().number();
            tickets.note(store.save(decision.changes(), entry, notices(effects)), people);
        }
        long ticket = tickets.before(people);
        if (effects.isEmpty()) {
            incoming.done().run();
        }
        var done = Entry.last(effects.size(), incoming.done());
        effects.forEach(effect -> outbox.post(effect, incoming, ticket, done));
        decision.changes().forEach(change -> giveBack(change, ticket));
    }

    private static List<Effect.Notify> notices(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Notify.class::isInstance)
                .map(Effect.Notify.class::cast)
                .toList();
    }

    /// What was held in a chat that is over reaches nobody any more.
    private void giveBack(Change change, long ticket) {
        if (!(change instanceof Change.Ended ended)) {
            return;
        }
        for (var held : screening.end(ended)) {
            boolean isNew = held.event() instanceof Said;
            if (isNew) {
                var notice = new Effect.Notify(held.event().from(), Plain.NOT_DELIVERED);
                outbox.post(notice, held, ticket, held.done());
            } else {
                held.done().run();
            }
        }
    }

    private void apply(Change change) {
        chats.apply(change);
        maker.apply(change);
        if (change instanceof Change.Paired paired) {
            outbox.begins(paired.session());
        }
        if (change instanceof Change.Ended ended) {
            outbox.ends(ended.session());
        }
    }

    /// A press is always answered; what is only about the button itself is said in the answer.
    private List<Effect> answerPress(Decision decision, Incoming incoming) {
        var effects = decision.effects();
        if (incoming.callback().isEmpty()) {
            return effects;
        }
        var callback = incoming.callback().get();
        if (effects.size() == 1
                && decision.changes().isEmpty()
                && effects.getFirst() instanceof Effect.Notify(var to, var notice)
                && isAboutButton(notice)) {
            outbox.answer(callback, to, notice);
            return List.of();
        }
        outbox.answer(callback);
        return effects;
    }

    private static boolean isAboutButton(Notice notice) {
        return notice == Plain.OUTDATED_BUTTON || notice instanceof Notice.Desk;
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
                    Change.Reported _,
                    Change.Consented _,
                    Change.Forgotten _,
                    Change.Sanctioned _,
                    Change.Pardoned _,
                    Change.Judged _,
                    Change.Acted _,
                    Change.Tuned _ ->
                    false;
        };
    }
}
