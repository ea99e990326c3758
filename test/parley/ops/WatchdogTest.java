package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

class WatchdogTest {
    private final List<String> bites = new ArrayList<>();
    private final AtomicBoolean stuck = new AtomicBoolean();
    private final Watchdog watchdog = new Watchdog(bites::add);

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void bitesOnlyWhenSomethingIsStuckAndNamesIt() {
        watchdog.watch("poller", () -> false).watch("database", stuck::get);

        watchdog.look();
        assertEquals(List.of(), bites);
        stuck.set(true);
        watchdog.look();

        assertEquals(List.of("database"), bites);
    }

    @Test
    void oneBiteIsEnough() {
        watchdog.watch("poller", () -> true).watch("database", () -> true);

        watchdog.look();

        assertEquals(List.of("poller"), bites);
        assertEquals(List.of("poller", "database"), watchdog.stuck());
    }

    @Test
    void aLookThatFailsDoesNotHideTheOthers() {
        watchdog.watch(
                        "poller",
                        () -> {
                            throw new IllegalStateException("a bug");
                        })
                .watch("database", () -> true);

        watchdog.look();

        assertEquals(List.of("database"), bites);
    }
}
