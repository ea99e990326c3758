package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Change;
import parley.chat.ChatEvent;
import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Gone;
import parley.chat.ChatEvent.Verb;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.chat.Session;
import parley.chat.SessionId;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/// Lets a small town live at random, and stops it now and then to see whether the database would
/// bring back the same town.
@Timeout(60)
class RestartTest {
    private static final List<Person> PEOPLE =
            LongStream.range(1, 25).mapToObj(Town::person).toList();
    private static final List<Verb> VERBS =
            List.of(Verb.FIND, Verb.FIND, Verb.NEXT, Verb.END, Verb.VIDEO, Verb.BLOCK, Verb.REPORT);
    private static final int EVENTS = 3000;

    @TempDir Path dir;

    private final List<SessionId> sessions = new ArrayList<>();
    private final Map<Person, Change.Waits> waiting = new HashMap<>();
    private final Set<List<Pseudonym>> blocks = new HashSet<>();
    private Chats chats = new Chats();
    private int changes;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRestartBringsBackTheSameState(long seed) throws Exception {
        var file = dir.resolve("anon.sqlite3");
        var random = new Random(seed);
        var rules = new Rules(random);
        var store = Town.store(file);
        for (int i = 1; i <= EVENTS; i++) {
            // Many things happen within the same second, as they do by Telegram's clock;
            // nanoseconds
            // tell their order.
            var at = Town.NOW.minus(Duration.ofHours(1)).plusSeconds(i / 10).plusNanos(i);
            live(store, rules.decide(chats, event(random, at)));
            if (i % 250 == 0) {
                store.close();
                store = Town.store(file);
                var loaded = Town.load(store);
                var restored = new Chats();
                loaded.forEach(restored::apply);
                assertSame(restored, loaded);
                chats = i % 1000 == 0 ? restored : chats;
            }
        }
        store.close();
        assertTrue(changes > EVENTS / 2, "the town slept");
    }

    private void live(SqliteStore store, Decision decision) {
        for (var change : decision.changes()) {
            chats.apply(change);
            note(change);
        }
        store.save(decision.changes());
    }

    private void note(Change change) {
        changes++;
        switch (change) {
            case Change.Waits waits -> waiting.put(waits.who(), waits);
            case Change.Paired paired -> sessions.add(paired.session());
            case Change.Blocked blocked -> blocks.add(List.of(blocked.by(), blocked.whom()));
            default -> {}
        }
    }

    private ChatEvent event(RandomGenerator random, Instant at) {
        var from = PEOPLE.get(random.nextInt(PEOPLE.size()));
        if (random.nextInt(20) == 0) {
            return new Gone(from, at, random.nextBoolean() ? chat(from) : Optional.empty());
        }
        var verb = VERBS.get(random.nextInt(VERBS.size()));
        // Rare, or soon everybody would have blocked everybody.
        boolean about = !sessions.isEmpty() && random.nextInt(4) == 0;
        boolean harsh = verb == Verb.BLOCK || verb == Verb.REPORT;
        if (harsh && random.nextInt(6) != 0) {
            verb = Verb.NEXT;
        }
        return asked(from, at, verb, about ? Optional.of(recent(random)) : Optional.empty());
    }

    private static Asked asked(Person from, Instant at, Verb verb, Optional<SessionId> about) {
        var reason = verb == Verb.REPORT ? Optional.of("spam") : Optional.<String>empty();
        return new Asked(from, at, verb, about, reason);
    }

    private SessionId recent(RandomGenerator random) {
        int last = sessions.size();
        return sessions.get(last - 1 - random.nextInt(Math.min(20, last)));
    }

    private Optional<SessionId> chat(Person who) {
        return chats.session(who.pseudonym()) instanceof Session.Paired paired
                ? Optional.of(paired.id())
                : Optional.empty();
    }

    private void assertSame(Chats restored, List<Change> loaded) {
        assertEquals(blocks, blocks(loaded));
        assertEquals(chats.running(), restored.running());
        assertEquals(chats.waiting(), restored.waiting());
        for (var who : PEOPLE) {
            assertEquals(chats.session(who.pseudonym()), restored.session(who.pseudonym()));
            if (chats.session(who.pseudonym()) instanceof Session.Waiting) {
                assertTrue(loaded.contains(waiting.get(who)), "lost the place in the lobby");
            }
            assertSameAnswers(restored, who);
        }
    }

    private static Set<List<Pseudonym>> blocks(List<Change> loaded) {
        var blocks = new HashSet<List<Pseudonym>>();
        for (var change : loaded) {
            if (change instanceof Change.Blocked blocked) {
                blocks.add(List.of(blocked.by(), blocked.whom()));
            }
        }
        return blocks;
    }

    /// What the rules say about blocking and reporting shows whom everybody remembers, in which
    /// order, and what was reported.
    private void assertSameAnswers(Chats restored, Person who) {
        for (var verb : List.of(Verb.BLOCK, Verb.REPORT)) {
            assertSameAnswer(restored, asked(who, Town.NOW, verb, Optional.empty()));
            for (var session : sessions.reversed().stream().limit(100).toList()) {
                assertSameAnswer(restored, asked(who, Town.NOW, verb, Optional.of(session)));
            }
        }
    }

    private void assertSameAnswer(Chats restored, ChatEvent event) {
        assertEquals(answer(chats, event), answer(restored, event));
    }

    private static Decision answer(Chats chats, ChatEvent event) {
        var decision = new Rules(new Random(7)).decide(chats, event);
        return new Decision(
                decision.changes().stream().map(RestartTest::unreachable).toList(),
                decision.effects());
    }

    /// Where a former partner can be reached is forgotten with a restart, as it must be.
    private static Change unreachable(Change change) {
        return change instanceof Change.Reported r
                ? new Change.Reported(
                        r.id(),
                        r.session(),
                        r.reporter(),
                        r.reported(),
                        Optional.empty(),
                        r.reason(),
                        Optional.empty(),
                        r.at())
                : change;
    }
}
