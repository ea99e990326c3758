package parley.engine;

import parley.chat.Store;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Updates that were handed in and are not dealt with yet. Thread-safe.
public final class Pending {
    /// They take some memory, and Telegram keeps the rest for us.
    private static final int MOST = 20_000;

    private final Store store;

    /// The tickets under which they are written to the journal; 0 for those that are not.
    private final Map<Long, Long> tickets = new HashMap<>();

    /// @param store knows what is on disk
    public Pending(Store store) {
        this.store = store;
    }

    /// Waits until there are not too many.
    ///
    /// @return whether it is so now
    public boolean awaitRoom(Duration patience) throws InterruptedException {
        return await(() -> tickets.size() < MOST, System.nanoTime() + patience.toNanos());
    }

    /// How many there are.
    public synchronized int size() {
        return tickets.size();
    }

    /// Whether all that was taken is dealt with.
    public synchronized boolean isEmpty() {
        return tickets.isEmpty();
    }

    /// An update was taken.
    ///
    /// @param ticket under which it is written to the journal; 0 when it is not
    public synchronized void add(long update, long ticket) {
        tickets.put(update, ticket);
    }

    /// An update is dealt with.
    public synchronized void done(long update) {
        tickets.remove(update);
        notifyAll();
    }

    /// Waits until none of these can be lost any more: they are in the journal, or dealt with.
    ///
    /// @param patience how long to wait for it
    /// @return whether it is so
    public boolean awaitSafe(Collection<Long> updates, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        store.awaitDurable(lastTicket(updates), patience);
        return await(() -> areSafe(updates), end);
    }

    private synchronized boolean await(BooleanSupplier condition, long end)
            throws InterruptedException {
        boolean holds = condition.getAsBoolean();
        while (!holds && end - System.nanoTime() > 0) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            holds = condition.getAsBoolean();
        }
        return holds;
    }

    private synchronized long lastTicket(Collection<Long> updates) {
        return updates.stream().mapToLong(this::ticket).max().orElse(0);
    }

    private boolean areSafe(Collection<Long> updates) {
        long durable = store.durable();
        return updates.stream()
                .allMatch(update -> !tickets.containsKey(update) || isDurable(update, durable));
    }

    private boolean isDurable(long update, long durable) {
        long ticket = ticket(update);
        return ticket > 0 && ticket <= durable;
    }

    private long ticket(long update) {
        return tickets.getOrDefault(update, 0L);
    }
}
