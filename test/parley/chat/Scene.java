package parley.chat;

import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Erased;
import parley.chat.ChatEvent.Gone;
import parley.chat.ChatEvent.Revised;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Notice.About;
import parley.chat.Notice.Topic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A stage for example tests: people do things one second apart, decisions are applied at once, and
/// what the outside world would be asked to do comes back.
final class Scene {
    static final Person ALICE = person(1);
    static final Person BOB = person(2);
    static final Person CAROL = person(3);
    static final Person DAVE = person(4);

    final Chats chats = new Chats();
    private final Rules rules;
    private Instant now = Instant.ofEpochSecond(1_700_000_000);
    private List<Change> changes = List.of();

    Scene() {
        this(1);
    }

    Scene(long seed) {
        rules = new Rules(new SplittableRandom(seed));
    }

    static Person person(int number) {
        return new Person(new UserId(1000 + number), new Pseudonym(number, -number), "en");
    }

    static Notify told(Person to, Notice notice) {
        return new Notify(to, notice);
    }

    static Notify told(Person to, Topic topic, SessionId session) {
        return new Notify(to, new About(topic, session));
    }

    /// Whoever reports says why at once, unless that is what the test is about.
    private static Optional<String> detail(Verb verb) {
        return verb == Verb.REPORT ? Optional.of("other") : Optional.empty();
    }

    List<Effect> asks(Person who, Verb verb) {
        return happens(new Asked(who, tick(), verb, Optional.empty(), detail(verb)));
    }

    List<Effect> presses(Person who, Verb verb, SessionId about) {
        return happens(new Asked(who, tick(), verb, Optional.of(about), detail(verb)));
    }

    List<Effect> answers(Person who, Verb verb, String word) {
        return happens(new Asked(who, tick(), verb, Optional.empty(), Optional.of(word)));
    }

    List<Effect> isErased(Person who) {
        return happens(new Erased(who, tick()));
    }

    List<Effect> says(Person who) {
        return says(who, tick());
    }

    List<Effect> says(Person who, Instant written) {
        return happens(new Said(who, written));
    }

    List<Effect> revises(Person who, Instant written) {
        return happens(new Revised(who, written));
    }

    List<Effect> isGone(Person who) {
        return happens(new Gone(who, tick(), Optional.empty()));
    }

    List<Effect> isGone(Person who, SessionId missed) {
        return happens(new Gone(who, tick(), Optional.of(missed)));
    }

    /// Lets both search, so that they meet if nobody else waits.
    SessionId meet(Person one, Person other) {
        asks(one, Verb.FIND);
        asks(other, Verb.FIND);
        return chatOf(one).id();
    }

    /// Lets the two meet, and the first leave.
    SessionId meetAndPart(Person one, Person other) {
        var session = meet(one, other);
        asks(one, Verb.END);
        return session;
    }

    Session sessionOf(Person who) {
        return chats.session(who.pseudonym());
    }

    Session.Paired chatOf(Person who) {
        return (Session.Paired) sessionOf(who);
    }

    boolean idle(Person who) {
        return sessionOf(who) instanceof Session.Idle;
    }

    boolean waits(Person who) {
        return sessionOf(who) instanceof Session.Waiting;
    }

    Instant now() {
        return now;
    }

    /// What the last event changed.
    List<Change> changes() {
        return new ArrayList<>(changes);
    }

    private List<Effect> happens(ChatEvent event) {
        var decision = rules.decide(chats, event);
        changes = decision.changes();
        changes.forEach(chats::apply);
        return decision.effects();
    }

    private Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }
}
