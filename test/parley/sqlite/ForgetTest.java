package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.chat.Change;
import parley.chat.Person;
import parley.chat.SessionId;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Sql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Erases people, and looks for them in the bytes of the files.
@Timeout(60)
class ForgetTest {
    private static final Charset UTF = StandardCharsets.UTF_8;
    private static final int PEOPLE = 3000;

    @TempDir Path dir;
    private final Random random = new Random(5);
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

    /// Long enough for pages to be split and merged, which must not keep copies.
    @Test
    void nothingOfWhoIsForgottenIsInAnyByteOfTheFiles() throws Exception {
        var crowd = new ArrayList<Person>();
        for (long i = 0; i < PEOPLE; i++) {
            crowd.add(Town.person(7_000_000_000L + i));
        }
        for (long id = 1; id <= 2L * PEOPLE; id++) {
            store.save(chat(id, crowd));
        }
        Collections.shuffle(crowd, random);
        var gone = crowd.subList(0, PEOPLE / 2);
        gone.forEach(who -> store.save(List.of(new Change.Waits(who, Town.NOW, false))));
        Town.save(store);
        assertEquals(gone.size(), found(gone), "looked in the wrong place");

        for (var who : gone) {
            store.save(
                    List.of(
                            new Change.StopsWaiting(who.pseudonym()),
                            new Change.Forgotten(who.pseudonym())));
        }
        Town.save(store);

        assertEquals(0, found(gone));
        assertTrue(found(crowd.subList(PEOPLE / 2, PEOPLE)) > PEOPLE / 3);
    }

    @Test
    void theSealedIdIsGoneWhenThePersonHearsOfIt() throws Exception {
        var who = Town.person(1);
        Town.save(store, new Change.Waits(who, Town.NOW, false));
        byte[] sealed;
        try (var statement = database.connection().createStatement();
                var rows = statement.executeQuery("SELECT sealed_id FROM active")) {
            sealed = rows.getBytes(1);
        }
        assertTrue(Bytes.of(dir).contains(sealed), "looked in the wrong place");

        Town.save(
                store,
                new Change.StopsWaiting(who.pseudonym()),
                new Change.Forgotten(who.pseudonym()));

        assertEquals(0, Files.size(dir.resolve("anon.sqlite3-wal")));
        assertEquals(false, Bytes.of(dir).contains(sealed));
    }

    @Test
    void whatIsTellingThemLeavesNoTraceEither() throws Exception {
        var who = Town.person(1);
        long number = store.journal().number();
        store.journal().append(List.of(new JournalEntry(number, 7, "x".repeat(99).getBytes(UTF))));
        var changes = List.<Change>of(new Change.Forgotten(who.pseudonym()));
        store.awaitDurable(store.save(changes, number, "to be told".getBytes(UTF)));
        assertTrue(Files.size(dir.resolve("anon.sqlite3")) > 0);

        store.journal().end(number);
        Town.save(store);

        assertEquals(1, Sql.number(database.connection(), "SELECT sealed IS NULL FROM journal"));
        assertEquals(0, Files.size(dir.resolve("anon.sqlite3-wal")));
    }

    @Test
    void whatSomebodyWasReadingMeanwhileIsSweptLater() throws Exception {
        var who = Town.person(1);
        var other = Town.person(2);
        Town.save(store, new Change.Blocked(who.pseudonym(), other.pseudonym(), Town.NOW));

        Database.read(dir.resolve("anon.sqlite3"), tx -> forgetWhileReading(tx, who));
        assertEquals(1, found(List.of(who)), "the reader kept it");
        new Upkeep(store, Instant::now).shrink();

        assertEquals(0, found(List.of(who)));
    }

    private boolean forgetWhileReading(Connection reader, Person who) throws SQLException {
        try (var statement = reader.createStatement();
                var rows = statement.executeQuery("SELECT * FROM block")) {
            assertTrue(rows.next());
            Town.save(store, new Change.Forgotten(who.pseudonym()));
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void reportsByWhoIsForgottenGoAndThoseAboutThemStay() throws Exception {
        Town.save(store, reported(1, 1, 2), reported(2, 2, 1), reported(3, 3, 4));

        Town.save(store, new Change.Forgotten(Town.person(1).pseudonym()));

        var left = Reports.list(dir.resolve("anon.sqlite3"));
        assertEquals(2, left.size());
        assertTrue(left.stream().noneMatch(r -> r.reporter().equals(text(1))));
        assertTrue(left.stream().anyMatch(r -> r.reported().equals(text(1))));
    }

    @Test
    void reportsUnderRawIdsGoToo() throws Exception {
        Sql.run(
                database.connection(),
                "INSERT INTO report (id, session, reporter, reported, at)"
                        + " VALUES (1, 1, '7000000001', '7000000002', 0),"
                        + " (2, 2, '7000000002', '7000000001', 0)");

        Town.save(store, new Change.Forgotten(Town.person(7_000_000_001L).pseudonym()));

        assertEquals(2, Sql.number(database.connection(), "SELECT sum(id) FROM report"), "2 alone");
    }

    private List<Change> chat(long id, List<Person> crowd) {
        int one = random.nextInt(PEOPLE);
        int other = (one + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE;
        var session = new SessionId(random.nextLong());
        var by = crowd.get(one).pseudonym();
        var whom = crowd.get(other).pseudonym();
        var changes = new ArrayList<Change>();
        changes.add(new Change.Paired(session, crowd.get(one), crowd.get(other), Town.NOW));
        changes.add(new Change.Ended(session, by, whom, Town.NOW, Town.NOW));
        if (id % 3 == 0) {
            changes.add(new Change.Blocked(by, whom, Town.NOW));
        }
        return changes;
    }

    private static Change reported(long id, long by, long whom) {
        return new Change.Reported(
                new Change.ReportId(id),
                new SessionId(id),
                Town.person(by),
                Town.person(whom).pseudonym(),
                Optional.empty(),
                Change.Reason.OTHER,
                Optional.empty(),
                Instant.EPOCH);
    }

    private static String text(long person) {
        return People.text(Town.person(person).pseudonym());
    }

    private int found(List<Person> people) throws Exception {
        var wanted = new HashMap<Person, List<byte[]>>();
        for (var who : people) {
            var bytes = People.bytes(who.pseudonym());
            wanted.put(who, List.of(bytes, People.text(who.pseudonym()).getBytes(UTF)));
        }
        return Bytes.of(dir).found(wanted).size();
    }
}
