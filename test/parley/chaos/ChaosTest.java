package parley.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The short form of [Chaos].
class ChaosTest {
    @TempDir Path folder;

    @Test
    void nothingIsLostWhenTheBotIsKilled() throws Exception {
        assertKept(new Plan(30, 100, 4, Duration.ZERO, false, 7));
    }

    @Test
    void nothingIsLostWhenTheServerFails() throws Exception {
        assertKept(new Plan(30, 60, 0, Duration.ofSeconds(10), true, 7));
    }

    private void assertKept(Plan plan) throws Exception {
        var progress = new ByteArrayOutputStream();

        var tally = Run.of(plan, folder, new PrintStream(progress, true)).tally();

        assertEquals(plan.kills(), tally.of(Count.KILLS));
        assertTrue(tally.of(Count.DELIVERED) > 0, progress::toString);
        assertEquals(List.of(), tally.broken(), () -> progress + "\n" + tally);
    }
}
