package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.json.Json;
import parley.playground.Human;
import parley.playground.Received;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What an operator does about people on the command line, beside the bot and without it.
class ModerationCommandsTest {
    private static final long ANN = 7_123_456_781L;
    private static final long BEN = 7_123_456_782L;
    private static final long MONA = 7_123_456_783L;
    private static final String BANNED = "You are banned here";
    private static final String TIME = "[0-9T:-]{19}Z";

    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void build() throws Exception {
        scene = new Scene(folder).with("MODERATOR_IDS", Long.toString(MONA));
        ann = scene.playground.human(ANN);
        ben = scene.playground.human(BEN);
    }

    @AfterEach
    void stop() {
        try (var ended = scene) {
            assertEquals(List.of(), ended.playground.violations());
        }
    }

    @Test
    void aBanBesideTheRunningBotEndsTheChatAtOnceAndOnlyOneIsTold() throws Exception {
        scene.start();
        scene.pair(ann, ben);
        int heard = texts(ann).size();

        var said = does("ban " + BEN + " 7d sold things");

        assertTrue(said.matches("Banned: [0-9a-f]{12} until " + TIME), said);
        hears(ben, BANNED);
        hears(ann, "has left");
        ann.says("/help");
        hears(ann, "/find");
        assertEquals(2, texts(ann).size() - heard, texts(ann)::toString);
        assertEquals(1, texts(ben).stream().filter(text -> text.contains(BANNED)).count());
        ben.says("/find");
        hears(ben, BANNED);
    }

    @Test
    void aBanWithoutABotHoldsAtTheNextStart() throws Exception {
        var bot = scene.start();
        scene.pair(ann, ben);
        ends(bot);

        var said = does("ban " + BEN);

        assertTrue(said.endsWith(" until somebody lifts it"), said);
        assertEquals(List.of("ban"), each(list("bans"), "penalty"));
        assertTrue(does("stats --json").contains("\"chats\":0"), "the chat goes on");
        scene.start();
        hears(ann, "has left");
        hears(ben, BANNED);
        ben.says("/find");
        hears(ben, BANNED);
        assertFalse(list("bans").getFirst().containsKey("until"), "it has an end");
    }

    @Test
    void aBanBeginsNowHoweverLongAgoSomebodyWrote() throws Exception {
        scene.start();
        long hours = Duration.ofHours(3).toSeconds();
        ben.sends(Map.of("text", "/help", "date", Instant.now().getEpochSecond() - hours));
        hears(ben, "/find");

        does("ban " + BEN + " 90m");

        ben.says("/find");
        hears(ben, BANNED);
    }

    @Test
    void whoeverIsNamedInAnyWayIsBannedAndLetInAgain() throws Exception {
        scene.start();
        var report = report();
        var pseudonym = (String) list("reports").getFirst().get("reported");
        var mask = pseudonym.substring(0, 12);

        for (var who : List.of(report, pseudonym, mask, "" + BEN)) {
            var said = does("ban " + who + " 90m");
            assertTrue(said.matches("Banned: " + mask + " until " + TIME), said);
            assertEquals("May come in again: " + mask, does("unban " + who));
        }
        ben.says("/find");
        hears(ben, "Searching");
    }

    @Test
    void whoeverIsLetInWithoutABotSearchesAgain() throws Exception {
        var bot = scene.start();
        does("ban " + BEN);
        ends(bot);

        does("unban " + BEN);

        scene.start();
        ben.says("/find");
        hears(ben, "Searching");
    }

    @Test
    void digitsAreAReportBeforeTheyAreATelegramId() throws Exception {
        var bot = scene.start();
        report();
        ends(bot);
        write("UPDATE report SET id = " + 0x1234567890123456L);
        var pseudonym = list("reports").getFirst().get("reported");

        does("ban 1234567890123456 24h");

        assertEquals(List.of(pseudonym), each(list("bans"), "who"));
        assertEquals(List.of("1234567890123456"), each(list("bans"), "report"));
        assertEquals(List.of("banned"), each(list("reports"), "status"));
        does("ban 1234567890123457 24h");
        assertEquals(2, list("bans").size(), "without such a report it is a Telegram id");
    }

    @Test
    void theFirstDigitsOfSeveralPeopleNameNobody() throws Exception {
        ends(scene.start());
        for (var last : List.of("01", "02")) {
            var pseudonym = "x'" + "ab".repeat(15) + last + "'";
            write("INSERT INTO sanction VALUES (" + pseudonym + ", 'mute', 1, NULL, NULL, 0, 0)");
        }

        var said = refuses(1, "unban abababababab");

        assertTrue(said.contains("several"), said);
        does("unban " + "ab".repeat(15) + "01");
        assertEquals(List.of("ab".repeat(15) + "02"), each(list("bans"), "who"));
        does("unban abababababab");
        assertTrue(refuses(1, "unban " + "ab".repeat(15) + "01").contains("nothing keeps"));
    }

    @Test
    void reportsAreClosedOnceAndTheOutcomeHolds() throws Exception {
        var bot = scene.start();
        var muted = report();
        ben = scene.playground.human(BEN + 10);
        var dismissed = report();

        does("reports resolve " + muted + " --as mute");

        assertEquals(Set.of("muted", "open"), Set.copyOf(each(list("reports"), "status")));
        assertEquals(List.of("mute"), each(list("bans"), "penalty"));
        assertEquals(List.of(muted), each(list("bans"), "report"));
        assertEquals(List.of(dismissed), each(list("reports --open"), "report"));
        var again = refuses(1, "reports resolve " + dismissed + " " + muted + " --as ban");
        assertTrue(again.contains("report " + muted + " is muted already"), again);
        assertEquals(Set.of("muted", "open"), Set.copyOf(each(list("reports"), "status")));
        ends(bot);
        does("reports resolve " + dismissed);
        assertEquals(Set.of("muted", "dismissed"), Set.copyOf(each(list("reports"), "status")));
        assertEquals(List.of("mute"), each(list("bans"), "penalty"));
    }

    @Test
    void aReportIsShownWithWhatWasDoneAndNobodysId() throws Exception {
        scene.start();
        var report = report();
        does("ban " + report + " 7d sold things");

        var shown = does("reports show " + report.toUpperCase(Locale.ROOT));

        for (var part :
                List.of(report, "banned", "spam", "now         ban until", ": sold things")) {
            assertTrue(shown.contains(part), part + " is not in " + shown);
        }
        var everything =
                shown + does("reports") + does("reports --csv") + does("bans") + does("bans --csv");
        assertFalse(everything.contains("7123456"), everything);
    }

    @Test
    void whoeverIsReportedByIdIsBannedByTheReportAndTheListWarns() throws Exception {
        scene.with("MASK_USER_IDS", "false").start();
        scene.pair(ann, ben);
        Scene.reports(ann);
        var listed = does("reports --csv");
        assertTrue(listed.contains("warning: not masked, these are Telegram ids: 1"), listed);
        var report = listed.lines().toList().getLast().substring(0, 16);

        does("ban " + report);

        ben.says("/find");
        hears(ben, BANNED);
        assertFalse(does("bans --csv").contains("7123456"));
    }

    @Test
    void machinesReadCsvToo() throws Exception {
        scene.start();
        var report = report();
        does("ban " + report);

        var reports = does("reports --csv").lines().toList();
        var bans = does("bans --csv").lines().toList();

        assertEquals("report,session,reporter,reported,reason,time,status", reports.getFirst());
        assertTrue(
                reports.get(1)
                        .matches(
                                report
                                        + ",[0-9a-f]{16},[0-9a-f]{32},[0-9a-f]{32},spam,"
                                        + ""
                                        + TIME
                                        + ",banned"),
                reports.get(1));
        assertEquals("who,penalty,since,until,report,appealed", bans.getFirst());
        assertTrue(
                bans.get(1).matches("[0-9a-f]{32},ban," + TIME + ",," + report + ",false"),
                bans.get(1));
    }

    @Test
    void whatGoesOnIsCounted() throws Exception {
        scene.start();
        report();
        scene.pair(ann, scene.playground.human(BEN + 20));
        scene.playground.human(BEN + 30).says("/find");
        hears(scene.playground.human(BEN + 30), "Searching");
        does("ban " + MONA + "1");

        assertEquals(
                Map.of(
                        "chats", 1L,
                        "waiting", 1L,
                        "ended_24h", 1L,
                        "reports_open", 1L,
                        "reports", 1L,
                        "kept_out", Map.of("ban", 1L)),
                Json.parse("stats", does("stats --json")));
        assertTrue(does("stats").contains("kept out: ban            1"), does("stats"));
    }

    @Test
    void moderatorsAreNotBanned() throws Exception {
        var bot = scene.start();
        ben = scene.playground.human(MONA);
        var report = report();
        for (int i = 0; i < 2; i++) {
            for (var command :
                    List.of("ban " + MONA, "ban " + report, "reports resolve " + report)) {
                var said = refuses(1, command);
                assertTrue(said.matches(".*(that is|is about) a moderator.*"), said);
            }
            assertEquals(List.of(), list("bans"));
            assertEquals(List.of("open"), each(list("reports"), "status"));
            ends(bot);
        }
    }

    @Test
    void whatTheBotKnowsAModeratorByIsRefusedThere() throws Exception {
        scene.start();

        var said = refuses(1, scene.with("MODERATOR_IDS", ""), "ban " + MONA);

        assertTrue(said.contains("refused"), said);
        assertEquals(List.of(), list("bans"));
    }

    @Test
    void whatIsMisspeltOrNotThereIsRefusedAndNothingIsDone() throws Exception {
        scene.start();
        var report = report();
        for (var words : List.of("ban", "unban me", "reports resolve 12", "bans --open")) {
            refuses(2, words);
        }
        for (var words :
                """
                ban 0123456789abcdef; ban abcdef012345; unban REPORT; unban 7123456789;
                reports show 0123456789abcdef; reports resolve 0123456789abcdef;
                reports resolve REPORT 0123456789abcdef\
                """
                        .split(";\\s+")) {
            refuses(1, words.replace("REPORT", report));
        }
        assertEquals(List.of(), list("bans"));
        assertEquals(List.of("open"), each(list("reports"), "status"));
    }

    @Test
    void withoutADatabaseNothingIsMade() throws Exception {
        for (var words : List.of("ban " + BEN, "unban " + BEN, "bans", "stats", "reports --json")) {
            var said = refuses(1, words);
            assertTrue(said.contains("there is no database"), said);
        }
        assertEquals(0, folder.toFile().list().length);
    }

    /// Ann reports Ben.
    ///
    /// @return the number of the report
    private String report() throws Exception {
        var before = reported();
        scene.pair(ann, ben);
        Scene.reports(ann);
        var after = reported();
        after.removeAll(before);
        return after.iterator().next();
    }

    /// The numbers of all reports. To ask the program takes a second.
    private Set<String> reported() throws Exception {
        var reports = new HashSet<String>();
        try (var connection = open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM report")) {
            while (rows.next()) {
                reports.add(HexFormat.of().toHexDigits(rows.getLong(1)));
            }
        }
        return reports;
    }

    /// No bot may run.
    private void write(String sql) throws Exception {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/anon.sqlite3"));
    }

    private static void ends(BotProcess bot) throws InterruptedException {
        bot.terminate();
        assertEquals(0, bot.awaitEnd(Scene.LIMIT), bot::output);
    }

    private static List<String> texts(Human human) {
        return human.phone().received().stream().map(Received::text).toList();
    }

    private String does(String command) throws InterruptedException {
        return refuses(0, command);
    }

    private String refuses(int code, String command) throws InterruptedException {
        return refuses(code, scene, command);
    }

    private static String refuses(int code, Scene scene, String command)
            throws InterruptedException {
        try (var process = scene.launch(command)) {
            assertEquals(code, process.awaitEnd(Scene.LIMIT), () -> command + process.output());
            return process.output();
        }
    }

    private List<Map<?, ?>> list(String command) throws InterruptedException {
        var array = (List<?>) Json.parse(command, does(command + " --json"));
        return array.stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList();
    }

    private static List<Object> each(List<Map<?, ?>> list, String name) {
        return list.stream().<Object>map(item -> item.get(name)).toList();
    }
}
