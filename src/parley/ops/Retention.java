package parley.ops;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Removes what has expired, at start and again and again. Every task gets its turn, whatever
/// happened to the one before and to itself the last time.
public final class Retention implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("parley");

    private final ScheduledExecutorService schedule;
    private final List<Chore> chores = new ArrayList<>();

    /// Removes what has expired of one kind.
    @FunctionalInterface
    public interface Task {
        /// Does it once. Whatever is thrown is logged, and the next time it is tried again. It is
        /// interrupted by [Retention#close] alone.
        void run() throws Exception;
    }

    private record Chore(String what, Task task) {}

    /// Works on a thread of its own, which does not keep the program from ending.
    public Retention() {
        this(
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("retention").daemon().factory()));
    }

    Retention(ScheduledExecutorService schedule) {
        this.schedule = schedule;
    }

    /// Adds one more task. To be called before [#start].
    ///
    /// @param what is removed, for the log: `retention of WHAT failed`
    public Retention add(String what, Task task) {
        chores.add(new Chore(what, task));
        return this;
    }

    /// Runs every task now, in the order in which they were added, and then again whenever this
    /// time has passed since the last of them was done.
    public void start(Duration interval) {
        // Never fails as a whole, so nobody has to look at what becomes of it.
        var _ =
                schedule.scheduleWithFixedDelay(
                        this::runAll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void runAll() {
        for (var chore : chores) {
            if (schedule.isShutdown()) {
                return;
            }
            run(chore);
        }
    }

    /// An error is caught too, for it would end the schedule without a word. One of the machine
    /// itself, such as no memory, ends the process before it gets here, if it is told to.
    private void run(Chore chore) {
        try {
            chore.task.run();
        } catch (Exception | Error e) {
            if (!schedule.isShutdown()) {
                LOG.log(
                        Level.WARNING,
                        "retention of " + chore.what + " failed, next time again",
                        e);
            }
        }
    }

    /// Nothing begins any more; what is under way is interrupted, and nobody waits for it.
    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
