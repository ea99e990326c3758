package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource({
        "123:abcdefghij_ABCDEFGH-, <redacted>",
        "a 123456:AAEabcdefghijklmnopqrst b, a <redacted> b",
        "/bot123456:AAEabcdefghijklmnopqrst/getMe, /bot<redacted>/getMe",
        "123:abcdefghij0123456789 456:abcdefghij0123456789, <redacted> <redacted>",
        "12:00:123456:AAEabcdefghijklmnopqrst:, 12:00:<redacted>:"
    })
    void takesOutWhateverLooksLikeAToken(String line, String clean) {
        assertEquals(clean, Redaction.NONE.apply(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "time=2026-11-22T08:00:00.123Z",
                "12:abcdefghij012345678x",
                "123:abcdefghij012345678",
                "abc:abcdefghij012345678x",
                "123 :abcdefghij012345678x"
            })
    void leavesTheRestAlone(String line) {
        assertSame(line, Redaction.NONE.apply(line));
    }

    @Test
    void takesOutWhatItWasTold() {
        var redaction = Redaction.NONE.with("1:TOKEN").with("").with("a \"salt\"\\");
        assertEquals(
                "<redacted> and <redacted>, <redacted> <redacted>.",
                redaction.apply("1:TOKEN and 1%3ATOKEN, a \"salt\"\\ a \\\"salt\\\"\\\\."));
    }

    @Test
    void leavesNoPieceOfASecretThatHoldsAnother() {
        assertEquals("<redacted>", Redaction.NONE.with("salt").with("salted").apply("salted"));
    }
}
