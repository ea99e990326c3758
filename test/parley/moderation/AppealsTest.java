package parley.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.moderation.Stage.ANN;
import static parley.moderation.Stage.BEN;
import static parley.moderation.Stage.ROOM;
import static parley.moderation.Stage.answer;
import static parley.moderation.Stage.only;
import static parley.moderation.Stage.told;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Change.Sanctioned;
import parley.chat.ChatEvent.Ordered;
import parley.chat.ChatEvent.Verb;
import parley.chat.Notice;
import parley.chat.Notice.Plain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Whoever is kept out can say something about it, once.
class AppealsTest {
    private final Stage stage = new Stage(Stage.OFF);

    @Test
    void reasonsReachTheModeratorsWithWhatTheyAreAbout() {
        var report = stage.reports(BEN, ANN).id();
        stage.orders("judge " + report + " ban7d");
        stage.passes(Duration.ofDays(1));

        var decision = stage.presses(ANN, Verb.APPEAL, " It was a joke,\nsorry ");

        assertEquals(List.of(Plain.APPEALED), told(ANN, decision));
        assertEquals(
                "📨 Appeal of 010000000000\nban for 6 days, report "
                        + report
                        + "\n\nIt was a joke,\nsorry",
                answer(decision));
        var appeal = assertInstanceOf(Notice.Appeal.class, told(ROOM, decision).getFirst());
        assertEquals(ANN.pseudonym(), appeal.who());
    }

    @Test
    void whoAppealedIsStillKeptOutForAsLong() {
        bans("");
        var before = stage.search(ANN);

        stage.presses(ANN, Verb.APPEAL, "please");

        assertEquals(before, stage.search(ANN));
    }

    @Test
    void oneAppealIsAllThatABanGives() {
        bans("");
        stage.presses(ANN, Verb.APPEAL, "please");

        var again = stage.presses(ANN, Verb.APPEAL, "please");

        assertEquals(List.of(), again.changes());
        assertEquals(List.of(Plain.APPEALED_ALREADY), told(ANN, again));
        assertEquals(List.of(), told(ROOM, again));
        bans("");
        assertEquals(List.of(Plain.APPEALED), told(ANN, stage.presses(ANN, Verb.APPEAL, "please")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void anAppealWithoutReasonsIsNone(String words) {
        bans("");

        assertEquals(List.of(Plain.APPEAL_HOW), told(ANN, stage.presses(ANN, Verb.APPEAL, words)));
        assertEquals(List.of(Plain.APPEALED), told(ANN, stage.presses(ANN, Verb.APPEAL, "please")));
    }

    @Test
    void longReasonsAreCutBetweenCharacters() {
        bans("");

        var card = answer(stage.presses(ANN, Verb.APPEAL, "👍".repeat(1001)));

        assertTrue(card.endsWith("\n\n" + "👍".repeat(1000)));
    }

    @Test
    void whoIsNotKeptOutHasNothingToAppeal() {
        var decision = stage.presses(ANN, Verb.APPEAL, "please");
        assertEquals(List.of(Plain.NOTHING_TO_APPEAL), told(ANN, decision));
        assertEquals(1, decision.effects().size());

        bans("90m");
        stage.passes(Duration.ofMinutes(90));
        assertEquals(
                List.of(Plain.NOTHING_TO_APPEAL),
                told(ANN, stage.presses(ANN, Verb.APPEAL, "please")));
    }

    @Test
    void withoutModeratorsNobodyReadsAppeals() {
        var alone = new Stage(Stage.OFF, Moderators.NONE);
        alone.happens(new Ordered(ROOM, alone.now, Optional.empty(), "ban " + full()));

        var decision = alone.presses(ANN, Verb.APPEAL, "please");

        assertEquals(List.of(Plain.NO_APPEALS), told(ANN, decision));
        assertFalse(((Notice.Shut) alone.search(ANN).getFirst()).appeals());
    }

    @Test
    void anAppealCanBeGranted() {
        bans("");
        stage.presses(ANN, Verb.APPEAL, "please");

        stage.orders("pardon " + full());

        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));
    }

    @Test
    void whoAppealsAPenaltyOfTheBotIsCountedOn() {
        var strict = new Stage(Stage.terms(0, 0, 1, 0));
        strict.rushes(ANN);
        strict.presses(ANN, Verb.APPEAL, "please");
        strict.passes(Duration.ofMinutes(1));

        var second = only(Sanctioned.class, strict.rushes(ANN));

        assertEquals(2, second.strikes());
    }

    private void bans(String time) {
        only(Sanctioned.class, stage.orders("ban " + full() + " " + time));
    }

    private static String full() {
        return "%016x%016x".formatted(ANN.pseudonym().high(), ANN.pseudonym().low());
    }
}
