package parley.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Optional;

class SpanTest {
    @ParameterizedTest
    @CsvSource({
        "1m, PT1M",
        "90m, PT90M",
        "24h, PT24H",
        "7d, P7D",
        "3650d, P3650D",
        "87600h, P3650D",
        "5256000m, P3650D"
    })
    void whatIsRightIsRead(String text, Duration length) {
        assertEquals(Optional.of(new Span(Optional.of(length))), Span.of(text));
        assertTrue(Span.isMeant(text));
    }

    @Test
    void permanentHasNoEnd() {
        assertEquals(Optional.of(new Span(Optional.empty())), Span.of("perm"));
        assertTrue(Span.isMeant("perm"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0m",
                "07d",
                "7",
                "7w",
                "7D",
                "7 d",
                " 7d",
                "7d ",
                "7.5h",
                "1e3m",
                "3651d",
                "87601h",
                "5256001m",
                "12345678m",
                "99999999999999999999d",
                "permanent",
                "PERM",
                "-7d",
                "+7d",
                "(7d)",
                "٣d",
                "7d\n"
            })
    void whatIsWrongIsNoTimeButWasMeantAsOne(String text) {
        assertEquals(Optional.empty(), Span.of(text));
        assertTrue(text.startsWith(" ") || Span.isMeant(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sold", "d7", "per", "-", "👍"})
    void aReasonIsNoTime(String text) {
        assertEquals(Optional.empty(), Span.of(text));
        assertFalse(Span.isMeant(text));
    }

    @ParameterizedTest
    @CsvSource({
        "PT-5S, 1 min",
        "PT0S, 1 min",
        "PT1S, 1 min",
        "PT61S, 2 min",
        "PT119M, 119 min",
        "PT120M, 2 h",
        "PT121M, 3 h",
        "PT48H, 48 h",
        "PT48H1S, 3 days",
        "P7D, 7 days"
    })
    void wordsAreRoundedUp(Duration time, String words) {
        assertEquals(words, Span.words(time));
    }
}
