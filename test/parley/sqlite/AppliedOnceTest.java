package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.chat.Change;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Sql;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What an update changed and what is left of it in the journal are written both or neither,
/// however the process ends.
@Timeout(60)
class AppliedOnceTest {
    private static final Change WAITS = new Change.Waits(Town.person(1), Town.NOW, false);
    private static final byte[] NOTICES = "tell".getBytes(UTF_8);
    private static final byte[] NOTHING = {};

    @TempDir Path dir;
    private final BlockingQueue<String> fatal = new LinkedBlockingQueue<>();
    private Database database;
    private SqliteStore store;
    private Pages pages;

    @BeforeEach
    void open() throws RefusedException {
        database = Database.open(dir.resolve("anon.sqlite3"), Town.KEYS);
        store =
                new SqliteStore(
                        database, Town.KEYS, true, InstantSource.fixed(Town.NOW), fatal::add);
        pages = new Pages(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsLeftTakesThePlaceOfWhatCameIn() throws Exception {
        pages.append("find", "text");
        store.awaitDurable(store.save(List.of(WAITS), 1, NOTICES));
        restart();
        assertEquals(List.of("1 tell", "2 text"), pages.left());
        assertEquals(List.of(WAITS), Town.load(store));
        assertEquals(List.of(Pages.known(1), Pages.known(2)), pages.known());
    }

    @Test
    void whenNothingIsLeftTheEntryIsDone() throws Exception {
        pages.append("find");
        store.awaitDurable(store.save(List.of(WAITS), 1, NOTHING));
        restart();
        assertEquals(List.of("1 "), pages.left());
        assertEquals(List.of(WAITS), Town.load(store));
    }

    @Test
    void anEntryThatIsStillQueuedCanBeReplacedAndDone() throws Exception {
        pages.queue("find", "next");
        store.save(List.of(WAITS), 1, NOTICES);
        long ticket = store.save(List.of(), 2, NOTICES);
        store.journal().end(2);
        store.awaitDurable(ticket);
        restart();
        assertEquals(List.of("1 tell", "2 "), pages.left());
    }

    /// Two would be in one transaction by chance only.
    @Test
    void bothAreOneWrite() throws Exception {
        pages.append("find");
        long before = store.save(List.of());
        assertEquals(before + 1, store.save(List.of(WAITS), 1, NOTICES));
    }

    @Test
    void aChangeThatDoesNotFitLeavesTheEntryAsItWas() throws Exception {
        pages.append("find", "find");
        store.awaitDurable(store.save(List.of(WAITS), 1, NOTICES));
        try (var _ = new Logged()) {
            store.save(List.of(WAITS), 2, NOTHING);
            assertTrue(fatal.poll(30, TimeUnit.SECONDS).contains("report it as a bug"));
        }
        restart();
        assertEquals(List.of("1 tell", "2 find"), pages.left());
    }

    @Test
    void anEntryThatIsNotThereLeavesTheStateAsItWas() throws Exception {
        try (var _ = new Logged()) {
            store.save(List.of(WAITS), 7, NOTICES);
            assertTrue(fatal.poll(30, TimeUnit.SECONDS).contains("does not fit"));
        }
        restart();
        assertEquals(List.of(), Town.load(store));
    }

    @Test
    void aSaveThatWasNotWrittenLeavesBothAsTheyWere() throws Exception {
        pages.append("find");
        try (var logged = new Logged()) {
            Sql.run(database.connection(), "PRAGMA query_only = ON");
            store.save(List.of(WAITS), 1, NOTICES);
            logged.await("error");
            restart();
        }
        assertEquals(List.of("1 find"), pages.left());
        assertEquals(List.of(), Town.load(store));
    }

    @Test
    void onAFullDiskAllWaitsAndNothingIsLost() throws Exception {
        pages.append("find", "text", "more");
        try (var logged = new Logged()) {
            Sql.run(database.connection(), "PRAGMA max_page_count = 1");
            long ticket = pages.queue("x".repeat(100_000));
            assertTrue(logged.await("error").contains("the disk is full"));
            store.journal().end(2);
            store.save(List.of(WAITS), 1, NOTICES);
            store.journal().end(4);
            long last = pages.queue("last");
            assertTrue(store.durable() < ticket);
            Sql.run(database.connection(), "PRAGMA max_page_count = 1000000");
            store.awaitDurable(last);
        }
        restart();
        assertEquals(List.of("1 tell", "2 ", "3 more", "4 ", "5 last"), pages.left());
        assertEquals(List.of(WAITS), Town.load(store));
        assertNull(fatal.peek());
    }

    @Test
    void anEndingThatCannotBeWrittenIsTriedUntilItWorks() throws Exception {
        pages.append("text");
        try (var logged = new Logged()) {
            Sql.run(database.connection(), "PRAGMA query_only = ON");
            store.journal().end(1);
            logged.await("error");
            Sql.run(database.connection(), "PRAGMA query_only = OFF");
            assertTrue(logged.await("info").contains("takes changes again"));
        }
        assertEquals(List.of("1 "), pages.left());
    }

    private void restart() throws RefusedException {
        store.close();
        open();
    }
}
