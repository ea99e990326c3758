package parley.chaos;

import parley.e2e.BotProcess;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Kills the bot at random moments and starts it again at once. Two kinds of moments are sought out
/// because they are rare: while it starts, and just after somebody gave a command.
final class Killer implements AutoCloseable {
    private static final Duration COMMAND = Duration.ofSeconds(5);

    /// A new process needs longer than this to send anything.
    private static final long START = Duration.ofMillis(300).toNanos();

    private final Supplier<BotProcess> start;
    private final History history;
    private final RandomGenerator dice;
    private final List<String> complaints = new ArrayList<>();
    private BotProcess bot;
    private int ends;

    Killer(Supplier<BotProcess> start, History history, RandomGenerator dice) {
        this.start = start;
        this.history = history;
        this.dice = dice;
        bot = start.get();
    }

    /// Kills so many times, and leaves a bot that polls.
    void kill(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            int kind = dice.nextInt(8);
            if (kind == 0) {
                watch(Duration.ofMillis(dice.nextInt(900)));
            } else {
                bot.awaitPolling();
                watch(Duration.ofMillis(100 + dice.nextInt(2500)));
            }
            if (kind > 4) {
                history.awaitCommand(COMMAND);
                watch(Duration.ofMillis(dice.nextInt(30)));
            }
            long at = History.now();
            bot.kill();
            restart();
            history.add(new Event.Killed(at, History.now() + START));
        }
        bot.awaitPolling();
    }

    /// Lets time pass. Should the bot end by itself, it is started again, as a supervisor would.
    void watch(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (endsWithin(left)) {
                ends++;
                complaints.add("ended by itself");
                restart();
            }
        }
    }

    private boolean endsWithin(long nanos) throws InterruptedException {
        var end =
                ProcessHandle.of(bot.pid())
                        .map(ProcessHandle::onExit)
                        .orElseGet(() -> CompletableFuture.completedFuture(null));
        try {
            end.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a process", e);
        }
    }

    private void restart() {
        read();
        bot = start.get();
    }

    /// Stops the bot as an operator does.
    void stop() throws InterruptedException {
        bot.terminate();
        bot.awaitEnd(Duration.ofSeconds(20));
        read();
    }

    private void read() {
        bot.output()
                .lines()
                .filter(line -> line.contains("ERROR"))
                .limit(5)
                .forEach(complaints::add);
    }

    /// How often the bot ended without having been killed.
    int ends() {
        return ends;
    }

    /// What it said in its log that somebody should look at.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        bot.close();
    }
}
