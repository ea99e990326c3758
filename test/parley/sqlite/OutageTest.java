package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.chat.Change;
import parley.chat.SessionId;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Sql;
import parley.sqlite.file.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

@Timeout(60)
class OutageTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path dir;
    private final BlockingQueue<String> fatal = new LinkedBlockingQueue<>();
    private Logged logged;
    private Database database;
    private SqliteStore store;

    @BeforeEach
    void open() throws RefusedException {
        logged = new Logged();
        database = Database.open(dir.resolve("anon.sqlite3"), Town.KEYS);
        store =
                new SqliteStore(
                        database, Town.KEYS, true, InstantSource.fixed(Town.NOW), fatal::add);
    }

    @AfterEach
    void close() {
        store.close();
        logged.close();
    }

    @Test
    void aFullDiskIsWaitedOutAndNothingIsLost() throws Exception {
        Sql.run(database.connection(), "PRAGMA max_page_count = 1");
        long ticket = store.save(crowd(0));
        var line = logged.await("error");
        assertTrue(line.contains("the disk is full: free some space"), line);
        long later = store.save(crowd(1));
        assertTrue(store.durable() < ticket, "nothing is durable while nothing is written");
        Sql.run(database.connection(), "PRAGMA max_page_count = 1000000");
        store.awaitDurable(later);
        assertTrue(logged.await("info").contains("the database takes changes again"));
        assertEquals(0, logged.size(), "one line when it began, one when it was over");
        assertEquals(2000, Town.chats(store).waiting());
        assertNull(fatal.peek());
    }

    @Test
    void aDatabaseThatCannotBeWrittenToIsWaitedOut() throws Exception {
        Sql.run(database.connection(), "PRAGMA query_only = ON");
        long ticket = store.save(crowd(0));
        var line = logged.await("error");
        assertTrue(line.contains("let this user write"), line);
        Sql.run(database.connection(), "PRAGMA query_only = OFF");
        store.awaitDurable(ticket);
        assertNull(fatal.peek());
    }

    @Test
    void whetherTheDiskTakesChangesIsKnownBeforeAnybodyWrites() throws Exception {
        assertTrue(store.journal().takesChanges(LIMIT));
        for (var trouble : List.of("max_page_count = 1", "query_only = ON")) {
            Sql.run(database.connection(), "PRAGMA " + trouble);
            // A disk is full only for what needs room.
            boolean full = trouble.startsWith("max");
            var ticket = full ? store.save(crowd(0)) : store.durable();
            assertFalse(store.journal().takesChanges(Duration.ofSeconds(1)), trouble);
            logged.await("error");
            Sql.run(database.connection(), "PRAGMA max_page_count = 1000000");
            Sql.run(database.connection(), "PRAGMA query_only = OFF");
            store.awaitDurable(ticket);
            logged.await("info");
            assertTrue(store.journal().takesChanges(LIMIT), trouble);
        }
        assertNull(fatal.peek());
    }

    @Test
    void aLookAtTheDiskWritesWhatChangesNothing() throws Exception {
        var log = dir.resolve("anon.sqlite3-wal");
        long before = Sql.number(database.connection(), "PRAGMA user_version");
        long written = Files.size(log);
        assertTrue(store.journal().takesChanges(LIMIT));
        assertTrue(Files.size(log) > written);
        assertEquals(before, Sql.number(database.connection(), "PRAGMA user_version"));
    }

    @Test
    void anotherProgramThatHoldsTheDatabaseIsWaitedOut() throws Exception {
        Sql.run(database.connection(), "PRAGMA busy_timeout = 0");
        long ticket;
        try (var other =
                DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("anon.sqlite3"))) {
            Sql.run(other, "BEGIN IMMEDIATE");
            ticket = store.save(crowd(0));
            var line = logged.await("error");
            assertTrue(line.contains("another program holds the database"), line);
            Sql.run(other, "ROLLBACK");
        }
        store.awaitDurable(ticket);
        assertNull(fatal.peek());
    }

    @Test
    void closingDuringAnOutageGivesUpAndKeepsWhatWasDurable() throws Exception {
        Town.save(store, crowd(0).getFirst());
        Sql.run(database.connection(), "PRAGMA query_only = ON");
        store.save(crowd(1));
        logged.await("error");
        store.close();
        try (var again = Town.store(dir.resolve("anon.sqlite3"))) {
            assertEquals(1, Town.chats(again).waiting());
        }
    }

    @Test
    void aChangeThatDoesNotFitTheDatabaseStopsItOnce() throws Exception {
        var one = Town.person(1);
        var other = Town.person(2);
        Town.save(store, new Change.Waits(one, Town.NOW, false));
        long ticket =
                store.save(
                        List.of(
                                new Change.Waits(other, Town.NOW, false),
                                new Change.Waits(one, Town.NOW, false)));
        var message = fatal.poll(30, TimeUnit.SECONDS);
        assertTrue(message.contains("report it as a bug"), message);
        store.save(List.of(new Change.StopsWaiting(one.pseudonym())));
        assertThrows(StorageException.class, () -> store.load(_ -> {}));
        assertTrue(store.durable() < ticket);
        store.close();
        assertNull(fatal.peek());
        try (var again = Town.store(dir.resolve("anon.sqlite3"))) {
            assertEquals(1, Town.chats(again).waiting(), "half a save was written");
        }
    }

    @Test
    void theEndOfAChatThatIsNotRunningStopsIt() throws Exception {
        store.save(
                List.of(
                        new Change.Ended(
                                new SessionId(1),
                                Town.person(1).pseudonym(),
                                Town.person(2).pseudonym(),
                                Town.NOW,
                                Town.NOW)));
        assertTrue(fatal.poll(30, TimeUnit.SECONDS).contains("does not fit"));
    }

    @Test
    void whoeverIsPairedElsewhereCannotBePairedAgain() throws Exception {
        Town.save(store, pair(1, 1, 2));
        store.save(List.of(pair(2, 1, 3)));
        assertTrue(fatal.poll(30, TimeUnit.SECONDS).contains("does not fit"));
    }

    private static Change pair(long session, long one, long other) {
        return new Change.Paired(
                new SessionId(session), Town.person(one), Town.person(other), Town.NOW);
    }

    private static List<Change> crowd(int number) {
        var crowd = new ArrayList<Change>();
        for (long i = 0; i < 1000; i++) {
            crowd.add(new Change.Waits(Town.person(number * 1000L + i), Town.NOW, false));
        }
        return crowd;
    }
}
