package parley.moderation;

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

    /// A shorter silence is over before a partner gives up.
    private static final Duration ENDS_CHAT = Duration.ofHours(1);

    private final Register register;
    private final Moderators moderators;

    Sentences(Register register, Moderators moderators) {
        this.register = register;
        this.moderators = moderators;
    }

    /// Keeps somebody out from now on: out of the lobby, and for long also out of the chat that
    /// this person is in.
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

    /// Warns somebody, now or when that person does something next.
    Decision warn(Chats chats, Sanctioned warning) {
        return reach(chats, warning.who())
                .map(person -> Decision.tell(person, notice(warning, warning.since())))
                .orElseGet(() -> new Draft().change(warning).done());
    }

    /// Keeps somebody out for a while, longer each time.
    Decision strike(Chats chats, Person who, Penalty penalty, Instant now) {
        int strikes =
                register.latest(who.pseudonym())
                                .filter(one -> one.since().plus(Register.DECAY).isAfter(now))
                                .map(Sanctioned::strikes)
                                .orElse(0)
                        + 1;
        var length = STEPS.get(Math.min(strikes, STEPS.size()) - 1);
        return impose(
                chats,
                new Sanctioned(
                        who.pseudonym(),
                        penalty,
                        now,
                        Optional.of(now.plus(length)),
                        Optional.empty(),
                        strikes,
                        false),
                Optional.of(who));
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
        return sanction.until()
                .map(until -> Duration.between(sanction.since(), until))
                .filter(length -> length.compareTo(ENDS_CHAT) < 0)
                .isEmpty();
    }
}
