package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.playground.Human;
import parley.playground.Received;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Telegram in a bad mood.
class TroubleTest {
    private static final int MESSAGES = 30;

    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void meet() throws Exception {
        scene = new Scene(folder);
        scene.start();
        ann = scene.playground.human(7_000_000_001L);
        ben = scene.playground.human(7_000_000_002L);
        scene.pair(ann, ben);
    }

    @AfterEach
    void stop() {
        try (var ended = scene) {
            assertEquals(List.of(), ended.playground.violations());
        }
    }

    @Test
    void aFloodWaitOfOneChatIsKeptAndDelaysNobodyElse() {
        var cleo = scene.playground.human(7_000_000_003L);
        var dora = scene.playground.human(7_000_000_004L);
        scene.pair(cleo, dora);
        var faults = scene.playground.faults();
        faults.on("sendMessage").chat(ben.id()).floods(Duration.ofSeconds(1));

        ann.says("slow");
        hears(ben, "slow");

        Scene.await(() -> triesOf("slow").size() == 2);
        var tries = triesOf("slow");
        var pause = Duration.between(tries.get(0), tries.get(1));
        assertTrue(pause.compareTo(Duration.ofSeconds(1)) >= 0, pause::toString);

        faults.on("sendMessage").chat(ben.id()).floods(Scene.LIMIT.multipliedBy(2));
        ann.says("slower");
        Scene.await(() -> triesOf("slower").size() == 1);
        cleo.says("fast");
        hears(dora, "fast");
    }

    @Test
    void serverErrorsAndBrokenConnectionsLoseNothingAndKeepTheOrder() {
        var faults = scene.playground.faults();
        faults.on("sendMessage").badGateway();
        faults.on("sendMessage").times(2).fails(500, "Internal Server Error: restart");
        faults.on("sendMessage").times(2).resetsBefore();
        faults.on("getUpdates").times(2).badGateway();

        sayMany();

        assertEquals(texts(), heard());
    }

    @Test
    void anAnswerThatIsCutOffAfterTheMessageWasSentDoesNotDoubleIt() {
        scene.playground.faults().on("sendMessage").times(5).truncates();

        sayMany();

        assertEquals(texts(), heard());
    }

    @Test
    void aMessageThatTelegramRefusesIsReportedToItsSender() {
        scene.playground
                .faults()
                .on("sendMessage")
                .chat(ben.id())
                .fails(400, "Bad Request: message is too long");

        ann.says("too long");
        hears(ann, "Not delivered");
        ann.says("short");

        hears(ben, "short");
    }

    @Test
    void formattingThatTelegramRefusesIsLeftOut() {
        scene.playground
                .faults()
                .on("sendMessage")
                .chat(ben.id())
                .fails(400, "Bad Request: can't parse entities: unsupported");

        var bold = Map.of("type", "bold", "offset", 0L, "length", 5L);
        ann.sends(Map.of("text", "plain then", "entities", List.of(bold)));

        hears(ben, "plain then");
    }

    @Test
    void oneConflictIsWaitedOut() {
        scene.playground
                .faults()
                .on("getUpdates")
                .times(2)
                .fails(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one"
                                + " bot instance is running");

        ann.says("one");
        ann.says("two");

        hears(ben, "two");
    }

    private void sayMany() {
        texts().forEach(ann::says);
        hears(ben, "message " + (MESSAGES - 1) + ".");
    }

    private static List<String> texts() {
        return IntStream.range(0, MESSAGES).mapToObj(i -> "message " + i + ".").toList();
    }

    private List<String> heard() {
        return ben.phone().received().stream()
                .map(Received::text)
                .filter(text -> text.startsWith("message "))
                .toList();
    }

    private List<Instant> triesOf(String text) {
        return scene.playground.calls().stream()
                .filter(call -> text.equals(call.params().get("text")))
                .map(call -> call.at())
                .toList();
    }
}
