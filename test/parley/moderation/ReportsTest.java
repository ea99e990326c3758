package parley.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.moderation.Stage.ANN;
import static parley.moderation.Stage.BEN;
import static parley.moderation.Stage.CARA;
import static parley.moderation.Stage.DAN;
import static parley.moderation.Stage.MODERATORS;
import static parley.moderation.Stage.MONA;
import static parley.moderation.Stage.ROOM;
import static parley.moderation.Stage.answer;
import static parley.moderation.Stage.has;
import static parley.moderation.Stage.only;
import static parley.moderation.Stage.told;

import org.junit.jupiter.api.Test;

import parley.chat.Change;
import parley.chat.Change.Acted;
import parley.chat.Change.Ended;
import parley.chat.Change.Penalty;
import parley.chat.Change.Reported;
import parley.chat.Change.Sanctioned;
import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Heard;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Person;
import parley.chat.Session.Idle;
import parley.chat.Session.Paired;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Several people who report the same person have that person suspended; one does not.
class ReportsTest {
    private final Stage stage = new Stage(Stage.terms(3, 0, 0, 0));

    @Test
    void theThirdPersonWhoReportsSuspends() {
        stage.reports(BEN, ANN);
        stage.reports(CARA, ANN);
        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));
        stage.meet(DAN, ANN);

        var decision = stage.presses(DAN, Verb.REPORT, "spam");

        var sanction = only(Sanctioned.class, decision);
        assertEquals(Penalty.SUSPENSION, sanction.penalty());
        assertEquals(Optional.empty(), sanction.until());
        assertEquals("suspended", only(Acted.class, decision).what());
        assertTrue(answer(decision).contains("Reported by 3 people within 24 h\n"));
        assertTrue(answer(decision).endsWith("Status: open; suspended until you decide"));
        var shut = assertInstanceOf(Notice.Shut.class, stage.search(ANN).getFirst());
        assertEquals(Penalty.SUSPENSION, shut.penalty());
    }

    @Test
    void onePersonAloneSuspendsNobodyHoweverOften() {
        var two = new Stage(Stage.terms(2, 0, 0, 0));
        for (int i = 0; i < 10; i++) {
            // A report that ends the chat would keep the two apart for good.
            two.meet(BEN, ANN);
            assertFalse(has(Sanctioned.class, two.presses(BEN, Verb.REPORT, "stayspam")));
            two.asks(BEN, Verb.END);
        }
        assertEquals(List.of(Plain.SEARCHING), two.search(ANN));

        two.reports(CARA, ANN);

        assertInstanceOf(Notice.Shut.class, two.search(ANN).getFirst());
    }

    @Test
    void reportsFromBeforeTheWindowDoNotCount() {
        stage.reports(BEN, ANN);
        stage.reports(CARA, ANN);
        stage.passes(Duration.ofDays(1).plusSeconds(1));
        stage.reports(DAN, ANN);
        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));

        stage.passes(Duration.ofDays(1));
        stage.reports(Stage.person(5), ANN);
        stage.reports(Stage.person(6), ANN);
        assertEquals(1, stage.search(ANN).size());
        assertInstanceOf(Notice.Shut.class, stage.search(ANN).getFirst());
    }

    @Test
    void whoseReportsWereDismissedCountsLess() {
        var crier = stage.reports(BEN, CARA);
        stage.orders("judge " + crier.id() + " dismiss");
        stage.reports(BEN, ANN);
        stage.reports(CARA, ANN);
        stage.reports(DAN, ANN);
        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));

        stage.reports(Stage.person(5), ANN);

        assertInstanceOf(Notice.Shut.class, stage.search(ANN).getFirst());
    }

    @Test
    void whatModeratorsHaveLookedAtDoesNotCountAgain() {
        stage.orders("judge " + stage.reports(BEN, ANN).id() + " warn");
        stage.orders("judge " + stage.reports(CARA, ANN).id() + " warn");

        stage.reports(DAN, ANN);

        stage.search(ANN);
        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));
    }

    @Test
    void aModeratorIsNotSuspended() {
        for (long i = 10; i < 20; i++) {
            stage.reports(Stage.person(i), MONA);
        }

        assertEquals(List.of(Plain.SEARCHING), stage.search(MONA));
    }

    @Test
    void whereNobodyIsToBeSuspendedNobodyIs() {
        var tolerant = new Stage(Stage.OFF);
        for (long i = 10; i < 20; i++) {
            tolerant.reports(Stage.person(i), ANN);
        }

        assertEquals(List.of(Plain.SEARCHING), tolerant.search(ANN));
    }

    @Test
    void whoIsBannedIsNotSuspendedInPlaceOfThat() {
        stage.reports(BEN, ANN);
        stage.reports(CARA, ANN);
        stage.meet(DAN, ANN);
        stage.asks(DAN, Verb.END);
        stage.orders("ban " + Stage.mask(ANN) + " 7d");

        assertFalse(has(Sanctioned.class, stage.presses(DAN, Verb.REPORT, "spam")));
    }

    @Test
    void aMinuteThatTheBotGaveByItselfDoesNotSaveFromSuspension() {
        var busy = new Stage(Stage.terms(3, 0, 1, 0));
        busy.reports(BEN, ANN);
        busy.reports(CARA, ANN);
        busy.meet(DAN, ANN);
        assertEquals(Penalty.STORM, only(Sanctioned.class, busy.rushes(ANN)).penalty());

        var decision = busy.presses(DAN, Verb.REPORT, "spam");

        assertEquals(Penalty.SUSPENSION, only(Sanctioned.class, decision).penalty());
    }

    @Test
    void aSuspensionEndsTheChatOfAReportThatWouldNot() {
        stage.reports(BEN, ANN);
        stage.reports(CARA, ANN);
        stage.meet(DAN, ANN);

        var decision = staying(DAN);

        only(Ended.class, decision);
        assertEquals(
                Notice.Topic.PARTNER_LEFT,
                assertInstanceOf(Notice.About.class, told(DAN, decision).getLast()).topic());
        assertInstanceOf(Idle.class, stage.session(ANN));
    }

    @Test
    void aSuspensionReachesIntoTheNextChat() {
        stage.reports(BEN, ANN);
        stage.reports(CARA, ANN);
        stage.meet(DAN, ANN);
        stage.asks(DAN, Verb.END);
        var other = Stage.person(5);
        stage.meet(ANN, other);

        var decision = stage.presses(DAN, Verb.REPORT, "spam");

        assertEquals(ANN.pseudonym(), only(Ended.class, decision).one());
        assertEquals(1, told(other, decision).size());
        assertEquals(1, told(ANN, decision).size());
        assertInstanceOf(Idle.class, stage.session(other));
    }

    @Test
    void aReportAboutAnEarlierChatEndsTheLaterOneOfTheSameTwoOnce() {
        stage.reports(BEN, ANN);
        stage.reports(CARA, ANN);
        stage.meet(DAN, ANN);
        var first = ((Paired) stage.session(DAN)).id();
        stage.asks(DAN, Verb.END);
        stage.meet(DAN, ANN);

        var decision =
                stage.happens(
                        new Asked(
                                DAN,
                                stage.now,
                                Verb.REPORT,
                                Optional.of(first),
                                Optional.of("spam")));

        only(Ended.class, decision);
        only(Sanctioned.class, decision);
        assertEquals(1, told(DAN, decision).size(), "nobody left Dan");
    }

    @Test
    void whoeverForgetsEverythingHasReportedNobody() {
        stage.reports(BEN, ANN);
        stage.reports(CARA, ANN);
        stage.presses(BEN, Verb.FORGET, "yes");

        stage.reports(DAN, ANN);

        assertEquals(List.of(Plain.SEARCHING), stage.search(ANN));
    }

    @Test
    void onlyAMessageOfTheChatInQuestionIsShown() {
        stage.meet(BEN, ANN);
        points(BEN, "one");
        stage.asks(BEN, Verb.END);
        stage.meet(BEN, CARA);

        var other = stage.presses(BEN, Verb.REPORT, "spam");

        assertEquals(1, told(ROOM, other).size(), "the card alone");
        stage.meet(DAN, ANN);
        points(DAN, "another");
        var evidence = told(ROOM, stage.presses(DAN, Verb.REPORT, "spam")).getLast();
        assertEquals(new Notice.Evidence("another"), evidence);
    }

    @Test
    void thePressBringsTheMessageOnceMoreWhenItIsNotRememberedAnyMore() {
        stage.meet(BEN, ANN);
        var said = stage.now;
        stage.passes(Duration.ofMinutes(1));

        var evidence = told(ROOM, pressesUnder(BEN, "rude", said)).getLast();

        assertEquals(new Notice.Evidence("rude"), evidence);
    }

    @Test
    void aPressUnderSomethingOfAnotherChatShowsNothingOfIt() {
        stage.meet(BEN, CARA);
        var said = stage.now;
        stage.passes(Duration.ofMinutes(1));
        stage.asks(BEN, Verb.END);
        stage.passes(Duration.ofMinutes(1));
        stage.meet(BEN, ANN);

        assertEquals(1, told(ROOM, pressesUnder(BEN, "of Cara", said)).size(), "the card alone");
    }

    @Test
    void whatWasPointedToIsForgottenAfterADay() {
        stage.meet(BEN, ANN);
        points(BEN, "one");
        stage.passes(Duration.ofDays(1).plusSeconds(1));
        stage.prune();

        assertEquals(1, told(ROOM, stage.presses(BEN, Verb.REPORT, "spam")).size());
    }

    @Test
    void withoutARoomReportsAreKeptAndNobodyIsTold() {
        var quiet = new Stage(Stage.OFF, new Moderators(Optional.empty(), MODERATORS.people()));
        quiet.meet(BEN, ANN);

        var decision = quiet.presses(BEN, Verb.REPORT, "spam");

        assertTrue(has(Reported.class, decision));
        assertEquals(List.of(), told(ROOM, decision));
    }

    /// Says why, and neither leaves nor blocks.
    private Decision staying(Person who) {
        return stage.presses(who, Verb.REPORT, "stayspam");
    }

    /// Reports the partner of the running chat by a button under what answers this message.
    private Decision pressesUnder(Person who, String message, Instant said) {
        var chat = ((Paired) stage.session(who)).id();
        return stage.happens(
                new Asked(
                        who,
                        stage.now,
                        Verb.REPORT,
                        Optional.of(chat),
                        Optional.of("spam"),
                        Optional.of(new Heard(message, said))));
    }

    /// Begins to report by an answer to this message of the partner.
    private void points(Person who, String message) {
        var heard = Optional.of(new Heard(message, stage.now));
        var decision =
                stage.happens(
                        new Asked(
                                who,
                                stage.now,
                                Verb.REPORT,
                                Optional.empty(),
                                Optional.empty(),
                                heard));
        assertFalse(has(Change.Reported.class, decision));
    }
}
