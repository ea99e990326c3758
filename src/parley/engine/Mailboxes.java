package parley.engine;

import parley.chat.Pseudonym;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// What is to be done about each person, in order: one thing at a time for a person, many people at
/// once. A mailbox has a virtual thread only while there is something in it.
final class Mailboxes {
    private static final System.Logger LOG = System.getLogger("parley.engine");

    private final ConcurrentMap<Pseudonym, Queue<Runnable>> boxes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Puts something at the end of the mailbox of a person.
    ///
    /// @param task catches what can go wrong in it
    void put(Pseudonym owner, Runnable task) {
        boxes.compute(
                owner,
                (_, box) -> {
                    if (box == null) {
                        return open(owner, task);
                    }
                    box.add(task);
                    return box;
                });
    }

    /// Lets what was put in be done, for so long at most.
    ///
    /// @return whether all of it is done
    boolean close(Duration patience) throws InterruptedException {
        threads.shutdown();
        boolean done = threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!done) {
            threads.shutdownNow();
        }
        return done;
    }

    private Queue<Runnable> open(Pseudonym owner, Runnable first) {
        var box = new ConcurrentLinkedQueue<Runnable>();
        box.add(first);
        try {
            threads.execute(() -> run(owner, box));
        } catch (RejectedExecutionException _) {
            LOG.log(Level.DEBUG, "stopping: an event is left for the next start");
        }
        return box;
    }

    private void run(Pseudonym owner, Queue<Runnable> box) {
        do {
            box.element().run();
        } while (boxes.computeIfPresent(owner, (_, left) -> rest(left)) != null);
    }

    private static Queue<Runnable> rest(Queue<Runnable> box) {
        box.poll();
        return box.isEmpty() ? null : box;
    }
}
