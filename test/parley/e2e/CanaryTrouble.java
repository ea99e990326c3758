package parley.e2e;

import static parley.e2e.Scene.hears;

import parley.playground.Faults.Afterwards;
import parley.playground.Faults.Rule;
import parley.playground.Human;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What goes wrong in a day, each with something in it that must not be repeated.
record CanaryTrouble(CanaryStage stage) {
    /// The server fails, refuses, cuts connections and complains of too much.
    void server(Human one, Human other) {
        // One at a time, because pauses grow while nothing succeeds.
        List<Consumer<Rule>> failures =
                List.of(
                        rule -> rule.fails(500, "Internal Server Error: " + words("error")),
                        Rule::badGateway,
                        Rule::resetsBefore,
                        Rule::truncates,
                        rule -> rule.thenFails(Afterwards.CLOSE),
                        rule -> rule.floods(Duration.ofSeconds(1)));
        for (int i = 0; i < failures.size(); i++) {
            failures.get(i).accept(on("sendMessage").chat(other.id()));
            stage.tells(one, other, "said while the server fails " + i);
        }
        on("getUpdates").badGateway();
        on("getUpdates").resetsBefore();
        stage.tells(one, other, "said while polling fails");
    }

    /// The server does not do what it is asked to do.
    void refusals(Human one, Human other) {
        for (var problem : List.of("VOICE_MESSAGES_FORBIDDEN", "message is too long")) {
            on("sendMessage")
                    .chat(other.id())
                    .fails(400, "Bad Request: " + problem + " " + words("refusal: " + problem));
            one.says(word("said and refused: " + problem, other.id()));
            hears(one, "Not delivered");
        }
        on("deleteMessage").fails(400, "Bad Request: " + words("refusal to delete"));
        stage.tells(one, other, "said and not taken back");
        one.says("/unsend");
        hears(one, "cannot be taken back");
        files(one, other);
    }

    /// A file that cannot be fetched.
    private void files(Human one, Human other) {
        on("getFile").times(2).fails(400, "Bad Request: " + words("refusal of a file"));
        one.sends(
                Map.of(
                        "sticker",
                        Map.of(
                                "file_id",
                                word("lost sticker, file id", Canaries.SERVER),
                                "set_name",
                                word("lost sticker, set"),
                                "emoji",
                                "😺")));
        hears(other, "😺");
        one.sends(
                Map.of(
                        "document",
                        Map.of(
                                "file_id",
                                word("lost picture, file id", Canaries.SERVER),
                                "file_name",
                                word("lost picture, file name"),
                                "mime_type",
                                "image/png")));
        hears(one, "Not delivered");
    }

    /// People who cannot be reached any more, which shows in three ways.
    void gone() {
        for (var problem : List.of("bot was blocked by the user", "user is deactivated")) {
            var stays = stage.person("who stays: " + problem);
            var goes = stage.person("who goes: " + problem);
            stage.pair(stays, goes);
            on("sendMessage")
                    .chat(goes.id())
                    .fails(403, "Forbidden: " + problem + " " + words("refusal: " + problem));
            stays.says(word("said to who is gone: " + problem, goes.id()));
            hears(stays, "has left");
        }
        var stays = stage.person("who stays with a blocker");
        var blocker = stage.person("blocker");
        stage.pair(stays, blocker);
        blocker.blocks();
        hears(stays, "has left");
    }

    /// Updates that are not for the bot, or cannot be read, in the name of somebody in a chat.
    void strays() {
        var one = stage.person("who sends strays");
        var other = stage.person("who gets no strays");
        stage.pair(one, other);
        CanaryStrays.inject(stage, one);
        stage.tells(one, other, "said before strays");
        stage.tap.awaitConfirmed();
        stage.tells(one, other, "said after strays");
        CanaryStage.settle(one, other);
        one.says("/end");
        hears(other, "has left");
    }

    /// More than the limits allow.
    void haste(Human one, Human other) {
        for (int i = 0; i < 60; i++) {
            one.says(word("said too fast", other.id()) + " " + i);
        }
        hears(one, "too many messages at once");
        other.says("/end");
        hears(one, "has left");
        other.says("/find " + word("behind /find, too early"));
        hears(other, "One moment");
    }

    private Rule on(String method) {
        return stage.playground.faults().on(method);
    }

    /// What the server says when it refuses.
    private String words(String label) {
        return stage.canaries.word(label, Canaries.LOG);
    }

    private String word(String label, Long... to) {
        return stage.canaries.word(label, to);
    }
}
