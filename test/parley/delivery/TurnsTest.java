package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

class TurnsTest {
    private final Condition condition = new ReentrantLock().newCondition();
    private final Turns turns = new Turns();

    @Test
    void nobodyIsNextWhenNobodyWaits() {
        assertTrue(turns.next().isEmpty());
    }

    @Test
    void whoCameFirstGoesFirst() {
        join("rrrr");

        assertEquals("r1 r2 r3 r4", all());
    }

    @Test
    void noticesGoBeforeRelays() {
        join("rrnrn");

        assertEquals("n3 n5 r1 r2 r4", all());
    }

    @Test
    void afterFourNoticesInARowARelayGoes() {
        join("rrrnnnnnnnnnn");

        assertEquals("n4 n5 n6 n7 r1 n8 n9 n10 n11 r2 n12 n13 r3", all());
    }

    @Test
    void noticesThatNoRelayWaitedForDoNotCount() {
        join("nnnn");
        all();
        join("nrnnnn");

        assertEquals("n5 n7 n8 n9 r6 n10", all());
    }

    @Test
    void whoGivesUpIsLeftOut() {
        join("r");
        var second = turns.join(false, condition);
        join("r");

        turns.leave(second);

        assertEquals("r1 r3", all());
    }

    private void join(String kinds) {
        kinds.chars().forEach(kind -> turns.join(kind == 'n', condition));
    }

    private String all() {
        var order = new StringBuilder();
        for (var next = turns.next(); next.isPresent(); next = turns.next()) {
            var turn = next.get();
            turns.pass(turn);
            order.append(turn.isNotice() ? " n" : " r").append(turn.number());
        }
        return order.toString().strip();
    }
}
