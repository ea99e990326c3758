package parley.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// What is to be delivered to one person, in order. Thread-safe.
final class Lane {
    private final Queue<Parcel> parcels = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    void add(Parcel parcel) {
        parcels.add(parcel);
        size.incrementAndGet();
    }

    /// What is under way; there is always something while the lane is in use.
    Parcel head() {
        return parcels.element();
    }

    /// Drops the head, which is dealt with.
    ///
    /// @return whether anything is left
    boolean advance() {
        parcels.poll();
        return size.decrementAndGet() > 0;
    }

    /// Takes all that stands behind the head.
    List<Parcel> takeRest() {
        var rest = new ArrayList<Parcel>();
        var all = parcels.iterator();
        all.next();
        while (all.hasNext()) {
            rest.add(all.next());
            all.remove();
            size.decrementAndGet();
        }
        return rest;
    }

    int size() {
        return size.get();
    }
}
