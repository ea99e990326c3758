package parley.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.UUID;

class InboxTest {
    private static final int CAPACITY = 10_000;

    private final Inbox inbox =
            new Inbox(
                    text -> UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).getLeastSignificantBits());

    @Test
    void anUpdateThatComesAgainIsRecognised() {
        assertTrue(admit(10, "m1:7"));
        assertTrue(admit(11, "m1:8"));
        assertFalse(admit(10, "m1:7"));
        assertFalse(admit(11, "m1:8"));
    }

    @Test
    void anIdThatIsLowerThanTheLastIsStillNews() {
        assertTrue(admit(1_000_000, "m1:7"));
        assertTrue(admit(3, "m1:8"));
    }

    @Test
    void anIdThatIsUsedAgainForSomethingElseIsNews() {
        assertTrue(admit(10, "m1:7"));
        assertTrue(admit(10, "m1:8"));
        assertTrue(admit(10, "m2:7"));
        assertTrue(admit(10, ""));
    }

    @Test
    void theSameKeyUnderAnotherIdIsNews() {
        assertTrue(admit(10, ""));
        assertTrue(admit(11, ""));
    }

    @Test
    void onlyTheNewestAreRemembered() {
        for (int id = 0; id < CAPACITY; id++) {
            assertTrue(admit(id, "m1:" + id));
        }
        assertFalse(admit(0, "m1:0"));

        assertTrue(admit(CAPACITY, "m1:" + CAPACITY));

        assertFalse(admit(1, "m1:1"));
        assertTrue(admit(0, "m1:0"));
        assertTrue(admit(1, "m1:1"));
        assertFalse(admit(CAPACITY, "m1:" + CAPACITY));
    }

    @Test
    void nothingNewIsTakenForOldByChance() {
        var random = new SplittableRandom(1);
        var all = new HashSet<String>();
        long id = random.nextInt();
        for (int i = 0; i < 200_000; i++) {
            id += random.nextInt(3);
            var key = "m" + random.nextInt(50) + ":" + random.nextInt(100);
            assertTrue(!all.add(id + key) || admit(id, key), key);
        }
        assertTrue(all.size() > 150_000);
    }

    private boolean admit(long id, String key) {
        return inbox.admit(inbox.fingerprint(id, key));
    }
}
