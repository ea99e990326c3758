package parley.engine;

import parley.chat.Pseudonym;
import parley.chat.Store;

import java.util.HashMap;
import java.util.Map;

/// Which state of which person is not on disk yet. Memory runs ahead of the disk, so whatever is
/// said to or about such a person has to wait; nearly always there is nobody.
///
/// Not thread-safe; the engine takes turns.
final class Tickets {
    private final Store store;
    private final Map<Pseudonym, Long> pending = new HashMap<>();
    private long newest;

    Tickets(Store store) {
        this.store = store;
    }

    /// Remembers that the state of these people is saved under this ticket.
    void note(long ticket, Iterable<Pseudonym> people) {
        people.forEach(who -> pending.put(who, ticket));
        newest = ticket;
    }

    /// What has to be on disk before anything is said that follows from the state of these people.
    long before(Iterable<Pseudonym> people) {
        if (pending.isEmpty()) {
            return 0;
        }
        long durable = store.durable();
        if (durable >= newest) {
            pending.clear();
            return 0;
        }
        long needed = 0;
        for (var who : people) {
            needed = Math.max(needed, pending.getOrDefault(who, 0L));
        }
        return needed > durable ? needed : 0;
    }
}
