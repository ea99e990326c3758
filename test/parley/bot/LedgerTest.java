package parley.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.bot.Ledger.Arrival;
import parley.bot.Ledger.Leftover;
import parley.bot.notice.NoticeJson;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Notice.Plain;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.engine.Inbox;
import parley.engine.Pending;
import parley.json.Fields;
import parley.json.Json;
import parley.privacy.Keys;
import parley.privacy.Mask;
import parley.privacy.Secret;
import parley.sqlite.SqliteStore;
import parley.sqlite.file.Database;
import parley.telegram.BotApi;
import parley.telegram.Update;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

@Timeout(60)
class LedgerTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Keys KEYS = keys();

    @TempDir Path folder;
    private final BotApi api =
            new BotApi(
                    URI.create("http://localhost:1"),
                    "1:nobody",
                    user -> new Pseudonym(user.value(), 1),
                    OptionalLong.empty());
    private SqliteStore store;
    private ChangeLog log;
    private Ledger ledger;

    @BeforeEach
    void open() throws Exception {
        start(true);
    }

    @AfterEach
    void close() {
        store.close();
        api.close();
    }

    @Test
    void whatIsNotDealtWithIsTakenUpAgainInItsOrder() throws Exception {
        var batch = List.of(message(10, "one"), message(11, "two"), message(12, "three"));
        var entered = ledger.enter(batch);
        var arrivals = entered.arrivals();
        assertTrue(ledger.awaitSafe(entered, LONG));
        arrivals.get(1).entry().done().run();

        restart();
        var left = leftovers();

        assertEquals(List.of(10L, 12L), ids(left));
        assertEquals(List.of(batch.get(0).payload(), batch.get(2).payload()), payloads(left));
        assertTrue(arrival(left.getFirst()).entry().again());
    }

    @Test
    void whatIsDeliveredAgainIsRecognisedEvenAfterARestart() throws Exception {
        var batch = List.of(message(10, "one"), message(11, "two"));
        ledger.enter(batch).arrivals().forEach(arrival -> arrival.entry().done().run());
        var again = ledger.enter(batch);
        assertEquals(List.of(), again.arrivals());
        assertTrue(ledger.awaitSafe(again, LONG));

        restart();

        assertEquals(List.of(), leftovers());
        assertEquals(List.of(), ledger.enter(batch).arrivals());
        assertEquals(1, ledger.enter(List.of(message(12, "three"))).arrivals().size());
    }

    @Test
    void ofACommandThatWasAppliedOnlyTheNoticesAreLeft() throws Exception {
        var find = command(10, "/find");
        var entry = ledger.enter(List.of(find)).arrivals().getFirst().entry();
        var told = List.of(new Notify(person(5), Plain.SEARCHING));
        log.awaitDurable(log.save(List.of(), entry.number(), told));

        restart();

        var rest = assertInstanceOf(Leftover.Untold.class, leftovers().getFirst()).rest();
        assertEquals(told, rest.notices());
        rest.entry().done().run();
        restart();
        assertEquals(List.of(), leftovers());
    }

    @Test
    void anEntryOfOurOwnKeepsNoticesToo() throws Exception {
        var entry = ledger.open();
        var told = List.of(new Notify(person(5), Plain.SEARCHING_AGAIN));
        log.awaitDurable(log.save(List.of(), entry.number(), told));

        restart();

        var rest = assertInstanceOf(Leftover.Untold.class, leftovers().getFirst()).rest();
        assertEquals(told, rest.notices());
    }

    @Test
    void withoutAJournalMessagesAreSafeOnlyWhenTheyAreDealtWithAndLeaveNoTrace() throws Exception {
        store.close();
        start(false);
        leftovers();
        var batch = List.of(message(10, "hush"), command(11, "/find"));
        var entered = ledger.enter(batch);
        var arrivals = entered.arrivals();

        assertFalse(ledger.awaitSafe(entered, Duration.ofMillis(50)));
        arrivals.getFirst().entry().done().run();
        assertTrue(ledger.awaitSafe(entered, LONG));

        restart();
        assertEquals(List.of(11L), ids(leftovers()));
    }

    @Test
    void nothingThatWasSaidIsReadableAtRest() throws Exception {
        var batch = List.of(message(10, "somethingVerySecret"));
        assertTrue(ledger.awaitSafe(ledger.enter(batch), LONG));

        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains("somethingVerySecret"), file.toString());
            }
        }
    }

    @Test
    void whatCannotBeReadAnyMoreIsSkippedForGood() throws Exception {
        var odd = new Update(10, "k", message(10, "x").payload(), "{\"notices\":[{\"to\":1}]}");
        assertTrue(ledger.awaitSafe(ledger.enter(List.of(odd)), LONG));

        restart();
        assertEquals(List.of(), leftovers());
        restart();
        assertEquals(List.of(), leftovers());
    }

    @Test
    void whatIsNoneOfOurBusinessIsNotEntered() throws Exception {
        var nothing = List.of(new Update(10, "", new Update.Nothing(), ""));

        var entered = ledger.enter(nothing);
        entered.arrivals().forEach(arrival -> arrival.entry().done().run());

        assertTrue(ledger.awaitSafe(entered, LONG));
        assertTrue(ledger.isClear());
        restart();
        assertEquals(List.of(), leftovers());
    }

    private void start(boolean keepsMessages) throws Exception {
        var database = Database.open(folder.resolve("a.sqlite3"), KEYS);
        store =
                new SqliteStore(
                        database,
                        KEYS,
                        true,
                        InstantSource.system(),
                        reason -> {
                            throw new AssertionError(reason);
                        });
        log = new ChangeLog(store, Mask.off(), new Counts());
        var inbox = new Inbox(KEYS.updates()::of);
        ledger = new Ledger(store.journal(), inbox, new Pending(log), keepsMessages);
    }

    private void restart() throws Exception {
        store.close();
        start(true);
    }

    private List<Leftover> leftovers() {
        return ledger.leftovers(api::read, new NoticeJson((id, _) -> person(id.value())));
    }

    private static List<Long> ids(List<Leftover> leftovers) {
        return leftovers.stream().map(left -> arrival(left).update().id()).toList();
    }

    private static List<Update.Payload> payloads(List<Leftover> leftovers) {
        return leftovers.stream().map(left -> arrival(left).update().payload()).toList();
    }

    private static Arrival arrival(Leftover leftover) {
        return assertInstanceOf(Leftover.Unread.class, leftover).arrival();
    }

    private static Person person(long id) {
        return new Person(new UserId(id), new Pseudonym(id, 1), "");
    }

    private Update message(long id, String text) {
        var chat = Map.of("id", 5L, "type", "private");
        var from = Map.of("id", 5L, "is_bot", false, "first_name", "Ann");
        var message =
                Map.of("message_id", id, "date", 1000L, "chat", chat, "from", from, "text", text);
        var update = Json.write(Map.of("update_id", id, "message", message));
        return api.read(new Fields("update", Json.parse("update", update)));
    }

    private Update command(long id, String text) {
        return message(id, text);
    }

    private static Keys keys() {
        try {
            return Keys.of(Secret.of("a secret of the tests"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
