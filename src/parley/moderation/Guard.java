package parley.moderation;

import parley.chat.Change;
import parley.chat.Change.Penalty;
import parley.chat.Change.Sanctioned;
import parley.chat.ChatEvent;
import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Gist;
import parley.chat.ChatEvent.Hasty;
import parley.chat.ChatEvent.Ordered;
import parley.chat.ChatEvent.Revised;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Decision.Draft;
import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.chat.Session.Paired;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Stands in front of the rules of the conversation: nobody searches who has not accepted the rules
/// of conduct, or is kept out; reports go to the moderators, and what they decide holds at once.
/// Like those rules, it knows no clock, storage or network. Not thread-safe; whoever owns it takes
/// turns.
public final class Guard implements Decision.Maker {
    private static final Set<Verb> SEARCHES = EnumSet.of(Verb.FIND, Verb.NEXT, Verb.CONSENT);

    private static final Set<Verb> LEAVES = EnumSet.of(Verb.NEXT, Verb.END);

    /// What somebody who is kept out cannot do.
    private static final Set<Verb> SHUT =
            EnumSet.of(Verb.FIND, Verb.NEXT, Verb.CONSENT, Verb.VIDEO, Verb.SEND);

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Rules rules;
    private final Terms terms;
    private final Register register = new Register();
    private final Watch watch;
    private final Sentences sentences;
    private final Reports reports;
    private final Appeals appeals;
    private final Desk desk;

    /// @param moderators who hears of reports and may act
    /// @param before how many chats people had, counted up to [Terms#mediaAfterChats]
    public Guard(Rules rules, Terms terms, Moderators moderators, Map<Pseudonym, Integer> before) {
        this.rules = rules;
        this.terms = terms;
        watch = new Watch(terms.mediaAfterChats(), before);
        sentences = new Sentences(register, moderators);
        reports = new Reports(register, sentences, terms, moderators);
        appeals = new Appeals(register, moderators);
        desk = new Desk(register, sentences, reports, moderators, watch);
    }

    @Override
    public Decision decide(Chats chats, ChatEvent event) {
        var who = event.from().pseudonym();
        var sanction = register.sanction(who, event.at());
        var decision =
                sanction.isPresent() && isShut(event)
                        ? refuse(event, sanction.get())
                        : admit(chats, event);
        return warning(event)
                .map(warning -> warn(event, warning).add(decision).done())
                .orElse(decision);
    }

    @Override
    public void apply(Change change) {
        register.apply(change);
        switch (change) {
            case Sanctioned sanction -> watch.startAnew(sanction.who());
            case Change.Reported report -> reports.forget(report.reporter().pseudonym());
            case Change.Forgotten(var who) -> {
                watch.forget(who);
                reports.forget(who);
            }
            default -> {}
        }
    }

    @Override
    public void note(Chats chats, ChatEvent event, Decision decision) {
        var who = event.from().pseudonym();
        switch (event) {
            case Hasty _ -> watch.noteStorm(who, event.at());
            case Said said when chats.session(who) instanceof Paired paired -> {
                watch.noteText(who, paired.partner().pseudonym(), said.gist(), said.at());
                if (isRelayed(decision)) {
                    watch.noteRelay(said.at());
                }
            }
            case Revised revised when chats.session(who) instanceof Paired paired ->
                    watch.noteText(who, paired.partner().pseudonym(), revised.gist(), revised.at());
            case Asked asked when asked.verb() == Verb.REPORT -> reports.note(chats, asked);
            default -> {}
        }
        for (var change : decision.changes()) {
            if (change instanceof Change.Ended ended) {
                watch.noteEnd(ended);
                if (isLeaving(event)) {
                    watch.noteLeft(ended);
                }
            }
        }
    }

    @Override
    public void prune(Instant now) {
        register.prune(now, terms.reportTtl());
        watch.prune(now);
        reports.prune(now);
    }

    /// Whoever blocks or reports has a reason to go at once.
    private static boolean isLeaving(ChatEvent event) {
        return event instanceof Asked asked && LEAVES.contains(asked.verb());
    }

    private static boolean isShut(ChatEvent event) {
        return event instanceof Said
                || event instanceof Revised
                || event instanceof Asked asked && SHUT.contains(asked.verb());
    }

    /// A change of a message is not worth a word.
    private Decision refuse(ChatEvent event, Sanctioned sanction) {
        return event instanceof Revised
                ? new Draft().done()
                : Decision.tell(event.from(), sentences.notice(sanction, event.at()));
    }

    /// A warning that its person could not be told yet.
    private Optional<Sanctioned> warning(ChatEvent event) {
        return event instanceof Said || event instanceof Asked
                ? register.latest(event.from().pseudonym())
                        .filter(one -> one.penalty() == Penalty.WARNING)
                : Optional.empty();
    }

    private Draft warn(ChatEvent event, Sanctioned warning) {
        return new Draft()
                .change(new Change.Pardoned(warning.who()))
                .tell(event.from(), sentences.notice(warning, event.at()));
    }

    private Decision admit(Chats chats, ChatEvent event) {
        return switch (event) {
            case Ordered ordered -> desk.decide(chats, ordered);
            case Hasty hasty -> slow(chats, hasty);
            case Said said -> hear(chats, said);
            case Revised revised -> revise(chats, revised);
            case Asked asked -> obey(chats, asked);
            case ChatEvent.Gone _, ChatEvent.Erased _ -> rules.decide(chats, event);
        };
    }

    private Decision obey(Chats chats, Asked asked) {
        return hurry(chats, asked).orElseGet(() -> serve(chats, asked));
    }

    private Decision serve(Chats chats, Asked asked) {
        return switch (asked.verb()) {
            case RULES -> Decision.tell(asked.from(), Plain.RULES);
            case CONSENT -> consent(chats, asked);
            case FIND, NEXT ->
                    missing(asked)
                            .map(version -> ask(asked, version))
                            .orElseGet(() -> rules.decide(chats, asked));
            case REPORT -> reports.take(chats, asked, rules.decide(chats, asked));
            case APPEAL -> appeals.take(asked);
            case SETTINGS -> settings(asked);
            default -> rules.decide(chats, asked);
        };
    }

    /// Whoever leaves everybody at once waits a little after each, and is kept out if it goes on.
    private Optional<Decision> hurry(Chats chats, Asked asked) {
        var who = asked.from().pseudonym();
        int hurries = watch.hurry(who, asked.at());
        if (!SEARCHES.contains(asked.verb()) || !isOver(hurries, terms.hurry())) {
            return Optional.empty();
        }
        if (isFarOver(hurries, terms.hurry())) {
            return Optional.of(sentences.strike(chats, asked.from(), Penalty.HURRY, asked.at()));
        }
        var left = PAUSE.minus(watch.sinceHurry(who, asked.at()));
        return left.isPositive()
                ? Optional.of(Decision.tell(asked.from(), new Notice.SearchLater(left)))
                : Optional.empty();
    }

    private Decision slow(Chats chats, Hasty hasty) {
        int storm = watch.storm(hasty.from().pseudonym(), hasty.at());
        return isOver(storm, terms.storm())
                        && register.sanction(hasty.from().pseudonym(), hasty.at()).isEmpty()
                ? sentences.strike(chats, hasty.from(), Penalty.STORM, hasty.at())
                : new Draft().done();
    }

    private Decision hear(Chats chats, Said said) {
        var decision = rules.decide(chats, said);
        if (!(chats.session(said.from().pseudonym()) instanceof Paired paired)
                || !isRelayed(decision)) {
            return decision;
        }
        int repeats = repeats(said, said.gist(), paired);
        if (isFarOver(repeats, terms.repeats())) {
            return sentences.strike(chats, said.from(), Penalty.REPEATS, said.at());
        }
        return repeated(said, repeats)
                .or(
                        () ->
                                early(said, said.gist(), paired)
                                        .map(notice -> Decision.tell(said.from(), notice)))
                .orElse(decision);
    }

    /// Nobody gets around what holds for messages by changing one. When that is done is not known,
    /// so no penalty begins with it.
    private Decision revise(Chats chats, Revised revised) {
        var decision = rules.decide(chats, revised);
        if (!(chats.session(revised.from().pseudonym()) instanceof Paired paired)
                || !isRelayed(decision)) {
            return decision;
        }
        return repeated(revised, repeats(revised, revised.gist(), paired))
                .or(() -> early(revised, revised.gist(), paired).map(_ -> new Draft().done()))
                .orElse(decision);
    }

    private int repeats(ChatEvent event, Gist gist, Paired chat) {
        var partner = chat.partner().pseudonym();
        return watch.repeats(event.from().pseudonym(), partner, gist, event.at());
    }

    private Optional<Decision> repeated(ChatEvent event, int repeats) {
        return isOver(repeats, terms.repeats())
                ? Optional.of(Decision.tell(event.from(), Plain.REPEATED))
                : Optional.empty();
    }

    /// Why photos and files do not pass yet.
    private Optional<Notice> early(ChatEvent event, Gist gist, Paired chat) {
        if (!gist.media()) {
            return Optional.empty();
        }
        if (!watch.isVeteran(event.from().pseudonym())) {
            return Optional.of(Plain.MEDIA_NEW);
        }
        var left = Duration.between(event.at(), chat.since().plus(terms.mediaAfter()));
        return left.isPositive() ? Optional.of(new Notice.MediaLater(left)) : Optional.empty();
    }

    private Decision settings(Asked asked) {
        var who = asked.from().pseudonym();
        var answer = asked.detail().orElse("");
        boolean quiet = answer.equals("quiet");
        if (!quiet && !answer.equals("loud")) {
            return Decision.tell(asked.from(), settings(register.isQuiet(who)));
        }
        var draft = new Draft();
        if (quiet != register.isQuiet(who)) {
            draft.change(new Change.Tuned(who, !quiet));
        }
        return draft.tell(asked.from(), settings(quiet)).done();
    }

    private static Plain settings(boolean quiet) {
        return quiet ? Plain.SETTINGS_QUIET : Plain.SETTINGS;
    }

    /// The version that somebody who wants to search has yet to accept.
    private Optional<String> missing(Asked asked) {
        return terms.conduct()
                .filter(version -> !register.hasAccepted(asked.from().pseudonym(), version));
    }

    private static Decision ask(Asked asked, String version) {
        return Decision.tell(asked.from(), new Notice.Consent(version));
    }

    /// Whoever accepts was about to search, and goes on with that.
    private Decision consent(Chats chats, Asked asked) {
        if (terms.conduct().isEmpty()) {
            return Decision.tell(asked.from(), Plain.OUTDATED_BUTTON);
        }
        var version = terms.conduct().get();
        if (!asked.detail().equals(terms.conduct())) {
            return ask(asked, version);
        }
        var find = new Asked(asked.from(), asked.at(), Verb.FIND, Optional.empty());
        return new Draft()
                .change(new Change.Consented(asked.from().pseudonym(), version, asked.at()))
                .add(rules.decide(chats, find))
                .done();
    }

    private static boolean isRelayed(Decision decision) {
        return decision.effects().stream().anyMatch(Effect.Relay.class::isInstance);
    }

    private static boolean isOver(int count, int threshold) {
        return threshold > 0 && count >= threshold;
    }

    private static boolean isFarOver(int count, int threshold) {
        return threshold > 0 && count >= threshold + (threshold + 1) / 2;
    }
}
