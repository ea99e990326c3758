package parley.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.chaos.Command.BLOCK;
import static parley.chaos.Command.END;
import static parley.chaos.Command.FIND;
import static parley.chaos.Command.NEXT;
import static parley.chaos.Topic.MATCHED;
import static parley.chaos.Topic.NOT_DELIVERED;
import static parley.chaos.Topic.NOT_SENT_NO_CHAT;
import static parley.chaos.Topic.NOT_SENT_SEARCHING;
import static parley.chaos.Topic.PARTNER_LEFT;
import static parley.chaos.Topic.SEARCHING;
import static parley.chaos.Topic.YOU_LEFT;
import static parley.chaos.Topic.YOU_LEFT_FOR_NEXT;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Histories made by hand: good ones, and each kind that must be found out. The people are 1, 2 and
/// 3; each step is a second later than the one before.
class OracleTest {
    private final Story story = new Story();

    @Test
    void aChatInWhichEverythingArrivesBreaksNothing() {
        story.meet("S", 1, 2);
        story.says(1, 10).copy(2, 1, 10);
        story.says(2, 11).copy(1, 2, 11);
        story.asks(1, END).told(1, YOU_LEFT, "S").told(2, PARTNER_LEFT, "S");
        story.says(2, 12).refused(2, NOT_SENT_NO_CHAT, 12);

        var tally = story.judge();

        assertEquals(List.of(), tally.broken());
        assertEquals(3, tally.of(Count.SENT));
        assertEquals(2, tally.of(Count.DELIVERED));
        assertEquals(1, tally.of(Count.REFUSED));
        assertEquals(1, tally.of(Count.CHATS));
    }

    @Test
    void aMessageWithoutCopyAndNoticeIsLost() {
        story.meet("S", 1, 2);
        story.says(1, 10);
        story.says(1, 11).copy(2, 1, 11);

        breaks(Count.LOST, 1);
    }

    @Test
    void aNoticeAboutAnotherMessageDoesNotAnswerThisOne() {
        story.meet("S", 1, 2);
        story.says(1, 10);
        story.says(1, 11).refused(1, NOT_DELIVERED, 11);

        breaks(Count.LOST, 1);
    }

    @Test
    void aRefusedAlbumIsAnsweredByOneNoticeButALostPartIsNot() {
        story.meet("S", 1, 2);
        story.part(1, 10, 10).part(1, 11, 10).part(1, 12, 10).refused(1, NOT_DELIVERED, 10);
        story.part(1, 20, 20).part(1, 21, 20).part(1, 22, 20).copy(2, 1, 20);
        story.refused(1, NOT_DELIVERED, 22);

        breaks(Count.LOST, 1);
    }

    @Test
    void aThirdPersonIsTheWrongOne() {
        story.meet("S", 1, 2);
        story.says(1, 10).copy(2, 1, 10).copy(3, 1, 10);

        breaks(Count.WRONG_PERSON, 1);
    }

    @Test
    void whatReachesTheWrongPersonOnlyIsLostToo() {
        story.meet("S", 1, 2);
        story.says(1, 10).copy(3, 1, 10);

        assertEquals(List.of(Count.LOST, Count.WRONG_PERSON), story.judge().broken());
    }

    @Test
    void theNextPartnerMustNotGetWhatWasWrittenToTheLast() {
        story.meet("S", 1, 2);
        story.says(1, 10);
        story.asks(1, NEXT).told(1, YOU_LEFT_FOR_NEXT, "S").told(2, PARTNER_LEFT, "S");
        story.asks(3, FIND).told(1, MATCHED, "T").told(3, MATCHED, "T");
        story.copy(2, 1, 10).copy(3, 1, 10);

        breaks(Count.WRONG_PERSON, 1);
    }

    @Test
    void theSamePersonInALaterChatIsTheWrongOneToo() {
        story.meet("S", 1, 2);
        story.says(1, 10).copy(2, 1, 10);
        story.asks(1, NEXT).told(1, YOU_LEFT_FOR_NEXT, "S").told(2, PARTNER_LEFT, "S");
        story.asks(2, FIND).told(1, MATCHED, "T").told(2, MATCHED, "T");
        story.copy(2, 1, 10);

        breaks(Count.WRONG_PERSON, 1);
    }

    @Test
    void whatIsWrittenBetweenTwoChatsMayReachTheNextPartnerButNotTheLast() {
        story.meet("S", 1, 2);
        story.asks(1, NEXT).says(1, 10).says(1, 11);
        story.told(1, YOU_LEFT_FOR_NEXT, "S").told(2, PARTNER_LEFT, "S");
        story.asks(3, FIND).told(3, MATCHED, "T").copy(3, 1, 10).told(1, MATCHED, "T");
        assertEquals(List.of(Count.LOST), story.judge().broken());

        story.copy(2, 1, 11);

        assertEquals(List.of(Count.LOST, Count.WRONG_PERSON), story.judge().broken());
    }

    @Test
    void whatIsWrittenBetweenTwoChatsMustNotReachThePartnerInAChatAfterThat() {
        story.asks(1, FIND).says(1, 10).asks(2, FIND).told(1, MATCHED, "S").told(2, MATCHED, "S");
        story.asks(2, NEXT).told(2, YOU_LEFT_FOR_NEXT, "S").told(1, PARTNER_LEFT, "S");
        story.asks(3, FIND).told(2, MATCHED, "T").told(3, MATCHED, "T").copy(2, 1, 10);

        assertEquals(List.of(Count.LOST, Count.WRONG_PERSON), story.judge().broken());
    }

    @Test
    void nobodyGetsAnythingFromWhoDidNotSearchOrFromThemselves() {
        story.says(1, 10).asks(2, FIND).copy(2, 1, 10).refused(1, NOT_SENT_NO_CHAT, 10);
        story.says(2, 20).copy(2, 2, 20).refused(2, NOT_SENT_SEARCHING, 20).told(2, SEARCHING, "");

        breaks(Count.WRONG_PERSON, 2);
    }

    @Test
    void aPartnerWhoWasNeverToldIsFoundByWhatArrives() {
        story.asks(1, FIND).asks(2, FIND).told(1, MATCHED, "S").told(2, SEARCHING, "");
        story.says(1, 10).copy(2, 1, 10);
        assertEquals(List.of(Count.NOT_TOLD), story.judge().broken());

        story.says(1, 11).copy(3, 1, 11).copy(2, 1, 11);

        assertEquals(List.of(Count.WRONG_PERSON, Count.NOT_TOLD), story.judge().broken());
    }

    @Test
    void twoWhoSearchMayHaveFoundEachOtherWithoutBeingToldInTime() {
        story.asks(1, FIND).says(1, 10).asks(2, FIND).told(2, SEARCHING, "");
        story.copy(2, 1, 10).told(1, MATCHED, "S");
        assertEquals(List.of(Count.NOT_TOLD), story.judge().broken());

        story.asks(3, FIND).asks(4, FIND).says(3, 20).says(4, 30).copy(4, 3, 20).copy(3, 4, 30);
        assertEquals(2, story.judge().of(Count.NOT_TOLD));

        story.copy(5, 3, 20).copy(2, 3, 20);

        assertEquals(2, story.judge().of(Count.WRONG_PERSON));
    }

    @Test
    void aChangeMustNotReachAnybodyElse() {
        story.meet("S", 1, 2);
        story.says(1, 10).copy(2, 1, 10).edits(1, 10, 1).changed(2, 1, 10, 1);
        assertEquals(1, story.judge().of(Count.EDITS_SEEN));

        story.changed(3, 1, 10, 1);

        breaks(Count.WRONG_PERSON, 1);
    }

    @Test
    void firstCopiesComeInOrder() {
        story.meet("S", 1, 2);
        story.says(1, 10).says(1, 11).says(1, 12);
        story.copy(2, 1, 10).killed().copy(2, 1, 12).copy(2, 1, 11).copy(2, 1, 10);

        breaks(Count.OUT_OF_ORDER, 1);
    }

    @Test
    void aKillExplainsOneCopyMoreOfWhatWasInFlight() {
        story.meet("S", 1, 2);
        story.says(1, 10).copy(2, 1, 10).killedAfter(30).copy(2, 1, 10);

        var tally = story.judge();

        assertEquals(List.of(), tally.broken());
        assertEquals(1, tally.of(Count.IN_FLIGHT));
        assertEquals(1, tally.of(Count.DUPLICATE_IN_FLIGHT));
        assertEquals(0, tally.of(Count.DUPLICATE_LATE));
    }

    @Test
    void aSecondCopyMoreAfterOneKillIsNotExplained() {
        story.meet("S", 1, 2);
        story.says(1, 10).copy(2, 1, 10).killedAfter(30).copy(2, 1, 10).copy(2, 1, 10);

        breaks(Count.DUPLICATE, 1);
    }

    @Test
    void aKillDoesNotExplainWhatTheOldProcessDidTwice() {
        story.meet("S", 1, 2);
        story.says(1, 10).copy(2, 1, 10).killedAfter(30).copyAfter(100, 2, 1, 10).copy(2, 1, 10);

        breaks(Count.DUPLICATE, 1);
    }

    @Test
    void aCopyMoreWithoutAKillIsNotExplained() {
        story.meet("S", 1, 2);
        story.killed().says(1, 10).copy(2, 1, 10).copy(2, 1, 10).killed();

        breaks(Count.DUPLICATE, 1);
    }

    @Test
    void whatWasAnsweredWellBeforeTheKillIsLate() {
        story.meet("S", 1, 2);
        story.says(1, 10).copy(2, 1, 10).killedAfter(80).copy(2, 1, 10);

        var tally = story.judge();

        assertEquals(0, tally.of(Count.DUPLICATE_IN_FLIGHT));
        assertEquals(1, tally.of(Count.DUPLICATE_LATE));
        assertEquals(0, tally.of(Count.IN_FLIGHT));
    }

    @Test
    void theLastWordsOfAKilledProcessMayBeSeenAfterTheKill() {
        story.meet("S", 1, 2);
        story.says(1, 10).killed().copyAfter(400, 2, 1, 10).copy(2, 1, 10);
        assertEquals(List.of(), story.judge().broken());
        assertEquals(1, story.judge().of(Count.DUPLICATE_IN_FLIGHT));

        story.says(1, 11).killed().copyAfter(600, 2, 1, 11).copy(2, 1, 11);

        breaks(Count.DUPLICATE, 1);
    }

    @Test
    void aLostAnswerExplainsOneCopyMore() {
        story.meet("S", 1, 2);
        story.says(1, 10).answerLost(1, 10).copy(2, 1, 10).copy(2, 1, 10);
        assertEquals(List.of(), story.judge().broken());
        assertEquals(1, story.judge().of(Count.DUPLICATE_UNKNOWN));

        story.copy(2, 1, 10);

        breaks(Count.DUPLICATE, 1);
    }

    @Test
    void aChatThatNobodyEndedIsLostWhenItsMessagesAreRefused() {
        story.meet("S", 1, 2);
        story.killed().says(1, 10).refused(1, NOT_SENT_NO_CHAT, 10);

        breaks(Count.CHATS_LOST, 1);
    }

    @Test
    void aChatThatNobodyEndedIsLostWhenOneIsToldThatTheOtherLeft() {
        story.meet("S", 1, 2);
        story.asks(1, NEXT).told(1, YOU_LEFT_FOR_NEXT, "S").told(2, PARTNER_LEFT, "S");
        story.asks(3, FIND).told(1, MATCHED, "T").told(3, MATCHED, "T");
        story.killed().told(3, PARTNER_LEFT, "T");

        breaks(Count.CHATS_LOST, 1);
    }

    @Test
    void whoLeavesMustNotBeToldThatTheOtherDid() {
        story.meet("S", 1, 2);
        story.asks(1, END).told(1, PARTNER_LEFT, "S").told(1, YOU_LEFT, "S");

        breaks(Count.CHATS_LOST, 1);
    }

    @Test
    void aRefusalWhileThePartnerLeavesIsNoLoss() {
        story.meet("S", 1, 2);
        story.asks(2, END).says(1, 10).refused(1, NOT_SENT_NO_CHAT, 10);
        story.told(1, PARTNER_LEFT, "S").told(2, YOU_LEFT, "S");

        assertEquals(List.of(), story.judge().broken());
    }

    @Test
    void whoWasToldOfAChatThatIsNotThereWasToldTooEarly() {
        story.asks(1, FIND).told(1, MATCHED, "S");
        story.killed().says(1, 10).refused(1, NOT_SENT_SEARCHING, 10);

        assertEquals(List.of(Count.NOT_KEPT, Count.NOT_TOLD), story.judge().broken());
    }

    @Test
    void aPlaceInTheQueueThatIsGoneWasNotKept() {
        story.asks(1, FIND).told(1, SEARCHING, "");
        story.killed().says(1, 10).refused(1, NOT_SENT_NO_CHAT, 10);

        breaks(Count.NOT_KEPT, 1);
    }

    @Test
    void aSearchThatEndedInAShortChatIsNoLoss() {
        story.asks(1, FIND).told(1, SEARCHING, "").asks(2, FIND).says(1, 10);
        story.told(2, MATCHED, "S").asks(2, END);
        story.told(1, MATCHED, "S").told(1, PARTNER_LEFT, "S").told(2, YOU_LEFT, "S");
        story.refused(1, NOT_SENT_NO_CHAT, 10);

        assertEquals(List.of(), story.judge().broken());
    }

    @Test
    void whoHearsOnlyOfTheEndOfAChatWasNotToldOfIt() {
        story.asks(1, FIND).told(1, SEARCHING, "").asks(2, FIND).told(2, MATCHED, "S");
        story.killed().asks(2, END).told(2, YOU_LEFT, "S").told(1, PARTNER_LEFT, "S");
        story.says(1, 10).refused(1, NOT_SENT_NO_CHAT, 10);

        breaks(Count.NOT_TOLD, 1);
    }

    @Test
    void oneSearchBringsOneChat() {
        story.meet("S", 1, 2);
        story.asks(1, END).told(1, YOU_LEFT, "S").told(2, PARTNER_LEFT, "S");
        story.told(1, MATCHED, "S");
        assertEquals(List.of(), story.judge().broken());

        story.asks(3, FIND).told(3, MATCHED, "T").told(1, MATCHED, "T");

        breaks(Count.UNASKED, 1);
    }

    @Test
    void everyCommandIsAnswered() {
        story.meet("S", 1, 2);
        story.asks(1, END).asks(1, FIND);

        breaks(Count.UNANSWERED, 2);
    }

    @Test
    void whoBlockedSomebodyMustNotMeetThemAgain() {
        story.meet("S", 1, 2);
        story.asks(1, BLOCK).told(1, Topic.BLOCKED, "").told(2, PARTNER_LEFT, "S");
        story.meet("T", 1, 3);
        story.asks(1, NEXT).told(1, YOU_LEFT_FOR_NEXT, "T").told(3, PARTNER_LEFT, "T");
        assertEquals(List.of(), story.judge().broken());

        story.asks(2, FIND).told(1, MATCHED, "U").told(2, MATCHED, "U");

        breaks(Count.MET_AGAIN, 1);
    }

    @Test
    void aNoticeThatComesAgainIsCountedAndNoHarm() {
        story.meet("S", 1, 2);
        story.killed().told(1, MATCHED, "S");
        story.says(1, 10).copy(2, 1, 10);

        story.asks(1, NEXT).told(1, YOU_LEFT_FOR_NEXT, "S").told(2, PARTNER_LEFT, "S");
        story.asks(3, FIND).told(3, MATCHED, "T").told(1, MATCHED, "T").told(1, MATCHED, "S");
        story.says(1, 11).copy(3, 1, 11);

        assertEquals(List.of(), story.judge().broken());
        assertEquals(2, story.judge().of(Count.NOTICE_AGAIN));
    }

    private void breaks(Count promise, int times) {
        var tally = story.judge();
        assertEquals(List.of(promise), tally.broken(), tally::toString);
        assertEquals(times, tally.of(promise));
    }
}
