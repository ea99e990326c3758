package parley.engine;

import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Gone;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Person;
import parley.chat.SessionId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Takes what people do: in order for each person, at the same time for different ones. Whoever is
/// too fast is told so; the rest is up to the [Core].
public final class Engine {
    private final Core core;
    private final Outbox outbox;
    private final Gate messages;
    private final Gate commands;
    private final Gate searches;
    private final Mailboxes mailboxes = new Mailboxes(this::handle);
    private volatile Instant latest;

    /// @param start stands for the time of the newest event as long as there was none
    public Engine(Core core, Outbox outbox, Limits limits, Instant start) {
        this.core = core;
        this.outbox = outbox;
        this.latest = start;
        messages = new Gate(limits.messages(), Notice.SlowDown::new);
        commands = new Gate(limits.commands(), Notice.SlowDown::new);
        searches = new Gate(limits.searches(), Notice.SearchLater::new);
    }

    /// Takes what a person did. Returns at once.
    public void accept(Incoming incoming) {
        latest = incoming.event().at();
        mailboxes.put(incoming);
    }

    /// Takes note that nothing reaches this person any more.
    ///
    /// @param missed the session whose opening notice did not arrive
    public void gone(Person person, Optional<SessionId> missed) {
        mailboxes.put(Incoming.of(new Gone(person, latest, missed), () -> {}));
    }

    /// Tells a person that a message which was accepted will not arrive.
    ///
    /// @param message names it in the chat of its sender
    public void undelivered(Person sender, long message) {
        outbox.post(
                new Effect.Notify(sender, Plain.NOT_DELIVERED),
                Incoming.about(new Said(sender, latest), message),
                0,
                () -> {});
    }

    /// Forgets what is only remembered for a while; to be called now and then.
    public void prune() {
        messages.prune();
        commands.prune();
        searches.prune();
    }

    /// Lets what was accepted be handled, for so long at most, and takes nothing more.
    public void close(Duration patience) throws InterruptedException {
        mailboxes.close(patience);
    }

    private void handle(Incoming incoming) {
        switch (verdict(incoming)) {
            case Gate.Verdict.Passed _ -> core.handle(incoming);
            case Gate.Verdict.Refused(var notice) -> refuse(incoming, notice);
        }
    }

    private Gate.Verdict verdict(Incoming incoming) {
        var who = incoming.event().from().pseudonym();
        return switch (incoming.event()) {
            case Gone _ -> new Gate.Verdict.Passed();
            case Said _ -> messages.pass(who);
            case Asked asked -> {
                var first = commands.pass(who);
                yield first instanceof Gate.Verdict.Passed && searches(asked)
                        ? searches.pass(who)
                        : first;
            }
        };
    }

    private boolean searches(Asked asked) {
        return (asked.verb() == Verb.FIND || asked.verb() == Verb.NEXT) && core.startsSearch(asked);
    }

    private void refuse(Incoming incoming, Optional<Notice> notice) {
        var from = incoming.event().from();
        incoming.callback()
                .ifPresent(
                        callback ->
                                notice.ifPresentOrElse(
                                        words -> outbox.answer(callback, from, words),
                                        () -> outbox.answer(callback)));
        if (notice.isEmpty() || incoming.callback().isPresent()) {
            incoming.done().run();
            return;
        }
        outbox.post(new Effect.Notify(from, notice.get()), incoming, 0, incoming.done());
    }
}
