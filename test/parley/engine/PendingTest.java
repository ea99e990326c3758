package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import parley.chat.Change;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Store;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

@Timeout(20)
class PendingTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    private final Disk disk = new Disk();
    private final Pending pending = new Pending(disk);

    @Test
    void whatIsInTheJournalIsSafe() throws Exception {
        pending.add(1, 7);
        pending.add(2, 8);
        disk.durable = 8;

        assertTrue(pending.awaitSafe(List.of(1L, 2L), Duration.ZERO));
    }

    @Test
    void whatIsNeitherInTheJournalNorDealtWithIsNotSafe() throws Exception {
        pending.add(1, 7);
        pending.add(2, 8);
        disk.durable = 7;

        assertFalse(pending.awaitSafe(List.of(1L, 2L), Duration.ZERO));
        assertTrue(pending.awaitSafe(List.of(1L), Duration.ZERO));
    }

    @Test
    void whatIsDealtWithIsSafeWithoutTheDisk() throws Exception {
        pending.add(1, 7);
        pending.done(1);

        assertTrue(pending.awaitSafe(List.of(1L), Duration.ZERO));
    }

    @Test
    void whatIsNotWrittenAtAllIsSafeOnlyWhenItIsDealtWith() throws Exception {
        pending.add(1, 0);
        disk.durable = 100;

        assertFalse(pending.awaitSafe(List.of(1L), Duration.ofMillis(1)));
        Thread.startVirtualThread(() -> pending.done(1));
        assertTrue(pending.awaitSafe(List.of(1L), LONG));
    }

    @Test
    void anUpdateThatWasNeverAddedIsSafe() throws Exception {
        assertTrue(pending.awaitSafe(List.of(99L), Duration.ZERO));
    }

    @Test
    void thereIsRoomAgainWhenSomethingIsDealtWith() throws Exception {
        for (long update = 0; update < 20_000; update++) {
            assertTrue(pending.awaitRoom(Duration.ZERO));
            pending.add(update, 1);
        }
        assertFalse(pending.awaitRoom(Duration.ofMillis(1)));
        assertFalse(pending.isEmpty());

        Thread.startVirtualThread(() -> pending.done(5));

        assertTrue(pending.awaitRoom(LONG));
    }

    @Test
    void itIsEmptyWhenAllIsDealtWith() {
        pending.add(1, 7);
        pending.add(2, 7);
        pending.done(1);
        assertFalse(pending.isEmpty());
        pending.done(2);
        assertTrue(pending.isEmpty());
        assertEquals(0, disk.durable);
    }

    private static final class Disk implements Store {
        volatile long durable;

        @Override
        public long save(List<Change> changes, long entry, List<Notify> notices) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void awaitDurable(long ticket) {
            throw new UnsupportedOperationException("nobody waits for ever");
        }

        @Override
        public void awaitDurable(long ticket, Duration patience) {}

        @Override
        public long durable() {
            return durable;
        }

        @Override
        public void load(Consumer<Change> replay) {
            throw new UnsupportedOperationException();
        }
    }
}
