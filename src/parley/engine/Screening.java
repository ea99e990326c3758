package parley.engine;

import parley.chat.Change;
import parley.chat.ChatEvent.Asked;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.SessionId;
import parley.content.Content;
import parley.content.Letter;
import parley.content.Letter.Album;
import parley.content.Letter.Edited;
import parley.content.Letter.Fresh;
import parley.content.Letter.Reacted;
import parley.content.Letter.Unsent;
import parley.content.Policy;
import parley.content.Policy.Rule;
import parley.content.Risk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks at what somebody wants the partner to see before it goes there: what never passes is
/// refused, and what may give its sender away is treated as the operator wants it.
///
/// Not thread-safe; the core takes turns.
final class Screening {
    private final Policy policy;
    private final Held held = new Held();

    /// What becomes of it.
    sealed interface Verdict {
        record Passed() implements Verdict {}

        /// It never will; its sender is told.
        record Refused(Notice notice) implements Verdict {}

        /// It does not matter enough for a word about it.
        record Ignored() implements Verdict {}

        /// It is held, and its sender is asked.
        record Waits(Notice notice) implements Verdict {}

        /// It changed a message that is held, and is done with when that is.
        record Merged() implements Verdict {}

        /// It took back a message that was held, or a change of one.
        record TakenBack(Incoming message) implements Verdict {}
    }

    Screening(Policy policy) {
        this.policy = policy;
    }

    /// Judges something with a letter.
    Verdict judge(Incoming incoming, SessionId session) {
        return switch (incoming.letter().orElseThrow()) {
            case Fresh(Content.Refused(var kind), _, _) ->
                    new Verdict.Refused(new Notice.NotPassed(kind));
            case Edited(Content.Refused _), Edited(Content.Place _) -> new Verdict.Ignored();
            case Edited edited when held.change(incoming, edited, session) -> new Verdict.Merged();
            case Unsent(var message) -> takeBack(incoming, session, message);
            case Fresh letter -> weigh(letter, incoming, session);
            case Album letter -> weigh(letter, incoming, session);
            case Edited letter -> weigh(letter, incoming, session);
            case Reacted _ -> new Verdict.Passed();
        };
    }

    /// Takes what waits for this answer, in order.
    List<Incoming> answer(Asked asked, SessionId session) {
        return asked.detail()
                .flatMap(Screening::risk)
                .map(risk -> held.answer(asked.from().pseudonym(), session, risk))
                .orElse(List.of());
    }

    /// Takes all that the two of a chat have waiting.
    List<Incoming> end(Change.Ended ended) {
        return Stream.of(ended.one(), ended.other())
                .flatMap(who -> held.end(who, ended.session()).stream())
                .toList();
    }

    private Verdict takeBack(Incoming incoming, SessionId session, Optional<Long> message) {
        var who = incoming.event().from().pseudonym();
        return message.flatMap(id -> held.take(who, session, id))
                .<Verdict>map(Verdict.TakenBack::new)
                .orElseGet(Verdict.Passed::new);
    }

    private Verdict weigh(Letter letter, Incoming incoming, SessionId session) {
        var blocked = policy.risks(letter, Rule.BLOCK);
        if (!blocked.isEmpty()) {
            return new Verdict.Refused(refusal(blocked.getFirst()));
        }
        var who = incoming.event().from().pseudonym();
        return policy.risks(letter, Rule.WARN).stream()
                .filter(risk -> !held.isAnswered(who, session, risk))
                .findFirst()
                .map(risk -> hold(incoming, session, risk))
                .orElseGet(Verdict.Passed::new);
    }

    /// Where somebody is never passes in most places, like a contact, so it is refused like one.
    private static Notice refusal(Risk risk) {
        return risk == Risk.LOCATION
                ? new Notice.NotPassed(risk.word())
                : new Notice.Blocked(risk.word());
    }

    private Verdict hold(Incoming incoming, SessionId session, Risk risk) {
        var who = incoming.event().from().pseudonym();
        boolean asked = held.waiting(who, session, risk) > 0;
        if (!held.hold(who, session, risk, incoming)) {
            return new Verdict.Refused(Plain.ANSWER_FIRST);
        }
        return new Verdict.Waits(asked ? Plain.HELD_TOO : new Notice.Held(session, risk.word()));
    }

    private static Optional<Risk> risk(String word) {
        return Stream.of(Risk.values()).filter(risk -> risk.word().equals(word)).findFirst();
    }
}
