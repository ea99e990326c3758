package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;
import parley.telegram.FuzzUpdates;

import java.nio.file.Path;
import java.util.List;

/// One person sends random messages while two others chat: the bot goes on for all of them.
class FuzzTest {
    private static final int MESSAGES = 2_000;

    @TempDir Path folder;

    @Test
    void strangeMessagesHarmNobody() throws Exception {
        try (var scene = new Scene(folder)) {
            scene.start();
            var mal = scene.playground.human(7_000_000_001L);
            var eve = scene.playground.human(7_000_000_002L);
            var ann = scene.playground.human(7_000_000_003L);
            var ben = scene.playground.human(7_000_000_004L);
            scene.pair(mal, eve);
            scene.pair(ann, ben);

            var updates = new FuzzUpdates(1);
            int sent = 0;
            for (int i = 0; i < MESSAGES; i++) {
                sent += sends(mal, updates) ? 1 : 0;
                if (i % 100 == 0) {
                    relays(ann, ben, "between " + i);
                }
            }

            assertTrue(sent > MESSAGES / 2, "too little was sent: " + sent);
            relays(ann, ben, "after all");
            relays(mal, eve, "after all");
            relays(eve, mal, "back again");
            int relayed = eve.phone().received().size();
            assertTrue(relayed > MESSAGES / 4, sent + " sent, but relayed: " + relayed);
            assertEquals(List.of(), leaks(scene, mal));
            assertEquals(List.of(), scene.playground.violations());
        }
    }

    /// @return false when the app of the playground cannot send such a message
    private static boolean sends(Human mal, FuzzUpdates updates) {
        var message = updates.message();
        message.keySet().removeAll(List.of("message_id", "from", "chat", "date"));
        if (message.get("text") instanceof String text && text.startsWith("/")) {
            return false;
        }
        try {
            mal.sends(message);
            return true;
        } catch (IndexOutOfBoundsException | ClassCastException _) {
            return false;
        }
    }

    private static void relays(Human from, Human to, String text) {
        from.says(text);
        hears(to, text);
    }

    private static List<String> leaks(Scene scene, Human mal) {
        return scene.playground.calls().stream()
                .filter(call -> !call.params().getOrDefault("chat_id", 0L).equals(mal.id()))
                .filter(call -> says(call.params().toString(), mal))
                .map(call -> call.method() + " " + call.params())
                .toList();
    }

    private static boolean says(String sent, Human mal) {
        return sent.contains(FuzzUpdates.CANARY)
                || sent.contains(FuzzUpdates.CANARY_ID)
                || sent.contains(Long.toString(mal.id()));
    }
}
