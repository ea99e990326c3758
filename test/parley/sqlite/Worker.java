package parley.sqlite;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Another process: it takes updates in and deals with them in many threads as fast as it can, and
/// prints the number of each that is dealt with when its end was written. It ends only by being
/// killed.
final class Worker {
    private static final int THREADS = 8;

    private Worker() {}

    static Process start(Path file) throws Exception {
        return Saver.launch(Worker.class, file.toString());
    }

    /// @param args the database
    public static void main(String[] args) throws Exception {
        var store = Town.store(Path.of(args[0]));
        var pages = new Pages(store);
        var free = new Semaphore(THREADS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (true) {
                free.acquire();
                long number = pages.add("text");
                threads.submit(() -> deal(store, number, free));
            }
        }
    }

    private static void deal(SqliteStore store, long number, Semaphore free) {
        store.journal().end(number);
        // Comes after what was queued before, and makes nothing durable itself.
        store.load(_ -> {});
        System.out.println(number);
        free.release();
    }
}
