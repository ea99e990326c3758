package parley.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.moderation.Stage.ANN;
import static parley.moderation.Stage.BEN;
import static parley.moderation.Stage.CARA;
import static parley.moderation.Stage.DAN;
import static parley.moderation.Stage.MONA;
import static parley.moderation.Stage.OFF;
import static parley.moderation.Stage.ROOM;
import static parley.moderation.Stage.answer;
import static parley.moderation.Stage.has;
import static parley.moderation.Stage.told;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Change;
import parley.chat.Change.Acted;
import parley.chat.Change.Sanctioned;
import parley.chat.ChatEvent.Ordered;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision;
import parley.chat.Notice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// What can be asked in the moderators' chat.
class DeskTest {
    /// As many characters as Telegram takes in one message.
    private static final int LONGEST = 4096;

    /// What the desk knows, and what it does not.
    private static final List<String> WORDS =
            Stream.concat(
                            Stream.of(
                                    """
                                    judge pardon unban ban ban reports show stats announce dismiss \
                                    warn mute ban7d undo 7d 24h 90m perm 0d -1 7D JUDGE Ban \
                                    %s%n {0} 99999999999999999999d 👍 \u0000 \ud83d ' "\
                                    """
                                            .split(" ")),
                            Stream.of("", "\u2003", "a".repeat(5000), "7" + "d".repeat(4000)))
                    .toList();

    private final Stage stage = new Stage(OFF);

    @ParameterizedTest
    @ValueSource(
            strings = {"judge REPORT ban", "ban REPORT", "reports", "stats", "announce hi", ""})
    void whoIsNoModeratorGetsNothingDone(String words) {
        var report = stage.reports(BEN, ANN).id();

        var decision = stage.orders(CARA, words.replace("REPORT", report.toString()));

        assertEquals(new Decision(List.of(), List.of()), decision);
    }

    @Test
    void theOperatorActsWithoutBeingTold() {
        var report = stage.reports(BEN, ANN).id();

        var decision =
                stage.happens(
                        new Ordered(ROOM, stage.now, Optional.empty(), "judge " + report + " ban"));

        assertTrue(has(Sanctioned.class, decision));
        assertEquals(Optional.empty(), Stage.only(Acted.class, decision).by());
        assertEquals(List.of(), told(ROOM, decision));
        assertEquals(1, told(ANN, decision).size());
    }

    @Test
    void openReportsAreListedNewestFirst() {
        assertEquals("No report is open.", answer(stage.orders("reports")));
        var first = stage.reports(BEN, ANN).id();
        stage.passes(Duration.ofHours(3));
        var second = stage.reports(CARA, ANN).id();
        var judged = stage.reports(DAN, ANN).id();
        stage.orders("judge " + judged + " dismiss");

        var list = answer(stage.orders("reports"));

        assertTrue(list.startsWith("Open reports, newest first: 2\n" + second), list);
        assertTrue(list.contains(first + "  spam or advertising  about 010000000000, 3 h ago"));
        assertFalse(list.contains(judged.toString()));
    }

    @Test
    void whatCameAtOnceIsListedInTheOrderOfItsIdLikeOnTheCommandLine() {
        var ids = new ArrayList<Long>();
        for (long i = 0; i < 8; i++) {
            ids.add(stage.reports(Stage.person(200 + i), ANN).id().value());
        }

        var listed =
                answer(stage.orders("reports"))
                        .lines()
                        .skip(1)
                        .limit(8)
                        .map(line -> Cards.report(line.substring(0, 16)).orElseThrow().value())
                        .toList();

        assertEquals(ids.stream().sorted(Comparator.reverseOrder()).toList(), listed);
    }

    @Test
    void aLongListFitsIntoAMessage() {
        for (long i = 0; i < 100; i++) {
            stage.reports(Stage.person(200 + i), ANN);
        }

        var list = answer(stage.orders("reports"));

        assertTrue(list.startsWith("Open reports, newest first: 100\n"));
        assertEquals(32, list.lines().count());
        assertTrue(list.length() <= LONGEST);
    }

    @Test
    void aReportIsShownWithWhatHoldsNow() {
        var report = stage.reports(BEN, ANN).id();
        stage.orders("judge " + report + " ban7d");
        stage.passes(Duration.ofDays(2));

        var card = answer(stage.orders("show " + report));

        assertTrue(card.contains("Status: banned; now: ban for 5 days"), card);
        stage.passes(Duration.ofDays(5));
        assertTrue(answer(stage.orders("show " + report)).endsWith("Status: banned"));
    }

    @Test
    void figuresOfFewPeopleAreNotExact() {
        stage.meet(ANN, BEN);
        stage.says(ANN, 1);
        stage.passes(Duration.ofMinutes(1));

        assertEquals(
                """
                Chats: fewer than 10
                Waiting: fewer than 10
                Messages in the last minute: fewer than 10
                Open reports: fewer than 10
                Reports in all: fewer than 10
                Kept out: fewer than 10\
                """,
                answer(stage.orders("stats")));
        for (int i = 0; i < 10; i++) {
            stage.orders("ban " + "%016x".formatted(i).repeat(2));
        }
        assertTrue(answer(stage.orders("stats")).endsWith("Kept out: 10"));
    }

    @Test
    void messagesThatDidNotPassAreNotCounted() {
        stage.meet(ANN, BEN);
        stage.orders("ban " + "%016x%016x".formatted(1L << 56, 1) + " 90m");
        for (int i = 0; i < 20; i++) {
            stage.says(ANN, 1);
        }
        stage.passes(Duration.ofMinutes(1));

        assertTrue(answer(stage.orders("stats")).contains("last minute: fewer than 10\n"));
    }

    @Test
    void anAnnouncementGoesToThoseInAChatWhoWantIt() {
        stage.meet(ANN, BEN);
        stage.presses(ANN, Verb.SETTINGS, "quiet");
        stage.asks(CARA, Verb.FIND);

        var decision = stage.orders("announce  Back\nsoon ");

        assertEquals(List.of(new Notice.Announcement("Back\nsoon")), told(BEN, decision));
        assertEquals(2, decision.effects().size(), "the answer, and nobody else");
        stage.presses(ANN, Verb.SETTINGS, "loud");
        assertEquals(1, told(ANN, stage.orders("announce x")).size());
    }

    @Test
    void whoseSettingsAreAsWantedChangesNothing() {
        assertEquals(List.of(), stage.presses(ANN, Verb.SETTINGS, "loud").changes());
        assertEquals(
                List.of(new Change.Tuned(ANN.pseudonym(), false)),
                stage.presses(ANN, Verb.SETTINGS, "quiet").changes());
        assertEquals(List.of(), stage.presses(ANN, Verb.SETTINGS, "quiet").changes());
        assertEquals(
                List.of(Notice.Plain.SETTINGS_QUIET), told(ANN, stage.asks(ANN, Verb.SETTINGS)));
    }

    @Test
    void anAnnouncementHasALengthThatFits() {
        stage.meet(ANN, BEN);

        assertEquals(1, told(BEN, stage.orders("announce " + "a".repeat(1000))).size());
        for (var text : List.of("a".repeat(1001), "", "  \n")) {
            var decision = stage.orders("announce " + text);
            assertEquals(List.of(), told(BEN, decision));
            assertTrue(answer(decision).startsWith("Write /announce and the text"));
        }
    }

    @Test
    void noWordsMakeTheDeskFallOverOrReachAModerator() {
        for (long seed = 1; seed <= 20; seed++) {
            var random = new SplittableRandom(seed);
            var town = new Stage(Stage.terms(3, 0, 0, 0));
            var ids = ids(town);
            for (int i = 0; i < 500; i++) {
                var words = words(random, ids);
                var decision = town.orders(words);
                assertSound(decision, "seed " + seed + ": " + words);
                town.passes(Duration.ofMinutes(random.nextInt(300)));
                town.asks(ANN, Verb.FIND);
                town.asks(BEN, Verb.FIND);
            }
        }
    }

    private static void assertSound(Decision decision, String words) {
        var answer = answer(decision);
        assertFalse(answer.isEmpty(), words);
        assertTrue(answer.length() <= LONGEST, words);
        for (var change : decision.changes()) {
            if (change instanceof Sanctioned sanction) {
                assertFalse(sanction.who().equals(MONA.pseudonym()), words);
                assertTrue(has(Acted.class, decision), words);
            }
        }
    }

    /// What there is to be meant: reports, also of a moderator, and people.
    private static List<String> ids(Stage town) {
        var ids = new ArrayList<String>();
        for (var reported : List.of(ANN, MONA)) {
            for (var reporter : List.of(BEN, CARA, DAN)) {
                ids.add(town.reports(reporter, reported).id().toString());
            }
        }
        for (var person : List.of(ANN, BEN, MONA)) {
            ids.add(Stage.mask(person));
            var who = person.pseudonym();
            ids.add("%016x%016x".formatted(who.high(), who.low()));
        }
        return ids;
    }

    private static String words(SplittableRandom random, List<String> ids) {
        var line = new StringBuilder(random.nextBoolean() ? any(WORDS, random) : "judge");
        for (int i = random.nextInt(5); i > 0; i--) {
            line.append(any(List.of(" ", "  ", "\n", "\t", "\u2003"), random));
            var word = any(random.nextBoolean() ? ids : WORDS, random);
            line.append(random.nextInt(9) == 0 ? word.substring(word.length() / 2) : word);
        }
        return line.toString();
    }

    private static String any(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }
}
