package parley.sqlite;

import parley.chat.Change;
import parley.chat.Chats;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.privacy.Keys;
import parley.privacy.Secret;
import parley.privacy.SecretException;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Where the tests live: one secret, its people, and a clock that stands still.
final class Town {
    static final Keys KEYS = keys("a secret for the tests");
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Consumer<String> NEVER =
            message -> {
                throw new AssertionError(message);
            };

    private Town() {}

    static Keys keys(String secret) {
        try {
            return Keys.of(Secret.of(secret));
        } catch (SecretException e) {
            throw new AssertionError(e);
        }
    }

    static Person person(long id) {
        return new Person(new UserId(id), KEYS.pseudonyms().of(id, Pseudonym::new), "en");
    }

    static SqliteStore store(Path file) throws RefusedException {
        return store(Database.open(file, KEYS));
    }

    static SqliteStore store(Database database) {
        return new SqliteStore(database, KEYS, true, InstantSource.fixed(NOW), NEVER);
    }

    static void save(SqliteStore store, Change... changes) throws InterruptedException {
        store.awaitDurable(store.save(List.of(changes)));
    }

    static List<Change> load(SqliteStore store) {
        var changes = new ArrayList<Change>();
        store.load(changes::add);
        return changes;
    }

    static Chats chats(SqliteStore store) {
        var chats = new Chats();
        store.load(chats::apply);
        return chats;
    }
}
