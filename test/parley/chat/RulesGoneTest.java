package parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.chat.Scene.ALICE;
import static parley.chat.Scene.BOB;
import static parley.chat.Scene.CAROL;
import static parley.chat.Scene.DAVE;
import static parley.chat.Scene.told;

import org.junit.jupiter.api.Test;

import parley.chat.ChatEvent.Verb;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;

import java.util.List;

/// People who blocked the bot or deleted their account.
class RulesGoneTest {
    private final Scene scene = new Scene();

    @Test
    void theIdleAreNotMissed() {
        assertEquals(List.of(), scene.isGone(ALICE));
        assertEquals(List.of(), scene.changes());
    }

    @Test
    void theWaitingLeaveTheLobbyInSilence() {
        scene.asks(ALICE, Verb.FIND);

        assertEquals(List.of(), scene.isGone(ALICE));
        assertTrue(scene.idle(ALICE));
        assertEquals(0, scene.chats.waiting());
    }

    @Test
    void thePartnerIsToldAsIfTheyHadLeft() {
        var session = scene.meet(ALICE, BOB);

        assertEquals(List.of(told(BOB, Topic.PARTNER_LEFT, session)), scene.isGone(ALICE));
        assertTrue(scene.idle(ALICE) && scene.idle(BOB));
    }

    @Test
    void whoNeverMetThemGoesBackInFront() {
        for (int seed = 0; seed < 50; seed++) {
            var many = new Scene(seed);
            many.meet(BOB, CAROL);
            many.asks(CAROL, Verb.BLOCK);
            var session = many.meet(ALICE, BOB);
            many.asks(CAROL, Verb.FIND);

            assertEquals(List.of(told(BOB, Plain.SEARCHING_AGAIN)), many.isGone(ALICE, session));
            assertTrue(many.waits(BOB));
            many.asks(DAVE, Verb.FIND);
            assertEquals(BOB, many.chatOf(DAVE).partner());
        }
    }

    @Test
    void whoNeverMetThemMeetsWhoeverWaits() {
        var missed = scene.meet(ALICE, BOB);
        scene.asks(CAROL, Verb.FIND);

        var effects = scene.isGone(ALICE, missed);

        var session = scene.chatOf(BOB).id();
        assertEquals(
                List.of(
                        told(BOB, Plain.SEARCHING_AGAIN),
                        told(BOB, Topic.MATCHED, session),
                        told(CAROL, Topic.MATCHED, session)),
                effects);
        assertTrue(scene.idle(ALICE));
        assertEquals(1, scene.chats.running());
    }

    @Test
    void missingAnEarlierChatEndsTheRunningOneInTheOrdinaryWay() {
        var old = scene.meetAndPart(ALICE, BOB);
        var session = scene.meet(ALICE, CAROL);

        assertEquals(List.of(told(CAROL, Topic.PARTNER_LEFT, session)), scene.isGone(ALICE, old));
        assertTrue(scene.idle(CAROL));
    }

    @Test
    void newsOfAChatThatIsOverChangesNothing() {
        var old = scene.meetAndPart(ALICE, BOB);

        assertEquals(List.of(), scene.isGone(ALICE, old));
        assertTrue(scene.idle(BOB));
    }
}
