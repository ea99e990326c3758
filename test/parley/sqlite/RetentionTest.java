package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.chat.Change;
import parley.chat.Change.Penalty;
import parley.chat.SessionId;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Sql;
import parley.sqlite.file.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Timeout(60)
class RetentionTest {
    @TempDir Path dir;
    private Instant now = Town.NOW;
    private Path file;
    private Database database;
    private SqliteStore store;
    private Upkeep upkeep;

    @BeforeEach
    void open() throws RefusedException {
        file = dir.resolve("anon.sqlite3");
        database = Database.open(file, Town.KEYS);
        store = Town.store(database);
        upkeep = new Upkeep(store, () -> now);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void forgetsChatsThatEndedLongAgoAndKeepsTheOthers() throws Exception {
        chat(1, Town.NOW.minusSeconds(101));
        chat(2, Town.NOW.minusSeconds(99));
        Town.save(store, paired(3));
        upkeep.pruneSessions(Duration.ofSeconds(100));
        assertEquals(0, sessions("id = 1"));
        assertEquals(2, sessions("id IN (2, 3)"));
    }

    @Test
    void aReportOutlivesItsChat() throws Exception {
        chat(1, Instant.EPOCH);
        Town.save(store, reported(1, Instant.EPOCH));
        upkeep.pruneSessions(Duration.ofSeconds(100));
        assertEquals(0, sessions("id = 1"));
        assertEquals("0000000000000001", Reports.list(file).getFirst().session());
    }

    @Test
    void forgetsReportsThatWereMadeLongAgoAndKeepsTheOthers() throws Exception {
        Town.save(store, reported(1, Town.NOW.minusSeconds(101)));
        Town.save(store, reported(2, Town.NOW.minusSeconds(99)));

        upkeep.pruneReports(Duration.ofSeconds(100));

        var left = Reports.list(file);
        assertEquals(1, left.size());
        assertEquals("0000000000000002", left.getFirst().id());
    }

    @Test
    void forgetsWhatHasNoWeightAnyMoreAndKeepsWhatKeepsOut() throws Exception {
        var week = Duration.ofDays(7);
        var season = Duration.ofDays(90);
        Town.save(
                store,
                sanctioned(1, Penalty.BAN, Town.NOW, Optional.of(Town.NOW.minus(week))),
                sanctioned(
                        2, Penalty.BAN, Town.NOW, Optional.of(Town.NOW.minus(week).minusMillis(1))),
                sanctioned(3, Penalty.BAN, Instant.EPOCH, Optional.empty()),
                sanctioned(4, Penalty.SUSPENSION, Instant.EPOCH, Optional.empty()),
                sanctioned(5, Penalty.WARNING, Town.NOW.minus(season), Optional.empty()),
                sanctioned(
                        6,
                        Penalty.WARNING,
                        Town.NOW.minus(season).minusMillis(1),
                        Optional.empty()));

        upkeep.pruneSanctions();

        assertEquals(
                Stream.of(1, 3, 4, 5)
                        .map(who -> Town.person(who).pseudonym())
                        .collect(Collectors.toSet()),
                Town.load(store).stream()
                        .map(one -> ((Change.Sanctioned) one).who())
                        .collect(Collectors.toSet()));
    }

    private static Change sanctioned(
            long who, Penalty penalty, Instant since, Optional<Instant> until) {
        return new Change.Sanctioned(
                Town.person(who).pseudonym(), penalty, since, until, Optional.empty(), 0, false);
    }

    @Test
    void countsTheChatsOfEverybodyUpToAsManyAsMatter() throws Exception {
        for (long id = 1; id <= 3; id++) {
            Town.save(
                    store,
                    new Change.Paired(
                            new SessionId(id), Town.person(2), Town.person(10 + id), Town.NOW),
                    new Change.Ended(
                            new SessionId(id),
                            Town.person(2).pseudonym(),
                            Town.person(10 + id).pseudonym(),
                            Town.NOW,
                            Town.NOW));
        }
        Town.save(store, paired(7));

        var chats = upkeep.chats(2);

        assertEquals(2, chats.get(Town.person(2).pseudonym()), "no more than matter");
        assertEquals(1, chats.get(Town.person(12).pseudonym()));
        assertEquals(4, chats.size(), "a chat that is running counts for nobody");
        assertEquals(Map.of(), upkeep.chats(0));
    }

    @Test
    void forgetsUpdatesThatTelegramDoesNotDeliverAgain() throws Exception {
        enter(1, new byte[0]);
        enter(2, new byte[] {7});
        upkeep.pruneKnown();
        now = now.plus(Duration.ofHours(23));
        enter(3, new byte[0]);
        upkeep.pruneKnown();
        assertEquals(List.of(101L, 102L, 103L), known());

        now = now.plus(Duration.ofHours(2));
        upkeep.pruneKnown();
        assertEquals(List.of(102L, 103L), known(), "2 is not done, 3 is too new");

        now = now.plus(Duration.ofHours(24));
        upkeep.pruneKnown();
        assertEquals(List.of(102L), known());
    }

    private void enter(long number, byte[] content) throws InterruptedException {
        var journal = store.journal();
        assertEquals(number, journal.number());
        var entry = new JournalEntry(number, 100 + number, content);
        store.awaitDurable(journal.append(List.of(entry)));
    }

    private List<Long> known() {
        var known = new ArrayList<Long>();
        store.journal().load(entry -> known.add(entry.known()));
        return known;
    }

    @Test
    void theFileShrinks() throws Exception {
        var changes = new ArrayList<Change>();
        for (long i = 1; i <= 3500; i++) {
            changes.add(paired(i));
            changes.add(ended(i, Instant.EPOCH));
        }
        store.awaitDurable(store.save(changes));
        upkeep.shrink();
        long before = Files.size(file);
        upkeep.pruneSessions(Duration.ofSeconds(100));
        upkeep.shrink();
        assertEquals(0, sessions("true"));
        assertTrue(Files.size(file) < before / 3, before + " to " + Files.size(file));
        assertEquals(0, Files.size(dir.resolve("anon.sqlite3-wal")));
    }

    @Test
    void aFailureIsThrownAndTheNextTimeMayGoBetter() throws Exception {
        chat(1, Instant.EPOCH);
        Sql.run(database.connection(), "PRAGMA query_only = ON");
        assertThrows(StorageException.class, () -> upkeep.pruneSessions(Duration.ofSeconds(100)));
        Sql.run(database.connection(), "PRAGMA query_only = OFF");
        upkeep.pruneSessions(Duration.ofSeconds(100));
        assertEquals(0, sessions("true"));
    }

    private void chat(long id, Instant ended) throws InterruptedException {
        Town.save(store, paired(id), ended(id, ended));
    }

    private static Change paired(long id) {
        return new Change.Paired(
                new SessionId(id), Town.person(2 * id), Town.person(2 * id + 1), Instant.EPOCH);
    }

    private static Change reported(long id, Instant at) {
        return new Change.Reported(
                new Change.ReportId(id),
                new SessionId(id),
                Town.person(2),
                Town.person(3).pseudonym(),
                Optional.empty(),
                Change.Reason.OTHER,
                Optional.empty(),
                at);
    }

    private static Change ended(long id, Instant at) {
        var one = Town.person(2 * id).pseudonym();
        var other = Town.person(2 * id + 1).pseudonym();
        return new Change.Ended(new SessionId(id), one, other, at, at);
    }

    private long sessions(String which) throws Exception {
        return Sql.number(database.connection(), "SELECT count(*) FROM session WHERE " + which);
    }
}
