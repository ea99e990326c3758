package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.json.Json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// `parley demo` as somebody starts it, seen through its page.
class DemoTest {
    private static final Duration LIMIT = BotProcess.LIMIT;
    private static final long INTERRUPT = 1L << 1;

    @TempDir private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ProcessHandle> started = new ArrayList<>();

    @AfterEach
    void stop() {
        http.shutdownNow();
        for (var process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    @Test
    void controlCEndsTheDemoAndItsBotAndLeavesNothing() throws Exception {
        var demo = start("--port", "0");
        var page = page(demo);
        says(page, "Ann", "/find");
        presses(page, "Ann", "I am 18 or older");
        sees(page, "Ann", "Searching");
        var bot = bot(demo);

        interrupt(demo.toHandle(), bot);

        assertTrue(demo.waitFor(LIMIT), "still running");
        assertEquals(0, demo.exitValue());
        assertFalse(bot.isAlive());
        assertEquals(List.of(), left());
    }

    @Test
    void whoStopsTheDemoAloneStopsItsBot() throws Exception {
        var demo = start("--port", "0");
        var page = page(demo);
        says(page, "Ann", "/start");
        sees(page, "Ann", "Welcome");
        var bot = bot(demo);

        demo.destroy();

        assertTrue(demo.waitFor(LIMIT), "still running");
        assertEquals(0, demo.exitValue());
        assertFalse(bot.isAlive());
        assertEquals(List.of(), left());
    }

    @Test
    void aTakenPortIsSaidWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            var demo = start("--port", port);

            assertTrue(demo.waitFor(LIMIT), "still running");
            assertEquals(1, demo.exitValue());
            var said = new String(demo.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(said.startsWith("parley: ") && said.contains("--port"), said);
            assertTrue(said.contains(port), said);
            assertEquals(1, said.lines().count(), said);
            assertEquals(List.of(), left());
        }
    }

    @Test
    void theDatabaseOfAFolderIsKeptAndAChatGoesOnInIt() throws Exception {
        var data = folder.resolve("data");
        var demo = start("--port", "0", "--data", data.toString());
        var page = page(demo);
        for (var name : List.of("Ann", "Ben")) {
            says(page, name, "/find");
            presses(page, name, "I am 18 or older");
        }
        sees(page, "Ann", "Partner found");
        sees(page, "Ben", "Partner found");
        end(demo);
        assertTrue(Files.exists(data.resolve("demo.sqlite3")));

        var again = start("--port", "0", "--data", data.toString());
        page = page(again);
        says(page, "Ann", "/settings");
        presses(page, "Ann", "No announcements");
        sees(page, "Ann", "You hear no announcements");
        says(page, "Ann", "are you still there?");

        sees(page, "Ben", "are you still there?");
        end(again);
    }

    private Process start(String... arguments) throws IOException {
        var program = Path.of("build/parley").toAbsolutePath().toString();
        var words = new ArrayList<>(List.of(program, "demo"));
        words.addAll(List.of(arguments));
        var temporary = Files.createDirectories(folder.resolve("tmp"));
        var builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        var demo = builder.start();
        started.add(demo.toHandle());
        return demo;
    }

    private List<Path> left() throws IOException {
        try (var files = Files.list(folder.resolve("tmp"))) {
            return files.toList();
        }
    }

    private static void end(Process demo) throws InterruptedException {
        demo.destroy();
        assertTrue(demo.waitFor(LIMIT), "still running");
    }

    /// The address that the demo tells.
    private static URI page(Process demo) throws Exception {
        var line =
                CompletableFuture.supplyAsync(() -> firstLine(demo))
                        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return URI.create(line.replaceFirst(".*(http://127\\.0\\.0\\.1:\\d+/).*", "$1"));
    }

    private static String firstLine(Process demo) {
        return demo.inputReader().lines().findFirst().orElse("nothing");
    }

    private ProcessHandle bot(Process demo) {
        var bot = demo.children().findFirst().orElseThrow();
        started.add(bot);
        return bot;
    }

    /// What Ctrl-C does: a terminal tells all that run in it. A shell without job control has its
    /// jobs ignore that signal, and then so does whatever they start; SIGTERM stands in there.
    private static void interrupt(ProcessHandle... processes) throws Exception {
        for (var process : processes) {
            var signal = ignoresInterrupts(process) ? "-TERM" : "-INT";
            var pid = Long.toString(process.pid());
            // The bot may have ended by then, because the demo did.
            new ProcessBuilder("kill", signal, pid).start().waitFor();
        }
    }

    private static boolean ignoresInterrupts(ProcessHandle process) throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (Files.notExists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .anyMatch(ignored -> (ignored & INTERRUPT) != 0);
    }

    private void says(URI page, String name, String text) throws Exception {
        act(page, Map.of("act", "send", "person", id(page, name), "text", text));
    }

    /// Presses a button as soon as it is there.
    private void presses(URI page, String name, String label) throws Exception {
        var message = sees(page, name, "\"" + label);
        var markup = (Map<?, ?>) message.get("reply_markup");
        for (var row : (List<?>) markup.get("inline_keyboard")) {
            for (var key : (List<?>) row) {
                if (Json.write(key).contains("\"" + label)) {
                    var press =
                            Map.of(
                                    "act",
                                    "press",
                                    "person",
                                    id(page, name),
                                    "message",
                                    message.get("message_id"),
                                    "data",
                                    ((Map<?, ?>) key).get("callback_data"));
                    act(page, press);
                    return;
                }
            }
        }
    }

    private void act(URI page, Map<String, Object> what) throws Exception {
        var request =
                HttpRequest.newBuilder(page.resolve("/act"))
                        .header("Content-Type", "application/json")
                        .header("Origin", page.toString().replaceFirst("/$", ""))
                        .POST(BodyPublishers.ofString(Json.write(what)))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private long id(URI page, String name) throws Exception {
        return (Long) person(await(page, event -> person(event, name) != null), name).get("id");
    }

    private static Map<?, ?> person(Map<?, ?> event, String name) {
        return !(event.get("people") instanceof List<?> people)
                ? null
                : people.stream()
                        .<Map<?, ?>>map(person -> (Map<?, ?>) person)
                        .filter(person -> name.equals(person.get("name")))
                        .findFirst()
                        .orElse(null);
    }

    /// The first message on a phone with this in it, once it is there.
    private Map<?, ?> sees(URI page, String name, String text) throws Exception {
        long id = id(page, name);
        var event = await(page, one -> find(messages(one, name, id), text).isPresent());
        return find(messages(event, name, id), text).orElseThrow();
    }

    private static List<?> messages(Map<?, ?> event, String name, long id) {
        var whole = person(event, name);
        if (whole != null) {
            return (List<?>) whole.get("messages");
        }
        boolean here = "message".equals(event.get("type")) && event.get("person").equals(id);
        return here ? List.of(event.get("message")) : List.of();
    }

    private static Optional<Map<?, ?>> find(List<?> messages, String text) {
        return messages.stream()
                .<Map<?, ?>>map(message -> (Map<?, ?>) message)
                .filter(message -> Json.write(message).contains(text))
                .findFirst();
    }

    /// The first event of the page that matches; a new tab is told of all that is there. Each
    /// second brings one at least.
    private Map<?, ?> await(URI page, Predicate<Map<?, ?>> wanted) throws Exception {
        var request = HttpRequest.newBuilder(page.resolve("/events")).build();
        long end = System.nanoTime() + LIMIT.toNanos();
        try (var lines = http.send(request, BodyHandlers.ofLines()).body()) {
            var events = lines.filter(line -> line.startsWith("data: ")).iterator();
            while (System.nanoTime() < end && events.hasNext()) {
                var event = (Map<?, ?>) Json.parse("event", events.next().substring(6));
                if (wanted.test(event)) {
                    return event;
                }
            }
        }
        throw new AssertionError("not seen within " + LIMIT);
    }
}
