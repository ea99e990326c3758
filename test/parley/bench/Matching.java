package parley.bench;

import parley.bench.Bench.Figure;
import parley.chat.Change;
import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Verb;
import parley.chat.Chats;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.chat.UserId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The core alone: how fast somebody is matched while very many wait.
final class Matching {
    private static final int WAITING = 1_000_000;
    private static final int FINDS = 200_000;
    private static final Instant NOW = Instant.EPOCH;

    private Matching() {}

    static List<Figure> measure() {
        var chats = new Chats();
        var rules = new Rules(new SplittableRandom(1));
        for (int i = 0; i < WAITING; i++) {
            chats.apply(new Change.Waits(person(i), NOW, false));
        }
        find(rules, chats, WAITING, FINDS / 4);
        long start = System.nanoTime();
        find(rules, chats, WAITING + FINDS / 4, FINDS);
        double seconds = (System.nanoTime() - start) / 1e9;
        return List.of(
                new Figure("finds per second, 1,000,000 waiting", FINDS / seconds, "/s"),
                new Figure("worst find: everybody blocked, 100,000 waiting", blocked(), "ms"));
    }

    private static void find(Rules rules, Chats chats, int from, int count) {
        for (int i = from; i < from + count; i++) {
            var find = new Asked(person(i), NOW, Verb.FIND, Optional.empty());
            rules.decide(chats, find).changes().forEach(chats::apply);
        }
    }

    private static double blocked() {
        var chats = new Chats();
        var rules = new Rules(new SplittableRandom(1));
        var seeker = person(-1);
        for (int i = 0; i < 100_000; i++) {
            chats.apply(new Change.Waits(person(i), NOW, false));
            chats.apply(new Change.Blocked(seeker.pseudonym(), person(i).pseudonym(), NOW));
        }
        var find = new Asked(seeker, NOW, Verb.FIND, Optional.empty());
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            rules.decide(chats, find);
        }
        return (System.nanoTime() - start) / 20e6;
    }

    private static Person person(long id) {
        return new Person(new UserId(id), new Pseudonym(id * 0x9E3779B97F4A7C15L, id), "");
    }
}
