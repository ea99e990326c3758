package parley.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.moderation.Stage.ANN;
import static parley.moderation.Stage.BEN;
import static parley.moderation.Stage.CARA;
import static parley.moderation.Stage.OFF;
import static parley.moderation.Stage.isRelayed;
import static parley.moderation.Stage.only;
import static parley.moderation.Stage.told;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Change.Acted;
import parley.chat.Change.Ended;
import parley.chat.Change.Penalty;
import parley.chat.Change.Reported;
import parley.chat.Change.Sanctioned;
import parley.chat.ChatEvent.Revised;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Shut;
import parley.chat.Session.Idle;
import parley.chat.Session.Paired;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// For how long people are kept out, from what, and what they hear of it.
class SentencesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage = new Stage(OFF);

    /// Every message over the limit is one too many.
    private final Stage strict = new Stage(Stage.terms(0, 0, 1, 0));

    @Test
    void eachOffenceKeepsOutForLonger() {
        var minutes = new ArrayList<Long>();
        for (int i = 0; i < 8; i++) {
            var length = strike();
            minutes.add(length.toMinutes());
            strict.passes(length);
        }

        assertEquals(List.of(1L, 5L, 25L, 120L, 720L, 4320L, 4320L, 4320L), minutes);
    }

    @Test
    void afterSevenDaysTheFirstStepComesAgain() {
        strike();
        strict.passes(Duration.ofDays(7).minus(SECOND));
        strict.prune();
        assertEquals(Duration.ofMinutes(5), strike());
        strict.passes(Duration.ofDays(7));
        strict.prune();

        assertEquals(Duration.ofMinutes(1), strike());
    }

    @Test
    void onesOffencesDoNotWeighOnOthers() {
        strike();

        var other = only(Sanctioned.class, strict.rushes(BEN));

        assertEquals(strict.now.plusSeconds(60), other.until().orElseThrow());
    }

    @Test
    void aChatOutlastsAMuteOfLessThanAnHourAndNoLongerOne() {
        for (int i = 0; i < 3; i++) {
            strict.asks(ANN, Verb.END);
            strict.meet(ANN, BEN);
            strict.passes(strike());
            assertInstanceOf(Paired.class, strict.session(ANN));
            assertTrue(isRelayed(strict.says(ANN, 1)));
        }

        var decision = strict.rushes(ANN);

        only(Ended.class, decision);
        assertEquals(
                Notice.Topic.PARTNER_LEFT, ((Notice.About) told(BEN, decision).getFirst()).topic());
        assertInstanceOf(Idle.class, strict.session(ANN));
    }

    @Test
    void noChatOutlastsABanHoweverShort() {
        stage.meet(ANN, BEN);

        var decision = stage.orders("ban " + full() + " 1m");

        assertInstanceOf(Idle.class, stage.session(BEN));
        assertEquals(
                List.of(
                        new Notice.About(
                                Notice.Topic.PARTNER_LEFT, only(Ended.class, decision).session())),
                told(BEN, decision));
    }

    @Test
    void whatTheBotDoesByItselfIsWrittenDown() {
        var act = only(Acted.class, strict.rushes(ANN));

        assertEquals("muted", act.what());
        assertEquals("storm", act.why());
        assertEquals(ANN.pseudonym(), act.whom());
        assertEquals(Optional.empty(), act.by());
        assertEquals(Optional.of(strict.now.plusSeconds(60)), act.until());
    }

    @ParameterizedTest
    @ValueSource(strings = {"judge %s mute", "judge %s warn", "judge %s dismiss", "ban %s 90m"})
    void whatAModeratorDoesTakesNothingFromWhatTheBotCounted(String order) {
        strict.passes(strike());
        strict.passes(strike());
        strict.orders(order.formatted(strict.reports(BEN, ANN).id()));
        strict.passes(Duration.ofHours(24));

        assertEquals(Duration.ofMinutes(25), strike());
    }

    @Test
    void whoIsLetInAgainBeginsAnew() {
        strict.passes(strike());
        strike();
        strict.orders("unban " + full());

        assertEquals(Duration.ofMinutes(1), strike());
    }

    @Test
    void aWarningIsHeardAlsoByWhomTheBotMutedForAMinute() {
        strict.meet(BEN, ANN);
        strike();
        var report = only(Reported.class, strict.presses(BEN, Verb.REPORT, "spam")).id();

        var decision = strict.orders("judge " + report + " warn");

        assertEquals(List.of(warning()), told(ANN, decision));
        var shut = assertInstanceOf(Shut.class, strict.search(ANN).getFirst());
        assertEquals(Penalty.STORM, shut.penalty());
    }

    @Test
    void whoIsMutedInAChatIsHeardByNobodyButHears() {
        strict.meet(ANN, BEN);
        strike();

        var said = strict.says(ANN, 1);

        assertEquals(1, said.effects().size());
        assertInstanceOf(Shut.class, told(ANN, said).getFirst());
        var nothing = new Decision(List.of(), List.of());
        assertEquals(nothing, strict.happens(new Revised(ANN, strict.now)));
        assertTrue(isRelayed(strict.says(BEN, 1)));
        assertFalse(strict.asks(ANN, Verb.END).changes().isEmpty(), "nobody is kept in");
    }

    @Test
    void whoIsMutedWhileWaitingWaitsNoLonger() {
        strict.asks(ANN, Verb.FIND);

        strike();

        assertInstanceOf(Idle.class, strict.session(ANN));
        assertEquals(List.of(Plain.SEARCHING), told(BEN, strict.asks(BEN, Verb.FIND)));
    }

    @ParameterizedTest
    @EnumSource(names = {"FIND", "NEXT", "CONSENT", "VIDEO", "SEND"})
    void whoIsBannedCanDoNothingThatOthersSee(Verb verb) {
        stage.orders("ban " + full());

        assertInstanceOf(Shut.class, told(ANN, stage.asks(ANN, verb)).getFirst());
    }

    @ParameterizedTest
    @EnumSource(names = {"HELP", "RULES", "PRIVACY", "MYDATA", "FORGET", "SETTINGS", "APPEAL"})
    void whoIsBannedIsAnsweredEverythingElse(Verb verb) {
        stage.orders("ban " + full());

        assertFalse(told(ANN, stage.asks(ANN, verb)).getFirst() instanceof Shut);
    }

    @Test
    void aBanEndsByItself() {
        stage.orders("ban " + full() + " 90m");
        assertEquals(shut(Duration.ofMinutes(90)), stage.search(ANN));
        stage.passes(Duration.ofMinutes(90).minus(SECOND));
        assertEquals(shut(SECOND), stage.search(ANN));

        stage.passes(SECOND);

        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));
    }

    @Test
    void aBanWithoutAnEndHasNone() {
        stage.orders("ban " + full());
        stage.passes(Duration.ofDays(10_000));
        stage.prune();

        assertEquals(List.of(new Shut(Penalty.BAN, Optional.empty(), true)), stage.search(ANN));
    }

    @Test
    void forgettingEverythingForgetsNoBan() {
        stage.orders("ban " + full() + " 2d");
        stage.presses(ANN, Verb.FORGET, "yes");
        stage.passes(HOUR);

        assertEquals(shut(Duration.ofHours(47)), stage.search(ANN));
    }

    @Test
    void aWarningIsToldAtOnceAndNeverAgainToWhoCanBeReached() {
        var report = stage.reports(BEN, ANN);
        stage.meet(ANN, CARA);

        var decision = stage.orders("judge " + report.id() + " warn");

        assertEquals(List.of(warning()), told(ANN, decision));
        assertInstanceOf(Paired.class, stage.session(ANN));
        assertTrue(isRelayed(stage.says(ANN, 1)));
        assertEquals(1, stage.says(ANN, 1).effects().size());
    }

    @Test
    void aWarningWaitsForWhoCannotBeReachedAndIsToldOnce() {
        warnsUnheard();
        stage.passes(Duration.ofDays(30));
        stage.prune();

        var decision = stage.asks(ANN, Verb.FIND);

        assertEquals(List.of(warning(), Plain.SEARCHING), told(ANN, decision));
        assertEquals(List.of(Plain.STILL_SEARCHING), told(ANN, stage.asks(ANN, Verb.FIND)));
    }

    @Test
    void aWarningThatIsUndoneBeforeItWasHeardIsNeverTold() {
        var report = warnsUnheard();

        assertEquals(List.of(), told(ANN, stage.orders("judge " + report + " undo")));

        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));
    }

    /// A moderator warns Ann, of whom it is not known any more where to reach her.
    ///
    /// @return the id of the report
    private String warnsUnheard() {
        var report = stage.reports(BEN, ANN);
        stage.passes(Duration.ofHours(25));
        stage.prune();
        assertEquals(List.of(), told(ANN, stage.orders("judge " + report.id() + " warn")));
        return report.id().toString();
    }

    private Duration strike() {
        var sanction = only(Sanctioned.class, strict.rushes(ANN));
        return Duration.between(strict.now, sanction.until().orElseThrow());
    }

    private static Shut warning() {
        return new Shut(Penalty.WARNING, Optional.empty(), true);
    }

    private static List<Notice> shut(Duration left) {
        return List.of(new Shut(Penalty.BAN, Optional.of(left), true));
    }

    private static String full() {
        return "%016x%016x".formatted(ANN.pseudonym().high(), ANN.pseudonym().low());
    }
}
