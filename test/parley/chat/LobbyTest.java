package parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.chat.Lobby.IF_NOBODY_ELSE;
import static parley.chat.Lobby.NO;
import static parley.chat.Lobby.YES;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

class LobbyTest {
    private final Lobby lobby = new Lobby();
    private final SplittableRandom random = new SplittableRandom(20_250_101);

    @Test
    void drawsUniformlyAmongAFew() {
        fill(30);
        assertUniform(15, person -> number(person) % 2 == 0 ? YES : NO);
    }

    @Test
    void drawsUniformlyAmongAFewWhomOneMetLately() {
        fill(30);
        assertUniform(15, person -> number(person) % 2 == 0 ? IF_NOBODY_ELSE : NO);
    }

    @Test
    void drawsUniformlyAmongMany() {
        fill(200);
        assertUniform(100, person -> number(person) % 4 < 2 ? YES : number(person) % 4 - 2);
    }

    @Test
    void drawsUniformlyWhenNearlyEverybodyIsUnacceptable() {
        fill(1000);
        assertUniform(5, person -> number(person) % 200 == 7 ? YES : NO);
    }

    @Test
    void drawsUniformlyAfterSomeHaveLeft() {
        fill(200);
        for (int i = 0; i < 200; i += 2) {
            lobby.remove(Scene.person(i).pseudonym());
        }
        assertUniform(100, _ -> YES);
    }

    @Test
    void drawsNobodyWhenNobodyIsAcceptable() {
        assertEquals(Optional.empty(), lobby.pick(_ -> YES, random));
        fill(200);
        assertEquals(Optional.empty(), lobby.pick(_ -> NO, random));
    }

    @Test
    void prefersThoseInFrontAmongEquals() {
        fill(200);
        lobby.add(Scene.person(1000), true);
        for (int rank : new int[] {YES, IF_NOBODY_ELSE}) {
            assertEquals(Optional.of(Scene.person(1000)), lobby.pick(_ -> rank, random));
        }
    }

    @Test
    void prefersAStrangerBehindToAnAcquaintanceInFront() {
        lobby.add(Scene.person(1), true);
        lobby.add(Scene.person(2), false);

        assertEquals(
                Optional.of(Scene.person(2)),
                lobby.pick(p -> number(p) == 1 ? IF_NOBODY_ELSE : YES, random));
    }

    @Test
    void looksAtFewPeopleInAnOrdinaryPopulation() {
        fill(10_000);
        var looks = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            lobby.pick(p -> looks.incrementAndGet() > 0 && number(p) % 2 == 0 ? YES : NO, random);
        }
        assertTrue(looks.get() < 5_000, () -> looks + " looks for 1000 draws");
    }

    @Test
    void holdsExactlyThoseWhoCameAndDidNotLeave() {
        Set<Person> front = new HashSet<>();
        Set<Person> rest = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            var person = Scene.person(random.nextInt(100));
            boolean first = random.nextInt(4) == 0;
            if (front.remove(person) || rest.remove(person)) {
                lobby.remove(person.pseudonym());
            } else {
                (first ? front : rest).add(person);
                lobby.add(person, first);
            }
            assertEquals(front.size() + rest.size(), lobby.size());
            assertEquals(front.contains(person) || rest.contains(person), holds(person));
            var drawn = lobby.pick(_ -> YES, random);
            assertEquals(lobby.size() > 0, drawn.isPresent());
            drawn.ifPresent(p -> assertTrue((front.isEmpty() ? rest : front).contains(p)));
        }
        for (int i = 0; i < 100; i++) {
            var person = Scene.person(i);
            assertEquals(front.contains(person) || rest.contains(person), holds(person));
        }
    }

    private void fill(int people) {
        for (int i = 0; i < people; i++) {
            lobby.add(Scene.person(i), false);
        }
    }

    private boolean holds(Person person) {
        return lobby.pick(p -> p.equals(person) ? YES : NO, random).isPresent();
    }

    private static int number(Person person) {
        return (int) person.pseudonym().high();
    }

    /// Chi-square over many draws. The bound is four standard deviations above the mean of the
    /// distribution; the seed is fixed, so a fair draw that passes once passes always.
    private void assertUniform(int expectedPeople, ToIntFunction<Person> rank) {
        int draws = 1000 * expectedPeople;
        Map<Person, Integer> counts = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            counts.merge(lobby.pick(rank, random).orElseThrow(), 1, Integer::sum);
        }
        assertEquals(expectedPeople, counts.size());
        double mean = 1000;
        double chiSquare =
                counts.values().stream().mapToDouble(n -> (n - mean) * (n - mean) / mean).sum();
        int freedom = expectedPeople - 1;
        double bound = freedom + 4 * Math.sqrt(2.0 * freedom);
        assertTrue(chiSquare < bound, () -> "chi-square " + chiSquare + ", bound " + bound);
    }
}
