package parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource({
        "en,en",
        "en-GB,en",
        "de,de",
        "DE,de",
        "de-AT,de",
        "de_CH,de",
        "de-Latn-DE-1996,de",
        "es-419,es",
        "ru-RU,ru",
        "' ru ',ru",
    })
    void findsTheLanguageOfATag(String tag, String language) {
        assertEquals(language, Languages.match(tag));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "--",
                "_",
                "-de",
                "d",
                "deu",
                "den",
                "pt-br",
                "zh-hans",
                "x-de",
                "../de",
                "de.properties",
                "de\0",
                "дe",
                "💬",
                "en;drop"
            })
    void saysAnythingElseInEnglish(String tag) {
        assertEquals("en", Languages.match(tag));
    }

    @Test
    void doesNotHangOnAHugeTag() {
        assertEquals("en", Languages.match("-".repeat(2_000)));
    }

    @Test
    void loadsALanguageOnce() {
        var languages = new Languages();

        assertSame(languages.of("de-AT"), languages.of("de"));
        assertSame(languages.of(""), languages.of("xx"));
    }
}
