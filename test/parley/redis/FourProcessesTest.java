package parley.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.limit.Gcra;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// One limit for four processes, each with four threads that try all the time.
class FourProcessesTest {
    private static final int PROCESSES = 4;

    @TempDir Path folder;

    /// Something that passed, between two times in microseconds.
    private record Passed(long after, long before) {}

    @Test
    void togetherTheyNeverGetMoreThanOneWould() throws Exception {
        try (var server = RedisServer.start(folder)) {
            var processes = new ArrayList<Process>();
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(start(server.port()));
            }
            var passed = new ArrayList<Passed>();
            for (var process : processes) {
                passed.addAll(result(process));
            }

            assertTrue(passed.size() >= 2 * Taker.BURST, "too little was tried: " + passed.size());
            assertNoWindowHasMoreThanTheModel(passed);
        }
    }

    /// In every stretch of time: no more than the model lets pass when it is asked all the time.
    private static void assertNoWindowHasMoreThanTheModel(List<Passed> passed) {
        var starts = passed.stream().sorted(Comparator.comparing(Passed::after)).toList();
        var ends = passed.stream().sorted(Comparator.comparing(Passed::before)).toList();
        for (var start : starts) {
            int within = 0;
            for (var end : ends) {
                if (end.after >= start.after) {
                    within++;
                    long most = model(end.before - start.after);
                    assertTrue(within <= most, within + " in " + (end.before - start.after));
                }
            }
        }
    }

    private static long model(long micros) {
        return Taker.BURST + micros / (Taker.INTERVAL.toNanos() / 1_000);
    }

    /// The short rule above is what the limiter in memory does.
    @Test
    void theModelIsTheLimiterInMemory() {
        var now = new AtomicLong();
        var memory = new Gcra<String>(now::get, Taker.INTERVAL, Taker.BURST);
        long most = 0;
        for (long micros = 0; micros < 300_000; micros += 500) {
            now.set(micros * 1_000);
            most += IntStream.range(0, 50).filter(_ -> memory.tryAcquire("").isZero()).count();
            assertEquals(model(micros), most);
        }
    }

    private static Process start(int port) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Taker.class.getName(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<Passed> result(Process process) throws Exception {
        var passed = new ArrayList<Passed>();
        try (var lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var times = line.split(" ");
                passed.add(new Passed(Long.parseLong(times[0]), Long.parseLong(times[1])));
            }
        }
        assertEquals(0, process.waitFor());
        return passed;
    }
}
