package parley.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.moderation.Stage.ANN;
import static parley.moderation.Stage.BEN;
import static parley.moderation.Stage.CARA;
import static parley.moderation.Stage.DAN;
import static parley.moderation.Stage.MONA;
import static parley.moderation.Stage.answer;
import static parley.moderation.Stage.has;
import static parley.moderation.Stage.only;
import static parley.moderation.Stage.told;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Change.Acted;
import parley.chat.Change.Judged;
import parley.chat.Change.Penalty;
import parley.chat.Change.ReportId;
import parley.chat.Change.Sanctioned;
import parley.chat.Decision;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Shut;
import parley.chat.Person;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What moderators do about people by buttons and commands.
class JudgeTest {
    private final Stage stage = new Stage(Stage.terms(3, 0, 0, 0));
    private ReportId report;

    @BeforeEach
    void benReportsAnn() {
        report = stage.reports(BEN, ANN).id();
    }

    @ParameterizedTest
    @CsvSource({
        "mute, MUTE, 24, muted for 24 h",
        "ban7d, BAN, 168, banned for 7 days",
        "ban, BAN, , banned"
    })
    void aPressKeepsOutForAsLongAsTheButtonSays(
            String act, Penalty penalty, Long hours, String status) {
        var decision = press(report, act);

        var sanction = only(Sanctioned.class, decision);
        var until = Optional.ofNullable(hours).map(h -> stage.now.plus(Duration.ofHours(h)));
        assertEquals(
                new Sanctioned(
                        ANN.pseudonym(), penalty, stage.now, until, Optional.of(report), 0, false),
                sanction);
        var acted = only(Acted.class, decision);
        assertEquals(Optional.of(MONA.pseudonym()), acted.by());
        assertEquals(Optional.of(report), acted.report());
        assertEquals(until, acted.until());
        assertTrue(answer(decision).endsWith("Status: " + status), answer(decision));
        var shut = assertInstanceOf(Shut.class, told(ANN, decision).getFirst());
        assertEquals(penalty, shut.penalty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dismiss", "warn", "mute", "ban7d", "ban"})
    void theFirstPressCountsAndNoOther(String second) {
        press(report, "ban7d");

        var decision = press(report, second);

        assertEquals(List.of(), decision.changes());
        assertEquals("Already done: banned.", answer(decision));
        assertEquals(List.of(), told(ANN, decision));
    }

    @Test
    void whatIsUndoneCanBeDecidedAnew() {
        press(report, "ban");
        var undone = press(report, "undo");

        assertEquals(Optional.empty(), only(Judged.class, undone).outcome());
        assertEquals("undone", only(Acted.class, undone).what());
        assertEquals(List.of(Plain.PARDONED), told(ANN, undone));
        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));
        only(Sanctioned.class, press(report, "mute"));
    }

    @Test
    void whatIsOpenCannotBeUndone() {
        var decision = press(report, "undo");

        assertEquals(List.of(), decision.changes());
        assertTrue(answer(decision).contains("nothing to undo"));
    }

    @Test
    void undoLiftsOnlyWhatThatReportBrought() {
        press(report, "ban");
        var other = stage.reports(CARA, DAN);
        press(other.id(), "dismiss");
        press(other.id(), "undo");
        isShut();

        stage.orders("ban " + Stage.mask(ANN) + " 7d");
        var undone = press(report, "undo");

        assertEquals(List.of(), told(ANN, undone));
        isShut();
    }

    @Test
    void whatKeepsOutLongerStays() {
        var second = anotherReport(CARA);
        press(report, "ban");

        assertFalse(has(Sanctioned.class, press(second, "mute")));

        assertEquals(Optional.empty(), isShut().left());
        press(second, "undo");
        isShut();
    }

    @Test
    void whatKeepsOutLongerTakesThePlaceOfWhatDoesNot() {
        var second = anotherReport(CARA);
        press(report, "mute");

        only(Sanctioned.class, press(second, "ban7d"));

        assertEquals(Optional.of(Duration.ofDays(7)), isShut().left());
    }

    @Test
    void aWarningLiftsNoBan() {
        var second = anotherReport(CARA);
        press(report, "ban");

        assertEquals(List.of(), told(ANN, press(second, "warn")));

        isShut();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dismiss", "warn"})
    void aLightDecisionLetsInWhoWasSuspended(String act) {
        suspended();

        var decision = press(report, act);

        assertTrue(told(ANN, decision).contains(Plain.PARDONED));
        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));
    }

    @Test
    void aMuteTakesThePlaceOfASuspension() {
        suspended();

        press(report, "mute");

        assertEquals(Penalty.MUTE, isShut().penalty());
        assertEquals(Optional.of(Duration.ofHours(24)), isShut().left());
    }

    @Test
    void dismissingLiftsNoBan() {
        stage.orders("ban " + Stage.mask(ANN));

        press(report, "dismiss");

        isShut();
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "mute", "ban7d", "ban"})
    void aModeratorIsLeftAloneByPresses(String act) {
        var about = stage.reports(CARA, MONA).id();

        var decision = press(about, act);

        assertEquals(List.of(), decision.changes());
        assertEquals("That is a moderator. Nothing was done.", answer(decision));
    }

    @Test
    void aModeratorIsLeftAloneByCommands() {
        var about = stage.reports(CARA, MONA).id();
        for (var id : List.of(about.toString(), Stage.mask(MONA), full(MONA.pseudonym().high()))) {
            var decision = stage.orders("ban " + id + " 7d");
            assertEquals(List.of(), decision.changes(), id);
            assertEquals("That is a moderator. Nothing was done.", answer(decision));
        }
    }

    @Test
    void aReportAboutAModeratorCanBeDismissed() {
        var about = stage.reports(CARA, MONA).id();

        assertTrue(answer(press(about, "dismiss")).endsWith("Status: dismissed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7d sold things      | 168 | sold things",
                "'  7d   sold  it'   | 168 | sold  it",
                "perm                |     | ''",
                "90m                 | 1.5 | ''",
                "sold things for 7d  |     | sold things for 7d",
                "''                  |     | ''",
                "24h 7d              | 24  | 7d"
            })
    void theCommandTakesATimeAndAReason(String rest, Double hours, String why) {
        var decision = stage.orders("ban  " + report + " " + rest);

        var acted = only(Acted.class, decision);
        assertEquals(why, acted.why());
        assertEquals(
                Optional.ofNullable(hours)
                        .map(h -> stage.now.plus(Duration.ofMinutes((long) (h * 60)))),
                acted.until());
        assertEquals(Optional.of("banned"), only(Judged.class, decision).outcome());
    }

    @Test
    void aPersonIsBannedByTheDigitsOnTheCardInEitherCase() {
        stage.reports(CARA, Stage.person(0xab));

        for (var id : List.of("AB0000000000", "ab0000000000", "aB00000000000000" + "0")) {
            var sanction = only(Sanctioned.class, stage.orders("ban " + id));
            assertEquals(Stage.person(0xab).pseudonym(), sanction.who());
        }
        assertTrue(has(Sanctioned.class, stage.orders("ban " + upper(report))));
    }

    @Test
    void aCommandMayShortenABan() {
        press(report, "ban");

        stage.orders("ban " + report + " 24h");

        assertEquals(Optional.of(Duration.ofHours(24)), isShut().left());
    }

    @Test
    void whoIsLetInAgainIsToldAndItIsWrittenDown() {
        press(report, "ban");

        var decision = stage.orders("unban " + report);

        assertEquals(List.of(Plain.PARDONED), told(ANN, decision));
        assertEquals("pardoned", only(Acted.class, decision).what());
        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));
        assertEquals(List.of(), stage.orders("unban " + report).changes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "judge",
                "judge x y z",
                "judge 0123456789abcdef ban",
                "judge REPORT",
                "judge REPORT BAN",
                "judge REPORT ban now",
                "judge REPORT  ban",
                "judge REPORT warn7",
                "judge -1 ban",
                "ban",
                "ban x",
                "ban -1",
                "ban REPORT 7x",
                "ban REPORT 0d",
                "ban REPORT 3651d",
                "ban REPORT 99999999999999999999d",
                "ban REPORT permanent",
                "ban REPORT 7D",
                "ban REPORT ٣d",
                "ban 01",
                "ban 010000000001",
                "ban REPORTS",
                "unban",
                "unban 👍",
                "unban REPORT",
                "pardon x",
                "show",
                "show REPORTx",
                "nothing"
            })
    void wrongWordsAreAnsweredAndDoNothing(String words) {
        var decision = stage.orders(words.replace("REPORT", report.toString()));

        assertEquals(List.of(), decision.changes());
        assertEquals(1, decision.effects().size());
        assertInstanceOf(Notice.Desk.class, told(Stage.ROOM, decision).getFirst());
    }

    @Test
    void whatIsWrongIsNotRepeatedAtAnyLength() {
        var words = "ban " + report + " 7" + "d".repeat(4070);

        assertTrue(answer(stage.orders(words)).startsWith("That is no time: write 90m"));
    }

    @Test
    void thereIsNothingToJudgeAboutWhomNobodyKnows() {
        stage.passes(Duration.ofDays(91));
        stage.prune();

        assertEquals("There is no such report any more.", answer(press(report, "ban")));
    }

    private void suspended() {
        anotherReport(CARA);
        var third = anotherReport(DAN);
        assertEquals(Penalty.SUSPENSION, isShut().penalty(), third::toString);
    }

    private ReportId anotherReport(Person reporter) {
        return stage.reports(reporter, ANN).id();
    }

    private Shut isShut() {
        return assertInstanceOf(Shut.class, stage.search(ANN).getFirst());
    }

    private Decision press(ReportId which, String act) {
        return stage.orders("judge " + which + " " + act);
    }

    private static String full(long high) {
        return "%016x%016x".formatted(high, MONA.pseudonym().low());
    }

    private static String upper(ReportId id) {
        return id.toString().toUpperCase(Locale.ROOT);
    }
}
