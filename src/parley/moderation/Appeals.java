package parley.moderation;

import parley.chat.Change.Sanctioned;
import parley.chat.ChatEvent.Asked;
import parley.chat.Decision;
import parley.chat.Decision.Draft;
import parley.chat.Notice.Plain;
import parley.chat.Person;

import java.util.Optional;

/// Takes to the moderators what somebody who is kept out has to say about it, once.
final class Appeals {
    /// In characters; more is cut.
    private static final int LONGEST = 1000;

    private final Register register;
    private final Moderators moderators;

    Appeals(Register register, Moderators moderators) {
        this.register = register;
        this.moderators = moderators;
    }

    Decision take(Asked asked) {
        var found = register.sanction(asked.from().pseudonym(), asked.at());
        if (found.isEmpty()) {
            return Decision.tell(asked.from(), Plain.NOTHING_TO_APPEAL);
        }
        var sanction = found.get();
        if (moderators.room().isEmpty()) {
            return Decision.tell(asked.from(), Plain.NO_APPEALS);
        }
        if (sanction.appealed()) {
            return Decision.tell(asked.from(), Plain.APPEALED_ALREADY);
        }
        return words(asked)
                .map(words -> pass(asked, sanction, words, moderators.room().get()))
                .orElseGet(() -> Decision.tell(asked.from(), Plain.APPEAL_HOW));
    }

    private static Decision pass(Asked asked, Sanctioned sanction, String words, Person room) {
        return new Draft()
                .change(sanction.appeal())
                .tell(asked.from(), Plain.APPEALED)
                .tell(room, Cards.appeal(sanction, words, asked.at()))
                .done();
    }

    private static Optional<String> words(Asked asked) {
        return asked.detail()
                .map(String::strip)
                .filter(words -> !words.isEmpty())
                .map(
                        words ->
                                words.codePoints()
                                        .limit(LONGEST)
                                        .collect(
                                                StringBuilder::new,
                                                StringBuilder::appendCodePoint,
                                                StringBuilder::append)
                                        .toString());
    }
}
