package parley.bot;

import parley.delivery.Courier;
import parley.delivery.Parcel;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Lets announcements go one by one, so slowly that what people say to each other comes through
/// beside them.
final class Announcer implements AutoCloseable {
    /// Twenty a second; Telegram takes about thirty to people who did not write just now.
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Courier courier;
    private final BlockingQueue<Parcel> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofVirtual().name("announcer").unstarted(this::run);

    Announcer(Courier courier) {
        this.courier = courier;
    }

    void start() {
        thread.start();
    }

    /// Puts one more at the end. Never blocks.
    void add(Parcel parcel) {
        waiting.add(parcel);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                courier.post(waiting.take());
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
