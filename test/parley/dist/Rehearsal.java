package parley.dist;

import parley.playground.Human;
import parley.playground.Playground;
import parley.playground.Received;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Starts a program as an operator would, has two people use it against the playground, and ends it
/// with SIGTERM. What the virtual machine records of it becomes the AOT cache of the distribution;
/// inside a sandbox it is the smoke test; with `--measure` it tells what the program costs.
///
/// Usage: `Rehearsal FOLDER [--measure] PROGRAM [ARGUMENT...]`. FOLDER holds the database, an empty
/// one for each start. The program is given `run` as its last argument and nothing of the caller's
/// environment but `PATH`, `JAVA_HOME` and `JAVA_OPTS`.
final class Rehearsal {
    private static final String TOKEN = "700000001:AArehearsal";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int STARTS = 9;
    private static final int IDLE_SECONDS = 20;
    private static final int MESSAGES = 500;
    private static final int LOAD = 50_000;
    private static final int LOAD_PEOPLE = 100;

    private final Path folder;
    private final List<String> command;
    private int starts;

    private Rehearsal(Path folder, List<String> command) {
        this.folder = folder;
        this.command = command;
    }

    /// Ends with 1 when the program does not do what it should.
    public static void main(String[] arguments) throws Exception {
        var words = new ArrayList<>(List.of(arguments));
        var folder = Path.of(words.removeFirst()).toAbsolutePath();
        boolean measures = words.removeIf("--measure"::equals);
        words.add("run");
        var rehearsal = new Rehearsal(folder, words);
        if (measures) {
            rehearsal.measure();
        } else {
            rehearsal.play();
        }
        System.exit(0);
    }

    private void play() throws Exception {
        try (var playground = Playground.start(TOKEN)) {
            var bot = start(playground);
            chat(playground, MESSAGES);
            end(bot);
            var violations = playground.violations();
            if (!violations.isEmpty()) {
                throw new IllegalStateException("the Bot API refuses: " + violations);
            }
        }
    }

    private void measure() throws Exception {
        var millis = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            try (var playground = Playground.start(TOKEN)) {
                long begin = System.nanoTime();
                var bot = start(playground);
                millis[i] = (System.nanoTime() - begin) / 1e6;
                end(bot);
            }
        }
        Arrays.sort(millis);
        print("start to first poll, median of " + STARTS, millis[STARTS / 2], "ms");
        print("the fastest and the slowest", millis[0], "ms");
        print("", millis[STARTS - 1], "ms");
        try (var playground = Playground.start(TOKEN)) {
            var bot = start(playground);
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            print("resident after " + IDLE_SECONDS + " s of idling", resident(bot), "MB");
            double before = cpuSeconds(bot);
            load(playground);
            print("CPU per message", (cpuSeconds(bot) - before) * 1e6 / LOAD, "us");
            print("resident after " + LOAD + " messages", resident(bot), "MB");
            end(bot);
        }
    }

    /// Returns when it says that it polls.
    private Process start(Playground playground) throws Exception {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        var environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "JAVA_HOME", "JAVA_OPTS"));
        // Nobody listens there, but what it takes to say something is met.
        environment.put("NOTIFY_SOCKET", "@parley-rehearsal");
        environment.put("BOT_TOKEN", TOKEN);
        environment.put("TELEGRAM_API_URL", playground.address().toString());
        environment.put("DATABASE_PATH", folder.resolve(starts++ + "/bot.sqlite3").toString());
        environment.put("RATE_LIMIT_MSG_PER_SEC", "0");
        environment.put("FIND_DEBOUNCE_SEC", "0");
        var log = folder.resolve("log");
        var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!Files.readString(log).contains("polling as")) {
            if (!process.isAlive() || System.nanoTime() > limit) {
                process.destroyForcibly();
                throw new IllegalStateException("no poll:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return process;
    }

    private void end(Process process) throws Exception {
        // In a sandbox the program is the innermost process.
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(one -> one.children().findAny().isEmpty())
                .forEach(ProcessHandle::destroy);
        if (!process.waitFor(LIMIT) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "did not end well:\n" + Files.readString(folder.resolve("log")));
        }
    }

    /// Two people do what people do, so that all of the program is met.
    private static void chat(Playground playground, int messages) {
        var ann = playground.human(7_000_000_001L);
        var ben = playground.human(7_000_000_002L);
        meet(ann, ben);
        for (int i = 0; i < messages; i++) {
            ann.says("hello " + i);
            ben.says("hello yourself " + i);
        }
        hears(ben, "hello " + (messages - 1));
        hears(ann, "hello yourself " + (messages - 1));
        ann.edits(ann.says("a word"), Map.of("text", "another word"));
        hears(ben, "another word");
        ann.sends(Map.of("voice", Map.of("file_id", "v1")));
        ann.says("/video");
        ann.says("/help");
        ann.says("/mydata");
        ben.says("/next");
        hears(ann, "left");
        ann.says("/end");
        ann.says("/forget");
    }

    private static void meet(Human one, Human other) {
        for (var human : List.of(one, other)) {
            human.says("/start");
            human.says("/find");
            human.presses(hears(human, "Before your first chat"), "consent");
        }
        hears(one, "Partner found");
        hears(other, "Partner found");
    }

    private static void load(Playground playground) {
        var people = new ArrayList<Human>();
        for (int i = 0; i < LOAD_PEOPLE; i += 2) {
            var one = playground.human(900_000_000_000L + i);
            var other = playground.human(900_000_000_001L + i);
            meet(one, other);
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

    private static Received hears(Human human, String text) {
        return human.awaits(text, LIMIT);
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
