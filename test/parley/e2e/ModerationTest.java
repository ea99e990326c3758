package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;
import static parley.e2e.Scene.reports;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Conversations between who reports, who is reported, and who decides.
class ModerationTest extends ModeratedScene {
    @Test
    void aBanEndsEverythingForWhoWasReportedAndNobodyElseHearsOfIt() {
        scene.pair(ann, bob);
        reports(ann);
        hears(bob, "Your partner has left");
        var card = heard("🚩 Report");

        room.presses(mod, card, "Ban 7 d");

        assertTrue(hears(bob, "You are banned").text().contains("7 days"));
        assertTrue(heard("Status: banned for 7 days").text().contains("spam"));
        bob.says("/find");
        hears(bob, "You are banned");
        ann.says("/find");
        hears(ann, "Searching");
        assertEquals(0, said(ann, "banned"));
    }

    @Test
    void aCardSaysWhatIsKnownAndNamesNobody() {
        scene.pair(ann, bob);
        reports(bob);

        var card = heard("🚩 Report");

        assertTrue(card.text().matches("(?s)🚩 Report [0-9a-f]{16}\n.*"), card.text());
        assertTrue(card.text().contains("Reason: spam or advertising\n"), card.text());
        assertTrue(card.text().contains("Chat: began 1 min before the report\n"), card.text());
        assertTrue(card.text().contains("Reported by 1 person within 24 h\n"), card.text());
        assertEquals(List.of("Dismiss", "Warn", "Mute 24 h", "Ban 7 d", "Ban"), card.buttons());
        for (var trace : List.of("5551001", "5551002", "First555", "user555", "Last555")) {
            assertFalse(card.toString().contains(trace), trace);
        }
    }

    @Test
    void theMessageThatAReportAnswersIsShownAndProtected() {
        scene.pair(ann, bob);
        bob.says("buy my coins");
        bob.says("something else");
        var spam = hears(ann, "buy my coins");
        hears(ann, "something else");

        ann.sends(Map.of("text", "/report", "reply_to_message", spam.message()));
        ann.presses(hears(ann, "What is it about?"), "Spam or advertising");

        heard("🚩 Report");
        var evidence = heard("buy my coins");
        assertEquals("sendMessage", evidence.method());
        assertEquals(true, evidence.params().get("protect_content"));
    }

    @Test
    void aPictureIsShownLikeAText() {
        scene.pair(ann, bob);
        bob.sends(Map.of("photo", List.of(Map.of("file_id", "p1")), "caption", "look"));
        var picture = hears(ann, "look");

        ann.sends(Map.of("text", "/report", "reply_to_message", picture.message()));
        ann.presses(hears(ann, "What is it about?"), "Sexual content");

        heard("🚩 Report");
        var evidence = heard("look");
        assertEquals("sendPhoto", evidence.method());
        assertEquals(true, evidence.params().get("protect_content"));
    }

    @Test
    void nobodyCanAttachAMessageOfTheirOwn() {
        scene.pair(ann, bob);
        ann.says("what bob never said");
        hears(bob, "what bob never said");
        var mine = ann.phone().screen().getLast();

        ann.sends(Map.of("text", "/report", "reply_to_message", mine));
        ann.presses(hears(ann, "What is it about?"), "Harassment");
        hears(ann, "Reported");
        heard("🚩 Report");

        room.says(mod, "/stats");
        heard("Open reports");
        assertEquals(0, said(room.chat(), "what bob never said"));
    }

    @Test
    void twoModeratorsWhoPressAtOnceActOnce() {
        scene.pair(ann, bob);
        reports(ann);
        var card = heard("🚩 Report");

        room.presses(mod, card, "Ban 7 d");
        room.presses(mia, card, "Ban");

        hears(bob, "You are banned here for 7 days");
        Scene.await(() -> room.phone().toasts().contains("Already done: banned."));
        assertEquals(1, said(bob, "You are banned"));
    }

    @Test
    void whoIsNoModeratorPressesForNothing() {
        scene.pair(ann, bob);
        reports(ann);
        var card = heard("🚩 Report");
        var guest = scene.playground.human(5_551_009);

        room.presses(guest, card, "Ban");
        room.says(guest, "/ban " + id(card));
        room.says(mod, "/show " + id(card));

        assertTrue(heard("Status:").text().endsWith("Status: open"));
        assertEquals(0, said(bob, "banned"));
    }

    @Test
    void whatWasDecidedCanBeUndone() {
        scene.pair(ann, bob);
        reports(ann);
        room.presses(mod, heard("🚩 Report"), "Ban");
        hears(bob, "You are banned");
        var judged = heard("Status: banned");

        room.presses(mia, judged, "Undo");

        hears(bob, "You are let in again");
        heard("Status: open again");
        bob.says("/find");
        hears(bob, "Searching");
    }

    @Test
    void aDecisionAfterARestartHoldsLikeAnyOther() throws Exception {
        scene.pair(ann, bob);
        reports(ann);
        var card = heard("🚩 Report");
        bot.kill();
        bot = scene.start();

        room.presses(mod, card, "Mute 24 h");
        heard("Status: muted for 24 h");

        bob.says("/find");
        assertTrue(hears(bob, "A moderator has shut you out").text().contains("24 hours"));
    }

    @Test
    void aWarningWaitsForWhoCannotBeReached() throws Exception {
        scene.pair(ann, bob);
        reports(ann);
        var card = heard("🚩 Report");
        bot.kill();
        bot = scene.start();

        room.presses(mod, card, "Warn");
        heard("Status: warned");

        bob.says("/find");
        hears(bob, "A moderator asks you");
        hears(bob, "Searching");
        bob.says("/end");
        hears(bob, "Search stopped");
        assertEquals(1, said(bob, "A moderator asks you"));
    }

    @Test
    void aBanReachesIntoARunningChatAndThePartnerHearsOnlyThatItEnded() {
        scene.pair(ann, bob);
        ann.says("/report");
        ann.presses(hears(ann, "What is it about?"), "Report, but don’t end the chat");
        ann.presses(hears(ann, "The chat goes on"), "Threats or violence");
        hears(ann, "Nothing else has changed");

        room.presses(mod, heard("🚩 Report"), "Ban");

        hears(bob, "You are banned");
        hears(ann, "Your partner has left the chat");
        bob.says("are you there?");
        hears(bob, "You are banned");
        assertEquals(0, said(ann, "are you there?"));
    }

    @Test
    void aBanSurvivesForget() {
        scene.pair(ann, bob);
        reports(ann);
        room.presses(mod, heard("🚩 Report"), "Ban");
        hears(bob, "You are banned");

        bob.says("/forget");
        bob.presses(hears(bob, "Erase everything"), "Erase everything");
        hears(bob, "Done: everything");

        bob.says("/find");
        hears(bob, "You are banned");
    }

    @Test
    void whoWasReportedNeverMeetsTheReporterAgain() {
        scene.pair(ann, bob);
        reports(ann);
        room.presses(mod, heard("🚩 Report"), "Dismiss");
        heard("Status: dismissed");

        ann.says("/find");
        hears(ann, "Searching");
        bob.says("/find");
        hears(bob, "Searching");
        var cara = scene.playground.human(5_551_003);
        cara.says("/find");
        hears(cara, "Partner found");
        Scene.await(() -> said(ann, "Partner found") + said(bob, "Partner found") == 3);
    }
}
