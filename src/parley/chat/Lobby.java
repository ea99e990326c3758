package parley.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/// Those who wait. Whoever was matched with somebody already gone waits in front of the others.
final class Lobby {
    /// Ranks of a candidate, see [#pick].
    static final int NO = 0;

    static final int IF_NOBODY_ELSE = 1;
    static final int YES = 2;

    private final Pool front = new Pool();
    private final Pool rest = new Pool();

    void add(Person person, boolean first) {
        (first ? front : rest).add(person);
    }

    void remove(Pseudonym person) {
        if (!front.remove(person)) {
            rest.remove(person);
        }
    }

    int size() {
        return front.size() + rest.size();
    }

    /// The person behind a pseudonym, who may not be here.
    Optional<Person> find(Pseudonym who) {
        return front.find(who).or(() -> rest.find(who));
    }

    /// Picks uniformly at random among the people of the best rank; those in front come first.
    Optional<Person> pick(ToIntFunction<Person> rank, RandomGenerator random) {
        var first = front.pick(rank, random);
        if (first.person() != null && first.rank() == YES) {
            return Optional.of(first.person());
        }
        var second = rest.pick(rank, random);
        return Optional.ofNullable(second.rank() > first.rank() ? second : first)
                .map(Pool.Pick::person);
    }

    /// A set of people from which one can be drawn at random.
    ///
    /// Adding and removing cost O(1): the last one takes the place of the one removed. Drawing
    /// tries random places first (rejection sampling, which is uniform among those accepted), so
    /// that it costs O(1) while a fair share of the people is acceptable, and looks at everybody
    /// once (reservoir sampling with a reservoir of one, also uniform) only when luck failed. So
    /// the bound is O(n), met only when nearly everybody is unacceptable.
    private static final class Pool {
        private static final int TRIES = 64;

        /// Who was drawn; nobody has the lowest rank.
        record Pick(Person person, int rank) {
            static final Pick NOBODY = new Pick(null, Lobby.NO);
        }

        private final List<Person> people = new ArrayList<>();
        private final Map<Pseudonym, Integer> places = new HashMap<>();

        int size() {
            return people.size();
        }

        void add(Person person) {
            if (places.putIfAbsent(person.pseudonym(), people.size()) != null) {
                throw new IllegalStateException("added twice");
            }
            people.add(person);
        }

        boolean remove(Pseudonym person) {
            Integer place = places.remove(person);
            if (place == null) {
                return false;
            }
            var last = people.removeLast();
            if (place < people.size()) {
                people.set(place, last);
                places.put(last.pseudonym(), place);
            }
            return true;
        }

        Optional<Person> find(Pseudonym who) {
            return Optional.ofNullable(places.get(who)).map(people::get);
        }

        Pick pick(ToIntFunction<Person> rank, RandomGenerator random) {
            for (int i = 0; i < TRIES && people.size() > TRIES; i++) {
                var person = people.get(random.nextInt(people.size()));
                if (rank.applyAsInt(person) == Lobby.YES) {
                    return new Pick(person, Lobby.YES);
                }
            }
            return look(rank, random);
        }

        private Pick look(ToIntFunction<Person> rank, RandomGenerator random) {
            var best = Pick.NOBODY;
            int seen = 0;
            for (var person : people) {
                int worth = rank.applyAsInt(person);
                if (worth == Lobby.NO || worth < best.rank()) {
                    continue;
                }
                seen = worth > best.rank() ? 1 : seen + 1;
                if (random.nextInt(seen) == 0) {
                    best = new Pick(person, worth);
                }
            }
            return best;
        }
    }
}
