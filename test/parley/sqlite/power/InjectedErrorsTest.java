package parley.sqlite.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.sqlite.file.Database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// System calls of a real process fail. The calls of each thread are counted by themselves, so one
/// process meets the error in as many places as it writes databases.
@Timeout(120)
class InjectedErrorsTest {
    private static final int DATABASES = 16;
    private static final int ROUNDS = 20;
    private static final String TRACED = "trace=pwrite64,ftruncate,fsync,fdatasync";
    private static final int LONG = 160;
    private static final String ENDINGS = "done|broken|failed.*|fatal.*";
    private static final Pattern OUTAGE = Pattern.compile("takes no changes");

    @TempDir Path dir;

    @BeforeEach
    void requireStrace() throws Exception {
        Strace.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "90..92", "120+60"})
    void aFullDiskIsWaitedOut(String when) throws Exception {
        isWaitedOut("ENOSPC:when=" + when);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31", "70..72", "110+60"})
    void aWriteErrorIsWaitedOut(String when) throws Exception {
        isWaitedOut("EIO:when=" + when);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 9, 16})
    void aFailedSyncEndsTheWriter(int when) throws Exception {
        isFatal(run(ROUNDS, List.of("-e", "inject=fsync,fdatasync:error=EIO:when=" + when)));
    }

    /// The main file is synced in checkpoints only.
    @Test
    void aFailedSyncInACheckpointEndsTheWriter() throws Exception {
        var watch = new ArrayList<>(List.of("-e", "inject=fsync,fdatasync:error=EIO:when=1"));
        for (long seed = 1; seed <= DATABASES; seed++) {
            watch.addAll(List.of("-P", Scribe.file(dir.toRealPath(), seed).toString()));
        }
        isFatal(run(LONG, watch));
    }

    private void isWaitedOut(String error) throws Exception {
        var said = run(ROUNDS, List.of("-e", "inject=pwrite64,ftruncate:error=" + error));
        for (long seed = 1; seed <= DATABASES; seed++) {
            assertEquals(List.of("done"), of(said, seed, ENDINGS), said);
        }
        assertTrue(OUTAGE.matcher(said).results().count() >= DATABASES, said);
    }

    private static void isFatal(String said) {
        for (long seed = 1; seed <= DATABASES; seed++) {
            var endings = of(said, seed, ENDINGS);
            assertEquals(2, endings.size(), seed + " " + endings + "\n" + said);
            assertTrue(endings.getFirst().contains("what reached it is read again"), said);
            assertEquals("broken", endings.getLast(), said);
        }
    }

    /// Runs the scribe and looks at what it left behind.
    private String run(int rounds, List<String> inject) throws Exception {
        for (long seed = 1; seed <= DATABASES; seed++) {
            Database.open(Scribe.file(dir, seed), Script.KEYS).close();
        }
        var watch = new ArrayList<>(List.of("-o", "/dev/null", "-e", TRACED));
        watch.addAll(inject);
        var scribe = Strace.start(watch, dir.toRealPath(), DATABASES, 1, rounds, 1);
        var said = new String(scribe.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, scribe.waitFor(), said);
        for (long seed = 1; seed <= DATABASES; seed++) {
            var told = of(said, seed, "durable \\d+");
            int last = told.isEmpty() ? 0 : Integer.parseInt(told.getLast().substring(8));
            var oracle = new Oracle(Script.of(seed, rounds));
            var verdict = oracle.judge(Scribe.file(dir, seed), last);
            assertEquals(Oracle.Fate.SOUND, verdict.fate(), verdict + said);
        }
        return said;
    }

    private static List<String> of(String said, long seed, String what) {
        return Pattern.compile("(?m)^" + seed + " (" + what + ")$")
                .matcher(said)
                .results()
                .map(line -> line.group(1))
                .toList();
    }
}
