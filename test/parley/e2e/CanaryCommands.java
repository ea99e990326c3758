package parley.e2e;

import parley.playground.Human;
import parley.playground.Received;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every command, with words behind it that are nobody's business, and every button.
record CanaryCommands(CanaryStage stage) {
    /// One that the bot does not have does no harm.
    private static final List<String> COMMANDS =
            """
            start
            find
            next
            end
            stop
            cancel
            block
            report
            video
            unsend
            send
            drop
            help
            privacy
            settings
            mydata
            forget
            interests
            language
            nonsense
            """
                    .lines()
                    .toList();

    /// Nobody else is there.
    void alone(Human human) {
        human.says("/start " + word("payload of a link"));
        for (var command : COMMANDS) {
            human.says("/" + command + " " + word("behind /" + command + ", alone"));
        }
        human.says("/end");
        human.says(word("said to nobody"));
        human.sends(
                Map.of(
                        "voice",
                        Map.of("file_id", word("voice to nobody, file id")),
                        "caption",
                        ""));
        human.says("/find");
        human.says(word("said while searching"));
        human.says("/end@parley_bot " + word("behind /end with a name"));
        CanaryStage.settle(human);
    }

    /// Each in a chat of its own; `who` gives all of them.
    void inChats(Human who) {
        for (var command : COMMANDS) {
            chat(who, "partner before /" + command);
            who.says("/" + command + " " + word("behind /" + command + ", in a chat"));
            leave(who);
        }
    }

    /// The buttons under the notice of a match, each in a chat of its own, and after it.
    void buttonsInChats(Human who) {
        for (var label : List.of("Next", "End", "Report", "Block")) {
            var partner = chat(who, "partner before " + label);
            who.presses(last(who, "Partner found"), label);
            leave(who);
            partner.presses(last(partner, "Partner found"), "Report");
            leave(partner);
        }
    }

    /// Whatever buttons there are, under the last notice that has them; what comes of it does not
    /// matter.
    void everyButton(Human human) {
        var last = new LinkedHashMap<String, Received>();
        for (var notice : human.phone().received()) {
            notice.buttons().forEach(label -> last.put(label, notice));
        }
        last.forEach((label, notice) -> human.presses(notice, label));
    }

    private Human chat(Human who, String name) {
        var partner = stage.person(name);
        stage.pair(who, partner);
        stage.tells(who, partner, "said to " + name);
        return partner;
    }

    /// Whatever came before: afterwards neither is in a chat or waits for one.
    private static void leave(Human who) {
        who.says("/end");
        CanaryStage.settle(who);
    }

    private static Received last(Human human, String text) {
        return human.phone().received().reversed().stream()
                .filter(notice -> notice.text().contains(text))
                .findFirst()
                .orElseThrow();
    }

    private String word(String label) {
        return stage.canaries.word(label);
    }
}
