package parley.moderation;

import parley.chat.Change.Acted;
import parley.chat.Change.Pardoned;
import parley.chat.Change.Penalty;
import parley.chat.Change.Sanctioned;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Decision.Draft;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.chat.Session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps people out and lets them in again. Who can be reached hears of it at once, everybody else
/// with the next thing they do.
final class Sentences {
    /// Each one that the bot gives by itself is longer than the last.
    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(25),
                    Duration.ofHours(2),
                    Duration.ofHours(12),
                    Duration.ofDays(3));

    /// A shorter silence that the bot gives by itself is over before a partner gives up.
    private static final Duration ENDS_CHAT = Duration.ofHours(1);

    private final Register register;
    private final Moderators moderators;

    Sentences(Register register, Moderators moderators) {
        this.register = register;
        this.moderators = moderators;
    }

    /// Keeps somebody out from now on: out of the lobby, and out of the chat that this person is
    /// in, but for a short while that the bot gives by itself.
    Decision impose(Chats chats, Sanctioned sanction) {
        return impose(chats, sanction, reach(chats, sanction.who()));
    }

    private Decision impose(Chats chats, Sanctioned sanction, Optional<Person> person) {
        var draft = new Draft().add(pass(sanction, person));
        if (endsChat(sanction) || chats.session(sanction.who()) instanceof Session.Waiting) {
            draft.add(Rules.remove(chats, sanction.who(), sanction.since()));
        }
        return draft.done();
    }

    /// Keeps somebody out who is in no chat.
    Decision pass(Sanctioned sanction, Optional<Person> person) {
        var draft = new Draft().change(sanction);
        person.ifPresent(one -> draft.tell(one, notice(sanction, sanction.since())));
        return draft.done();
    }

    /// Warns somebody, now or when that person does something next; but a mute that the bot gave by
    /// itself does not make way for a warning that waits.
    Decision warn(Chats chats, Sanctioned warning) {
        boolean muted =
                register.sanction(warning.who(), warning.since())
                        .filter(one -> isOfBot(one.penalty()))
                        .isPresent();
        var later = muted ? new Draft() : new Draft().change(warning);
        return reach(chats, warning.who())
                .map(person -> Decision.tell(person, notice(warning, warning.since())))
                .orElseGet(later::done);
    }

    /// Keeps somebody out for a while, longer each time.
    Decision strike(Chats chats, Person who, Penalty penalty, Instant now) {
        int strikes = strikes(who.pseudonym(), now) + 1;
        var until = now.plus(STEPS.get(Math.min(strikes, STEPS.size()) - 1));
        var sanction =
                new Sanctioned(
                        who.pseudonym(),
                        penalty,
                        now,
                        Optional.of(until),
                        Optional.empty(),
                        strikes,
                        false);
        return new Draft()
                .add(impose(chats, sanction, Optional.of(who)))
                .change(
                        new Acted(
                                "muted",
                                sanction.who(),
                                Optional.empty(),
                                Optional.empty(),
                                sanction.until(),
                                penalty.word(),
                                now))
                .done();
    }

    /// How often somebody was kept out by the bot alone lately. What moderators do meanwhile takes
    /// nothing from it, but for letting that person in.
    int strikes(Pseudonym who, Instant now) {
        return register.latest(who)
                .filter(one -> one.since().plus(Register.DECAY).isAfter(now))
                .map(Sanctioned::strikes)
                .orElse(0);
    }

    /// Lets somebody in again, who hears of it when that is possible.
    Decision pardon(Chats chats, Pseudonym who) {
        var draft = new Draft().change(new Pardoned(who));
        reach(chats, who).ifPresent(person -> draft.tell(person, Plain.PARDONED));
        return draft.done();
    }

    /// Takes back what its person has not heard, or what is over anyway, without a word.
    Decision unsay(Sanctioned sanction) {
        return new Draft().change(new Pardoned(sanction.who())).done();
    }

    /// What is said to somebody who is kept out.
    Notice.Shut notice(Sanctioned sanction, Instant now) {
        return new Notice.Shut(
                sanction.penalty(),
                sanction.until().map(until -> Duration.between(now, until)),
                moderators.room().isPresent());
    }

    private Optional<Person> reach(Chats chats, Pseudonym who) {
        return chats.reach(who).or(() -> register.contact(who));
    }

    private static boolean endsChat(Sanctioned sanction) {
        return !isOfBot(sanction.penalty())
                || sanction.until()
                        .filter(until -> until.isBefore(sanction.since().plus(ENDS_CHAT)))
                        .isEmpty();
    }

    /// Whether the bot gives this by itself for what it counted, and soon takes it back.
    static boolean isOfBot(Penalty penalty) {
        return switch (penalty) {
            case REPEATS, STORM, HURRY -> true;
            case WARNING, MUTE, BAN, SUSPENSION -> false;
        };
    }
}
