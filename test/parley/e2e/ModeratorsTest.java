package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.LIMIT;
import static parley.e2e.Scene.hears;
import static parley.e2e.Scene.reports;

import org.junit.jupiter.api.Test;

import parley.playground.Received;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What moderators ask for, and what people ask of them.
class ModeratorsTest extends ModeratedScene {
    @Test
    void moderatorsAskAndAreAnswered() {
        scene.pair(ann, bob);
        reports(ann);
        var id = id(heard("🚩 Report"));

        room.says(mod, "/reports");
        heard("Open reports, newest first: 1\n" + id);
        room.says(mod, "/ban@parley_playground_bot " + id + " 90m too loud");
        heard("is banned for 90 min.");
        assertTrue(hears(bob, "You are banned here for 90 minutes").text().contains("/appeal"));
        room.says(mod, "/reports");
        heard("No report is open.");
        room.says(mod, "/unban " + id);
        heard("may come in again");
        hears(bob, "You are let in again");
        room.says(mod, "/stats");
        assertTrue(heard("Chats:").text().contains("Reports in all: fewer than 10"));
    }

    @Test
    void whatCannotBeDoneIsSaidAndDoesNothing() {
        scene.pair(ann, mod);
        reports(ann);
        var card = heard("🚩 Report");
        var id = id(card);

        room.presses(mia, card, "Ban");
        Scene.await(() -> room.phone().toasts().contains("That is a moderator. Nothing was done."));
        for (var row :
                Map.of(
                                "/ban " + id,
                                "That is a moderator",
                                "/ban 0123456789abcdef 7d",
                                "There is no such report or person",
                                "/ban",
                                "There is no such report or person",
                                "/ban 0123456789abcdef0123456789abcdef 7x",
                                "“7x” is no time",
                                "/ban 0123456789abcdef0123456789abcdef 99999d",
                                "is no time",
                                "/show nonsense",
                                "There is no such report",
                                "/unban 0123456789abcdef0123456789abcdef",
                                "Nothing keeps",
                                "/announce",
                                "Write /announce and the text",
                                "/help",
                                "/reports – the open reports")
                        .entrySet()) {
            room.says(mia, row.getKey());
            heard(row.getValue());
        }
        mod.says("/find");
        hears(mod, "Searching");
    }

    @Test
    void everyListOfReportsHasTheSameOrder() throws Exception {
        for (long other = 1; other <= 6; other++) {
            var reporter = scene.playground.human(5_552_000 + other);
            scene.pair(reporter, scene.playground.human(5_553_000 + other));
            reports(reporter);
        }

        room.says(mod, "/reports");
        var shown = heard("Open reports, newest first: 6").text().lines().skip(1).limit(6);

        try (var listing = scene.launch("reports --open --csv")) {
            assertEquals(0, listing.awaitEnd(LIMIT), listing::output);
            var listed = listing.output().lines().skip(1).toList().reversed();
            assertEquals(
                    listed.stream().map(this::firstId).toList(), shown.map(this::firstId).toList());
        }
    }

    private String firstId(String line) {
        return line.substring(0, 16);
    }

    @Test
    void everyPressIsAnsweredAndForgedOnesDoNothing() {
        scene.pair(ann, bob);
        reports(ann);
        var card = heard("🚩 Report");
        var forged =
                List.of(
                        "judge:" + id(card) + ":undo",
                        "judge:" + id(card) + ":hang",
                        "judge:0123456789abcdef:ban",
                        "judge:" + id(card),
                        "pardon::0123456789abcdef0123456789abcdef",
                        "ban " + id(card) + " perm",
                        "announce you are all fools",
                        "find",
                        "");

        forged.forEach(data -> room.presses(mod, forged(card, data), "x"));

        Scene.await(() -> room.phone().toasts().size() == forged.size());
        room.says(mod, "/show " + id(card));
        assertTrue(heard("Status:").text().endsWith("Status: open"));
        assertEquals(0, said(bob, "banned") + said(ann, "fools"));
    }

    /// The same message with a button that only a program of one's own could have.
    private static Received forged(Received message, String data) {
        var button = Map.of("text", "x", "callback_data", data);
        var keyboard = Map.of("inline_keyboard", List.of(List.of(button)));
        var shown = new HashMap<>(message.message());
        shown.put("reply_markup", keyboard);
        return new Received(message.messageId(), message.method(), shown, message.params());
    }

    @Test
    void anAnnouncementReachesWhoIsInAChatAndWantsIt() {
        ann.says("/settings");
        ann.presses(hears(ann, "You hear announcements"), "No announcements");
        hears(ann, "You hear no announcements");
        scene.pair(ann, bob);

        room.says(mod, "/announce Back in ten minutes");

        hears(bob, "📢 Back in ten minutes");
        heard("On its way");
        bob.says("ok");
        hears(ann, "ok");
        assertEquals(0, said(ann, "Back in ten minutes"));
    }

    @Test
    void aModeratorAloneNeedsNoGroup() throws Exception {
        bot.kill();
        scene.with("MODERATION_CHAT_ID", "7000001").with("MODERATOR_IDS", "7000001").start();
        mod.says("/start");
        hears(mod, "Welcome");
        scene.pair(ann, bob);
        reports(ann);

        mod.presses(hears(mod, "🚩 Report"), "Ban 7 d");

        hears(bob, "You are banned");
        mod.says("/stats");
        hears(mod, "Chats:");
        mod.says("/find");
        hears(mod, "Searching");
    }

    @Test
    void anAppealArrivesOnceAndCanBeGranted() {
        scene.pair(ann, bob);
        reports(ann);
        room.presses(mod, heard("🚩 Report"), "Ban");
        assertTrue(hears(bob, "You are banned").text().contains("/appeal"));

        bob.says("/appeal");
        hears(bob, "Write /appeal and your reasons");
        bob.says("/appeal It was a joke,\nsorry");
        hears(bob, "The moderators have your appeal.");
        bob.says("/appeal Again");
        hears(bob, "have your appeal already");
        var appeal = heard("It was a joke,\nsorry");
        assertFalse(appeal.toString().contains("5551002"));
        room.presses(mia, appeal, "Let in again");

        hears(bob, "You are let in again");
        room.presses(mod, appeal, "Let in again");
        Scene.await(() -> room.phone().toasts().stream().anyMatch(t -> t.startsWith("Nothing")));
        assertEquals(0, said(room.chat(), "Again"));
    }

    @Test
    void threeWhoReportSuspendAndOneDoesNot() {
        for (long other = 1; other <= 3; other++) {
            var reporter = scene.playground.human(5_552_000 + other);
            scene.pair(bob, reporter);
            assertEquals(0, said(bob, "Several people"));
            reports(reporter);
        }
        hears(bob, "Several people reported you");
        var card = room.awaits("suspended until you decide", LIMIT);
        assertTrue(card.text().contains("Reported by 3 people within 24 h"), card.text());
        bob.says("/find");
        hears(bob, "Several people reported you");

        room.presses(mod, card, "Dismiss");

        hears(bob, "You are let in again");
        bob.says("/find");
        hears(bob, "Searching");
    }
}
