package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.chat.Change;
import parley.chat.Change.Blocked;
import parley.chat.Change.Ended;
import parley.chat.Change.Paired;
import parley.chat.Change.ReportId;
import parley.chat.Change.Reported;
import parley.chat.Change.RoomOpened;
import parley.chat.Change.StopsWaiting;
import parley.chat.Change.Waits;
import parley.chat.Person;
import parley.chat.Session;
import parley.chat.SessionId;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Sql;
import parley.sqlite.file.StorageException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

@Timeout(60)
class SqliteStoreTest {
    private static final Person ALICE = Town.person(7_123_456_789L);
    private static final Person BOB = Town.person(5_987_654_321L);
    private static final Person CAROL = Town.person(42);
    private static final SessionId CHAT = new SessionId(-5);
    private static final Instant SINCE = Town.NOW.minusSeconds(600).plusNanos(123_456_789);
    private static final Paired PAIRED = new Paired(CHAT, ALICE, BOB, SINCE);
    private static final Ended ENDED =
            new Ended(
                    CHAT,
                    ALICE.pseudonym(),
                    BOB.pseudonym(),
                    SINCE.truncatedTo(ChronoUnit.MILLIS),
                    Town.NOW.minusSeconds(540));

    @TempDir Path dir;
    private Database database;
    private SqliteStore store;

    @BeforeEach
    void open() throws RefusedException {
        database = Database.open(dir.resolve("anon.sqlite3"), Town.KEYS);
        store = Town.store(database);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void remembersWhoWaitsAndWhoIsInFront() throws Exception {
        var alice = new Waits(ALICE, SINCE.plusSeconds(1), false);
        var bob = new Waits(BOB, SINCE, true);
        Town.save(store, alice, bob);
        assertEquals(List.of(bob, alice), Town.load(store));
        Town.save(store, new StopsWaiting(ALICE.pseudonym()));
        assertEquals(List.of(bob), Town.load(store));
    }

    @Test
    void remembersAChatWithItsRoom() throws Exception {
        var room = new RoomOpened(CHAT, ALICE.pseudonym(), BOB.pseudonym(), "parley-room");
        Town.save(store, new Waits(BOB, SINCE, true), PAIRED, room);
        assertEquals(List.of(PAIRED, room), Town.load(store));
    }

    @Test
    void forgetsTheRoomWhenTheChatEnds() throws Exception {
        var room = new RoomOpened(CHAT, ALICE.pseudonym(), BOB.pseudonym(), "parley-room");
        Town.save(store, PAIRED, room, ENDED);
        assertEquals(List.of(ENDED), Town.load(store));
        assertEquals(1, number("SELECT count(*) FROM session WHERE sealed_room IS NULL"));
    }

    @Test
    void remembersEndedChatsForADay() throws Exception {
        var yesterday = Town.NOW.minus(Duration.ofHours(24));
        var old = new SessionId(6);
        Town.save(
                store,
                new Paired(old, ALICE, BOB, SINCE),
                new Ended(old, ALICE.pseudonym(), BOB.pseudonym(), SINCE, yesterday),
                PAIRED,
                new Ended(
                        CHAT, ALICE.pseudonym(), BOB.pseudonym(), SINCE, yesterday.plusMillis(1)));
        assertEquals(1, Town.load(store).size());
        assertEquals(CHAT, assertInstanceOf(Ended.class, Town.load(store).getFirst()).session());
    }

    @Test
    void remembersABlockOnce() throws Exception {
        var block = new Blocked(ALICE.pseudonym(), BOB.pseudonym(), Town.NOW.minusSeconds(9));
        Town.save(store, block, new Blocked(ALICE.pseudonym(), BOB.pseudonym(), Town.NOW));
        assertEquals(List.of(block), Town.load(store));
    }

    @Test
    void bringsBackAChatOfTwoPeopleOfWhomOneBlockedTheOther() throws Exception {
        Town.save(store, PAIRED, new Blocked(ALICE.pseudonym(), BOB.pseudonym(), SINCE));
        assertEquals(1, Town.chats(store).running());
    }

    @Test
    void reportsWithPseudonymsAndRemembersWhoReported() throws Exception {
        Town.save(store, PAIRED, ENDED, report(1, ALICE, BOB), report(2, ALICE, BOB));
        var reports = Reports.list(dir.resolve("anon.sqlite3"));
        assertEquals(
                List.of(
                        new Reports.Report(
                                "0000000000000001",
                                "fffffffffffffffb",
                                People.text(ALICE.pseudonym()),
                                People.text(BOB.pseudonym()),
                                "spam",
                                Town.NOW,
                                "open")),
                reports);
        var reported = assertInstanceOf(Reported.class, Town.load(store).get(1));
        assertEquals(CHAT, reported.session());
        assertEquals(ALICE.pseudonym(), reported.reporter().pseudonym());
        assertEquals(BOB.pseudonym(), reported.reported());
    }

    @Test
    void reportsWithRawIdsWhenMaskingIsOffAndStillRemembersWhoReported() throws Exception {
        try (var unmasked =
                new SqliteStore(
                        Database.open(dir.resolve("other"), Town.KEYS),
                        Town.KEYS,
                        false,
                        () -> Town.NOW,
                        Town.NEVER)) {
            Town.save(unmasked, PAIRED, ENDED, report(1, BOB, ALICE));
            var report = Reports.list(dir.resolve("other")).getFirst();
            assertEquals("5987654321", report.reporter());
            assertEquals("7123456789", report.reported());
            var reported = assertInstanceOf(Reported.class, Town.load(unmasked).get(1));
            assertEquals(BOB.pseudonym(), reported.reporter().pseudonym());
            assertEquals(ALICE.pseudonym(), reported.reported());
        }
    }

    @Test
    void listsNoReportsOfADatabaseThatIsNotThere() {
        assertThrows(RefusedException.class, () -> Reports.list(dir.resolve("nowhere")));
    }

    @Test
    void endsTheChatOfSomebodyWhoseSealIsDamaged() throws Exception {
        Town.save(store, PAIRED, new Waits(CAROL, SINCE, false));
        Sql.run(
                database.connection(),
                "UPDATE active SET sealed_id = zeroblob(41) WHERE session IS NOT NULL AND pseudonym"
                        + " = (SELECT one FROM session)");
        try (var logged = new Logged()) {
            var chats = Town.chats(store);
            assertEquals(new Session.Idle(), chats.session(ALICE.pseudonym()));
            assertEquals(new Session.Idle(), chats.session(BOB.pseudonym()));
            assertEquals(1, chats.waiting());
            assertTrue(
                    logged.await("warning")
                            .contains("1 people set aside, 1 more out of their chat, 1 chats"));
            Town.chats(store);
            assertEquals(0, logged.size(), "mended once is enough");
        }
        Town.save(store, new Paired(new SessionId(9), ALICE, BOB, Town.NOW));
    }

    @Test
    void setsAsideSomebodyWhoseSealBelongsToAnotherRow() throws Exception {
        Town.save(store, new Waits(ALICE, SINCE, false), new Waits(BOB, SINCE, false));
        Sql.run(
                database.connection(),
                "UPDATE active SET sealed_id = (SELECT sealed_id FROM active ORDER BY pseudonym)");
        try (var logged = new Logged()) {
            assertEquals(1, Town.chats(store).waiting());
            assertTrue(logged.await("warning").contains("1 people set aside"));
        }
    }

    @Test
    void ticketsGrowAndBecomeDurableInOrder() throws Exception {
        long one = store.save(List.of(new Waits(ALICE, SINCE, false)));
        long other = store.save(List.of());
        assertTrue(one < other);
        store.awaitDurable(other);
        assertEquals(other, store.durable());
        store.awaitDurable(one);
    }

    @Test
    void whatWasQueuedIsWrittenBeforeClosing() throws Exception {
        for (int i = 0; i < 500; i++) {
            store.save(List.of(new Waits(Town.person(i), SINCE, false)));
        }
        store.close();
        try (var again = Town.store(dir.resolve("anon.sqlite3"))) {
            assertEquals(500, Town.chats(again).waiting());
        }
    }

    @Test
    void afterClosingNothingIsReadAndSavingStillDoesNotFail() {
        store.close();
        store.save(List.of(new Waits(ALICE, SINCE, false)));
        assertThrows(StorageException.class, () -> store.load(_ -> {}));
        assertThrows(StorageException.class, () -> new Upkeep(store, Instant::now).shrink());
    }

    @Test
    void aRoomWhoseNameIsDamagedIsLostAndTheChatGoesOn() throws Exception {
        var room = new RoomOpened(CHAT, ALICE.pseudonym(), BOB.pseudonym(), "parley-room");
        Town.save(store, PAIRED, room);
        Sql.run(database.connection(), "UPDATE session SET sealed_room = zeroblob(60)");

        assertEquals(List.of(PAIRED), Town.load(store));
        assertEquals(1, number("SELECT count(*) FROM session WHERE sealed_room IS NULL"));
    }

    private static Change report(long id, Person reporter, Person reported) {
        return new Reported(
                new ReportId(id),
                CHAT,
                reporter,
                reported.pseudonym(),
                Optional.of(reported),
                Change.Reason.SPAM,
                Optional.of(Town.NOW),
                Town.NOW);
    }

    private long number(String query) throws Exception {
        return Sql.number(database.connection(), query);
    }
}
