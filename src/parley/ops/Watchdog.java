package parley.ops;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Looks now and then whether everything that has to go on does. A bot that hangs looks healthy
/// from outside; one that ends is started again by its supervisor, and nothing is lost with it.
public final class Watchdog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("parley");
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Map<String, BooleanSupplier> watched = new LinkedHashMap<>();
    private final Consumer<String> bite;
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("watchdog").daemon().factory());

    /// @param bite told what is stuck, once for each round in which something is
    public Watchdog(Consumer<String> bite) {
        this.bite = bite;
    }

    /// Watches one more thing. To be called before [#start].
    ///
    /// @param stuck whether it should have moved by now; must not block
    public Watchdog watch(String name, BooleanSupplier stuck) {
        watched.put(name, stuck);
        return this;
    }

    public void start() {
        // Never fails as a whole, so nobody has to look at what becomes of it.
        var _ =
                schedule.scheduleWithFixedDelay(
                        this::look, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    /// What is stuck, by its names; as a rule nothing.
    public List<String> stuck() {
        return watched.entrySet().stream()
                .filter(one -> isStuck(one.getKey(), one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    void look() {
        stuck().stream().findFirst().ifPresent(bite);
    }

    private static boolean isStuck(String name, BooleanSupplier stuck) {
        try {
            return stuck.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "cannot tell whether the " + name + " is stuck", e);
            return false;
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
