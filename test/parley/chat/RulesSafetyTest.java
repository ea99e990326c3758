package parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.chat.Scene.ALICE;
import static parley.chat.Scene.BOB;
import static parley.chat.Scene.CAROL;
import static parley.chat.Scene.told;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import parley.chat.Change.Blocked;
import parley.chat.Change.Ended;
import parley.chat.Change.Reported;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;

import java.util.List;
import java.util.Optional;

/// Blocks and reports.
class RulesSafetyTest {
    private final Scene scene = new Scene();

    @ParameterizedTest
    @CsvSource({"BLOCK,NOBODY_TO_BLOCK", "REPORT,NOBODY_TO_REPORT"})
    void saysSoWhenNobodyWasEverMet(Verb verb, Plain answer) {
        assertEquals(List.of(told(ALICE, answer)), scene.asks(ALICE, verb));
        scene.asks(ALICE, Verb.FIND);
        assertEquals(List.of(told(ALICE, answer)), scene.asks(ALICE, verb));
        assertEquals(List.of(), scene.changes());
    }

    @ParameterizedTest
    @CsvSource({"BLOCK,BLOCKED", "REPORT,REPORTED"})
    void endTheChatAndTheTwoNeverMeetAgain(Verb verb, Topic answer) {
        var session = scene.meet(ALICE, BOB);

        var effects = scene.asks(ALICE, verb);

        assertEquals(
                List.of(told(BOB, Topic.PARTNER_LEFT, session), told(ALICE, answer, session)),
                effects);
        assertTrue(scene.idle(ALICE) && scene.idle(BOB));
        assertFalse(scene.chats.compatible(ALICE.pseudonym(), BOB.pseudonym()));
        assertFalse(scene.chats.compatible(BOB.pseudonym(), ALICE.pseudonym()));
    }

    @ParameterizedTest
    @EnumSource(names = {"NEXT", "END", "BLOCK", "REPORT"})
    void thePartnerIsToldTheSameWhateverTheReason(Verb verb) {
        var session = scene.meet(ALICE, BOB);

        var effects = scene.asks(ALICE, verb).stream().filter(e -> e.to().equals(BOB)).toList();

        assertEquals(List.<Effect>of(told(BOB, Topic.PARTNER_LEFT, session)), effects);
    }

    @ParameterizedTest
    @CsvSource({"BLOCK,BLOCKED", "REPORT,REPORTED"})
    void reachTheLastPartnerWhenTheChatIsOver(Verb verb, Topic answer) {
        var session = scene.meet(ALICE, BOB);
        scene.asks(BOB, Verb.END);
        scene.asks(ALICE, Verb.FIND);

        assertEquals(List.of(told(ALICE, answer, session)), scene.asks(ALICE, verb));
        assertTrue(scene.waits(ALICE));
        assertFalse(scene.chats.compatible(ALICE.pseudonym(), BOB.pseudonym()));
    }

    @ParameterizedTest
    @CsvSource({"BLOCK,BLOCKED", "REPORT,REPORTED"})
    void theButtonOfAnEarlierChatIsAboutThatPartner(Verb verb, Topic answer) {
        var old = scene.meetAndPart(ALICE, BOB);
        scene.meet(ALICE, CAROL);

        assertEquals(List.of(told(ALICE, answer, old)), scene.presses(ALICE, verb, old));
        assertEquals(CAROL, scene.chatOf(ALICE).partner());
        assertTrue(scene.chats.compatible(ALICE.pseudonym(), CAROL.pseudonym()));
        assertFalse(scene.chats.compatible(ALICE.pseudonym(), BOB.pseudonym()));
    }

    @ParameterizedTest
    @CsvSource({"BLOCK,BLOCKED", "REPORT,REPORTED"})
    void theButtonOfAnEarlierChatEndsALaterOneWithTheSamePartner(Verb verb, Topic answer) {
        var old = scene.meetAndPart(ALICE, BOB);
        var running = scene.meet(ALICE, BOB);

        assertEquals(
                List.of(told(BOB, Topic.PARTNER_LEFT, running), told(ALICE, answer, old)),
                scene.presses(ALICE, verb, old));
        assertTrue(scene.idle(ALICE) && scene.idle(BOB));
    }

    @Test
    void theButtonOfARunningChatIsAboutItsPartner() {
        scene.meetAndPart(ALICE, CAROL);
        var session = scene.meet(ALICE, BOB);

        scene.presses(ALICE, Verb.BLOCK, session);

        assertFalse(scene.chats.compatible(ALICE.pseudonym(), BOB.pseudonym()));
        assertTrue(scene.chats.compatible(ALICE.pseudonym(), CAROL.pseudonym()));
    }

    @Test
    void aReportIsWrittenDownAfterTheEndAndTheBlock() {
        var session = scene.meet(ALICE, BOB);
        scene.asks(ALICE, Verb.REPORT);

        var changes = scene.changes();
        assertEquals(3, changes.size());
        assertInstanceOf(Ended.class, changes.get(0));
        assertEquals(new Blocked(ALICE.pseudonym(), BOB.pseudonym(), scene.now()), changes.get(1));
        var report = assertInstanceOf(Reported.class, changes.get(2));
        assertEquals(
                new Reported(
                        report.id(),
                        session,
                        ALICE,
                        BOB.pseudonym(),
                        Optional.of(BOB),
                        Change.Reason.OTHER,
                        report.began(),
                        scene.now()),
                report);
    }

    @Test
    void aSecondReportOfTheSameChatSaysSo() {
        var session = scene.meet(ALICE, BOB);
        scene.asks(ALICE, Verb.REPORT);

        var again = List.of(told(ALICE, Topic.ALREADY_REPORTED, session));
        assertEquals(again, scene.asks(ALICE, Verb.REPORT));
        assertEquals(List.of(), scene.changes());
        assertEquals(again, scene.presses(ALICE, Verb.REPORT, session));
    }

    @Test
    void aReportCountsForItsOwnChatOnly() {
        var first = scene.meetAndPart(ALICE, BOB);
        var second = scene.meetAndPart(ALICE, CAROL);
        scene.asks(ALICE, Verb.REPORT);

        assertEquals(
                List.of(told(ALICE, Topic.ALREADY_REPORTED, second)),
                scene.presses(ALICE, Verb.REPORT, second));
        assertEquals(
                List.of(told(ALICE, Topic.REPORTED, first)),
                scene.presses(ALICE, Verb.REPORT, first));
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCK", "REPORT"})
    void aForgedSessionHitsNobodyNotEvenTheLastPartner(Verb verb) {
        scene.meetAndPart(ALICE, BOB);

        assertEquals(
                List.of(told(ALICE, Plain.OUTDATED_BUTTON)),
                scene.presses(ALICE, verb, new SessionId(42)));
        assertEquals(List.of(), scene.changes());
    }

    @Test
    void bothMayReportTheSameChat() {
        var session = scene.meet(ALICE, BOB);
        scene.asks(ALICE, Verb.REPORT);

        assertEquals(List.of(told(BOB, Topic.REPORTED, session)), scene.asks(BOB, Verb.REPORT));
    }

    @Test
    void chatsThatWereForgottenCannotBeReported() {
        var session = scene.meetAndPart(ALICE, BOB);
        scene.chats.prune(scene.now());

        assertEquals(List.of(told(ALICE, Plain.NOBODY_TO_REPORT)), scene.asks(ALICE, Verb.REPORT));
        assertEquals(
                List.of(told(ALICE, Plain.OUTDATED_BUTTON)),
                scene.presses(ALICE, Verb.REPORT, session));
    }
}
