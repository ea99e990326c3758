package parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.chat.Scene.ALICE;
import static parley.chat.Scene.BOB;
import static parley.chat.Scene.told;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Change.Reason;
import parley.chat.Change.Reported;
import parley.chat.ChatEvent.Verb;
import parley.chat.Notice.Complaint;
import parley.chat.Notice.Topic;

import java.util.List;

/// A report is two taps: what it is about, and whether to stay.
class RulesReportTest {
    private final Scene scene = new Scene();
    private SessionId session;

    @BeforeEach
    void meet() {
        session = scene.meet(ALICE, BOB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "SPAM"})
    void asksWhatItIsAboutBeforeAnythingHappens(String word) {
        var effects = scene.answers(ALICE, Verb.REPORT, word);

        assertEquals(List.of(told(ALICE, new Complaint(session, false))), effects);
        assertEquals(List.of(), scene.changes());
    }

    @ParameterizedTest
    @EnumSource
    void theReasonIsKept(Reason reason) {
        scene.answers(ALICE, Verb.REPORT, reason.word());

        var report = assertInstanceOf(Reported.class, scene.changes().getLast());
        assertEquals(reason, report.reason());
        assertEquals(BOB.pseudonym(), report.reported());
    }

    @Test
    void whoWantsToStayIsAskedTheSameOnceMore() {
        assertEquals(
                List.of(told(ALICE, new Complaint(session, true))),
                scene.answers(ALICE, Verb.REPORT, "stay"));
        assertEquals(List.of(), scene.changes());
    }

    @Test
    void whoStaysIsInTheChatStillAndBlocksNobody() {
        var effects = scene.answers(ALICE, Verb.REPORT, "stayspam");

        assertEquals(List.of(told(ALICE, Topic.REPORTED_ONLY, session)), effects);
        assertEquals(1, scene.changes().size());
        assertFalse(scene.idle(ALICE));
        assertTrue(scene.chats.compatible(ALICE.pseudonym(), BOB.pseudonym()));
    }

    @Test
    void aRunningChatIsReportedOnceToo() {
        scene.answers(ALICE, Verb.REPORT, "stayspam");

        assertEquals(
                List.of(told(ALICE, Topic.ALREADY_REPORTED, session)),
                scene.answers(ALICE, Verb.REPORT, "stayspam"));
        scene.asks(ALICE, Verb.END);
        assertEquals(
                List.of(told(ALICE, Topic.ALREADY_REPORTED, session)),
                scene.presses(ALICE, Verb.REPORT, session));
    }
}
