package parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.chat.Scene.ALICE;
import static parley.chat.Scene.BOB;
import static parley.chat.Scene.CAROL;
import static parley.chat.Scene.told;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import parley.chat.ChatEvent.Verb;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;
import parley.chat.Session.Waiting;

import java.util.List;

class RulesFindTest {
    private final Scene scene = new Scene();

    @Test
    void waitsWhenNobodyIsThere() {
        assertEquals(List.of(told(ALICE, Plain.SEARCHING)), scene.asks(ALICE, Verb.FIND));
        assertEquals(new Waiting(scene.now()), scene.sessionOf(ALICE));
        assertEquals(1, scene.chats.waiting());
    }

    @Test
    void pairsWithWhoeverWaitsAndTellsBoth() {
        scene.asks(ALICE, Verb.FIND);

        var effects = scene.asks(BOB, Verb.FIND);

        var chat = scene.chatOf(ALICE);
        assertEquals(
                List.of(told(BOB, Topic.MATCHED, chat.id()), told(ALICE, Topic.MATCHED, chat.id())),
                effects);
        assertEquals(BOB, chat.partner());
        assertEquals(ALICE, scene.chatOf(BOB).partner());
        assertEquals(chat.id(), scene.chatOf(BOB).id());
        assertEquals(scene.now(), chat.since());
        assertEquals(0, scene.chats.waiting());
        assertEquals(1, scene.chats.running());
    }

    @Test
    void keepsThePlaceOfWhoAsksAgain() {
        scene.asks(ALICE, Verb.FIND);
        var before = scene.sessionOf(ALICE);

        assertEquals(List.of(told(ALICE, Plain.STILL_SEARCHING)), scene.asks(ALICE, Verb.FIND));
        assertEquals(before, scene.sessionOf(ALICE));
        assertEquals(1, scene.chats.waiting());
    }

    @Test
    void leavesARunningChatAlone() {
        var session = scene.meet(ALICE, BOB);

        assertEquals(
                List.of(told(ALICE, Topic.ALREADY_IN_CHAT, session)), scene.asks(ALICE, Verb.FIND));
        assertEquals(session, scene.chatOf(ALICE).id());
    }

    @Test
    void prefersAStrangerToSomebodyMetLately() {
        for (int seed = 0; seed < 50; seed++) {
            var many = new Scene(seed);
            many.meet(BOB, CAROL);
            many.asks(CAROL, Verb.BLOCK);
            many.meetAndPart(ALICE, BOB);
            many.asks(BOB, Verb.FIND);
            many.asks(CAROL, Verb.FIND);

            many.asks(ALICE, Verb.FIND);

            assertEquals(CAROL, many.chatOf(ALICE).partner());
        }
    }

    @Test
    void meetsTheLastPartnerAgainWhenNobodyElseIsThere() {
        scene.meetAndPart(ALICE, BOB);
        scene.asks(BOB, Verb.FIND);

        scene.asks(ALICE, Verb.FIND);

        assertEquals(BOB, scene.chatOf(ALICE).partner());
    }

    @Test
    void keepsBothWaitingWhenOneBlockedTheOther() {
        scene.meet(ALICE, BOB);
        scene.asks(ALICE, Verb.BLOCK);

        scene.asks(BOB, Verb.FIND);

        assertEquals(List.of(told(ALICE, Plain.SEARCHING)), scene.asks(ALICE, Verb.FIND));
        assertTrue(scene.waits(ALICE) && scene.waits(BOB));
    }

    @ParameterizedTest
    @CsvSource({
        "START,WELCOME",
        "HELP,HELP",
        "PRIVACY,PRIVACY",
        "UNKNOWN,UNKNOWN_COMMAND",
    })
    void answersQuestionsWhereverOneStandsAndMovesNobody(Verb verb, Plain answer) {
        scene.meet(ALICE, BOB);
        scene.asks(CAROL, Verb.FIND);
        for (var who : List.of(ALICE, CAROL, Scene.DAVE)) {
            assertEquals(List.of(told(who, answer)), scene.asks(who, verb));
            assertEquals(List.of(), scene.changes());
        }
    }
}
