package parley.chat;

import java.util.List;
import java.util.function.Consumer;

/// Where state outlives the process. Implemented by `parley.sqlite`, and in memory by the tests.
public interface Store {
    /// Queues changes to be written together, after everything that was queued before. Returns at
    /// once and never fails.
    ///
    /// @return a number that grows with each call, for [#awaitDurable]
    long save(List<Change> changes);

    /// Waits until the changes behind this number, and all before, are on disk for good.
    void awaitDurable(long ticket) throws InterruptedException;

    /// The largest number whose changes are on disk for good.
    long durable();

    /// Replays, as changes, all that was kept.
    void load(Consumer<Change> replay);
}
