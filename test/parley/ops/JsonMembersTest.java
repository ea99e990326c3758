package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class JsonMembersTest {
    private static final String BACKSLASH = "\\";

    /// JSON by what is to be left of it.
    static Stream<List<String>> members() {
        return Stream.of(
                List.of("{\"text\":\"hi\"}", "{\"text\":\"<redacted>\"}"),
                List.of("{\"text\" : \"hi\"}", "{\"text\" : \"<redacted>\"}"),
                List.of("{\"text\" : \"hi\", \"ok\":1}", "{\"text\" : \"<redacted>\", \"ok\":1}"),
                List.of("{\"text\":\n\t\"hi\"}", "{\"text\":\n\t\"<redacted>\"}"),
                List.of("{\"text\":\"\"}", "{\"text\":\"<redacted>\"}"),
                List.of("{\"text\":\"a \\\"b\\\" c\"}", "{\"text\":\"<redacted>\"}"),
                List.of("{\"text\":\"a\\\\\",\"bio\":\"b\"}", hidden("text", "bio")),
                List.of("{\"text\":\"},{\\\"ok\\\":[\"}", "{\"text\":\"<redacted>\"}"),
                List.of("{\"id\":-12.5e3}", "{\"id\":\"<redacted>\"}"),
                List.of("{\"from\":{\"a\":[1,{}]},\"ok\":2}", "{\"from\":\"<redacted>\",\"ok\":2}"),
                List.of("{\"photo\":[{\"a\":\"]}\"}],\"ok\":2}", array()),
                List.of("{\"never heard of\":\"hi\"}", "{\"never heard of\":\"<redacted>\"}"),
                List.of("{\"message\":\"hi there\"}", "{\"message\":\"<redacted>\"}"),
                List.of("{\"type\":\"Anna\"}", "{\"type\":\"<redacted>\"}"),
                List.of(
                        "{\"message\":{\"text\":\"hi\"}}",
                        "{\"message\":{\"text\":\"<redacted>\"}}"),
                List.of("{\"text\":\"größer 😀\"}", "{\"text\":\"<redacted>\"}"));
    }

    private static String hidden(String one, String other) {
        return "{\"%s\":\"<redacted>\",\"%s\":\"<redacted>\"}".formatted(one, other);
    }

    private static String array() {
        return "{\"photo\":\"<redacted>\",\"ok\":2}";
    }

    @ParameterizedTest
    @MethodSource("members")
    void hidesWhateverIsNotKnownToBeHarmless(List<String> member) {
        assertEquals(member.getLast(), Redaction.NONE.apply(member.getFirst()));
    }

    @ParameterizedTest
    @MethodSource("members")
    void seesJsonInTheStringsOfOtherJson(List<String> member) {
        var text = member.getFirst();
        var clean = member.getLast();
        for (int depth = 1; depth <= 4; depth++) {
            text = escaped(text);
            clean = escaped(clean);
            assertEquals(clean, Redaction.NONE.apply(text));
        }
    }

    private static String escaped(String text) {
        return text.replace(BACKSLASH, BACKSLASH + BACKSLASH)
                .replace("\"", BACKSLASH + '"')
                .replace("\n", BACKSLASH + 'n')
                .replace("\t", BACKSLASH + 't');
    }

    @Test
    void hidesTheRestOfWhatWasCutShort() {
        var json =
                "{\"message\":{\"text\":\"sesame {["
                        + " \\\"open\\\"\",\"from\":{\"id\":1,\"a\":\"b\"}}}";
        var leaks = new ArrayList<String>();
        for (int end = json.indexOf("sesame"); end < json.length(); end++) {
            var clean = Redaction.NONE.apply(json.substring(0, end));
            if (clean.contains("s") && clean.matches(".*(sesa|open|\"a\").*")) {
                leaks.add(clean);
            }
        }
        assertEquals(List.of(), leaks);
    }

    @Test
    void whatIsAroundAStringThatWasCutShortIsNotPartOfIt() {
        assertEquals(
                "{\"ok\":\"<redacted>\",\"type\":\"private\"}",
                Redaction.NONE.apply("{\"ok\":\"{\\\"text\\\":\\\"he\",\"type\":\"private\"}"));
        assertEquals(
                "said \"{\\\"text\\\":\\\"<redacted>\\\"\" at 5",
                Redaction.NONE.apply("said \"{\\\"text\\\":\\\"he\" at 5"));
        assertEquals(
                "said \"{\\\"from\\\":\\\"<redacted>\\\"\" at 5",
                Redaction.NONE.apply("said \"{\\\"from\\\":{\\\"id\\\":\" at 5"));
    }

    @Test
    void aStringWithMoreBackslashesThanItsNameHasNoKnownEnd() {
        assertEquals("\"text\":\"<redacted>\"", Redaction.NONE.apply("\"text\":\\\"hi\\\" there"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ok\":true,\"result\":[{\"update_id\":123456789}]}",
                "{\"message\":{\"message_id\":17,\"entities\":[]}}",
                "{\"type\":\"bold\",\"offset\":0,\"length\":5}",
                "{\"is_bot\":false,\"title\":null}",
                "near \"FROM\": syntax error",
                "\"a\":",
                "\"",
                "\":",
                ":\"",
                "say \"hi\" : no",
                "update.message.chat.type: missing"
            })
    void leavesTheRestAlone(String text) {
        assertSame(text, Redaction.NONE.apply(text));
    }
}
