package parley.sqlite.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import parley.privacy.Keys;
import parley.privacy.Secret;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// For which transactions the disk is told to make sure.
@Timeout(60)
class GroupCommitTest {
    private static final long FULL = 2;
    private static final long NORMAL = 1;

    @TempDir Path dir;
    private final List<String> swept = new CopyOnWriteArrayList<>();
    private final List<Long> levels = new CopyOnWriteArrayList<>();
    private final List<Long> commits = new CopyOnWriteArrayList<>();
    private Database database;
    private GroupCommit writer;

    @BeforeEach
    void open() throws Exception {
        var keys = Keys.of(Secret.of("a secret for the tests"));
        database = Database.open(dir.resolve("anon.sqlite3"), keys);
        writer =
                new GroupCommit(
                        database.connection(), this::sweep, AssertionError::new, commits::add);
    }

    @AfterEach
    void close() throws Exception {
        assertTrue(writer.close(Duration.ofSeconds(10)));
        database.close();
    }

    @Test
    void aWriteWithATicketIsSynced() throws Exception {
        writer.awaitDurable(writer.add(this::note));
        assertEquals(List.of(FULL), levels);
    }

    @Test
    void everyTransactionIsTimedOnceItIsThere() throws Exception {
        long before = System.nanoTime();
        writer.awaitDurable(writer.add(this::note));
        writer.awaitDurable(writer.add(this::note));

        assertEquals(2, commits.size());
        long took = System.nanoTime() - before;
        assertTrue(
                commits.stream().allMatch(nanos -> nanos > 0 && nanos < took), commits::toString);
    }

    @Test
    void aSweptWriteIsDurableOnlyAfterTheSweep() throws Exception {
        writer.awaitDurable(writer.add(this::note));
        assertEquals(List.of(), swept);

        writer.awaitDurable(writer.addSwept(this::note));

        assertEquals(List.of("after 2"), swept);
        writer.awaitDurable(writer.add(this::note));
        assertEquals(1, swept.size());
    }

    private void sweep(Connection connection) {
        swept.add("after " + levels.size());
    }

    @Test
    void unsyncedWritesAloneAreNot() {
        writer.addUnsynced(this::note);
        finish();
        assertEquals(List.of(NORMAL), levels);
    }

    @Test
    void aWriteWithATicketIsSyncedAlsoAfterAnother() throws Exception {
        writer.addUnsynced(this::note);
        finish();
        writer.awaitDurable(writer.add(this::note));
        writer.addUnsynced(this::note);
        finish();
        assertEquals(List.of(NORMAL, FULL, NORMAL), levels);
    }

    @Test
    void writesThatWaitedTogetherAreSyncedTogether() throws Exception {
        var gate = new CountDownLatch(1);
        writer.addUnsynced(_ -> await(gate));
        writer.addUnsynced(this::note);
        long ticket = writer.add(this::note);
        writer.addUnsynced(this::note);
        assertTrue(writer.durable() < ticket, "nothing is written yet");
        gate.countDown();
        writer.awaitDurable(ticket);
        finish();
        assertEquals(FULL, levels.get(1));
        assertEquals(3, levels.size());
    }

    @Test
    void unsyncedWritesWaitForNothingElseToBeWritten() throws Exception {
        var written = new CountDownLatch(1);
        finish();
        writer.addUnsynced(_ -> written.countDown());
        assertTrue(written.await(30, TimeUnit.SECONDS));
    }

    @Test
    void whoeverWaitsForTheDiskCanGiveUp() throws Exception {
        var gate = new CountDownLatch(1);
        long ticket = writer.add(_ -> await(gate));
        writer.awaitDurable(ticket, Duration.ofMillis(1));
        assertTrue(writer.durable() < ticket);
        gate.countDown();
        writer.awaitDurable(ticket, Duration.ofSeconds(30));
        assertEquals(ticket, writer.durable());
    }

    @Test
    void whatIsAskedForIsSynced() throws Exception {
        writer.addUnsynced(this::note);
        assertEquals(FULL, writer.call("level", GroupCommitTest::level));
        assertEquals(List.of(NORMAL), levels);
    }

    @Test
    void whatFailedOnceLeavesTheNextSynced() throws Exception {
        var failed = new AtomicBoolean();
        writer.addUnsynced(
                tx -> {
                    if (!failed.getAndSet(true)) {
                        throw new SQLiteException("for the test", SQLiteErrorCode.SQLITE_BUSY);
                    }
                    note(tx);
                });
        writer.awaitDurable(writer.add(this::note));
        finish();
        assertEquals(FULL, levels.getLast());
        assertEquals(2, levels.size());
    }

    private void note(Connection tx) throws SQLException {
        levels.add(level(tx));
    }

    private void finish() {
        writer.call("nothing", _ -> true);
    }

    private static long level(Connection connection) throws SQLException {
        return Sql.number(connection, "PRAGMA synchronous");
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
