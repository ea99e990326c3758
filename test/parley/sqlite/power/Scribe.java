package parley.sqlite.power;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.sqlite.JournalEntry;
import parley.sqlite.SqliteStore;
import parley.sqlite.Upkeep;
import parley.sqlite.file.Database;
import parley.sqlite.file.StorageException;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// Another process: it writes scripts into databases, one thread for each, and tells after how many
/// steps everything so far is durable. One line is one system call, so that a recording has it in
/// its place among the writes.
final class Scribe {
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private final long seed;
    private final Path file;
    private final Random random;
    private final Thread thread = Thread.currentThread();
    private volatile boolean broken;
    private SqliteStore store;
    private int written;

    private Scribe(Path folder, long seed) {
        this.seed = seed;
        file = file(folder, seed);
        random = new Random(seed);
    }

    static Path file(Path folder, long seed) {
        return folder.resolve(seed + ".sqlite3");
    }

    /// @param args the folder, how many scripts and the seed of the first, how long they are, and
    ///   into how many acts each is divided: the database is closed and opened between them
    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        long first = Long.parseLong(args[2]);
        int rounds = Integer.parseInt(args[3]);
        int acts = Integer.parseInt(args[4]);
        var threads =
                LongStream.range(first, first + Long.parseLong(args[1]))
                        .mapToObj(
                                seed ->
                                        Thread.ofPlatform()
                                                .start(() -> write(folder, seed, rounds, acts)))
                        .toList();
        for (var thread : threads) {
            thread.join();
        }
    }

    private static void write(Path folder, long seed, int rounds, int acts) {
        try {
            new Scribe(folder, seed).write(Script.of(seed, rounds), acts);
        } catch (Exception e) {
            e.printStackTrace();
            tell(seed + " failed " + e);
        }
    }

    private void write(List<Step> steps, int acts) throws Exception {
        int share = (steps.size() + acts - 1) / acts;
        for (int act = 0; act < acts && !broken; act++) {
            act(steps.subList(0, Math.min((act + 1) * share, steps.size())), act < acts - 1);
        }
        tell(seed + (broken ? " broken" : " done"));
    }

    private void act(List<Step> steps, boolean tidy) throws Exception {
        var database = Database.open(file, Script.KEYS);
        var clock = InstantSource.fixed(Script.NOW);
        store = new SqliteStore(database, Script.KEYS, true, clock, this::fatal);
        try {
            while (written < steps.size()) {
                burst(steps);
            }
            if (tidy) {
                new Upkeep(store, Instant::now).shrink();
            }
        } catch (InterruptedException | StorageException e) {
            if (!broken) {
                throw e;
            }
        } finally {
            store.close();
        }
    }

    private void fatal(String message) {
        broken = true;
        tell(seed + " fatal " + message);
        thread.interrupt();
    }

    /// Queues some steps at once, so that several come into one transaction.
    private void burst(List<Step> steps) throws InterruptedException {
        long ticket = 0;
        int durable = 0;
        for (int left = random.nextInt(1, 7); left > 0 && written < steps.size(); left--) {
            var step = steps.get(written++);
            long last = queue(step);
            if (!(step instanceof Step.End)) {
                ticket = last;
                durable = written;
            }
        }
        if (random.nextInt(4) > 0) {
            // Comes after what was queued before, and makes nothing durable itself.
            store.load(_ -> {});
        }
        if (ticket > 0) {
            store.awaitDurable(ticket);
            tell(seed + " durable " + durable);
        }
    }

    private long queue(Step step) {
        return switch (step) {
            case Step.Append(long first, int count) -> store.journal().append(page(first, count));
            case Step.Save(var changes, long number, var rest) ->
                    store.save(changes, number, rest.getBytes(UTF_8));
            case Step.End(long number) -> {
                store.journal().end(number);
                yield 0;
            }
        };
    }

    private static List<JournalEntry> page(long first, int count) {
        var page = new ArrayList<JournalEntry>();
        for (long number = first; number < first + count; number++) {
            page.add(new JournalEntry(number, number, Picture.update(number).getBytes(UTF_8)));
        }
        return page;
    }

    private static void tell(String line) {
        try {
            OUT.write((line + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
