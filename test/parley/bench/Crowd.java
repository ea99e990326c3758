package parley.bench;

import parley.bench.Bench.Figure;
import parley.chat.Change;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.SessionId;
import parley.chat.UserId;
import parley.playground.Playground;
import parley.privacy.Keys;
import parley.privacy.Secret;
import parley.sqlite.SqliteStore;
import parley.sqlite.file.Database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A database with very many people in chats, and what the bot needs to carry them.
final class Crowd {
    private static final int CHATS = 50_000;

    private Crowd() {}

    static List<Figure> measure(Path folder) throws Exception {
        var home = Files.createDirectory(folder.resolve("crowd"));
        fill(home.resolve("bench.sqlite3"));
        try (var playground = Playground.start(BenchBot.TOKEN)) {
            long begin = System.nanoTime();
            try (var bot = BenchBot.start(playground, home)) {
                bot.awaitPolling();
                double seconds = (System.nanoTime() - begin) / 1e9;
                Thread.sleep(5000);
                return List.of(
                        new Figure("start with 100,000 people in chats", seconds, "s"),
                        new Figure(
                                "resident memory with 100,000 people in chats",
                                bot.residentMegabytes(),
                                "MB"));
            }
        }
    }

    private static void fill(Path file) throws Exception {
        var keys = Keys.of(Secret.beside(file));
        var database = Database.open(file, keys);
        try (var store =
                new SqliteStore(
                        database, keys, true, InstantSource.system(), reason -> fail(reason))) {
            var changes = new ArrayList<Change>();
            for (int i = 0; i < CHATS; i++) {
                var one = person(keys, 2L * i + 1);
                var other = person(keys, 2L * i + 2);
                changes.add(new Change.Paired(new SessionId(i), one, other, Instant.now()));
            }
            store.awaitDurable(store.save(changes));
        }
    }

    private static Person person(Keys keys, long id) {
        var pseudonym = keys.pseudonyms().of(id, Pseudonym::new);
        return new Person(new UserId(5_000_000_000L + id), pseudonym, "en");
    }

    private static void fail(String reason) {
        throw new IllegalStateException(reason);
    }
}
