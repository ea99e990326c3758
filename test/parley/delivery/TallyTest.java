package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long SECOND = 1_000_000_000L;

    private final Tally tally = new Tally();

    @Test
    void countsTheLastSecondOnly() {
        for (int n = 0; n < 1000; n++) {
            tally.count(n * SECOND / 100);
        }

        assertEquals(100, tally.lastSecond(10 * SECOND - 1), 1);
        assertEquals(50, tally.lastSecond(10 * SECOND + SECOND / 2), 1);
        assertEquals(1000, tally.total());
    }

    @Test
    void whatIsPastIsForgottenHoweverLongAgoItWas() {
        tally.count(SECOND);

        for (long tick = 9; tick < 100; tick++) {
            assertEquals(0, tally.lastSecond(SECOND + tick * SECOND / 8), "after " + tick);
        }
    }

    @Test
    void theBestSecondsOfTheLastMinuteCount() {
        for (int n = 0; n < 900; n++) {
            tally.count(SECOND + n * SECOND / 300);
        }
        for (int n = 0; n < 500; n++) {
            tally.count(5 * SECOND + n * SECOND / 10);
        }

        assertEquals(300, tally.mostPerSecond(55 * SECOND), 20);
        assertEquals(10, tally.mostPerSecond(66 * SECOND), 1);
        tally.count(66 * SECOND);
        for (int n = 0; n < 200; n++) {
            tally.count(66 * SECOND);
        }
        assertEquals(201, tally.mostPerSecond(66 * SECOND), 1, "in the last second");
    }

    @Test
    void nothingHappenedBeforeTheBeginning() {
        tally.count(0);

        assertEquals(1, tally.lastSecond(0));
    }
}
