package parley.moderation;

import parley.chat.Change;
import parley.chat.ChatEvent;
import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Verb;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Notice;
import parley.chat.Rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/// Stands in front of the rules of the conversation: nobody searches who has not accepted the rules
/// of conduct, or reports without end. Like those, it knows no clock, storage or network. Not
/// thread-safe; whoever owns it takes turns.
public final class Guard implements Decision.Maker {
    private static final Duration DAY = Duration.ofDays(1);

    private final Rules rules;
    private final Optional<String> conduct;
    private final int reportsPerDay;
    private final Register register = new Register();

    /// @param conduct the version of the rules of conduct that everybody must accept, as a word for
    ///   a button; empty when nobody must
    /// @param reportsPerDay how many reports one person can make; 0 for any number
    public Guard(Rules rules, Optional<String> conduct, int reportsPerDay) {
        this.reportsPerDay = reportsPerDay;
        this.rules = rules;
        this.conduct = conduct;
    }

    @Override
    public Decision decide(Chats chats, ChatEvent event) {
        if (!(event instanceof Asked asked)) {
            return rules.decide(chats, event);
        }
        return switch (asked.verb()) {
            case RULES -> Decision.tell(asked.from(), Notice.Plain.RULES);
            case CONSENT -> consent(chats, asked);
            case FIND, NEXT ->
                    missing(asked)
                            .map(version -> ask(asked, version))
                            .orElseGet(() -> rules.decide(chats, asked));
            case REPORT -> report(asked, rules.decide(chats, asked));
            default -> rules.decide(chats, asked);
        };
    }

    @Override
    public void apply(Change change) {
        register.apply(change);
    }

    /// The version that somebody who wants to search has yet to accept.
    private Optional<String> missing(Asked asked) {
        return conduct.filter(version -> !register.hasAccepted(asked.from().pseudonym(), version));
    }

    private static Decision ask(Asked asked, String version) {
        return Decision.tell(asked.from(), new Notice.Consent(version));
    }

    /// Somebody who reports everybody helps nobody.
    private Decision report(Asked asked, Decision decision) {
        var who = asked.from().pseudonym();
        boolean isTooMuch =
                reportsPerDay > 0
                        && decision.changes().stream().anyMatch(Change.Reported.class::isInstance)
                        && register.reports(who, asked.at().minus(DAY)) >= reportsPerDay;
        return isTooMuch ? Decision.tell(asked.from(), Notice.Plain.TOO_MANY_REPORTS) : decision;
    }

    /// Whoever accepts was about to search, and goes on with that.
    private Decision consent(Chats chats, Asked asked) {
        if (conduct.isEmpty()) {
            return Decision.tell(asked.from(), Notice.Plain.OUTDATED_BUTTON);
        }
        var version = conduct.get();
        if (!asked.detail().equals(conduct)) {
            return ask(asked, version);
        }
        var find = new Asked(asked.from(), asked.at(), Verb.FIND, Optional.empty());
        var found = rules.decide(chats, find);
        var changes = new ArrayList<Change>();
        changes.add(new Change.Consented(asked.from().pseudonym(), version, asked.at()));
        changes.addAll(found.changes());
        return new Decision(changes, found.effects());
    }
}
