package parley.chat;

import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Erased;
import parley.chat.ChatEvent.Gone;
import parley.chat.ChatEvent.Revised;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Decision.Effect.Relay;
import parley.chat.Notice.About;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;
import parley.chat.Notice.Video;
import parley.chat.Session.Idle;
import parley.chat.Session.Paired;
import parley.chat.Session.Waiting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What must hold after every event. It keeps its own books of who was in which session and who was
/// told that a block holds, so that a wrong belief of the core cannot excuse itself.
final class Invariants {
    private final Chats chats;
    private final List<Person> people;
    private final List<SessionId> sessions = new ArrayList<>();
    private final Map<SessionId, Set<Person>> members = new HashMap<>();
    private final Map<SessionId, Instant> begun = new HashMap<>();
    private final Set<Set<Person>> blocked = new HashSet<>();

    Invariants(Chats chats, int people) {
        this.chats = chats;
        this.people = IntStream.range(0, people).mapToObj(Scene::person).toList();
    }

    /// The sessions begun so far, in order.
    List<SessionId> sessions() {
        return sessions;
    }

    static void hold(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("does not hold: " + what);
        }
    }

    void check(ChatEvent event, Session before, Decision decision) {
        decision.changes().forEach(this::book);
        decision.effects().forEach(effect -> book(event, effect));
        checkAnswer(event, before, decision);
        decision.effects().forEach(effect -> checkAddressee(event, effect));
        people.forEach(this::checkPlace);
        checkCounts();
        checkPairs();
        checkDraws();
    }

    /// A fresh core that makes the same changes must look the same from outside.
    void checkReplay(List<Change> history) {
        var replica = new Chats();
        history.forEach(replica::apply);
        hold(replica.waiting() == chats.waiting(), "as many wait after a replay");
        hold(replica.running() == chats.running(), "as many chats run after a replay");
        for (int i = 0; i < people.size(); i++) {
            var who = people.get(i).pseudonym();
            hold(replica.session(who).equals(chats.session(who)), "same session after a replay");
            hold(replica.past(who).equals(chats.past(who)), "same past after a replay");
            var drawn = chats.draw(people.get(i), new SplittableRandom(i));
            var again = replica.draw(people.get(i), new SplittableRandom(i));
            hold(drawn.equals(again), "same draw after a replay");
        }
    }

    private void book(Change change) {
        if (change instanceof Change.Forgotten(var who)) {
            hold(chats.session(who) instanceof Idle, "who is forgotten is nowhere");
            hold(chats.past(who).isEmpty(), "the past of who is forgotten is gone");
            blocked.removeIf(two -> two.stream().anyMatch(one -> one.pseudonym().equals(who)));
        }
        if (change instanceof Change.Paired(var session, var one, var other, var since)) {
            hold(!one.equals(other), "nobody talks with themselves");
            hold(members.put(session, Set.of(one, other)) == null, "a session begins once");
            begun.put(session, since);
            sessions.add(session);
        }
    }

    private void book(ChatEvent event, Effect effect) {
        if (effect instanceof Notify(var to, About(var topic, var session))
                && (topic == Topic.BLOCKED || topic == Topic.REPORTED)) {
            hold(to.equals(event.from()), "only who asked learns of a block");
            blocked.add(members.get(session));
        }
    }

    private void checkAnswer(ChatEvent event, Session before, Decision decision) {
        var effects = decision.effects();
        switch (event) {
            case Said said -> {
                hold(decision.changes().isEmpty(), "a message moves nobody");
                hold(effects.size() == 1, "a message has exactly one effect");
                checkSaid(said, before, effects.getFirst());
            }
            case Revised revised -> {
                hold(decision.changes().isEmpty(), "a change of a message moves nobody");
                hold(effects.size() <= 1, "a change of a message has at most one effect");
                checkRevised(revised, before, effects);
            }
            case Asked asked when asked.verb() == Verb.UNSEND -> {
                hold(decision.changes().isEmpty(), "taking a message back moves nobody");
                hold(effects.size() == 1, "taking a message back has exactly one effect");
                checkUnsent(asked, before, effects.getFirst());
            }
            case Asked asked ->
                    hold(
                            effects.stream().anyMatch(e -> e.to().equals(asked.from())),
                            "a command is answered");
            case ChatEvent.Hasty _, ChatEvent.Ordered _ ->
                    hold(effects.isEmpty(), "these rules leave moderation to what is before them");
            case Gone _, Erased _ -> {
                hold(
                        chats.session(event.from().pseudonym()) instanceof Idle,
                        "who is gone is in no chat and does not wait");
                hold(
                        effects.stream().noneMatch(e -> e.to().equals(event.from())),
                        "who is gone is told nothing");
            }
        }
    }

    private void checkSaid(Said said, Session before, Effect effect) {
        if (!isOfChat(said, before)) {
            hold(
                    effect instanceof Notify(var to, Plain _) && to.equals(said.from()),
                    "a message that does not pass is refused");
            return;
        }
        checkRelay(said.from(), effect);
    }

    private void checkRevised(Revised revised, Session before, List<Effect> effects) {
        hold(
                effects.isEmpty() != isOfChat(revised, before),
                "a change passes if the message is of this chat, and nothing is said otherwise");
        effects.forEach(effect -> checkRelay(revised.from(), effect));
    }

    private void checkUnsent(Asked asked, Session before, Effect effect) {
        if (before instanceof Paired) {
            checkRelay(asked.from(), effect);
        } else {
            hold(
                    effect.equals(new Notify(asked.from(), Plain.NOT_IN_CHAT)),
                    "nothing can be taken back outside a chat");
        }
    }

    /// Whether the message that this is about was written in the chat that is running.
    private boolean isOfChat(ChatEvent event, Session session) {
        return session instanceof Paired paired && !event.at().isBefore(begun.get(paired.id()));
    }

    private void checkRelay(Person from, Effect effect) {
        hold(effect instanceof Relay, "what is for the partner passes in a chat");
        var relay = (Relay) effect;
        hold(
                members.get(relay.session()).equals(Set.of(from, relay.to())),
                "what passes stays between the two of its session");
        hold(
                chats.session(from.pseudonym()) instanceof Paired now
                        && now.id().equals(relay.session()),
                "things pass in the running session only");
    }

    private void checkAddressee(ChatEvent event, Effect effect) {
        if (!(effect instanceof Notify(var to, var notice))) {
            return;
        }
        boolean own = to.equals(event.from());
        switch (notice) {
            case About(var topic, var session) -> {
                hold(members.get(session).contains(to), "news of a session stays in it");
                boolean neutral = topic == Topic.MATCHED || topic == Topic.PARTNER_LEFT;
                hold(own || neutral, "others hear only of a match or an end");
            }
            case Video(var session, _, var invited) -> {
                hold(members.get(session).contains(to), "a room stays in its session");
                hold(own != invited, "the partner is invited, the asker is not");
            }
            default -> hold(own || notice == Plain.SEARCHING_AGAIN, "others hear nothing else");
        }
    }

    private void checkPlace(Person who) {
        if (chats.session(who.pseudonym()) instanceof Paired here) {
            hold(
                    members.get(here.id()).equals(Set.of(who, here.partner())),
                    "a chat has the two people it began with");
            hold(
                    chats.session(here.partner().pseudonym()) instanceof Paired there
                            && there.id().equals(here.id())
                            && there.partner().equals(who)
                            && there.since().equals(here.since())
                            && there.room().equals(here.room()),
                    "both people of a chat point to each other");
            hold(!blocked.contains(members.get(here.id())), "no chat outlives a block");
        }
    }

    private void checkCounts() {
        hold(count(Waiting.class) == chats.waiting(), "exactly those who wait are in the lobby");
        hold(count(Paired.class) == 2L * chats.running(), "a chat has two people");
    }

    private long count(Class<? extends Session> kind) {
        return people.stream()
                .map(p -> chats.session(p.pseudonym()))
                .filter(kind::isInstance)
                .count();
    }

    private void checkPairs() {
        for (var one : people) {
            for (var other : people) {
                if (one == other || !waits(one) || !waits(other)) {
                    continue;
                }
                hold(blocked.contains(Set.of(one, other)), "only those blocked wait side by side");
            }
        }
    }

    private void checkDraws() {
        for (var seeker : people) {
            var drawn = chats.draw(seeker, new SplittableRandom(begun.size()));
            drawn.ifPresent(
                    found -> {
                        hold(!found.equals(seeker), "nobody is drawn for themselves");
                        hold(waits(found), "only those who wait are drawn");
                        hold(
                                !blocked.contains(Set.of(seeker, found)),
                                "nobody is drawn for whom they blocked, nor the other way round");
                    });
        }
    }

    private boolean waits(Person who) {
        return chats.session(who.pseudonym()) instanceof Waiting;
    }
}
