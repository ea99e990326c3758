package parley.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// All that happened, put down by many threads.
final class History {
    private final List<Event> events = new ArrayList<>();
    private int commands;

    /// Now, in the time of the events.
    static long now() {
        return System.nanoTime();
    }

    synchronized void add(Event event) {
        events.add(event);
        if (event instanceof Event.Asked) {
            commands++;
            notifyAll();
        }
    }

    synchronized int size() {
        return events.size();
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /// Waits until somebody gives a command, for so long at most.
    synchronized void awaitCommand(Duration limit) throws InterruptedException {
        int before = commands;
        long end = now() + limit.toNanos();
        for (long left = limit.toMillis(); commands == before && left > 0; ) {
            wait(left);
            left = (end - now()) / 1_000_000;
        }
    }
}
