package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
    private static final String HEX = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file AgACAgIAAxkBAAIBZ2VfXk8jU0pQdGx0 x | file <redacted> x",
                "0f1e2d3c4b5a69788796a5b4c3d2e1f0 | <redacted>",
                "a_b-c0f1e2d3c4b5a69788796a5b4c3d2. | <redacted>.",
                "x.0f1e2d3c4b5a69788796a5b4c3d2e1f0.y | x.<redacted>.y",
                "at 0f1e2d3c4b5a69788796a5b4c3d2e1f0 | at <redacted>",
                "eyJhbGciOi.AgACAgIAAxkBAAIBZ2VfXk8jU0pQdGx0.c | eyJhbGciOi.<redacted>.c",
                "https://x.org/0f1e2d3c4b5a69788796a5b4c3d2e1f0 | https://x.org/<redacted>",
                "and/or/0f1e2d3c4b5a69788796a5b4c3d2e1f0 | and/or/<redacted>",
                "/0f1e2d3c4b5a69788796a5b4c3d2e1f0 | /<redacted>",
                "/a.b/AgACAgIAAxkBAAIBZ2VfXk8jU0pQdGx0 | /a.<redacted>"
            })
    void hidesLongOpaqueWords(String text, String clean) {
        assertEquals(clean, Redaction.NONE.apply(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdef",
                "0f1e2d3c4b5a69788796a5b4c3d2e1f",
                "anExtraordinarilyLongNameOfAMethodWithoutDigits",
                "/srv/0f1e2d3c4b5a69788796a5b4c3d2e1f0/bot.sqlite3",
                "cannot open ./0f1e2d3c4b5a69788796a5b4c3d2e1f0/bot.sqlite3",
                "/pods/5c3a0a7e-1b2c-4d5e-8f90-a1b2c3d4e5f6/data",
                "/tmp/sqlite-3.54.1.0-5c3a0a7e-1b2c-4d5e-8f90-a1b2c3d4e5f6-libsqlitejdbc.so",
                "/srv/backup/20261122080000.sqlite3",
                "jdk/internal/net/http/HttpClientImpl/Http2Connection",
                "https://example.org/a/very/long/way/to/the/page2"
            })
    void leavesNamesAndPathsAlone(String text) {
        assertSame(text, Redaction.NONE.apply(text));
    }

    @Test
    void leavesTheFramesOfAStackTraceAlone() {
        var frames =
                "java.io.IOException: reset\n"
                        + "\tat parley.NameOfAClassThatIsLongerThan32Characters.run(X.java:12)\n"
                        + "\tat parley.X$$Lambda/0x0000001234567890.run(Unknown Source)\n";
        assertSame(frames, Redaction.NONE.apply(frames));
        assertEquals(
                frames + "<redacted> <redacted>",
                Redaction.NONE.apply(frames + HEX + " 5000000042"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234567890 | <redacted>",
                "person 5000000042, chat -1001234567890 | person <redacted>, chat -<redacted>",
                "m5000000042:17 | m<redacted>:17",
                "e5000000042:17:0 | e<redacted>:17:0",
                "a_1234567890123456_b | a_<redacted>_b",
                "1234567890-0987654321 | <redacted>-<redacted>",
                "u-5000000042x | u-<redacted>x",
                "a-5000000042 | a-<redacted>",
                "g123456789012345 | g<redacted>"
            })
    void hidesNumbersAsLongAsIds(String text, String clean) {
        assertEquals(clean, Redaction.NONE.apply(text));
        assertEquals(text, Redaction.NONE.withIdsShown().apply(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update 123456789 skipped",
                "2026-11-22T08:00:00.123456789Z",
                "chat 123456789012345a is over",
                "chat f123456789012345 is over",
                "parley 0.1.0 (123456789012345a)",
                "parley 0.1.0 (1234567890ab-dirty)",
                "u-1234567890 waits"
            })
    void leavesShorterNumbersAndOurOwnIdsAlone(String text) {
        assertSame(text, Redaction.NONE.apply(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x q83vEjRWeJq7zN3u/wARIjNEVWZ3iJmq+8zd y | x <redacted> y",
                "x q83v+EjRWeJq7zN3u/wARIjNEVWZ3iJmq8zd== | x <redacted>",
                "/q83vEjRWeJq7zN3u/wARIjNEVWZ3iJmq | /<redacted>"
            })
    void hidesBase64(String text, String clean) {
        assertEquals(clean, Redaction.NONE.apply(text));
    }

    @Test
    void findsTheTokenBeforeTheIdInIt() {
        assertEquals(
                "/bot<redacted>/getMe",
                Redaction.NONE.apply("/bot7123456789:AAEabcdefghijklmnopqrst/getMe"));
    }

    @Test
    void hidesAllThatIsInOneText() {
        assertEquals(
                "<redacted>, <redacted>: <redacted> {\"text\":\"<redacted>\"} <redacted>.",
                Redaction.NONE.apply(
                        "+49 151 2345678, a@b.de: @anna_k {\"text\":\"hi\"} 5000000042."));
    }
}
