package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Sql;

import java.nio.file.Path;
import java.util.List;

@Timeout(60)
class JournalTest {
    @TempDir Path dir;
    private Database database;
    private SqliteStore store;
    private Pages pages;

    @BeforeEach
    void open() throws RefusedException {
        database = Database.open(dir.resolve("anon.sqlite3"), Town.KEYS);
        store = Town.store(database);
        pages = new Pages(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatCameInIsHandedOutInItsOrder() throws Exception {
        pages.append("one", "two");
        pages.append("three");
        restart();
        assertEquals(List.of("1 one", "2 two", "3 three"), pages.left());
    }

    @Test
    void whatIsDoneIsNotHandedOutAgainButRecognised() throws Exception {
        pages.append("one", "two", "three");
        store.journal().end(2);
        restart();
        assertEquals(List.of("1 one", "2 ", "3 three"), pages.left());
        assertEquals(List.of(Pages.known(1), Pages.known(2), Pages.known(3)), pages.known());
    }

    @Test
    void anEntryWithNothingToBeDoneIsOnlyRecognised() throws Exception {
        pages.append("");
        assertEquals(List.of("1 "), pages.left());
        assertEquals(1, number("SELECT count(*) FROM journal WHERE sealed IS NULL"));
    }

    @Test
    void endingWhatIsNotThereChangesNothing() throws Exception {
        pages.append("one");
        store.journal().end(7);
        store.journal().end(1);
        store.journal().end(1);
        assertEquals(List.of("1 "), pages.left());
    }

    @Test
    void contentIsSealedBeforeAppendingReturns() throws Exception {
        var content = new byte[] {'o', 'n', 'e'};
        var entry = new JournalEntry(store.journal().number(), 0, content);
        try (var logged = new Logged()) {
            run("PRAGMA query_only = ON");
            long ticket = store.journal().append(List.of(entry));
            content[0] = 'x';
            logged.await("error");
            run("PRAGMA query_only = OFF");
            store.awaitDurable(ticket);
        }
        assertEquals(List.of("1 one"), pages.left());
    }

    @Test
    void numbersGoOnAfterARestart() throws Exception {
        pages.append("one", "two");
        store.journal().end(2);
        restart();
        assertEquals(3, store.journal().number());
        assertEquals(4, store.journal().number());
    }

    @Test
    void anEmptyJournalBeginsWithOne() {
        assertEquals(1, store.journal().number());
    }

    /// Those that were handed out and not written are free again.
    @Test
    void numbersGoOnAfterTheLastThatWasWritten() throws Exception {
        pages.append("one");
        store.journal().number();
        restart();
        assertEquals(2, store.journal().number());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Cut off, changed, and moved here from another row.
                "substr(sealed, 1, length(sealed) - 1)",
                "zeroblob(length(sealed))",
                "(SELECT sealed FROM journal WHERE number = 1)"
            })
    void aDamagedRowIsSetAsideAndNeverTriedAgain(String damage) throws Exception {
        pages.append("one", "two", "three");
        run("UPDATE journal SET sealed = " + damage + " WHERE number = 2");
        try (var logged = new Logged()) {
            restart();
            assertEquals(List.of("1 one", "3 three"), pages.left());
            assertTrue(logged.await("warning").contains("journal row 2 is set aside"));
            assertEquals(List.of("1 one", "3 three"), pages.left());
            assertEquals(0, logged.size(), "tried again");
        }
        assertEquals(2, number("SELECT number FROM journal_set_aside"));
    }

    @Test
    void damagedRowsAreCounted() throws Exception {
        pages.append("one", "two", "three");
        run("UPDATE journal SET sealed = zeroblob(34) WHERE number > 1");
        try (var _ = new Logged()) {
            assertEquals(2, store.journal().load(_ -> {}));
            assertEquals(0, store.journal().load(_ -> {}));
        }
    }

    @Test
    void theLogSaysNothingOfWhatARowHolds() throws Exception {
        pages.append("a secret message");
        run("UPDATE journal SET sealed = CAST('a secret message' || sealed AS BLOB)");
        try (var logged = new Logged()) {
            pages.left();
            assertFalse(logged.await("warning").contains("secret message"));
        }
    }

    @Test
    void theNumberOfADamagedRowIsNotUsedAgain() throws Exception {
        pages.append("one", "two");
        run("UPDATE journal SET sealed = zeroblob(34) WHERE number = 2");
        try (var _ = new Logged()) {
            pages.left();
            restart();
        }
        assertEquals(3, store.journal().number());
    }

    @Test
    void anUpdateWhoseRowIsDamagedIsNewWhenItIsDeliveredOnceMore() throws Exception {
        pages.append("one", "two");
        run("UPDATE journal SET sealed = zeroblob(34) WHERE number = 2");
        try (var _ = new Logged()) {
            assertEquals(List.of(Pages.known(1)), pages.known());
        }
    }

    @Test
    void itStaysSmallAndKeepsWhatIsNotDone() throws Exception {
        run("INSERT INTO journal_set_aside VALUES (1, x'00')");
        for (int batch = 0; batch < 500; batch++) {
            var contents = new String[100];
            for (int i = 0; i < contents.length; i++) {
                contents[i] = i == 50 && batch == 3 ? "not done" : "";
            }
            pages.append(contents);
            assertTrue(rows() <= 11_001, rows() + " rows");
        }
        assertTrue(rows() >= 10_001, rows() + " rows");
        assertEquals(50_000, number("SELECT max(number) FROM journal"));
        assertEquals(1, number("SELECT count(*) FROM journal WHERE sealed NOT NULL"));
        assertEquals(0, number("SELECT count(*) FROM journal_set_aside"));
        restart();
        assertEquals("351 not done", pages.left().getFirst());
    }

    @Test
    void endingsAreWrittenThoughNothingElseIs() throws Exception {
        pages.append("one");
        store.journal().end(1);
        // What is asked of the store comes after what was queued before, and writes nothing itself.
        store.load(_ -> {});
        var done = "SELECT count(*) FROM journal WHERE sealed IS NULL";
        long seen = Database.read(dir.resolve("anon.sqlite3"), other -> Sql.number(other, done));
        assertEquals(1, seen);
    }

    private void restart() throws RefusedException {
        store.close();
        open();
    }

    private long rows() throws Exception {
        return number("SELECT count(*) FROM journal");
    }

    private long number(String query) throws Exception {
        return Sql.number(database.connection(), query);
    }

    private void run(String sql) throws Exception {
        Sql.run(database.connection(), sql);
    }
}
