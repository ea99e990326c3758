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
import java.util.function.Consumer;

/// What each person did, in order: one thing at a time for a person, many people at once. A mailbox
/// has a virtual thread only while there is something in it.
final class Mailboxes {
    private static final System.Logger LOG = System.getLogger("parley.engine");

    private final ConcurrentMap<Pseudonym, Queue<Incoming>> boxes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Consumer<Incoming> handler;

    Mailboxes(Consumer<Incoming> handler) {
        this.handler = handler;
    }

    /// Puts something at the end of the mailbox of the person who did it.
    void put(Incoming incoming) {
        boxes.compute(
                incoming.event().from().pseudonym(),
                (owner, box) -> {
                    if (box == null) {
                        return open(owner, incoming);
                    }
                    box.add(incoming);
                    return box;
                });
    }

    /// Lets what was put in be handled, for so long at most.
    void close(Duration patience) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }

    private Queue<Incoming> open(Pseudonym owner, Incoming first) {
        var box = new ConcurrentLinkedQueue<Incoming>();
        box.add(first);
        try {
            threads.execute(() -> run(owner, box));
        } catch (RejectedExecutionException _) {
            LOG.log(Level.DEBUG, "stopping: an event is left for the next start");
        }
        return box;
    }

    private void run(Pseudonym owner, Queue<Incoming> box) {
        do {
            handle(box.element());
        } while (boxes.computeIfPresent(owner, (_, left) -> rest(left)) != null);
    }

    private static Queue<Incoming> rest(Queue<Incoming> box) {
        box.poll();
        return box.isEmpty() ? null : box;
    }

    /// The one place where a bug in handling is caught: it costs one event, not the mailbox.
    private void handle(Incoming incoming) {
        try {
            handler.accept(incoming);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an event was dropped", e);
            incoming.done().run();
        }
    }
}
