package parley.engine;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicInteger;

/// What an event is to the journal.
///
/// @param number of the entry that is ended when the event is done with; 0 for none
/// @param again whether it was accepted before the bot stopped and started: no limit applies to it
///   any more
/// @param done called once, when nothing that follows from the event is under way any more
public record Entry(long number, boolean again, Runnable done) {
    public Entry {
        requireNonNull(done);
    }

    /// Nothing to the journal.
    public static Entry none(Runnable done) {
        return new Entry(0, false, done);
    }

    /// Something that runs with the last of so many calls.
    public static Runnable last(int calls, Runnable task) {
        var left = new AtomicInteger(calls);
        return () -> {
            if (left.decrementAndGet() == 0) {
                task.run();
            }
        };
    }

    Entry andThen(Runnable next) {
        return new Entry(
                number,
                again,
                () -> {
                    done.run();
                    next.run();
                });
    }
}
