package parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.chat.Scene.ALICE;
import static parley.chat.Scene.BOB;
import static parley.chat.Scene.told;

import org.junit.jupiter.api.Test;

import parley.chat.Change.Ended;
import parley.chat.Change.Forgotten;
import parley.chat.Change.StopsWaiting;
import parley.chat.ChatEvent.Verb;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;

import java.util.List;

/// Seeing what is kept, and erasing it.
class RulesForgetTest {
    private final Scene scene = new Scene();

    @Test
    void theOwnDataIsGivenWhereverOneStands() {
        assertEquals(List.of(told(ALICE, Plain.MY_DATA)), scene.asks(ALICE, Verb.MYDATA));
        scene.meet(ALICE, BOB);
        assertEquals(List.of(told(ALICE, Plain.MY_DATA)), scene.asks(ALICE, Verb.MYDATA));
        assertEquals(List.of(), scene.changes());
    }

    @Test
    void asksBeforeItErases() {
        scene.meet(ALICE, BOB);

        assertEquals(List.of(told(ALICE, Plain.FORGET)), scene.asks(ALICE, Verb.FORGET));

        assertEquals(List.of(), scene.changes());
    }

    @Test
    void anyOtherAnswerThanYesErasesNothing() {
        scene.meet(ALICE, BOB);

        assertEquals(
                List.of(told(ALICE, Plain.NOT_FORGOTTEN)), scene.answers(ALICE, Verb.FORGET, "no"));

        assertEquals(List.of(), scene.changes());
    }

    @Test
    void endsTheChatThenErasesAndTellsThePartnerNothingElse() {
        var session = scene.meet(ALICE, BOB);
        var began = scene.now();

        var effects = scene.answers(ALICE, Verb.FORGET, Rules.YES);

        assertEquals(
                List.of(told(BOB, Topic.PARTNER_LEFT, session), told(ALICE, Plain.FORGOTTEN)),
                effects);
        assertEquals(
                List.of(
                        new Ended(session, ALICE.pseudonym(), BOB.pseudonym(), began, scene.now()),
                        new Forgotten(ALICE.pseudonym())),
                scene.changes());
        assertTrue(scene.idle(ALICE) && scene.idle(BOB));
    }

    @Test
    void endsTheSearchThenErases() {
        scene.asks(ALICE, Verb.FIND);

        assertEquals(
                List.of(told(ALICE, Plain.FORGOTTEN)),
                scene.answers(ALICE, Verb.FORGET, Rules.YES));

        assertEquals(
                List.of(new StopsWaiting(ALICE.pseudonym()), new Forgotten(ALICE.pseudonym())),
                scene.changes());
    }

    @Test
    void blocksGoBothWays() {
        scene.meet(ALICE, BOB);
        scene.asks(ALICE, Verb.BLOCK);
        scene.answers(ALICE, Verb.FORGET, Rules.YES);
        assertTrue(scene.chats.compatible(ALICE.pseudonym(), BOB.pseudonym()));

        scene.meet(ALICE, BOB);
        scene.asks(BOB, Verb.BLOCK);
        assertFalse(scene.chats.compatible(ALICE.pseudonym(), BOB.pseudonym()));
        scene.answers(ALICE, Verb.FORGET, Rules.YES);
        assertTrue(scene.chats.compatible(ALICE.pseudonym(), BOB.pseudonym()));
    }

    @Test
    void whoForgetsCanReportNobodyFromBefore() {
        scene.meetAndPart(ALICE, BOB);
        scene.answers(ALICE, Verb.FORGET, Rules.YES);

        assertEquals(List.of(told(ALICE, Plain.NOBODY_TO_REPORT)), scene.asks(ALICE, Verb.REPORT));
    }

    @Test
    void forgettingIsNoWayOutOfAReport() {
        var session = scene.meet(ALICE, BOB);
        scene.answers(ALICE, Verb.FORGET, Rules.YES);

        assertEquals(List.of(told(BOB, Topic.REPORTED, session)), scene.asks(BOB, Verb.REPORT));
    }

    @Test
    void theOperatorErasesWithoutAWordToThePerson() {
        var session = scene.meet(ALICE, BOB);

        assertEquals(List.of(told(BOB, Topic.PARTNER_LEFT, session)), scene.isErased(ALICE));

        assertEquals(new Forgotten(ALICE.pseudonym()), scene.changes().getLast());
        assertEquals(List.of(), scene.isErased(ALICE));
    }
}
