package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.sqlite.Town.NOW;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.chat.Change;
import parley.chat.Change.Reason;
import parley.chat.Change.ReportId;
import parley.chat.Person;
import parley.chat.SessionId;
import parley.sqlite.Reports.Act;
import parley.sqlite.Reports.History;
import parley.sqlite.file.RefusedException;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Timeout(60)
class ReportsTest {
    private static final Person ANN = Town.person(1);
    private static final Person BEN = Town.person(2);
    private static final Person MONA = Town.person(3);
    private static final Instant BEGAN = NOW.minusSeconds(60);

    @TempDir Path dir;
    private Path file;
    private SqliteStore store;

    @BeforeEach
    void open() throws RefusedException {
        file = dir.resolve("anon.sqlite3");
        store = Town.store(file);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void oneIsFoundByItsIdAndTellsWhomItIsAbout() throws Exception {
        report(-2, Optional.empty());
        report(2, Optional.empty());

        var report = Reports.find(file, "fffffffffffffffe").orElseThrow();

        assertEquals("fffffffffffffffe", report.session());
        assertEquals(Optional.of(BEN.pseudonym()), Reports.reported(report, Town.KEYS));
        assertEquals(Optional.empty(), Reports.find(file, "0000000000000001"));
    }

    @Test
    void itIsOpenUntilSomebodyLooks() throws Exception {
        report(1, Optional.empty());
        assertTrue(Reports.list(file).getFirst().isOpen());

        Town.save(store, new Change.Judged(new ReportId(1), Optional.of("warned")));

        assertFalse(Reports.list(file).getFirst().isOpen());
        assertEquals("warned", Reports.list(file).getFirst().status());
    }

    @Test
    void itsHistoryTellsWhatWasDoneAboutItAndNothingElse() throws Exception {
        report(1, Optional.of(BEGAN));
        report(2, Optional.empty());
        var until = Optional.of(NOW.plusSeconds(1));
        Town.save(store, act("banned", Optional.of(MONA), Optional.of(1L), until, "sold things"));
        Town.save(store, act("undone", Optional.empty(), Optional.of(1L), Optional.empty(), ""));
        Town.save(store, act("banned", Optional.empty(), Optional.empty(), Optional.empty(), ""));

        var mona = Optional.of(People.text(MONA.pseudonym()));
        assertEquals(
                new History(
                        Optional.of(BEGAN),
                        List.of(
                                new Act("banned", NOW, until, mona, "sold things"),
                                new Act("undone", NOW, Optional.empty(), Optional.empty(), ""))),
                history("0000000000000001"));
        assertEquals(new History(Optional.empty(), List.of()), history("0000000000000002"));
    }

    private History history(String id) throws RefusedException {
        return Reports.history(file, Reports.find(file, id).orElseThrow());
    }

    private void report(long id, Optional<Instant> began) throws InterruptedException {
        Town.save(
                store,
                new Change.Reported(
                        new ReportId(id),
                        new SessionId(id),
                        ANN,
                        BEN.pseudonym(),
                        Optional.empty(),
                        Reason.SPAM,
                        began,
                        NOW));
    }

    private static Change.Acted act(
            String what,
            Optional<Person> by,
            Optional<Long> report,
            Optional<Instant> until,
            String why) {
        return new Change.Acted(
                what,
                BEN.pseudonym(),
                by.map(Person::pseudonym),
                report.map(ReportId::new),
                until,
                why,
                NOW);
    }
}
