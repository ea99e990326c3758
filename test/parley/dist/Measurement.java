package parley.dist;

import static parley.dist.Rehearsal.hears;

import parley.ops.systemd.Supervisor;
import parley.playground.Human;
import parley.playground.Playground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// What a program costs: time to start, memory, and processor time for a message.
///
/// @param supervisor what the program says that it is ready to
record Measurement(Path folder, List<String> command, Supervisor supervisor) {
    private static final int STARTS = 9;
    private static final int IDLE_SECONDS = 20;
    private static final int LOAD = 50_000;
    private static final int LOAD_PEOPLE = 100;

    void run() throws Exception {
        var millis = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            try (var playground = Playground.start(Rehearsal.TOKEN)) {
                long begin = System.nanoTime();
                var program = program(playground, i);
                var bot = program.run();
                program.awaitPolling(bot);
                millis[i] = (System.nanoTime() - begin) / 1e6;
                program.end(bot);
            }
        }
        Arrays.sort(millis);
        print("start to first poll, median of " + STARTS, millis[STARTS / 2], "ms");
        print("the fastest and the slowest", millis[0], "ms");
        print("", millis[STARTS - 1], "ms");
        try (var playground = Playground.start(Rehearsal.TOKEN)) {
            var program = program(playground, STARTS);
            var bot = program.run();
            program.awaitPolling(bot);
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            print("resident after " + IDLE_SECONDS + " s of idling", resident(bot), "MB");
            double before = cpuSeconds(bot);
            load(playground);
            print("CPU per message", (cpuSeconds(bot) - before) * 1e6 / LOAD, "us");
            print("resident after " + LOAD + " messages", resident(bot), "MB");
            program.end(bot);
        }
    }

    private Program program(Playground playground, int start) {
        // It has room for ten messages.
        while (!supervisor.hears().isEmpty()) {
            continue;
        }
        var program = new Program(folder, command);
        Rehearsal.settle(program, folder.resolve(Integer.toString(start)), playground);
        return program;
    }

    private static void load(Playground playground) {
        var people = new ArrayList<Human>();
        for (int i = 0; i < LOAD_PEOPLE; i += 2) {
            var one = playground.human(900_000_000_000L + i);
            var other = playground.human(900_000_000_001L + i);
            Rehearsal.meet(one, other);
            people.addAll(List.of(one, other));
        }
        for (int i = 1; i <= LOAD; i++) {
            people.get(i % LOAD_PEOPLE).says("flood " + i);
            // A batch at a time, so that the playground's memory of them is all that grows.
            if (i % 1000 == 0) {
                var last = "over " + i;
                people.forEach(human -> human.says(last));
                people.forEach(human -> hears(human, last));
            }
        }
    }

    /// In MB.
    private static double resident(Process process) throws IOException {
        try (var lines = Files.lines(proc(process).resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.split("\\s+")[1]) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Fields 14 and 15 of proc(5) stat, in hundredths of a second.
    private static double cpuSeconds(Process process) throws IOException {
        var stat = Files.readString(proc(process).resolve("stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static Path proc(Process process) {
        return Path.of("/proc/" + process.pid());
    }

    private static void print(String what, double value, String unit) {
        System.out.println(String.format(Locale.ROOT, "%-45s %6.0f %s", what, value, unit));
    }
}
