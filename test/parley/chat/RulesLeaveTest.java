package parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.chat.Scene.ALICE;
import static parley.chat.Scene.BOB;
import static parley.chat.Scene.CAROL;
import static parley.chat.Scene.DAVE;
import static parley.chat.Scene.told;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import parley.chat.ChatEvent.Verb;
import parley.chat.Notice.Plain;
import parley.chat.Notice.Topic;

import java.util.List;

class RulesLeaveTest {
    private final Scene scene = new Scene();

    @Test
    void endTellsTheIdleThatThereIsNoChat() {
        assertEquals(List.of(told(ALICE, Plain.NOT_IN_CHAT)), scene.asks(ALICE, Verb.END));
        assertEquals(List.of(), scene.changes());
    }

    @Test
    void endStopsASearch() {
        scene.asks(ALICE, Verb.FIND);

        assertEquals(List.of(told(ALICE, Plain.SEARCH_STOPPED)), scene.asks(ALICE, Verb.END));
        assertTrue(scene.idle(ALICE));
        assertEquals(0, scene.chats.waiting());
    }

    @Test
    void cancelStopsASearchButNeverEndsAChat() {
        scene.asks(ALICE, Verb.FIND);
        assertEquals(List.of(told(ALICE, Plain.SEARCH_STOPPED)), scene.asks(ALICE, Verb.CANCEL));

        scene.meet(ALICE, BOB);

        assertEquals(List.of(told(ALICE, Plain.OUTDATED_BUTTON)), scene.asks(ALICE, Verb.CANCEL));
        assertEquals(1, scene.chats.running());
    }

    @Test
    void endLeavesAChatAndTellsBoth() {
        var session = scene.meet(ALICE, BOB);

        assertEquals(
                List.of(
                        told(BOB, Topic.PARTNER_LEFT, session),
                        told(ALICE, Topic.YOU_LEFT, session)),
                scene.asks(ALICE, Verb.END));
        assertTrue(scene.idle(ALICE) && scene.idle(BOB));
        assertEquals(0, scene.chats.running());
    }

    @Test
    void nextSearchesWhenThereIsNothingToLeave() {
        assertEquals(List.of(told(ALICE, Plain.SEARCHING)), scene.asks(ALICE, Verb.NEXT));
        assertEquals(List.of(told(ALICE, Plain.STILL_SEARCHING)), scene.asks(ALICE, Verb.NEXT));
    }

    @Test
    void nextLeavesAndWaitsWhenNobodyIsThere() {
        var session = scene.meet(ALICE, BOB);

        assertEquals(
                List.of(
                        told(BOB, Topic.PARTNER_LEFT, session),
                        told(ALICE, Topic.YOU_LEFT_FOR_NEXT, session)),
                scene.asks(ALICE, Verb.NEXT));
        assertTrue(scene.waits(ALICE));
        assertTrue(scene.idle(BOB));
    }

    @Test
    void nextLeavesAndMeetsWhoeverWaits() {
        var first = scene.meet(ALICE, BOB);
        scene.asks(CAROL, Verb.FIND);

        var effects = scene.asks(ALICE, Verb.NEXT);

        var second = scene.chatOf(ALICE).id();
        assertEquals(
                List.of(
                        told(BOB, Topic.PARTNER_LEFT, first),
                        told(ALICE, Topic.YOU_LEFT_FOR_NEXT, first),
                        told(ALICE, Topic.MATCHED, second),
                        told(CAROL, Topic.MATCHED, second)),
                effects);
        assertEquals(CAROL, scene.chatOf(ALICE).partner());
        assertTrue(scene.idle(BOB));
    }

    @ParameterizedTest
    @EnumSource(names = {"NEXT", "END"})
    void theButtonOfTheRunningChatLeavesIt(Verb verb) {
        var session = scene.meet(ALICE, BOB);

        var effects = scene.presses(ALICE, verb, session);

        assertEquals(told(BOB, Topic.PARTNER_LEFT, session), effects.getFirst());
        assertTrue(scene.idle(BOB));
    }

    @ParameterizedTest
    @EnumSource(names = {"NEXT", "END", "VIDEO"})
    void theButtonOfAnEarlierChatDoesNothing(Verb verb) {
        var old = scene.meetAndPart(ALICE, BOB);
        refuses(verb, old);
        scene.asks(ALICE, Verb.FIND);
        refuses(verb, old);
        assertTrue(scene.waits(ALICE));
        scene.asks(CAROL, Verb.FIND);
        refuses(verb, old);
        assertEquals(CAROL, scene.chatOf(ALICE).partner());
    }

    @ParameterizedTest
    @EnumSource(names = {"NEXT", "END", "VIDEO", "BLOCK", "REPORT"})
    void theButtonOfAChatOfOthersDoesNothing(Verb verb) {
        scene.meet(ALICE, BOB);
        refuses(verb, scene.meet(CAROL, DAVE));
        assertEquals(BOB, scene.chatOf(ALICE).partner());
        assertEquals(DAVE, scene.chatOf(CAROL).partner());
    }

    private void refuses(Verb verb, SessionId session) {
        assertEquals(
                List.of(told(ALICE, Plain.OUTDATED_BUTTON)), scene.presses(ALICE, verb, session));
        assertEquals(List.of(), scene.changes());
    }
}
