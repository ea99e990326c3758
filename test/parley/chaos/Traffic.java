package parley.chaos;

import parley.playground.Playground;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Many people who chat at a steady rate, whatever becomes of the bot.
final class Traffic implements AutoCloseable {
    static final long FIRST_ID = 6_000_000_000L;

    private final List<Guest> guests;
    private final List<Thread> threads = new ArrayList<>();
    private final RandomGenerator dice;
    private final long interval;
    private Thread talking;

    /// @param perSecond how many messages all of them write together
    Traffic(Playground playground, History history, Plan plan, RandomGenerator dice) {
        this.dice = dice;
        interval = 1_000_000_000L / plan.perSecond();
        guests =
                IntStream.range(0, plan.people())
                        .mapToObj(i -> new Guest(i, playground.human(FIRST_ID + i), history))
                        .toList();
    }

    /// Begins.
    void start() {
        guests.forEach(guest -> threads.add(Thread.startVirtualThread(guest::listen)));
        talking = Thread.ofPlatform().name("traffic").start(this::talk);
    }

    private void talk() {
        long due = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            sayOne();
            due += interval;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    /// Who has nobody to talk to does something else, and another one says something.
    private void sayOne() {
        for (int i = 0; i < guests.size(); i++) {
            if (guests.get(dice.nextInt(guests.size())).act(dice)) {
                return;
            }
        }
    }

    /// No more chatter; everybody who has a partner says a last word, so that each chat is tried.
    void finish() throws InterruptedException {
        talking.interrupt();
        talking.join();
        guests.forEach(Guest::sayLastWord);
    }

    @Override
    public void close() {
        talking.interrupt();
        threads.forEach(Thread::interrupt);
    }
}
