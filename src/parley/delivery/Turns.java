package parley.delivery;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;

/// Those who wait, in the order in which they may go: first come, first served, but notices before
/// relays, as long as that does not keep relays waiting for ever. Not thread-safe.
final class Turns {
    /// So many notices may go in a row while a relay waits.
    private static final int NOTICES_IN_A_ROW = 4;

    private final Queue<Turn> notices = new ArrayDeque<>();
    private final Queue<Turn> relays = new ArrayDeque<>();
    private long joined;
    private int inARow;

    /// One who waits.
    ///
    /// @param number no two have the same
    /// @param woken signalled when this is the next
    record Turn(long number, boolean isNotice, Condition woken) {}

    Turn join(boolean isNotice, Condition woken) {
        var turn = new Turn(++joined, isNotice, woken);
        of(turn).add(turn);
        return turn;
    }

    /// Whose turn it is.
    Optional<Turn> next() {
        boolean relay = notices.isEmpty() || inARow >= NOTICES_IN_A_ROW && !relays.isEmpty();
        return Optional.ofNullable(relay ? relays.peek() : notices.peek());
    }

    /// Somebody had the turn.
    void pass(Turn turn) {
        inARow = turn.isNotice() && !relays.isEmpty() ? inARow + 1 : 0;
        leave(turn);
    }

    /// Somebody waits no more.
    void leave(Turn turn) {
        of(turn).remove(turn);
    }

    private Queue<Turn> of(Turn turn) {
        return turn.isNotice() ? notices : relays;
    }
}
