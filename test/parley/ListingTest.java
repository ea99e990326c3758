package parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.chat.Change;
import parley.chat.Change.Penalty;
import parley.chat.Change.Reason;
import parley.chat.Change.ReportId;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.SessionId;
import parley.chat.UserId;
import parley.privacy.Keys;
import parley.privacy.Secret;
import parley.sqlite.SqliteStore;
import parley.sqlite.file.Database;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What a terminal shows. Nobody gives one to a test, so the command line is not asked.
@Timeout(60)
class ListingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final Pseudonym BEN = new Pseudonym(0xbbbbbbbbbbbbbbbbL, 2);

    @TempDir Path folder;
    private Path file;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void build() {
        file = folder.resolve("anon.sqlite3");
    }

    @Test
    void aTerminalShowsMasksAndWholeSeconds() throws Exception {
        save(true, reported());

        assertEquals(Main.FINE, listing().reports(true));

        assertEquals(
                """
                report            session           reporter      reported      \
                reason  time                  status
                00000000000000ff  0000000000000001  aaaaaaaaaaaa  bbbbbbbbbbbb  \
                spam    2026-11-22T12:00:00Z  open
                """,
                text(out));
        assertEquals("", text(err));
    }

    @Test
    void aTelegramIdIsShownWholeWithAWarning() throws Exception {
        save(false, reported());

        listing().reports(false);

        assertTrue(text(out).contains("  7123456781234  "), text(out));
        assertEquals("parley: warning: not masked, these are Telegram ids: 1\n", text(err));
    }

    @Test
    void aBanWithoutAnEndShowsNone() throws Exception {
        save(
                true,
                new Change.Sanctioned(
                        BEN, Penalty.BAN, NOW, Optional.empty(), Optional.empty(), 0, true));

        listing().bans();

        assertEquals(
                """
                who           penalty  since                 until  report  appealed
                bbbbbbbbbbbb  ban      2026-11-22T12:00:00Z  -      -       yes
                """,
                text(out));
    }

    @Test
    void nothingIsSaidInWords() throws Exception {
        save(true);

        listing().reports(true);
        listing().reports(false);
        listing().bans();

        assertEquals("No report is open.\nNo reports.\nNobody is kept out.\n", text(out));
    }

    private static Change reported() {
        return new Change.Reported(
                new ReportId(255),
                new SessionId(1),
                new Person(
                        new UserId(7_123_456_781_234L), new Pseudonym(0xaaaaaaaaaaaaaaaaL, 1), ""),
                BEN,
                Optional.empty(),
                Reason.SPAM,
                Optional.empty(),
                NOW);
    }

    private void save(boolean masks, Change... changes) throws Exception {
        var keys = Keys.of(Secret.of("a secret for the tests"));
        var database = Database.open(file, keys);
        var clock = InstantSource.fixed(NOW);
        try (var store = new SqliteStore(database, keys, masks, clock, ListingTest::fail)) {
            store.awaitDurable(store.save(List.of(changes)));
        }
    }

    private static void fail(String reason) {
        throw new AssertionError(reason);
    }

    private Listing listing() {
        return new Listing(file, Listing.Form.TERMINAL, stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream from) {
        return from.toString(StandardCharsets.UTF_8);
    }
}
