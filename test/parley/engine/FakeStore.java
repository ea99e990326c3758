package parley.engine;

import parley.chat.Change;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A store in memory whose disk is as slow as the test wants.
final class FakeStore implements Store {
    final List<List<Change>> saved = new ArrayList<>();

    /// What entries of the journal came down to.
    final Map<Long, List<Notify>> rests = new HashMap<>();

    private long durable;
    private boolean broken;

    /// Puts all that was saved so far on disk.
    synchronized void sync() {
        durable = saved.size();
    }

    /// Makes the next attempt to save fail.
    synchronized void breakOnce() {
        broken = true;
    }

    @Override
    public synchronized long save(List<Change> changes, long entry, List<Notify> notices) {
        if (broken) {
            broken = false;
            throw new IllegalStateException("a bug");
        }
        saved.add(changes);
        if (entry > 0) {
            rests.put(entry, notices);
        }
        return saved.size();
    }

    @Override
    public void awaitDurable(long ticket) {
        throw new UnsupportedOperationException("the engine never waits for the disk");
    }

    @Override
    public void awaitDurable(long ticket, Duration patience) {
        throw new UnsupportedOperationException("the engine never waits for the disk");
    }

    @Override
    public synchronized long durable() {
        return durable;
    }

    @Override
    public void load(Consumer<Change> replay) {
        throw new UnsupportedOperationException("the engine loads nothing");
    }
}
