package parley.ops.systemd;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Tells systemd how the bot is, by sd_notify(3): when it is ready, that it is well, when it stops.
/// Started by anything else it does nothing. Never fails: a bot that serves people is worth more
/// than one that says so.
public final class Systemd implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("parley");

    private final Optional<Predicate<String>> supervisor;
    private final Optional<Duration> interval;
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("systemd").daemon().factory());

    /// @param supervisor takes a message; whether it did
    /// @param interval between two signs of life, if any are wanted
    Systemd(Optional<Predicate<String>> supervisor, Optional<Duration> interval) {
        this.supervisor = supervisor;
        this.interval = interval;
    }

    /// What systemd wants to know.
    ///
    /// @param variables the environment of the process
    public static Systemd of(Map<String, String> variables) {
        var name = variables.getOrDefault("NOTIFY_SOCKET", "");
        Optional<Predicate<String>> supervisor = NotifySocket.at(name).map(socket -> socket::send);
        if (!name.isEmpty() && supervisor.isEmpty()) {
            LOG.log(Level.WARNING, "NOTIFY_SOCKET names no socket; systemd is told nothing");
        }
        long self = ProcessHandle.current().pid();
        return new Systemd(supervisor, supervisor.flatMap(_ -> interval(variables, self)));
    }

    /// Half of the time after which systemd gives a silent bot up.
    ///
    /// @param self which process we are: the variables may be meant for our parent
    static Optional<Duration> interval(Map<String, String> variables, long self) {
        var meant = variables.getOrDefault("WATCHDOG_PID", Long.toString(self));
        var micros = variables.getOrDefault("WATCHDOG_USEC", "");
        return meant.equals(Long.toString(self)) && micros.matches("[1-9][0-9]{0,17}")
                ? Optional.of(Duration.of(Long.parseLong(micros), ChronoUnit.MICROS).dividedBy(2))
                : Optional.empty();
    }

    /// The bot serves people.
    public void ready() {
        tell("READY=1");
    }

    /// From now on signs of life are given for as long as the bot is well. To be called once.
    ///
    /// @param well must not block; what it throws counts as not being well
    public void watch(BooleanSupplier well) {
        if (interval.isPresent()) {
            long nanos = interval.get().toNanos();
            // Never fails, so nobody has to look at what becomes of it.
            var _ = schedule.scheduleAtFixedRate(() -> beat(well), 0, nanos, TimeUnit.NANOSECONDS);
        }
    }

    void beat(BooleanSupplier well) {
        try {
            if (well.getAsBoolean()) {
                tell("WATCHDOG=1");
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "cannot tell whether the bot is well", e);
        }
    }

    /// The bot ends, and may take the time that it is given for that.
    public void stopping() {
        tell("STOPPING=1");
    }

    private void tell(String message) {
        if (supervisor.isEmpty()) {
            return;
        }
        try {
            if (!supervisor.get().test(message)) {
                LOG.log(Level.WARNING, "systemd did not take {0}", message);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "systemd cannot be told " + message, e);
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
