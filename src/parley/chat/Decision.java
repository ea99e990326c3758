package parley.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What follows from an event: the changes to make durable, and then the effects, both in order.
public record Decision(List<Change> changes, List<Effect> effects) {
    public Decision {
        changes = List.copyOf(changes);
        effects = List.copyOf(effects);
    }

    /// What the outside world is asked to do. Effects are data, so a test can compare them.
    public sealed interface Effect {
        /// Whom it is done to.
        Person to();

        /// Pass the message at hand on to the partner.
        record Relay(Person to, SessionId session) implements Effect {}

        /// Tell a person something.
        record Notify(Person to, Notice notice) implements Effect {}
    }

    /// Who decides. Used in turns only, so it needs no locks.
    public interface Maker {
        /// What follows from this event now. Changes nothing, and answers the same until something
        /// changes.
        Decision decide(Chats chats, ChatEvent event);

        /// Takes note of a change that was decided, or kept from before.
        default void apply(Change change) {}

        /// Takes note of what was decided, once for each event and before it is applied.
        default void note(Chats chats, ChatEvent event, Decision decision) {}

        /// Forgets what is only remembered for a while.
        default void prune(Instant now) {}
    }

    /// A decision that changes nothing and tells one person something.
    public static Decision tell(Person to, Notice notice) {
        return new Draft().tell(to, notice).done();
    }

    /// A decision in the making.
    public static final class Draft {
        private final List<Change> changes = new ArrayList<>();
        private final List<Effect> effects = new ArrayList<>();

        /// One more change.
        public Draft change(Change change) {
            changes.add(change);
            return this;
        }

        Draft relay(Person to, SessionId session) {
            effects.add(new Effect.Relay(to, session));
            return this;
        }

        /// One more notice.
        public Draft tell(Person to, Notice notice) {
            effects.add(new Effect.Notify(to, notice));
            return this;
        }

        Draft tell(Person to, Notice.Topic topic, SessionId session) {
            return tell(to, new Notice.About(topic, session));
        }

        /// All of another decision.
        public Draft add(Decision decision) {
            changes.addAll(decision.changes());
            effects.addAll(decision.effects());
            return this;
        }

        /// The decision as it is now.
        public Decision done() {
            return new Decision(changes, effects);
        }
    }
}
