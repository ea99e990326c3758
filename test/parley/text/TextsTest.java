package parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import parley.chat.Notice.Plain;
import parley.content.Risk;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class TextsTest {
    private final Map<String, String> texts = new HashMap<>(Texts.read("en"));

    @ParameterizedTest
    @CsvSource({
        "en,1 second,2 seconds,21 seconds",
        "de,1 Sekunde,2 Sekunden,21 Sekunden",
        "es,1 segundo,2 segundos,21 segundos",
        "ru,1 секунду,2 секунды,21 секунду",
    })
    void countsSeconds(String language, String one, String two, String twentyOne) {
        var loaded = Texts.load(language);

        assertEquals(one, loaded.pause(Duration.ofSeconds(1)));
        assertEquals(two, loaded.pause(Duration.ofSeconds(2)));
        assertEquals(twentyOne, loaded.pause(Duration.ofSeconds(21)));
    }

    @ParameterizedTest
    @CsvSource({
        "0,2", "1,0", "2,1", "4,1", "5,2", "10,2", "11,2", "12,2", "14,2", "15,2", "20,2", "21,0",
        "22,1", "25,2", "100,2", "101,0", "104,1", "111,2", "112,2", "121,0", "1011,2",
    })
    void countsInRussian(long count, int form) {
        assertEquals(form, Plural.ONE_FEW_MANY.form(count));
    }

    @Test
    void countsNothingLikeMany() {
        assertEquals(1, Plural.ONE_OTHER.form(0));
        assertEquals(0, Plural.ONE_OTHER.form(1));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,1 second",
        "PT-5S,1 second",
        "PT0.000000001S,1 second",
        "PT0.999S,1 second",
        "PT1.001S,2 seconds",
        "PT2S,2 seconds",
        "PT1M0.5S,61 seconds",
        "PT2M,120 seconds",
        "PT2M1S,3 minutes",
        "PT2H,120 minutes",
        "PT2H1S,3 hours",
        "PT48H,48 hours",
        "PT48H1S,3 days",
        "PT168H,7 days",
    })
    void roundsPausesUpToWholeSeconds(Duration pause, String words) {
        assertEquals(words, Texts.load("en").pause(pause));
    }

    @ParameterizedTest
    @EnumSource
    void aLanguageWithoutANoticeIsRefused(Plain notice) {
        var key = Catalogue.key(notice);
        texts.remove(key);
        assertRefused("xx.properties: " + key + ": missing");
    }

    /// The texts know no more than the words, so this holds the two lists together.
    @Test
    void everyRiskOfTheContentPolicyHasItsTextsAndNothingElseHas() {
        for (var prefix : List.of("notice.held-", "notice.blocked-")) {
            var inTexts =
                    texts.keySet().stream()
                            .filter(key -> key.startsWith(prefix) && !key.equals("notice.held-too"))
                            .collect(Collectors.toSet());
            assertEquals(
                    Stream.of(Risk.values())
                            .map(risk -> prefix + risk.word())
                            .collect(Collectors.toSet()),
                    inTexts);
            for (var key : inTexts) {
                var text = texts.remove(key);
                assertRefused("xx.properties: " + key + ": missing");
                texts.put(key, text);
            }
        }
    }

    @Test
    void aLanguageWithoutADescriptionOfACommandIsRefused() {
        for (var command : Catalogue.COMMANDS) {
            var description = texts.remove("command." + command);
            assertRefused("xx.properties: command." + command + ": missing");
            texts.put("command." + command, description);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "button.find,' ','missing'",
        "notice.help,' Help',begins or ends with a space",
        "notice.help,Hi {name},must have these placeholders: []",
        "notice.slow-down,Wait.,must have these placeholders: [{pause}]",
        "notice.slow-down,Wait {pauze}.,must have these placeholders: [{pause}]",
        "notice.video,Here you are.,must have these placeholders: [{link}]",
        "notice.video-invited,Come.,must have these placeholders: [{link}]",
        "notice.not-passed,No.,must have these placeholders: [{kind}]",
        "seconds,{count} seconds,must have {count} in each of 2 forms",
        "seconds,a second|{count} seconds,must have {count} in each of 2 forms",
        "seconds,{count} a|{count} b|{count} c,must have {count} in each of 2 forms",
        "plural,some,no such rule",
        "notice.hello,Hello,unknown",
    })
    void aLanguageWithAFaultyTextIsRefused(String key, String text, String fault) {
        texts.put(key, text);
        assertRefused("xx.properties: " + key + ": " + fault);
    }

    @ParameterizedTest
    @CsvSource({
        "notice.help,3584",
        "bot.description,512",
        "bot.short-description,120",
        "command.find,256",
        "button.find,40",
    })
    void aTextThatIsTooLongIsRefused(String key, int most) {
        texts.put(key, linesOf(most));
        assertEquals(most, new Texts("xx", texts).of(key).length());

        texts.put(key, linesOf(most + 1));
        assertRefused("xx.properties: " + key + ": longer than " + most);
    }

    @Test
    void aFirstLineThatIsTooLongToBeShownAloneIsRefused() {
        texts.put("notice.help", "x".repeat(161) + "\nmore");
        assertRefused("xx.properties: notice.help: first line longer than 160");
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        texts.remove("button.end");
        texts.remove("notice.welcome");
        assertRefused("xx.properties: button.end: missing; notice.welcome: missing");
    }

    @Test
    void aLanguageWithoutAFileIsRefused() {
        var e = assertThrows(IllegalStateException.class, () -> Texts.load("xx"));
        assertEquals("xx.properties: no such file", e.getMessage());
    }

    @Test
    void anUnknownTextIsAMistakeOfTheCaller() {
        var e = assertThrows(IllegalArgumentException.class, () -> Texts.load("en").of("nothing"));
        assertTrue(e.getMessage().contains("nothing"));
    }

    private void assertRefused(String message) {
        var e = assertThrows(IllegalStateException.class, () -> new Texts("xx", texts));
        assertEquals(message, e.getMessage());
    }

    private static String linesOf(int length) {
        return "x\n".repeat(length / 2 + 1).substring(0, length - 1) + "x";
    }
}
