package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An operator who sets `MASK_USER_IDS` to `false` is told what that does, wherever it shows.
class UnmaskedTest {
    private static final String WARNING = "hold raw Telegram ids, which identify people";
    private static final String NOT_MASKED = "NOT MASKED";
    private static final String MASK = "MASK_USER_IDS";

    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void build() throws Exception {
        scene = new Scene(folder);
        ann = scene.playground.human(7_000_000_001L);
        ben = scene.playground.human(7_000_000_002L);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void theLogWarnsAtTheStart() throws Exception {
        var bot = scene.with(MASK, "false").start();

        var warnings = bot.output().lines().filter(line -> line.contains(WARNING)).toList();
        assertEquals(1, warnings.size(), bot::output);
        assertTrue(warnings.getFirst().contains("level=warning"), bot::output);
    }

    @Test
    void nobodyIsWarnedOfWhatIsMasked() throws Exception {
        var bot = scene.start();
        assertFalse(bot.output().contains(WARNING), bot::output);
        report();

        var said = reports();

        assertFalse(said.contains(WARNING) || said.contains(NOT_MASKED), said);
    }

    @Test
    void reportsWarnsOnStandardErrorAndMarksTheLine() throws Exception {
        scene.with(MASK, "false").start();
        report();
        var errors = folder.resolve("errors");
        scene.with("JAVA_HOME", JavaHome.in(folder, "", "2>'" + errors + "'").toString());

        var lines = reports().lines().toList();

        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().contains(NOT_MASKED), lines::toString);
        for (var human : List.of(ann, ben)) {
            assertTrue(lines.getFirst().contains(Long.toString(human.id())), lines::toString);
        }
        assertTrue(Files.readString(errors).contains("warning: "), Files.readString(errors));
        assertTrue(Files.readString(errors).contains(WARNING), Files.readString(errors));
    }

    /// What was kept then is kept as it was.
    @Test
    void aReportFromBeforeMaskingIsStillMarked() throws Exception {
        var bot = scene.with(MASK, "false").start();
        report();
        var id = Long.toString(ann.id());
        bot.terminate();
        bot.awaitEnd(Scene.LIMIT);
        scene.with(MASK, "true").start();
        report();

        var said = reports();

        assertFalse(said.contains(WARNING), said);
        assertEquals(2, said.lines().count(), said);
        var marked = said.lines().filter(line -> line.contains(NOT_MASKED)).toList();
        assertEquals(1, marked.size(), said);
        assertTrue(marked.getFirst().contains(id), said);
    }

    /// Two new people meet, and one reports the other.
    private void report() {
        ann = scene.playground.human(ann.id() + 2);
        ben = scene.playground.human(ben.id() + 2);
        scene.pair(ann, ben);
        Scene.reports(ann);
    }

    private String reports() throws InterruptedException {
        try (var reports = scene.launch("reports")) {
            assertEquals(0, reports.awaitEnd(Scene.LIMIT), reports::output);
            return reports.output();
        }
    }
}
