package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.e2e.Scene.hears;

import parley.playground.Human;
import parley.playground.Received;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A day in the life of the bot. People do all that they can do with it, much goes wrong, and at
/// noon it is killed.
final class CanaryDay {
    private final CanaryStage stage;
    private final CanaryTrouble trouble;
    private final CanaryCommands commands;
    private final Human ann;
    private final Human ben;
    private final Human cleo;
    private final Human dora;

    CanaryDay(CanaryStage stage) {
        this.stage = stage;
        trouble = new CanaryTrouble(stage);
        commands = new CanaryCommands(stage);
        ann = stage.person("Ann");
        ben = stage.person("Ben");
        cleo = stage.person("Cleo");
        dora = stage.person("Dora");
    }

    void pass(List<String> logFormats) throws IOException, InterruptedException {
        stage.bot.with("LOG_FORMAT", logFormats.getFirst()).with("LINKS", "warn");
        stage.bot.with("RATE_LIMIT_MSG_PER_SEC", "0").with("FIND_DEBOUNCE_SEC", "0");
        stage.bot.with("REQUIRE_CONSENT", "false");
        stage.bot.with("CLEANUP_INTERVAL_SEC", "1");
        stage.bot.start(stage.tap);
        morning();
        var question = crash();
        stage.bot.with("LOG_FORMAT", logFormats.getLast()).with("ALLOW_LOCATION", "true");
        stage.bot.with("RATE_LIMIT_MSG_PER_SEC", "1").with("RATE_LIMIT_BURST", "20");
        stage.bot.with("FIND_DEBOUNCE_SEC", "3600");
        stage.bot.start(stage.tap);
        evening(question);
        assertEquals(0, stage.bot.stop(), "exit code");
        night();
    }

    private void morning() throws IOException, InterruptedException {
        commands.alone(ann);
        commands.inChats(cleo);
        commands.buttonsInChats(dora);
        trouble.gone();
        trouble.strays();
        stage.pair(ann, ben);
        var talk = new CanaryTalk(stage, ann, ben);
        talk.everyKind();
        talk.pictures();
        talk.afterwards();
        trouble.server(ann, ben);
        trouble.refusals(ann, ben);
        backUp("morning");
    }

    /// Killed with messages of every sort under way.
    ///
    /// @return the question that was asked before
    private Received crash() throws IOException, InterruptedException {
        stage.playground.faults().on("sendMessage").chat(ben.id()).floods(Duration.ofSeconds(3));
        long floods = floods();
        long first = ann.says(told("under way"));
        Scene.await(() -> floods() > floods);
        ann.edits(first, Map.of("text", told("under way, changed")));
        ann.says(told("under way behind it"));
        ann.sends(
                Map.of(
                        "video",
                        Map.of(
                                "file_id",
                                told("under way, file id"),
                                "file_name",
                                stage.canaries.word("under way, file name")),
                        "caption",
                        told("under way, caption")));
        ann.says("https://example.org/" + told("link that is held"));
        var question = hears(ann, "there is a link in it");
        new CanaryTalk(stage, ann, ben).album("album under way");
        stage.tap.awaitConfirmed();
        backUp("noon");
        stage.bot.kill();
        stage.bot.seize("crash");
        return question;
    }

    private void evening(Received question) throws IOException, InterruptedException {
        for (var label : List.of("under way", "under way behind it", "under way, caption")) {
            hears(ben, told(label));
        }
        hears(ben, told("album under way, second caption"));
        ann.presses(question, "Send it");
        hears(ben, told("link that is held"));
        new CanaryTalk(stage, ann, ben).place("place that is sent", true);
        stage.pair(cleo, dora);
        new CanaryTalk(stage, cleo, dora).place("place that is not sent", false);
        trouble.haste(cleo, dora);
        ann.says("/report " + stage.canaries.word("behind /report, in the evening"));
        ann.presses(hears(ann, "What is it about?"), "Harassment");
        hears(ann, "Reported");
        for (var human : List.of(ann, ben, cleo, dora)) {
            commands.everyButton(human);
        }
        stage.tap.awaitConfirmed();
        backUp("evening");
    }

    /// What an operator asks; a command that the program does not have does no harm.
    private void night() throws IOException, InterruptedException {
        stage.bot.run("reports");
        stage.bot.run("stats");
        stage.bot.run("check");
        stage.bot.run("erase", Long.toString(ben.id()));
    }

    private long floods() {
        return stage.playground.calls().stream().filter(call -> call.status() == 429).count();
    }

    private void backUp(String name) throws IOException, InterruptedException {
        stage.bot.seize(name);
        stage.bot.backUp(name);
    }

    private String told(String label) {
        return stage.canaries.word(label, ben.id());
    }
}
