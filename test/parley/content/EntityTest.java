package parley.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.content.Entity.Kind;

import java.util.Optional;

class EntityTest {
    @ParameterizedTest
    @ValueSource(strings = {"java", "c++", "C#", "objective-c", "f_90", "a.b", "1", "x86_64"})
    void aCodeBlockKeepsTheNameOfALanguage(String language) {
        assertEquals(Optional.of(language), language(Kind.PRE, language));
    }

    @Test
    void theNameOfALanguageMayHave32Characters() {
        assertEquals(Optional.of("x".repeat(32)), language(Kind.PRE, "x".repeat(32)));
        assertEquals(Optional.empty(), language(Kind.PRE, "x".repeat(33)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "my name",
                "@alice",
                "t.me/alice",
                "java\n",
                "é",
                "\ud83d\ude00",
                "a:b"
            })
    void whatIsNoNameOfALanguageIsDropped(String language) {
        assertEquals(Optional.empty(), language(Kind.PRE, language));
    }

    @ParameterizedTest
    @EnumSource(names = "PRE", mode = EnumSource.Mode.EXCLUDE)
    void onlyACodeBlockHasALanguage(Kind kind) {
        assertEquals(Optional.empty(), language(kind, "java"));
    }

    private static Optional<String> language(Kind kind, String language) {
        return new Entity(kind, 0, 1, Optional.of(language)).language();
    }
}
