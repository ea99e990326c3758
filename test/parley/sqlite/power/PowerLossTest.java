package parley.sqlite.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Every write of a real process is recorded, with what it said was durable. Then the power goes at
/// many points of the recording.
@Timeout(120)
class PowerLossTest {
    private static final long SEED = 7;
    private static final int ROUNDS = 300;
    private static final int ACTS = 2;
    private static final int CRASHES = 600;
    private static final int THREADS = 2;

    @TempDir Path dir;

    @Test
    void nothingThatWasToldIsLostWithThePower() throws Exception {
        Strace.require();
        var oracle = new Oracle(Script.of(SEED, ROUNDS));
        var tasks = crashes(record(), oracle);
        assertEquals(CRASHES, tasks.size());
        var counts = new EnumMap<Oracle.Fate, Integer>(Oracle.Fate.class);
        var worst = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var result : threads.invokeAll(tasks)) {
                var verdict = result.get();
                counts.merge(verdict.fate(), 1, Integer::sum);
                if (verdict.fate() != Oracle.Fate.SOUND) {
                    worst.add(verdict.toString());
                }
            }
        }
        var examples = worst.stream().limit(5).toList();
        assertEquals(Map.of(Oracle.Fate.SOUND, CRASHES), counts, () -> "such as " + examples);
    }

    private List<Op> record() throws IOException, InterruptedException {
        var folder = Files.createDirectory(dir.toRealPath().resolve("recorded"));
        var log = dir.resolve("log");
        var calls = "trace=" + String.join(",", Trace.CALLS);
        var watch = List.of("-xx", "-s", "1000000", "-e", calls, "-o", log.toString());
        var scribe = Strace.start(watch, folder, 1, SEED, ROUNDS, ACTS);
        var said = new String(scribe.getInputStream().readAllBytes());
        assertEquals(0, scribe.waitFor());
        assertTrue(said.endsWith(SEED + " done\n"), said);
        return Trace.read(log, folder);
    }

    private List<Callable<Oracle.Verdict>> crashes(List<Op> ops, Oracle oracle) {
        var random = new Random(SEED);
        var points = random.ints(CRASHES, 0, ops.size() + 1).sorted().iterator();
        var tasks = new ArrayList<Callable<Oracle.Verdict>>();
        var disk = new Disk();
        int told = 0;
        int done = 0;
        while (points.hasNext()) {
            for (int point = points.nextInt(); done < point; done++) {
                disk.run(ops.get(done));
                told = ops.get(done) instanceof Op.Told(int steps) ? steps : told;
            }
            var files = disk.crash(random);
            int promised = told;
            var place = dir.resolve("crash" + tasks.size());
            tasks.add(() -> judge(oracle, files, promised, place));
        }
        return tasks;
    }

    private static Oracle.Verdict judge(
            Oracle oracle, Map<String, byte[]> files, int promised, Path place) throws IOException {
        Disk.lay(files, Files.createDirectory(place));
        return oracle.judge(Scribe.file(place, SEED), promised);
    }
}
