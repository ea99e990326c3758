package parley.chat;

import parley.chat.Decision.Effect.Notify;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Where state outlives the process. Implemented by `parley.sqlite`, and in memory by the tests.
public interface Store {
    /// Queues changes to be written together, after everything that was queued before. Returns at
    /// once and never fails.
    ///
    /// With them, both or neither, the entry of the journal that brought them about comes down to
    /// what is still to be told: so it changes nothing a second time, however often it is taken up
    /// again.
    ///
    /// @param entry the number of that entry; 0 for none
    /// @param notices what is still to be told
    /// @return a number that grows with each call, for [#awaitDurable]
    long save(List<Change> changes, long entry, List<Notify> notices);

    /// Waits until the changes behind this number, and all before, are on disk for good.
    void awaitDurable(long ticket) throws InterruptedException;

    /// The same, but not longer than this.
    void awaitDurable(long ticket, Duration patience) throws InterruptedException;

    /// The largest number whose changes are on disk for good.
    long durable();

    /// Replays, as changes, all that was kept.
    void load(Consumer<Change> replay);
}
