package parley.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

class JsonTest {
    @Test
    void readsPlainJavaValues() {
        var expected = new LinkedHashMap<String, Object>();
        expected.put("text", "a\u00e9\ud83d\ude00\n\"");
        expected.put("whole", 4_503_599_627_370_495L);
        expected.put("least", Long.MIN_VALUE);
        expected.put("broken", 1.5);
        expected.put("huge", 1e99);
        expected.put("yes", true);
        expected.put("nothing", null);
        expected.put("list", Arrays.asList(1L, null, List.of(), Map.of()));

        var read =
                Json.parse(
                        "x",
                        """
                        {"text":"a\\u00e9\\ud83d\\ude00\\n\\"","whole":4503599627370495,
                         "least":-9223372036854775808,"broken":1.5,"huge":1e99,"yes":true,
                         "nothing":null,"list":[1,null,[],{}]}
                        """);

        assertEquals(expected, read);
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(((Map<?, ?>) read).keySet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":}",
                "{\"a\" 1}",
                "[1,]",
                "nul",
                "01",
                "1.",
                "\"open",
                "\"\\x\"",
                "\"\\u12G4\"",
                "{}{}",
                "<html>",
                "{\"secret\":\"s3cr3t"
            })
    void whatIsNotJsonIsRefusedAndNotQuoted(String text) {
        var refusal = assertThrows(DecodeException.class, () -> Json.parse("answer", text));

        assertTrue(refusal.getMessage().startsWith("answer: not JSON"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("s3cr3t"));
    }

    @Test
    void nestingTooDeepForTheStackIsRefused() {
        var deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThrows(DecodeException.class, () -> Json.parse("x", deep));
    }

    @Test
    void neverWritesANull() {
        var inObject = new HashMap<String, Object>();
        inObject.put("caption", null);
        var inList = new ArrayList<Object>();
        inList.add(null);

        assertThrows(NullPointerException.class, () -> Json.write(inObject));
        assertThrows(NullPointerException.class, () -> Json.write(inList));
        assertThrows(IllegalArgumentException.class, () -> Json.write(new Object()));
    }

    @Test
    void readsWhatItWrote() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 2000; i++) {
            var value = value(random, 4);
            assertEquals(value, Json.parse("x", Json.write(value)));
        }
    }

    private static Object value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> text(random);
            case 1 -> random.nextLong();
            case 2 -> random.nextBoolean();
            case 3 -> random.nextDouble() + 0.1;
            case 4 -> "";
            case 5 -> random.ints(3, 0, 9).mapToObj(_ -> value(random, depth - 1)).toList();
            default -> Map.of(text(random), value(random, depth - 1));
        };
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        random.ints(random.nextInt(8), 0, 0x3000).forEach(text::appendCodePoint);
        return text.toString();
    }
}
