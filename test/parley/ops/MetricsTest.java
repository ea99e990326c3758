package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// The page of metrics, held to the text format of Prometheus 0.0.4:
/// https://prometheus.io/docs/instrumenting/exposition_formats/.
class MetricsTest {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern ABOUT =
            Pattern.compile("# (HELP|TYPE) (" + NAME + ") ((?:[^\\\\\n]|\\\\[\\\\n])+)");
    private static final Pattern SAMPLE =
            Pattern.compile(
                    "((%s)(?:\\{%s(?:,%s)*})?) (-?[0-9]+(?:\\.[0-9]*)?(?:e[+-][0-9]+)?|NaN|[+-]Inf)"
                            .formatted(NAME, LABEL, LABEL));

    private final Metrics metrics = new Metrics();

    @Test
    void aFamilyIsDescribedOnceHoweverManyLabelsItHas() {
        metrics.counter("fruit_total", "Fruit.", "kind", "pear").increment();
        var apples = metrics.counter("fruit_total", "Fruit.", "kind", "apple");
        apples.increment();
        apples.increment();

        assertEquals(
                """
                # HELP fruit_total Fruit.
                # TYPE fruit_total counter
                fruit_total{kind="apple"} 2
                fruit_total{kind="pear"} 1
                """,
                metrics.text());
        assertEquals(2, apples.count());
    }

    @Test
    void aLabelCannotBreakOutOfItsPlace() {
        metrics.counter("odd_total", "Odd.", "kind", "a\"} 7\nfake_total 9\\", "size", "b\\n");

        var samples = samples(metrics.text());

        assertEquals(1, samples.size(), metrics::text);
        assertTrue(samples.getFirst().startsWith("odd_total{kind=\"a"), metrics::text);
    }

    @Test
    void aHistogramCountsUpToItsEnd() {
        var times = metrics.histogram("wait_seconds", "Waits.", 0.0005, 0.25, 1, 10);
        List.of(0, 250, 251, 1_000, 9_000, 11_000)
                .forEach(millis -> times.observe(Duration.ofMillis(millis).toNanos()));

        assertEquals(
                """
                # HELP wait_seconds Waits.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{le="0.0005"} 1
                wait_seconds_bucket{le="0.25"} 2
                wait_seconds_bucket{le="1"} 4
                wait_seconds_bucket{le="10"} 5
                wait_seconds_bucket{le="+Inf"} 6
                wait_seconds_sum 21.501
                wait_seconds_count 6
                """,
                metrics.text());
    }

    @Test
    void aSummaryIsACountAndASum() {
        metrics.summary("rest_seconds", "Rests.", () -> 3, () -> 0.75, "kind", "short");

        assertEquals(
                """
                # HELP rest_seconds Rests.
                # TYPE rest_seconds summary
                rest_seconds_sum{kind="short"} 0.75
                rest_seconds_count{kind="short"} 3
                """,
                metrics.text());
    }

    @Test
    void aHistogramWithNothingInItIsThereAllTheSame() {
        metrics.histogram("wait_seconds", "Waits.", 1);

        assertEquals(
                List.of(
                        "wait_seconds_bucket{le=\"1\"} 0",
                        "wait_seconds_bucket{le=\"+Inf\"} 0",
                        "wait_seconds_sum 0",
                        "wait_seconds_count 0"),
                samples(metrics.text()));
    }

    @Test
    void whatIsMeasuredIsAskedOnlyWhenSomebodyReads() {
        var asked = new AtomicInteger();
        metrics.gauge("depth", "Depth.", asked::incrementAndGet)
                .total("turns_total", "Turns.", () -> 7);
        assertEquals(0, asked.get());

        assertEquals(List.of("depth 1", "turns_total 7"), samples(metrics.text()));
        assertEquals(List.of("depth 2", "turns_total 7"), samples(metrics.text()));
        assertTrue(metrics.text().contains("# TYPE depth gauge\n"));
        assertTrue(metrics.text().contains("# TYPE turns_total counter\n"));
    }

    @Test
    void aNumberIsReadAsWhatItWas() {
        var values =
                new double[] {
                    0,
                    1,
                    -1,
                    10,
                    1_500_000,
                    4e12,
                    0.5,
                    0.1,
                    20.25,
                    1e-3,
                    -0.001,
                    123_456_789.5,
                    1_795_374_615.123,
                    12_345_678_901.5,
                    1e-9
                };
        for (double value : values) {
            var page = new Metrics().gauge("it", "It.", () -> value).text();

            var text = samples(page).getFirst().substring("it ".length());
            assertEquals(value, Double.parseDouble(text), page);
        }
    }

    @Test
    void theProcessTellsTheTruth() {
        metrics.addProcess();

        assertEquals(
                List.of(
                        "jvm_memory_max_bytes{area=\"heap\"}",
                        "jvm_memory_used_bytes{area=\"heap\"}",
                        "jvm_memory_used_bytes{area=\"nonheap\"}",
                        "jvm_threads_current",
                        "process_cpu_seconds_total",
                        "process_max_fds",
                        "process_open_fds",
                        "process_resident_memory_bytes",
                        "process_start_time_seconds"),
                samples(metrics.text()).stream()
                        .map(line -> line.split(" ")[0])
                        .filter(name -> !name.startsWith("jvm_gc_collection_seconds_"))
                        .toList());
        assertTrue(value("jvm_threads_current") >= 1);
        assertTrue(value("process_resident_memory_bytes") > 1 << 20);
        assertTrue(value("process_open_fds") >= 3);
        assertTrue(value("process_max_fds") > value("process_open_fds"));
        var started = Instant.ofEpochSecond((long) value("process_start_time_seconds"));
        assertTrue(started.isAfter(Instant.parse("2025-01-01T00:00:00Z")), started::toString);
        assertTrue(started.isBefore(Instant.now().plusSeconds(10)), started::toString);
    }

    @Test
    void thePageFollowsTheFormat() {
        metrics.counter("fruit_total", "Fruit.", "kind", "pear").increment();
        metrics.counter("fruit_total", "Fruit.", "kind", "apple");
        metrics.histogram("wait_seconds", "Waits.", 0.5, 30).observe(1);
        metrics.addProcess();

        assertEquals(List.of(), faults(metrics.text()));
        assertTrue(metrics.text().endsWith("\n"));
    }

    @Test
    void seesEachFault() {
        var page =
                """
                # HELP a A.
                # TYPE a counter
                a_total 1
                # HELP b_total B.
                # TYPE b_total counter
                b_total{x="1"} 1
                b_total{x="1"} 2
                # TYPE b_total counter
                b_total{x="a"b"} 1
                b_total many
                c 1
                """;

        assertEquals(
                List.of(
                        "not under its type: a_total",
                        "a counter without _total: a",
                        "twice: b_total{x=\"1\"}",
                        "twice: # TYPE b_total",
                        "cannot be read: b_total{x=\"a\"b\"} 1",
                        "cannot be read: b_total many",
                        "not under its type: c"),
                faults(page));
        assertNotEquals(List.of(), faults("\n"));
    }

    private double value(String name) {
        return samples(metrics.text()).stream()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> samples(String page) {
        return page.lines().filter(line -> !line.startsWith("#")).toList();
    }

    /// What a strict reader would object to, in the order of the lines.
    private static List<String> faults(String page) {
        var faults = new ArrayList<String>();
        var types = new HashMap<String, String>();
        var seen = new HashSet<String>();
        for (var line : page.lines().toList()) {
            var about = ABOUT.matcher(line);
            var sample = SAMPLE.matcher(line);
            if (!about.matches() && !sample.matches()) {
                faults.add("cannot be read: " + line);
                continue;
            }
            var key =
                    about.matches()
                            ? "# " + about.group(1) + " " + about.group(2)
                            : sample.group(1);
            if (!seen.add(key)) {
                faults.add("twice: " + key);
            }
            if (about.matches() && about.group(1).equals("TYPE")) {
                types.put(about.group(2), about.group(3));
            }
            if (sample.matches()) {
                fault(sample.group(2), types, faults);
            }
        }
        return faults;
    }

    private static void fault(
            String name, HashMap<String, String> types, ArrayList<String> faults) {
        var base = name.replaceFirst("_(bucket|sum|count)$", "");
        boolean compound = Set.of("histogram", "summary").contains(types.getOrDefault(base, ""));
        if (!compound && !types.containsKey(name)) {
            faults.add("not under its type: " + name);
        }
        types.forEach(
                (family, type) -> {
                    var fault = "a counter without _total: " + family;
                    if (type.equals("counter")
                            && !family.endsWith("_total")
                            && !faults.contains(fault)) {
                        faults.add(fault);
                    }
                });
    }
}
