package parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.chat.Scene.ALICE;
import static parley.chat.Scene.BOB;
import static parley.chat.Scene.CAROL;
import static parley.chat.Scene.told;

import org.junit.jupiter.api.Test;

import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect.Relay;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Video;

import java.util.List;

/// What passes between two people: messages and the way to a video room.
class RulesRelayTest {
    private final Scene scene = new Scene();

    @Test
    void aMessageGoesToThePartner() {
        var session = scene.meet(ALICE, BOB);

        assertEquals(List.of(new Relay(BOB, session)), scene.says(ALICE));
        assertEquals(List.of(new Relay(ALICE, session)), scene.says(BOB));
        assertEquals(List.of(), scene.changes());
    }

    @Test
    void aMessageSaidToNobodyIsRefused() {
        assertEquals(List.of(told(ALICE, Plain.NOT_SENT_NO_CHAT)), scene.says(ALICE));
        scene.asks(ALICE, Verb.FIND);
        assertEquals(List.of(told(ALICE, Plain.NOT_SENT_SEARCHING)), scene.says(ALICE));
    }

    @Test
    void aMessageWrittenBeforeTheChatBeganIsRefused() {
        var session = scene.meet(ALICE, BOB);
        var since = scene.chatOf(ALICE).since();

        assertEquals(
                List.of(told(ALICE, Plain.NOT_SENT_EARLIER)),
                scene.says(ALICE, since.minusSeconds(1)));
        assertEquals(List.of(new Relay(BOB, session)), scene.says(ALICE, since));
    }

    @Test
    void aMessageForTheLastPartnerDoesNotReachTheNext() {
        scene.meet(ALICE, BOB);
        var written = scene.now();
        scene.asks(CAROL, Verb.FIND);
        scene.asks(ALICE, Verb.NEXT);

        assertEquals(List.of(told(ALICE, Plain.NOT_SENT_EARLIER)), scene.says(ALICE, written));
    }

    @Test
    void aChangeOfAMessageOfThisChatGoesToThePartner() {
        var session = scene.meet(ALICE, BOB);
        var since = scene.chatOf(ALICE).since();

        assertEquals(List.of(new Relay(BOB, session)), scene.revises(ALICE, since));
        assertEquals(List.of(new Relay(ALICE, session)), scene.revises(BOB, since.plusSeconds(9)));
        assertEquals(List.of(), scene.changes());
    }

    @Test
    void aChangeOfAnOlderMessageIsNobodysBusiness() {
        scene.meet(ALICE, BOB);
        var since = scene.chatOf(ALICE).since();

        assertEquals(List.of(), scene.revises(ALICE, since.minusSeconds(1)));
        assertEquals(List.of(), scene.changes());
    }

    @Test
    void aChangeOfAMessageToTheLastPartnerDoesNotReachTheNext() {
        scene.meet(ALICE, BOB);
        var written = scene.now();
        scene.asks(CAROL, Verb.FIND);
        scene.asks(ALICE, Verb.NEXT);

        assertEquals(List.of(), scene.revises(ALICE, written));
    }

    @Test
    void aChangeOutsideAChatIsNobodysBusiness() {
        assertEquals(List.of(), scene.revises(ALICE, scene.now()));
        scene.asks(ALICE, Verb.FIND);
        assertEquals(List.of(), scene.revises(ALICE, scene.now()));
        assertTrue(scene.waits(ALICE));
    }

    @Test
    void aMessageIsTakenBackWhereThePartnerIs() {
        var session = scene.meet(ALICE, BOB);

        assertEquals(List.of(new Relay(BOB, session)), scene.asks(ALICE, Verb.UNSEND));
        assertEquals(List.of(new Relay(ALICE, session)), scene.asks(BOB, Verb.UNSEND));
        assertEquals(List.of(), scene.changes());
    }

    @Test
    void nothingCanBeTakenBackOutsideAChat() {
        assertEquals(List.of(told(ALICE, Plain.NOT_IN_CHAT)), scene.asks(ALICE, Verb.UNSEND));
        scene.asks(ALICE, Verb.FIND);
        assertEquals(List.of(told(ALICE, Plain.NOT_IN_CHAT)), scene.asks(ALICE, Verb.UNSEND));
        assertTrue(scene.waits(ALICE));
        scene.meetAndPart(ALICE, BOB);
        assertEquals(List.of(told(BOB, Plain.NOT_IN_CHAT)), scene.asks(BOB, Verb.UNSEND));
    }

    @Test
    void aVideoRoomNeedsAChat() {
        assertEquals(List.of(told(ALICE, Plain.NOT_IN_CHAT)), scene.asks(ALICE, Verb.VIDEO));
        scene.asks(ALICE, Verb.FIND);
        assertEquals(List.of(told(ALICE, Plain.NOT_IN_CHAT)), scene.asks(ALICE, Verb.VIDEO));
    }

    @Test
    void bothAreToldOfANewVideoRoom() {
        var session = scene.meet(ALICE, BOB);

        var effects = scene.asks(ALICE, Verb.VIDEO);

        var room = scene.chatOf(ALICE).room().orElseThrow();
        assertEquals(
                List.of(
                        told(BOB, new Video(session, room, true)),
                        told(ALICE, new Video(session, room, false))),
                effects);
        assertEquals(scene.chatOf(ALICE).room(), scene.chatOf(BOB).room());
    }

    @Test
    void whoAsksAgainGetsTheSameRoomAndDisturbsNobody() {
        var session = scene.meet(ALICE, BOB);
        scene.asks(ALICE, Verb.VIDEO);
        var room = scene.chatOf(ALICE).room().orElseThrow();

        assertEquals(
                List.of(told(BOB, new Video(session, room, false))),
                scene.presses(BOB, Verb.VIDEO, session));
        assertEquals(List.of(), scene.changes());
    }

    @Test
    void theNextChatHasAnotherRoom() {
        var session = scene.meet(ALICE, BOB);
        scene.asks(ALICE, Verb.VIDEO);
        var first = scene.chatOf(ALICE).room().orElseThrow();
        scene.asks(ALICE, Verb.END);
        scene.meet(ALICE, BOB);
        scene.asks(BOB, Verb.VIDEO);
        var second = scene.chatOf(ALICE).room().orElseThrow();

        assertNotEquals(first, second);
        assertEquals(-1, first.indexOf(session.toString()));
        assertEquals("parley-".length() + 32, first.length());
    }
}
