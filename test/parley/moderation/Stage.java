package parley.moderation;

import parley.chat.Change;
import parley.chat.ChatEvent;
import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Gist;
import parley.chat.ChatEvent.Hasty;
import parley.chat.ChatEvent.Ordered;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Decision.Effect;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Notice;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.chat.Session;
import parley.chat.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// A stage for the guard with everything that it needs and a clock that tests set: what is decided
/// is noted and applied at once, as in the running bot.
final class Stage {
    static final Person ANN = person(1);
    static final Person BEN = person(2);
    static final Person CARA = person(3);
    static final Person DAN = person(4);
    static final Person MONA = person(70);
    static final Person ROOM = person(99);
    static final Moderators MODERATORS =
            new Moderators(Optional.of(ROOM), Set.of(MONA.pseudonym()));

    /// Nothing is demanded of anybody, and the bot does nothing by itself.
    static final Terms OFF = terms(0, 0, 0, 0);

    final Chats chats = new Chats();
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private Guard guard;

    Stage(Terms terms) {
        this(terms, MODERATORS);
    }

    Stage(Terms terms, Moderators moderators) {
        guard = new Guard(new Rules(new SplittableRandom(1)), terms, moderators, Map.of());
    }

    static Terms terms(int suspendAfter, int repeats, int storm, int hurry) {
        return new Terms(
                Optional.empty(),
                0,
                suspendAfter,
                Duration.ofDays(1),
                repeats,
                storm,
                hurry,
                Duration.ZERO,
                0,
                Optional.of(Duration.ofDays(90)));
    }

    static Terms media(Duration after, int chats) {
        return new Terms(
                Optional.empty(),
                0,
                0,
                Duration.ofDays(1),
                0,
                0,
                0,
                after,
                chats,
                Optional.empty());
    }

    static Person person(long number) {
        return new Person(new UserId(1000 + number), new Pseudonym(number << 56, number), "en");
    }

    /// The first digits of a pseudonym, as cards show them.
    static String mask(Person who) {
        return "%016x".formatted(who.pseudonym().high()).substring(0, 12);
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    Decision happens(ChatEvent event) {
        var decision = guard.decide(chats, event);
        guard.note(chats, event, decision);
        for (var change : decision.changes()) {
            chats.apply(change);
            guard.apply(change);
        }
        return decision;
    }

    void prune() {
        guard.prune(now);
    }

    Decision asks(Person who, Verb verb) {
        return happens(new Asked(who, now, verb, Optional.empty()));
    }

    Decision presses(Person who, Verb verb, String word) {
        return happens(new Asked(who, now, verb, Optional.empty(), Optional.of(word)));
    }

    Decision says(Person who, long print) {
        return happens(new Said(who, now, new Gist(Set.of(print), false)));
    }

    Decision sendsMedia(Person who) {
        return happens(new Said(who, now, new Gist(Set.of(), true)));
    }

    Decision rushes(Person who) {
        return happens(new Hasty(who, now));
    }

    /// Mona writes this in the moderators' chat, or presses a button that says so.
    Decision orders(String words) {
        return orders(MONA, words);
    }

    Decision orders(Person by, String words) {
        return happens(new Ordered(ROOM, now, Optional.of(by.pseudonym()), words));
    }

    void meet(Person one, Person other) {
        asks(one, Verb.FIND);
        asks(other, Verb.FIND);
        if (!(session(one) instanceof Session.Paired paired && paired.partner().equals(other))) {
            throw new AssertionError("the two do not meet");
        }
    }

    /// The first meets the other, reports that person, and leaves for it.
    Change.Reported reports(Person reporter, Person reported) {
        meet(reporter, reported);
        return only(Change.Reported.class, presses(reporter, Verb.REPORT, "spam"));
    }

    Session session(Person who) {
        return chats.session(who.pseudonym());
    }

    /// What a person is told when looking for a partner now, who then looks no more.
    List<Notice> search(Person who) {
        var told = told(who, asks(who, Verb.FIND));
        if (!(session(who) instanceof Session.Idle)) {
            asks(who, Verb.END);
        }
        return told;
    }

    /// Everything that one person is told.
    static List<Notice> told(Person who, Decision decision) {
        var notices = new ArrayList<Notice>();
        for (var effect : decision.effects()) {
            if (effect instanceof Notify(var to, var notice) && to.equals(who)) {
                notices.add(notice);
            }
        }
        return notices;
    }

    static boolean isRelayed(Decision decision) {
        return decision.effects().stream().anyMatch(Effect.Relay.class::isInstance);
    }

    /// What the moderators are told, in one text.
    static String answer(Decision decision) {
        var text = new StringBuilder();
        for (var notice : told(ROOM, decision)) {
            switch (notice) {
                case Notice.Desk(var words) -> text.append(words);
                case Notice.Card card -> text.append(card.text());
                case Notice.Appeal appeal -> text.append(appeal.text());
                default -> text.append(notice);
            }
        }
        return text.toString();
    }

    static <T extends Change> T only(Class<T> kind, Decision decision) {
        var found = decision.changes().stream().filter(kind::isInstance).map(kind::cast).toList();
        if (found.size() != 1) {
            throw new AssertionError("not one " + kind.getSimpleName() + " in " + decision);
        }
        return found.getFirst();
    }

    static boolean has(Class<? extends Change> kind, Decision decision) {
        return decision.changes().stream().anyMatch(kind::isInstance);
    }
}
