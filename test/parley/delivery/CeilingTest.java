package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CeilingTest {
    private static final long SECOND = 1_000_000_000L;
    private static final double NONE = Double.POSITIVE_INFINITY;

    private final Tally tally = new Tally();
    private final Ceiling ceiling = new Ceiling(NONE, tally);
    private long now = 100 * SECOND;

    @Test
    void thereIsNoneBeforeTheFirstComplaint() {
        work(1000, 5);

        assertEquals(NONE, ceiling.rate());
        assertFalse(ceiling.isFound());
    }

    @Test
    void theSearchBeginsBelowWhatWasTakenInTheLastSecond() {
        work(100, 5);

        complain(true);

        assertEquals(75, ceiling.rate(), 1);
    }

    @Test
    void answersThatComeALittleLaterThanTheFirstComplaintCount() {
        work(100, 5);
        complain(true);
        freeze(5);
        now -= 5 * SECOND - SECOND / 100;
        for (int n = 0; n < 50; n++) {
            tally.count(now);
        }

        complain(true);

        assertEquals(112, ceiling.rate(), 1);
    }

    @Test
    void aMistakeAtAQuietTimeDoesNotThrottle() {
        work(2, 5);

        complain(true);

        assertEquals(22.5, ceiling.rate(), 0.01);
    }

    @Test
    void theRateComesBackQuicklyToWhatWasTakenAndStaysALittleBelow() {
        work(100, 5);
        complain(true);

        press(10);

        assertEquals(99, ceiling.rate(), 1.2);
        press(60);
        assertEquals(99, ceiling.rate(), 1.2);
    }

    @Test
    void theRateGrowsOnlyWhileSomebodyWaits() {
        work(100, 5);
        complain(true);

        for (int n = 0; n < 1000; n++) {
            now += SECOND / 10;
            ceiling.leaves(now, false);
        }

        assertEquals(75, ceiling.rate(), 1);
    }

    @Test
    void aComplaintAtARateThatHadGrownMeansALittleLess() {
        work(100, 5);
        complain(true);
        press(5);
        double grown = ceiling.rate();

        complain(true);

        assertEquals(0.99 * grown, ceiling.rate(), 1);
    }

    @Test
    void aComplaintAtTheSameRateAgainMeansWhatWasTakenSinceTheBucketWasEmpty() {
        work(200, 5);
        complain(true);
        press(10);
        complain(true);
        freeze(2);

        // A bucket of 100 that gets 100 a second is empty after ten seconds of 110.
        takeFor(10, 110);
        complain(true);

        assertEquals(99, ceiling.rate(), 1);
    }

    @Test
    void whatWasTakenInATimeTooShortToTellIsBelievedTheSecondTime() {
        work(200, 5);
        complain(true);
        press(10);
        complain(true);
        double first = ceiling.rate();
        freeze(2);
        takeFor(2, 100);
        complain(true);
        double second = ceiling.rate();
        freeze(2);
        takeFor(2, 100);
        complain(true);

        assertEquals(0.95 * first, second, 1);
        assertEquals(0.99 * 200 / 3, ceiling.rate(), 1);
    }

    @Test
    void oneChatAloneMeansALittleLess() {
        work(100, 5);
        complain(true);
        press(60);
        complain(true);
        takeFor(10, 98);
        double before = ceiling.rate();

        complain(false);

        assertEquals(0.99 * before, ceiling.rate(), 0.5);
    }

    @Test
    void anotherChatWithinTheSecondMeansNoMoreThanTheFirstDidTogetherWithIt() {
        work(200, 5);
        complain(true);
        press(10);
        complain(true);
        freeze(2);
        takeFor(10, 110);

        complain(false);
        assertTrue(ceiling.rate() > 105, () -> "" + ceiling.rate());
        now += SECOND / 2;
        ceiling.complain(now, true);

        assertEquals(99, ceiling.rate(), 1);
    }

    @Test
    void complaintsThatArriveWhileEverybodyWaitsChangeNothing() {
        work(100, 5);
        complain(true);
        ceiling.freeze(now, now + 5 * SECOND);
        double before = ceiling.rate();

        now += 3 * SECOND;
        ceiling.complain(now, true);

        assertEquals(before, ceiling.rate());
    }

    @Test
    void aCeilingThatIsGoneIsLeftBehindOnceNobodyWaits() {
        work(100, 5);
        complain(true);
        press(400);
        assertTrue(ceiling.rate() > 200, () -> "" + ceiling.rate());
        assertTrue(ceiling.isFound());

        now += SECOND / 10;
        ceiling.leaves(now, false);

        assertFalse(ceiling.isFound());
    }

    @Test
    void aCeilingThatNobodyCameNearToForTenMinutesIsForgotten() {
        work(100, 5);
        complain(true);
        now += 599 * SECOND;
        ceiling.leaves(now, false);
        assertTrue(ceiling.isFound());

        now += 2 * SECOND;
        ceiling.leaves(now, false);

        assertFalse(ceiling.isFound());
    }

    @Test
    void theRateNeverFallsToNothing() {
        complain(true);
        for (int n = 0; n < 20; n++) {
            now += 2 * SECOND;
            ceiling.complain(now, true);
        }

        assertEquals(1, ceiling.rate());
    }

    /// So many are sent and taken in each second, while there is no ceiling.
    private void work(int perSecond, int seconds) {
        takeFor(seconds, perSecond);
    }

    private void takeFor(int seconds, int perSecond) {
        for (int n = 0; n < seconds * perSecond; n++) {
            now += SECOND / perSecond;
            tally.count(now);
            ceiling.leaves(now, false);
        }
    }

    /// Everybody sends as much as the ceiling allows, and somebody waits.
    private void press(int seconds) {
        long end = now + seconds * SECOND;
        while (now < end) {
            now += (long) (SECOND / ceiling.rate());
            tally.count(now);
            ceiling.leaves(now, true);
        }
    }

    private void complain(boolean several) {
        ceiling.complain(now, several);
    }

    private void freeze(int seconds) {
        ceiling.freeze(now, now + seconds * SECOND);
        now += seconds * SECOND;
    }
}
