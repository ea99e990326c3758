package parley.sqlite;

import org.sqlite.SQLiteException;

import parley.chat.Change;
import parley.chat.Chats;
import parley.chat.SessionId;
import parley.privacy.Keys;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Another process: it pairs people in many threads as fast as it can, and prints the number of a
/// pair when that pair is durable. It ends only by being killed.
final class Saver {
    private static final int THREADS = 8;

    private Saver() {}

    static Process start(Path file, long first) throws IOException {
        return launch(Saver.class, file.toString(), Long.toString(first));
    }

    /// Starts a program that knows this package.
    static Process launch(Class<?> program, String... args) throws IOException {
        var path =
                Stream.of(
                                Saver.class,
                                SqliteStore.class,
                                Chats.class,
                                Keys.class,
                                SQLiteException.class)
                        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                        .map(location -> Path.of(URI.create(location.toString())).toString())
                        .distinct()
                        .collect(Collectors.joining(":"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<String>();
        command.addAll(List.of(java, "--enable-native-access=ALL-UNNAMED", "-cp", path));
        // One that is killed would leave an unpacked library behind.
        var library = System.getProperty("org.sqlite.lib.path", "");
        command.add("-Dorg.sqlite.lib.path=" + library);
        command.add(program.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /// Reads until so many numbers were printed.
    static List<Long> read(BufferedReader out, int numbers) {
        return out.lines().limit(numbers).map(Long::valueOf).toList();
    }

    /// @param args the database, and the number of the first pair
    public static void main(String[] args) throws Exception {
        var store = Town.store(Path.of(args[0]));
        var next = new AtomicLong(Long.parseLong(args[1]));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < THREADS; i++) {
                threads.submit(() -> pairUp(store, next));
            }
        }
    }

    private static Void pairUp(SqliteStore store, AtomicLong next) throws InterruptedException {
        while (true) {
            long pair = next.getAndIncrement();
            var one = Town.person(2 * pair);
            var other = Town.person(2 * pair + 1);
            Town.save(
                    store,
                    new Change.Waits(one, Town.NOW, false),
                    new Change.Paired(new SessionId(pair), one, other, Town.NOW));
            System.out.println(pair);
        }
    }
}
