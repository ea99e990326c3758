package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.sqlite.Town.NOW;
import static parley.sqlite.Town.person;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.chat.Change;
import parley.chat.Change.Penalty;
import parley.chat.Change.Reason;
import parley.chat.Change.ReportId;
import parley.chat.Change.Sanctioned;
import parley.chat.Person;
import parley.chat.SessionId;
import parley.sqlite.Bans.Ban;
import parley.sqlite.Bans.Figures;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Sql;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

@Timeout(60)
class BansTest {
    private static final Person ANN = person(1);
    private static final Person BEN = person(2);
    private static final Person CLEO = person(3);

    @TempDir Path dir;
    private Path file;
    private Database database;
    private SqliteStore store;

    @BeforeEach
    void open() throws RefusedException {
        file = dir.resolve("anon.sqlite3");
        database = Database.open(file, Town.KEYS);
        store = Town.store(database);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void listsWhoIsKeptOutNowTheEarliestFirst() throws Exception {
        var week = Duration.ofDays(7);
        save(sanction(ANN, Penalty.BAN, NOW.plusSeconds(1), Optional.empty()).appeal());
        save(
                new Sanctioned(
                        BEN.pseudonym(),
                        Penalty.MUTE,
                        NOW,
                        Optional.of(NOW.plus(week)),
                        Optional.of(new ReportId(-1)),
                        0,
                        false));
        save(sanction(CLEO, Penalty.WARNING, NOW, Optional.empty()));

        var ben =
                new Ban(
                        text(BEN),
                        "mute",
                        NOW,
                        Optional.of(NOW.plus(week)),
                        Optional.of("ffffffffffffffff"),
                        false);
        var ann =
                new Ban(
                        text(ANN),
                        "ban",
                        NOW.plusSeconds(1),
                        Optional.empty(),
                        Optional.empty(),
                        true);
        assertEquals(List.of(ben, ann), Bans.list(file, NOW));
        assertEquals(Optional.of(ben), Bans.find(file, BEN.pseudonym(), NOW));
        assertEquals(List.of(ann), Bans.list(file, NOW.plus(week)), "it ends when it says so");
        assertEquals(Optional.empty(), Bans.find(file, CLEO.pseudonym(), NOW));
    }

    @Test
    void countsWhatGoesOn() throws Exception {
        var day = Duration.ofDays(1);
        chat(1, NOW.minus(day));
        chat(2, NOW.minus(day).plusMillis(1));
        chat(3, NOW.minusSeconds(1));
        report(1);
        report(2);
        save(new Change.Judged(new ReportId(1), Optional.of("muted")));
        save(new Change.Paired(new SessionId(9), ANN, BEN, NOW));
        save(new Change.Waits(CLEO, NOW, false));
        save(sanction(person(11), Penalty.BAN, NOW, Optional.empty()));
        save(sanction(person(12), Penalty.BAN, NOW, Optional.of(NOW.plusSeconds(1))));
        save(sanction(person(13), Penalty.BAN, NOW, Optional.of(NOW)));
        save(sanction(person(14), Penalty.STORM, NOW, Optional.of(NOW.plusSeconds(1))));
        save(sanction(person(15), Penalty.WARNING, NOW, Optional.empty()));

        assertEquals(
                new Figures(1, 1, 2, 1, 2, new TreeMap<>(Map.of("ban", 2L, "storm", 1L))),
                Bans.figures(file, NOW));
    }

    @Test
    void knowsPeopleByTheFirstDigitsOfTheirPseudonyms() throws Exception {
        report(1);
        save(sanction(CLEO, Penalty.BAN, NOW, Optional.empty()));

        for (var person : List.of(ANN, BEN, CLEO)) {
            assertEquals(
                    Set.of(person.pseudonym()),
                    Bans.known(file, Town.KEYS, text(person).substring(0, 12)));
        }
        assertEquals(3, Bans.known(file, Town.KEYS, "").size());
        assertEquals(Set.of(), Bans.known(file, Town.KEYS, text(person(4)).substring(0, 12)));
        assertEquals(Set.of(), Bans.known(file, Town.KEYS, text(ANN).substring(1, 13)));
    }

    @Test
    void knowsPeopleWhoseReportsHoldTheirIds() throws Exception {
        store.close();
        var opened = Database.open(file, Town.KEYS);
        store = new SqliteStore(opened, Town.KEYS, false, InstantSource.fixed(NOW), Town.NEVER);
        report(1);

        var digits = text(BEN).substring(0, 12);

        assertEquals(Set.of(BEN.pseudonym()), Bans.known(file, Town.KEYS, digits));
        assertEquals(
                Optional.of(BEN.pseudonym()),
                Reports.reported(Reports.list(file).getFirst(), Town.KEYS));
    }

    @Test
    void tellsWhetherSomethingWasDoneSince() throws Exception {
        assertEquals(0, Bans.lastAct(file));
        save(act("banned", ANN));
        long first = Bans.lastAct(file);
        assertTrue(Bans.isDone(file, "banned", ANN.pseudonym(), 0));
        assertFalse(Bans.isDone(file, "banned", ANN.pseudonym(), first), "it was before");
        save(act("pardoned", ANN), act("banned", BEN));

        assertFalse(Bans.isDone(file, "banned", ANN.pseudonym(), first), "only somebody else");
        assertTrue(Bans.isDone(file, "pardoned", ANN.pseudonym(), first));
        assertTrue(Bans.lastAct(file) > first);
    }

    @Test
    void saysWhatToDoAboutAnOlderDatabase() throws Exception {
        store.close();
        database = Database.open(file, Town.KEYS);
        Sql.run(database.connection(), "DROP TABLE sanction");
        store = Town.store(database);

        var refused = assertThrows(RefusedException.class, () -> Bans.list(file, NOW));

        assertTrue(refused.getMessage().contains("start the bot of this version first"));
    }

    private void save(Change... changes) throws InterruptedException {
        Town.save(store, changes);
    }

    private void chat(long session, Instant ended) throws InterruptedException {
        var id = new SessionId(session);
        var began = NOW.minus(Duration.ofDays(2));
        save(
                new Change.Paired(id, ANN, BEN, began),
                new Change.Ended(id, ANN.pseudonym(), BEN.pseudonym(), began, ended));
    }

    private void report(long id) throws InterruptedException {
        save(
                new Change.Reported(
                        new ReportId(id),
                        new SessionId(id),
                        ANN,
                        BEN.pseudonym(),
                        Optional.of(BEN),
                        Reason.SPAM,
                        Optional.empty(),
                        NOW));
    }

    private static Sanctioned sanction(
            Person who, Penalty penalty, Instant since, Optional<Instant> until) {
        return new Sanctioned(who.pseudonym(), penalty, since, until, Optional.empty(), 0, false);
    }

    private static Change.Acted act(String what, Person whom) {
        return new Change.Acted(
                what,
                whom.pseudonym(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                NOW);
    }

    private static String text(Person who) {
        return People.text(who.pseudonym());
    }
}
