package parley.ops;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;

/// What is counted and measured, in the text format of Prometheus 0.0.4. Counting costs next to
/// nothing and never blocks; gauges are asked only when somebody reads. Thread-safe.
public final class Metrics {
    private final Map<String, Family> families = new ConcurrentSkipListMap<>();

    private record Family(String help, String type, Map<String, Sample> samples) {}

    /// Writes its lines.
    @FunctionalInterface
    private interface Sample {
        void write(StringBuilder out, String name, String labels);
    }

    /// Something that only grows.
    public static final class Counter {
        private final LongAdder count = new LongAdder();

        /// Counts one.
        public void increment() {
            count.increment();
        }

        /// How many so far.
        public long count() {
            return count.sum();
        }
    }

    /// How long things took.
    public static final class Histogram {
        private final double[] bounds;
        private final LongAdder[] buckets;
        private final LongAdder nanos = new LongAdder();

        private Histogram(double... bounds) {
            this.bounds = bounds.clone();
            buckets = new LongAdder[bounds.length + 1];
            for (int i = 0; i < buckets.length; i++) {
                buckets[i] = new LongAdder();
            }
        }

        /// One that took so long.
        public void observe(long took) {
            int bucket = 0;
            while (bucket < bounds.length && took > bounds[bucket] * 1e9) {
                bucket++;
            }
            buckets[bucket].increment();
            nanos.add(took);
        }

        private void write(StringBuilder out, String name, String labels) {
            long sum = 0;
            for (int i = 0; i < buckets.length; i++) {
                sum += buckets[i].sum();
                var bound = i < bounds.length ? number(bounds[i]) : "+Inf";
                line(out, name + "_bucket", join(labels, "le=\"" + bound + "\""), (double) sum);
            }
            line(out, name + "_sum", labels, nanos.sum() / 1e9);
            line(out, name + "_count", labels, (double) sum);
        }
    }

    /// A counter, made on first use.
    ///
    /// @param name ends with `_total`
    /// @param labels names and values in turn; never anything that names a person
    public Counter counter(String name, String help, String... labels) {
        var counter = new Counter();
        add(name, help, "counter", labels(labels), counter);
        return counter;
    }

    private void add(String name, String help, String type, String labels, Counter counter) {
        family(name, help, type)
                .put(
                        labels,
                        (out, metric, tags) -> line(out, metric, tags, (double) counter.count()));
    }

    /// A value that goes up and down.
    ///
    /// @param value asked by whoever reads; must not block
    public Metrics gauge(String name, String help, DoubleSupplier value, String... labels) {
        family(name, help, "gauge")
                .put(
                        labels(labels),
                        (out, metric, tags) -> line(out, metric, tags, value.getAsDouble()));
        return this;
    }

    /// A value that only grows and that somebody else counts.
    public Metrics total(String name, String help, DoubleSupplier value, String... labels) {
        family(name, help, "counter")
                .put(
                        labels(labels),
                        (out, metric, tags) -> line(out, metric, tags, value.getAsDouble()));
        return this;
    }

    /// How often something happened and how long all of it took, which somebody else counts.
    ///
    /// @param name ends with `_seconds`
    Metrics summary(
            String name, String help, DoubleSupplier count, DoubleSupplier sum, String... labels) {
        family(name, help, "summary")
                .put(
                        labels(labels),
                        (out, metric, tags) -> {
                            line(out, metric + "_sum", tags, sum.getAsDouble());
                            line(out, metric + "_count", tags, count.getAsDouble());
                        });
        return this;
    }

    /// A histogram.
    ///
    /// @param name ends with `_seconds`
    /// @param bounds the upper ends of its buckets, in seconds, growing
    public Histogram histogram(String name, String help, double... bounds) {
        var histogram = new Histogram(bounds);
        family(name, help, "histogram").put("", histogram::write);
        return histogram;
    }

    /// What the operating system and the JVM know of this process, under the usual names.
    public Metrics addProcess() {
        OwnProcess.addTo(this);
        return this;
    }

    /// All of it, as a page.
    public String text() {
        var out = new StringBuilder();
        families.forEach(
                (name, family) -> {
                    out.append("# HELP ").append(name).append(' ').append(family.help());
                    out.append("\n# TYPE ").append(name).append(' ').append(family.type());
                    out.append('\n');
                    family.samples().forEach((labels, one) -> one.write(out, name, labels));
                });
        return out.toString();
    }

    private Map<String, Sample> family(String name, String help, String type) {
        return families.computeIfAbsent(
                        name, _ -> new Family(help, type, new ConcurrentSkipListMap<>()))
                .samples();
    }

    private static String labels(String... labels) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < labels.length; i += 2) {
            pairs.add(labels[i] + "=\"" + labels[i + 1].replaceAll("[\\\\\"\n]", "_") + "\"");
        }
        return String.join(",", pairs);
    }

    private static String join(String labels, String more) {
        return labels.isEmpty() ? more : labels + "," + more;
    }

    private static void line(StringBuilder out, String name, String labels, double value) {
        out.append(name);
        if (!labels.isEmpty()) {
            out.append('{').append(labels).append('}');
        }
        out.append(' ').append(number(value)).append('\n');
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /// What the operating system and the JVM know of this process, under the names that other
    /// programs use for it:
    /// https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics.
    private static final class OwnProcess {
        private static final Path FILES = Path.of("/proc/self/fd");
        private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
        private static final Pattern MOST_FILES = Pattern.compile("Max open files\\s+(\\d+)");

        private OwnProcess() {}

        static void addTo(Metrics metrics) {
            addSystem(metrics);
            addMachine(metrics);
        }

        private static void addSystem(Metrics metrics) {
            var runtime = ManagementFactory.getRuntimeMXBean();
            metrics.gauge(
                            "process_start_time_seconds",
                            "When this process was started.",
                            () -> runtime.getStartTime() / 1000.0)
                    .gauge(
                            "process_resident_memory_bytes",
                            "Memory that this process has.",
                            () -> 1024 * number("/proc/self/status", RESIDENT))
                    .gauge("process_open_fds", "Open files and connections.", OwnProcess::files)
                    .gauge(
                            "process_max_fds",
                            "How many files and connections may be open.",
                            () -> number("/proc/self/limits", MOST_FILES))
                    .total(
                            "process_cpu_seconds_total",
                            "CPU time of this process.",
                            OwnProcess::cpu);
        }

        private static void addMachine(Metrics metrics) {
            var memory = ManagementFactory.getMemoryMXBean();
            var threads = ManagementFactory.getThreadMXBean();
            var used = "Memory in use, as the JVM counts it.";
            metrics.gauge(
                            "jvm_memory_used_bytes",
                            used,
                            () -> memory.getHeapMemoryUsage().getUsed(),
                            "area",
                            "heap")
                    .gauge(
                            "jvm_memory_used_bytes",
                            used,
                            () -> memory.getNonHeapMemoryUsage().getUsed(),
                            "area",
                            "nonheap")
                    .gauge(
                            "jvm_memory_max_bytes",
                            "Memory that the JVM may use.",
                            () -> memory.getHeapMemoryUsage().getMax(),
                            "area",
                            "heap")
                    .gauge("jvm_threads_current", "Platform threads.", threads::getThreadCount);
            ManagementFactory.getGarbageCollectorMXBeans().forEach(gc -> add(metrics, gc));
        }

        private static void add(Metrics metrics, GarbageCollectorMXBean gc) {
            metrics.summary(
                    "jvm_gc_collection_seconds",
                    "How often the heap was tidied up, and how long that took.",
                    gc::getCollectionCount,
                    () -> gc.getCollectionTime() / 1000.0,
                    "gc",
                    gc.getName());
        }

        private static double cpu() {
            return ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .map(spent -> spent.toMillis() / 1000.0)
                    .orElse(0.0);
        }

        private static double files() {
            try (var open = Files.list(FILES)) {
                return open.count();
            } catch (IOException _) {
                return 0;
            }
        }

        /// A number in a file of the system; 0 where there is none.
        private static double number(String file, Pattern pattern) {
            try {
                var found = pattern.matcher(Files.readString(Path.of(file)));
                return found.find() ? Double.parseDouble(found.group(1)) : 0;
            } catch (IOException _) {
                return 0;
            }
        }
    }
}
