package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class RetentionTest {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final HandScheduler schedule = new HandScheduler();
    private final Retention retention = new Retention(schedule);
    private final List<String> done = new ArrayList<>();
    private CapturedLog log;

    @BeforeEach
    void capture() {
        log = new CapturedLog();
    }

    @AfterEach
    void release() {
        retention.close();
        log.close();
    }

    /// Time passes when the test says so. As with a real schedule, a task that throws is not run
    /// again.
    private static final class HandScheduler extends ScheduledThreadPoolExecutor {
        private final List<Duration> pauses = new ArrayList<>();
        private Runnable command = () -> {};
        private Duration delay = Duration.ZERO;
        private Duration left = Duration.ZERO;
        private boolean broken;

        HandScheduler() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(
                Runnable task, long initialDelay, long pause, TimeUnit unit) {
            command = task;
            left = Duration.of(initialDelay, unit.toChronoUnit());
            delay = Duration.of(pause, unit.toChronoUnit());
            pauses.add(delay);
            pass(Duration.ZERO);
            return null;
        }

        void pass(Duration time) {
            left = left.minus(time);
            while (!left.isPositive() && !broken && !isShutdown()) {
                try {
                    command.run();
                } catch (Throwable _) {
                    broken = true;
                }
                left = left.plus(delay);
            }
        }
    }

    private Retention.Task note(String what) {
        return () -> done.add(what);
    }

    @Test
    void everythingIsDoneAtOnceAtStartInItsOrder() {
        retention.add("chats", note("chats")).add("bans", note("bans"));
        assertEquals(List.of(), done);

        retention.start(INTERVAL);

        assertEquals(List.of("chats", "bans"), done);
    }

    @Test
    void everythingIsDoneAgainAfterEachInterval() {
        retention.add("chats", note("chats")).start(INTERVAL);

        schedule.pass(INTERVAL.minusMillis(1));
        assertEquals(1, done.size());
        schedule.pass(Duration.ofMillis(1));
        assertEquals(2, done.size());
        schedule.pass(INTERVAL);
        assertEquals(3, done.size());
        assertEquals(List.of(INTERVAL), schedule.pauses);
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new UncheckedIOException(new IOException("disk full")),
                new IOException("disk full"),
                new InterruptedException("not by us"),
                new AssertionError("a bug"),
                new StackOverflowError(),
                new NoClassDefFoundError("parley/Gone"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aTaskThatFailsStopsNeitherTheOthersNorTheSchedule(Throwable failure) {
        retention
                .add("chats", note("chats"))
                .add("reports", () -> fail(failure))
                .add("bans", note("bans"))
                .start(INTERVAL);
        schedule.pass(INTERVAL);

        assertEquals(List.of("chats", "bans", "chats", "bans"), done);
        assertEquals(2, log.lines().size(), log.lines()::toString);
        for (var line : log.lines()) {
            assertTrue(line.contains(" level=warning "), line);
            assertTrue(
                    line.contains("msg=\"retention of reports failed, next time again\" error="),
                    line);
            assertTrue(line.contains(failure.getClass().getSimpleName()), line);
        }
    }

    private static void fail(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }

    @Test
    void aTaskThatFailedOnceIsDoneTheNextTime() {
        var failures = new ArrayList<>(List.of(new IOException("disk full")));
        retention
                .add(
                        "reports",
                        () -> {
                            if (!failures.isEmpty()) {
                                throw failures.removeFirst();
                            }
                            done.add("reports");
                        })
                .start(INTERVAL);
        assertEquals(List.of(), done);

        schedule.pass(INTERVAL);

        assertEquals(List.of("reports"), done);
    }

    @Test
    void nothingIsDoneAfterItWasClosed() {
        retention.add("chats", note("chats")).start(INTERVAL);

        retention.close();
        schedule.pass(INTERVAL);

        assertEquals(List.of("chats"), done);
    }

    @Test
    void closingInTheMiddleOfARoundEndsItWithoutComplaint() {
        retention
                .add(
                        "chats",
                        () -> {
                            retention.close();
                            throw new IOException("the database is closed");
                        })
                .add("bans", note("bans"))
                .start(INTERVAL);

        assertEquals(List.of(), done);
        assertEquals(List.of(), log.lines());
    }

    @Test
    void worksOnAThreadOfItsOwnThatKeepsNothingAlive() throws Exception {
        var threads = new SynchronousQueue<Thread>();
        try (var real = new Retention()) {
            real.add("chats", () -> threads.put(Thread.currentThread()))
                    .start(Duration.ofMillis(1));

            var thread = threads.take();
            assertEquals("retention", thread.getName());
            assertTrue(thread.isDaemon());
            assertEquals(thread, threads.take());
        }
    }
}
