package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.content.Policy.Rule.ALLOW;
import static parley.content.Policy.Rule.BLOCK;
import static parley.content.Policy.Rule.WARN;
import static parley.content.Risk.DOCUMENTS;
import static parley.content.Risk.LINKS;
import static parley.content.Risk.LOCATION;
import static parley.content.Risk.MENTIONS;
import static parley.engine.Stage.ALICE;
import static parley.engine.Stage.BOB;
import static parley.engine.Stage.CAROL;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Button;
import parley.chat.ChatEvent.Verb;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.SessionId;
import parley.content.Content.Place;
import parley.content.Policy;
import parley.engine.Recorder.Answer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The question about what a message may give away, and its answers.
class ScreeningTest {
    private static final Policy ASKING =
            new Policy(Map.of(LINKS, WARN, MENTIONS, WARN, DOCUMENTS, WARN, LOCATION, WARN));
    private static final List<String> OUTDATED = List.of();

    private final Talk talk = new Talk(ASKING);

    @Test
    void whatHasNoRiskPassesAndIsNotHeldUp() {
        assertEquals(List.of("relayed 70 hi"), talk.says(70, "hi"));
        talk.says(71, "a.com");
        assertEquals(List.of("relayed 72 hi"), talk.says(72, "hi"));
        talk.assertDone(70, 72);
    }

    @Test
    void theFirstWithARiskIsHeldAndAskedAboutAndTheOthersWaitWithIt() {
        assertEquals(List.of("HELD links re 70"), talk.says(70, "a.com"));
        assertEquals(List.of("HELD_TOO re 71"), talk.says(71, "b.com"));
        assertEquals(List.of("HELD mentions re 72"), talk.says(72, "@somebody"));
        assertEquals(List.of("HELD documents re 73"), talk.says(73, Talk.file(73, "")));
        assertEquals(List.of("HELD location re 74"), talk.says(74, new Place(1, 2)));
        assertEquals(List.of("HELD_TOO re 75"), talk.says(75, "@other"));
        talk.assertDone();
    }

    @Test
    void sendSendsAllThatWaitedInOrderAndThePressIsDoneWithLast() {
        talk.says(70, "a.com");
        talk.says(71, "@somebody");
        talk.sends(72, Talk.album("a.com", 72, 73));
        talk.says(74, "b.com");

        assertEquals(
                List.of("relayed 70 a.com", "HELD documents re 72", "relayed 74 b.com"),
                talk.presses(Verb.SEND, "links", 98));
        talk.assertDone(70, 74);
        assertEquals(
                List.of("relayed 72 file72 a.com + file73 a.com with effect 7"),
                talk.presses(Verb.SEND, "documents", 99));
        talk.assertDone(72, 98, 99);
    }

    @Test
    void dropTellsOfEachThatItWasNotSent() {
        talk.says(70, "a.com");
        talk.says(71, "b.com");

        assertEquals(
                List.of("DROPPED re 70", "DROPPED re 71"), talk.presses(Verb.DROP, "links", 99));
        talk.assertDone(70, 71, 99);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEND", "DROP"})
    void afterAnAnswerThisRiskPassesInThisChatAndNoOtherDoes(Verb verb) {
        talk.says(70, "a.com");
        talk.presses(verb, "links", 99);

        assertEquals(List.of("relayed 71 b.com"), talk.says(71, "b.com"));
        assertEquals(List.of("HELD mentions re 72"), talk.says(72, "@somebody"));
        talk.assertDone(70, 99, 71);
    }

    @Test
    void anAnswerIsForOnePersonAlone() {
        talk.says(70, "a.com");
        talk.presses(Verb.SEND, "links", 99);
        talk.done.clear();

        var said = talk.stage.said(BOB, 80, Talk.text("b.com"), () -> talk.done.add(80L));
        talk.stage.core.handle(said);

        assertEquals(
                List.of(Stage.told(BOB, new Notice.Held(talk.session, "links"))),
                Stage.effects(talk.stage.outbox.take()));
        talk.assertDone();
    }

    @Test
    void aNewChatAsksAnew() {
        talk.says(70, "a.com");
        talk.presses(Verb.SEND, "links", 99);
        talk.meetAgain();

        assertEquals(List.of("HELD links re 71"), talk.says(71, "a.com"));
    }

    @Test
    void whenTooManyWaitTheNextIsRefusedAndTheOthersAreNot() {
        for (long message = 1; message <= 20; message++) {
            talk.says(message, "a.com " + message);
        }

        assertEquals(List.of("ANSWER_FIRST re 21"), talk.says(21, "a.com"));
        assertEquals(List.of("HELD mentions re 22"), talk.says(22, "@somebody"));
        talk.assertDone(21);
        assertEquals(20, talk.presses(Verb.SEND, "links", 99).size());
        assertEquals(21, talk.done.size());
    }

    @Test
    void twoRisksInOneMessageAreAskedAboutOneAfterTheOther() {
        assertEquals(List.of("HELD links re 70"), talk.says(70, "t.me/somebody"));

        assertEquals(List.of("HELD mentions re 70"), talk.presses(Verb.SEND, "links", 98));
        talk.assertDone();
        assertEquals(List.of("relayed 70 t.me/somebody"), talk.presses(Verb.SEND, "mentions", 99));
        talk.assertDone(70, 98, 99);
    }

    @Test
    void whoDropsTheFirstOfTwoRisksIsNotAskedForTheSecond() {
        talk.says(70, "t.me/somebody");

        assertEquals(List.of("DROPPED re 70"), talk.presses(Verb.DROP, "links", 99));
        talk.assertDone(70, 99);
    }

    @Test
    void aSecondPressChangesNothing() {
        talk.says(70, "a.com");
        talk.presses(Verb.SEND, "links", 98);
        talk.done.clear();
        talk.stage.outbox.takeAnswers();

        for (var verb : List.of(Verb.SEND, Verb.DROP)) {
            assertEquals(OUTDATED, talk.presses(verb, "links", 99));
            assertToast();
            talk.assertDone(99);
        }
    }

    @Test
    void aPressIsAnsweredOnce() {
        talk.says(70, "a.com");
        talk.says(71, "b.com");
        talk.presses(Verb.SEND, "links", 99);

        assertEquals(
                List.of(new Answer("press", Optional.empty())), talk.stage.outbox.takeAnswers());
    }

    @Test
    void forgedOldAndForeignButtonsChangeNothing() {
        talk.says(70, "a.com");
        var old = talk.session;
        talk.meetAgain();
        talk.says(71, "a.com");
        talk.done.clear();
        for (var verb : List.of(Verb.SEND, Verb.DROP)) {
            for (var button :
                    List.of(
                            Button.of(verb, old, "links"),
                            Button.of(verb, new SessionId(404), "links"),
                            Button.of(verb, talk.session, "mentions"),
                            Button.of(verb, talk.session, "everything"),
                            Button.of(verb, talk.session))) {
                assertEquals(OUTDATED, talk.presses(ALICE, button, 98));
                assertToast();
            }
            for (var other : List.of(BOB, CAROL)) {
                var hers = Button.of(verb, talk.session, "links");
                assertEquals(OUTDATED, talk.presses(other, hers, 98));
                assertToast();
            }
        }
        talk.done.clear();

        assertEquals(List.of("relayed 71 a.com"), talk.presses(Verb.SEND, "links", 99));
        talk.assertDone(71, 99);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEND", "DROP"})
    void nobodyAnswersByTypingOrByAButtonOfNoChat(Verb verb) {
        talk.says(70, "a.com");

        assertEquals(List.of("UNKNOWN_COMMAND"), talk.asks(ALICE, verb));
        assertEquals(List.of("UNKNOWN_COMMAND"), talk.presses(ALICE, Button.of(verb), 98));
        assertEquals(List.of("Bob: UNKNOWN_COMMAND"), talk.asks(CAROL, verb));
        assertEquals(List.of("relayed 70 a.com"), talk.presses(Verb.SEND, "links", 99));
    }

    @Test
    void whatIsBlockedIsRefusedWithTheReasonAndNothingIsAsked() {
        var strict = new Talk(new Policy(Map.of(LINKS, BLOCK, MENTIONS, WARN, DOCUMENTS, BLOCK)));

        assertEquals(List.of("BLOCKED links re 70"), strict.says(70, "a.com"));
        assertEquals(List.of("BLOCKED links re 71"), strict.says(71, "t.me/somebody"));
        assertEquals(List.of("BLOCKED documents re 72"), strict.says(72, Talk.file(72, "")));
        assertEquals(List.of("BLOCKED documents re 73"), strict.sends(73, Talk.album("", 73, 74)));
        assertEquals(List.of("relayed 75 hi"), strict.says(75, "hi"));
        strict.assertDone(70, 71, 72, 73, 75);
    }

    @Test
    void aPlaceIsRefusedLikeAContactWhenTheOperatorWantsNone() {
        var strict = new Talk(new Policy(Map.of(LOCATION, BLOCK)));

        assertEquals(List.of("NOT_PASSED location re 70"), strict.says(70, new Place(1, 2)));
        strict.assertDone(70);
    }

    @Test
    void whatIsAllowedPasses() {
        var open = new Talk(new Policy(Map.of(LINKS, ALLOW, DOCUMENTS, ALLOW)));

        assertEquals(List.of("relayed 70 t.me/somebody"), open.says(70, "t.me/somebody"));
        assertEquals(List.of("relayed 71 file71 "), open.says(71, Talk.file(71, "")));
        open.assertDone(70, 71);
    }

    private void assertToast() {
        assertEquals(
                List.of(new Answer("press", Optional.of(Plain.OUTDATED_BUTTON))),
                talk.stage.outbox.takeAnswers());
    }
}
