package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import parley.playground.Human;
import parley.playground.Received;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Messages that may give their sender away, as the operator wants them treated.
class ScreeningTest {
    private static final String HELD = "Not sent yet";
    private static final String SEND = "Send it";
    private static final String DROP = "Don’t send";

    /// What can be given away, with a message that does, and words of its question and refusal.
    private enum Risk {
        LINKS(Map.of("text", "see https://example.org/page"), "there is a link", "links are not"),
        MENTIONS(Map.of("text", "write to @somebody_x"), "how to find you", "@names"),
        DOCUMENTS(
                Map.of("document", Map.of("file_id", "f1", "file_name", "thesis.pdf")),
                "a file can tell",
                "files are not"),
        LOCATION(
                Map.of("location", Map.of("latitude", 52.5, "longitude", 13.25)),
                "a place on the map",
                "cannot pass on");

        private final Map<String, Object> message;
        private final String question;
        private final String refusal;

        Risk(Map<String, Object> message, String question, String refusal) {
            this.message = message;
            this.question = question;
            this.refusal = refusal;
        }
    }

    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene(folder);
        ann = scene.playground.human(7_000_000_001L);
        ben = scene.playground.human(7_000_000_002L);
    }

    @AfterEach
    void stop() {
        try (var ended = scene) {
            assertEquals(List.of(), ended.playground.violations());
        }
    }

    @Test
    void byDefaultLinksPassPlacesDoNotAndTheRestIsAskedAbout() throws Exception {
        chat();

        ann.sends(Risk.LINKS.message);
        hears(ben, "https://example.org/page");
        refused(Risk.LOCATION);
        held(Risk.MENTIONS);
        held(Risk.DOCUMENTS);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAskedAboutPassesWhenItsSenderWantsItAndFromThenOn(Risk risk) throws Exception {
        ask();
        var question = held(risk);

        ann.presses(question, SEND);

        arrives(risk);
        ann.sends(risk.message);
        arrives(risk);
        assertEquals(1, count(HELD));
    }

    @ParameterizedTest
    @EnumSource
    void whatItsSenderDoesNotWantToSendReachesNobody(Risk risk) throws Exception {
        ask();
        var question = held(risk);

        ann.presses(question, DROP);

        hears(ann, "your partner did not get it");
        assertEquals(List.of(), arrivals(risk));
        ann.sends(risk.message);
        arrives(risk);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheOperatorDoesNotWantIsRefusedAsAMessageAndAsAChange(Risk risk) throws Exception {
        scene.with("LINKS", "block").with("MENTIONS", "block").with("DOCUMENTS", "block");
        chat();

        refused(risk);
        if (risk.message.containsKey("text")) {
            long message = ann.says("harmless");
            hears(ben, "harmless");
            ann.edits(message, risk.message);
            assertEquals(message, target(hears(ann, risk.refusal)));
        }
        assertEquals(List.of(), arrivals(risk));
    }

    @Test
    void whatTheOperatorAllowsPassesWithoutAWord() throws Exception {
        scene.with("LINKS", "allow").with("MENTIONS", "allow").with("DOCUMENTS", "allow");
        chat();

        for (var risk : List.of(Risk.LINKS, Risk.MENTIONS, Risk.DOCUMENTS)) {
            ann.sends(risk.message);
            arrives(risk);
        }
        assertEquals(0, count(HELD));
    }

    @Test
    void aChangeOfAHeldMessageIsWhatIsSent() throws Exception {
        ask();
        long message = ann.sends(Risk.LINKS.message);
        var question = hears(ann, Risk.LINKS.question);

        ann.edits(message, Map.of("text", "see www.example.net instead"));
        ann.says("a mark");
        hears(ben, "a mark");
        ann.presses(question, SEND);

        assertEquals("see www.example.net instead", hears(ben, "see ").text());
        assertEquals(List.of(), arrivals(Risk.LINKS));
    }

    @Test
    void aChangeThatBringsARiskIsHeldUntilItsSenderWantsIt() throws Exception {
        ask();
        long message = ann.says("see nothing");
        long copy = hears(ben, "see nothing").messageId();

        ann.edits(message, Risk.LINKS.message);
        var question = hears(ann, Risk.LINKS.question);
        assertEquals(message, target(question));
        ann.says("a mark");
        hears(ben, "a mark");
        assertEquals(List.of(), arrivals(Risk.LINKS));
        ann.presses(question, SEND);

        var edited = arrives(Risk.LINKS);
        assertEquals("editMessageText", edited.method());
        assertEquals(copy, edited.messageId());
    }

    @Test
    void anAlbumOfFilesIsHeldAndSentAsOne() throws Exception {
        chat();
        var sent = new ArrayList<Long>();
        scene.atOnce(
                () -> {
                    sent.add(ann.sends(file("a.pdf", "one")));
                    sent.add(ann.sends(file("b.pdf", "two")));
                });
        long first = sent.getFirst();
        ann.says("a mark");
        hears(ben, "a mark");

        var question = hears(ann, Risk.DOCUMENTS.question);
        assertEquals(first, target(question));
        ann.edits(first, file("c.pdf", "three"));
        ann.says("another mark");
        hears(ben, "another mark");
        ann.presses(question, SEND);

        long copy = hears(ben, "three").messageId();
        assertEquals(copy + 1, hears(ben, "two").messageId());
        Scene.await(() -> calls("sendMediaGroup") == 1);
        assertEquals(0, calls("sendDocument"));
    }

    @Test
    void theButtonWorksOnce() throws Exception {
        chat();
        var question = held(Risk.MENTIONS);

        ann.presses(question, SEND);
        arrives(Risk.MENTIONS);
        ann.presses(question, SEND);
        ann.presses(question, DROP);

        Scene.await(() -> ann.phone().toasts().size() == 2);
        ann.says("a mark");
        hears(ben, "a mark");
        assertEquals(1, arrivals(Risk.MENTIONS).size());
        assertEquals(0, count("your partner did not get it"));
    }

    @Test
    void whatIsHeldReachesNoLaterPartner() throws Exception {
        chat();
        long message = ann.sends(Risk.MENTIONS.message);
        var question = hears(ann, Risk.MENTIONS.question);
        var cleo = scene.playground.human(7_000_000_003L);
        cleo.says("/find");
        hears(cleo, "Searching");

        ann.says("/next");

        assertEquals(message, target(hears(ann, "could not reach your partner")));
        hears(cleo, "Partner found");
        ann.presses(question, SEND);
        Scene.await(() -> ann.phone().toasts().size() == 1);
        ann.says("a mark");
        hears(cleo, "a mark");
        assertTrue(cleo.phone().received().stream().noneMatch(r -> r.text().contains("@somebody")));
        ann.sends(Risk.MENTIONS.message);
        hears(ann, Risk.MENTIONS.question);
    }

    @Test
    void whatIsTakenBackWhileItIsHeldIsNeverSent() throws Exception {
        chat();
        long message = ann.sends(Risk.MENTIONS.message);
        var question = hears(ann, Risk.MENTIONS.question);

        ann.sends(
                Map.of(
                        "text",
                        "/unsend",
                        "reply_to_message",
                        Map.of(
                                "message_id",
                                message,
                                "date",
                                1L,
                                "chat",
                                Map.of("id", ann.id(), "type", "private"))));
        hears(ann, "Taken back");
        ann.presses(question, SEND);

        Scene.await(() -> ann.phone().toasts().size() == 1);
        ann.says("a mark");
        hears(ben, "a mark");
        assertEquals(List.of(), arrivals(Risk.MENTIONS));
    }

    @Test
    void nobodySendsByTypingACommand() throws Exception {
        chat();
        held(Risk.MENTIONS);

        ann.says("/send");
        hears(ann, "do not know that command");
        ann.says("/drop");
        hears(ann, "do not know that command");
        ann.says("a mark");

        hears(ben, "a mark");
        assertEquals(List.of(), arrivals(Risk.MENTIONS));
    }

    private void chat() throws Exception {
        scene.start();
        scene.pair(ann, ben);
    }

    private void ask() throws Exception {
        scene.with("LINKS", "warn").with("ALLOW_LOCATION", "true");
        chat();
    }

    /// Sends it, and sees the question in answer to it while the partner gets nothing.
    private Received held(Risk risk) {
        long message = ann.sends(risk.message);
        var question = hears(ann, risk.question);
        assertEquals(message, target(question));
        assertTrue(question.text().contains(HELD), question::text);
        ann.says("mark " + message);
        hears(ben, "mark " + message);
        assertEquals(List.of(), arrivals(risk));
        return question;
    }

    private void refused(Risk risk) {
        long message = ann.sends(risk.message);
        assertEquals(message, target(hears(ann, risk.refusal)));
        ann.says("mark " + message);
        hears(ben, "mark " + message);
        assertEquals(List.of(), arrivals(risk));
    }

    private Received arrives(Risk risk) {
        return ben.phone().awaits(item -> is(item, risk), Scene.LIMIT);
    }

    private List<Received> arrivals(Risk risk) {
        return ben.phone().received().stream().filter(item -> is(item, risk)).toList();
    }

    private static boolean is(Received item, Risk risk) {
        return switch (risk) {
            case LINKS, MENTIONS -> item.text().equals(risk.message.get("text"));
            case DOCUMENTS -> "f1".equals(item.params().get("document"));
            case LOCATION ->
                    Map.of("latitude", 52.5, "longitude", 13.25)
                            .equals(item.message().get("location"));
        };
    }

    private long count(String words) {
        return ann.phone().received().stream().filter(r -> r.text().contains(words)).count();
    }

    private long calls(String method) {
        return scene.playground.calls().stream().filter(c -> c.method().equals(method)).count();
    }

    private static Map<String, Object> file(String name, String caption) {
        return Map.of(
                "document",
                Map.of("file_id", name, "file_name", name),
                "caption",
                caption,
                "media_group_id",
                "album-1");
    }

    private static Object target(Received received) {
        return ((Map<?, ?>) received.params().get("reply_parameters")).get("message_id");
    }
}
