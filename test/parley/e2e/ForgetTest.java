package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.json.Fields;
import parley.json.Json;
import parley.playground.Human;
import parley.playground.schema.Body;
import parley.privacy.Keys;
import parley.privacy.Secret;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Seeing what is kept about oneself, and having it erased.
@Timeout(120)
class ForgetTest {
    private static final long ANN = 7_123_456_781L;
    private static final long BEN = 7_123_456_782L;

    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void build() throws Exception {
        scene = new Scene(folder);
        ann = scene.playground.human(ANN);
        ben = scene.playground.human(BEN);
    }

    @AfterEach
    void stop() {
        try (var ended = scene) {
            assertEquals(List.of(), ended.playground.violations());
        }
    }

    @Test
    void mydataTellsEverythingThatIsKeptAndNothingAboutAnybodyElse() throws Exception {
        scene.start();
        scene.pair(ann, ben);
        ann.says("/block");
        hears(ann, "Blocked");
        Scene.reports(ben);
        ann.says("/find");
        hears(ann, "Searching");

        var text = myData(ann);

        var file = fields(text);
        assertEquals("waiting", file.object("now").object("value").text("state"));
        assertEquals(true, file.object("telegram_id").flag("value"));
        assertEquals("en", file.object("language").text("value"));
        assertEquals(1, file.object("chats").each("value", chat -> chat.text("ended")).size());
        assertEquals(1, list(text, "blocks").size());
        assertEquals(List.of(), list(text, "reports"));
        assertEquals(1, list(myData(ben), "reports").size());
        for (var secret : List.of(pseudonym(ann), pseudonym(ben), "" + ANN, "" + BEN)) {
            assertFalse(text.contains(secret), secret);
        }
    }

    @Test
    void forgetAsksOnceThenNothingIsLeftInAnyFile() throws Exception {
        scene.start();
        scene.pair(ann, ben);
        Scene.reports(ann);
        scene.pair(ann, scene.playground.human(7_123_456_783L));
        var pseudonym = pseudonym(ann);
        var bytes = HexFormat.of().parseHex(pseudonym);
        assertTrue(isAnywhere(bytes) && isAnywhere(pseudonym.getBytes(StandardCharsets.UTF_8)));

        ann.says("/forget");
        var question = hears(ann, "Erase everything");
        assertTrue(isAnywhere(bytes), "erased nothing before the answer");
        ann.presses(question, "Erase everything");
        hears(ann, "Done");

        hears(scene.playground.human(7_123_456_783L), "has left");
        assertFalse(isAnywhere(bytes));
        assertFalse(isAnywhere(pseudonym.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whoKeepsItKeepsItAndTheChatGoesOn() throws Exception {
        scene.start();
        scene.pair(ann, ben);
        ann.says("/forget");
        ann.presses(hears(ann, "Erase everything"), "Keep it");
        hears(ann, "Nothing was erased");
        ann.says("still here");
        hears(ben, "still here");
    }

    @Test
    void theOperatorErasesByTelegramIdBesideTheRunningBot() throws Exception {
        scene.start();
        scene.pair(ann, ben);
        var bytes = HexFormat.of().parseHex(pseudonym(ann));

        var erase = scene.launch("erase " + ANN);

        assertEquals(0, erase.awaitEnd(Scene.LIMIT), erase.output());
        assertFalse(isAnywhere(bytes));
        hears(ben, "has left");
        ann.says("hello?");
        hears(ann, "you are not in a chat");
    }

    @Test
    void theOperatorErasesByPseudonymWhileNoBotRunsAndThePartnerHearsOfItLater() throws Exception {
        var bot = scene.start();
        scene.pair(ann, ben);
        var pseudonym = pseudonym(ann);
        bot.terminate();
        assertEquals(0, bot.awaitEnd(Scene.LIMIT));

        var erase = scene.launch("erase " + pseudonym);

        assertEquals(0, erase.awaitEnd(Scene.LIMIT), erase.output());
        assertFalse(isAnywhere(HexFormat.of().parseHex(pseudonym)));
        scene.start();
        hears(ben, "has left");
    }

    @Test
    void whoeverCannotBeMeantIsNotErased() throws Exception {
        scene.start();
        for (var who : List.of("me", "-5", "0", "12x", "00ff", "7123456781 2")) {
            var erase = scene.launch("erase " + who);
            assertEquals(2, erase.awaitEnd(Scene.LIMIT), erase.output());
        }
        var none = scene.launch("erase");
        assertEquals(2, none.awaitEnd(Scene.LIMIT), none.output());
    }

    /// Asks for the file and reads it.
    private static String myData(Human who) {
        who.says("/mydata");
        var file = (Body.Upload) hears(who, "Everything that is kept").params().get("document");
        assertEquals("my-data.json", file.fileName());
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    private static Fields fields(String file) {
        return new Fields("file", Json.parse("file", file));
    }

    private static List<?> list(String file, String member) {
        var json = (Map<?, ?>) Json.parse("file", file);
        return (List<?>) ((Map<?, ?>) json.get(member)).get("value");
    }

    private String pseudonym(Human who) throws Exception {
        var keys = Keys.of(Secret.beside(folder.resolve("data/anon.sqlite3")));
        return keys.pseudonyms()
                .of(
                        who.id(),
                        (high, low) ->
                                HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low));
    }

    private boolean isAnywhere(byte[] wanted) throws Exception {
        var text = new String(wanted, StandardCharsets.ISO_8859_1);
        try (var files = Files.list(folder.resolve("data"))) {
            for (var file : files.toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
