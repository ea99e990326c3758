package parley;

import static java.util.stream.Collectors.joining;

import parley.config.Setting;
import parley.playground.Playground;
import parley.playground.page.Page;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `parley demo`: the whole bot against a Bot API server on this machine, and a web page on which
/// one plays its people.
final class Demo {
    private static final String TOKEN = "1:playground";

    /// More than [DemoBot#close] takes.
    private static final long STOP_SECONDS = 8;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final PrintStream out;

    private Demo(PrintStream out) {
        this.out = out;
    }

    /// Plays until the process is told to stop.
    ///
    /// @param data where the database stays; without it, nothing does
    /// @return the exit code
    static int run(int port, Optional<Path> data, PrintStream out) {
        return new Demo(out).run(port, data);
    }

    private int run(int port, Optional<Path> data) {
        var player = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(player), "stop"));
        try {
            play(port, data);
            return Main.FINE;
        } catch (InterruptedException _) {
            return Main.FINE;
        } catch (IOException e) {
            Main.complain("the demo cannot run: " + e.getMessage());
            return Main.FAILED;
        } finally {
            ended.countDown();
        }
    }

    /// The virtual machine ends when its hooks do, so the hook waits for the orderly end.
    private void stop(Thread player) {
        player.interrupt();
        try {
            boolean orderly = ended.await(STOP_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().halt(orderly ? Main.FINE : Main.FAILED);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(int port, Optional<Path> data) throws IOException, InterruptedException {
        if (data.isPresent()) {
            play(port, made(data.get()));
            return;
        }
        var folder = Files.createTempDirectory("parley-demo");
        try {
            play(port, folder);
        } finally {
            delete(folder);
        }
    }

    private static Path made(Path folder) throws IOException {
        try {
            var made = Files.createDirectories(folder);
            if (Files.isWritable(made)) {
                return made;
            }
        } catch (FileSystemException _) {
            // Its message would be nothing but the path.
        }
        throw new IOException(folder + " is no folder to write to; choose another with --data");
    }

    private void play(int port, Path folder) throws IOException, InterruptedException {
        var database = folder.resolve("demo.sqlite3").toAbsolutePath();
        try (var playground = Playground.start(TOKEN);
                var bot = new DemoBot(database, settings(playground, database));
                var page = Page.start(playground, port, bot)) {
            // A bot that was here before knows the ids of that time, and would take what comes
            // under one of them for a repetition.
            playground.continueUpdatesAt(Instant.now().getEpochSecond());
            bot.start();
            out.println("The playground is at " + page.address() + " (Ctrl-C ends it)");
            out.flush();
            new CountDownLatch(1).await();
        }
    }

    private static Map<String, String> settings(Playground playground, Path database) {
        return Map.of(
                Setting.BOT_TOKEN.name(),
                TOKEN,
                Setting.TELEGRAM_API_URL.name(),
                playground.address().toString(),
                Setting.DATABASE_PATH.name(),
                database.toString(),
                Setting.FIND_DEBOUNCE_SEC.name(),
                "0",
                Setting.MODERATION_CHAT_ID.name(),
                Long.toString(Page.MODERATORS_CHAT),
                Setting.MODERATOR_IDS.name(),
                Page.MODERATORS.stream().map(String::valueOf).collect(joining(",")),
                Setting.LOG_LEVEL.name(),
                "WARNING");
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException _) {
            Main.complain(folder + " could not be deleted");
        }
    }
}
