package parley.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.SplittableRandom;

class InboxTest {
    private static final int CAPACITY = 10_000;

    private final Inbox inbox = new Inbox();

    @Test
    void anUpdateThatComesAgainIsRecognised() {
        assertTrue(inbox.admit(10, "m1:7"));
        assertTrue(inbox.admit(11, "m1:8"));
        assertFalse(inbox.admit(10, "m1:7"));
        assertFalse(inbox.admit(11, "m1:8"));
    }

    @Test
    void anIdThatIsLowerThanTheLastIsStillNews() {
        assertTrue(inbox.admit(1_000_000, "m1:7"));
        assertTrue(inbox.admit(3, "m1:8"));
    }

    @Test
    void anIdThatIsUsedAgainForSomethingElseIsNews() {
        assertTrue(inbox.admit(10, "m1:7"));
        assertTrue(inbox.admit(10, "m1:8"));
        assertTrue(inbox.admit(10, "m2:7"));
        assertTrue(inbox.admit(10, ""));
    }

    @Test
    void theSameKeyUnderAnotherIdIsNews() {
        assertTrue(inbox.admit(10, ""));
        assertTrue(inbox.admit(11, ""));
    }

    @Test
    void onlyTheNewestAreRemembered() {
        for (int id = 0; id < CAPACITY; id++) {
            assertTrue(inbox.admit(id, "m1:" + id));
        }
        assertFalse(inbox.admit(0, "m1:0"));

        assertTrue(inbox.admit(CAPACITY, "m1:" + CAPACITY));

        assertFalse(inbox.admit(1, "m1:1"));
        assertTrue(inbox.admit(0, "m1:0"));
        assertTrue(inbox.admit(1, "m1:1"));
        assertFalse(inbox.admit(CAPACITY, "m1:" + CAPACITY));
    }

    @Test
    void nothingNewIsTakenForOldByChance() {
        var random = new SplittableRandom(1);
        var all = new HashSet<String>();
        long id = random.nextInt();
        for (int i = 0; i < 200_000; i++) {
            id += random.nextInt(3);
            var key = "m" + random.nextInt(50) + ":" + random.nextInt(100);
            assertTrue(!all.add(id + key) || inbox.admit(id, key), key);
        }
        assertTrue(all.size() > 150_000);
    }
}
