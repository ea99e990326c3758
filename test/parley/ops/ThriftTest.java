package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// In a process with the collector of the program; the one of the tests may have another.
class ThriftTest {
    @Test
    void garbageIsCollectedLongBeforeItFillsTheHeap() throws Exception {
        assertEquals("collected", fill(28));
    }

    /// Lets so many megabytes of garbage come into the old generation, which has room for 60.
    private static String fill(int megabytes) throws Exception {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-Xmn4m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Filler.class.getName(),
                        Integer.toString(megabytes));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            return String.join("\n", out.readAllLines());
        } finally {
            process.destroyForcibly();
        }
    }

    /// The process.
    static final class Filler {
        private static final int MEGABYTE = 1 << 20;
        private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
        private static byte[] kept = {};
        private static byte[] passing = {};

        public static void main(String[] arguments) {
            Thrift.begin();
            for (int i = 0; i < Integer.parseInt(arguments[0]); i += 4) {
                // Does not fit into the young generation.
                kept = new byte[4 * MEGABYTE];
                collectTheYoung();
            }
            long end = System.nanoTime() + PATIENCE;
            while (collections() == 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            System.out.println(collections() > 0 ? "collected" : "not collected");
        }

        /// Thresholds are looked at when something is collected.
        private static void collectTheYoung() {
            for (int i = 0; i < 16; i++) {
                passing = new byte[MEGABYTE / 4];
            }
        }

        private static long collections() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(collector -> collector.getName().equals("MarkSweepCompact"))
                    .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                    .sum();
        }
    }
}
