package parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.ChatEvent.Verb;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

class ButtonTest {
    private static final int TELEGRAM_LIMIT = 64;

    @ParameterizedTest
    @EnumSource
    void comesBackFromItsData(Verb verb) {
        assertReturns(Button.of(verb));
        for (long session : new long[] {0, 1, -1, Long.MIN_VALUE, 0x0123456789abcdefL}) {
            assertReturns(Button.of(verb, new SessionId(session)));
            assertReturns(Button.of(verb, new SessionId(session), "z".repeat(32)));
        }
        assertReturns(Button.of(verb, "z".repeat(32)));
    }

    @Test
    void hasReadableData() {
        assertEquals("find", Button.of(Verb.FIND).data());
        assertEquals("end:00000000000000ff", Button.of(Verb.END, new SessionId(255)).data());
        assertEquals(
                "send:00000000000000ff:links",
                Button.of(Verb.SEND, new SessionId(255), "links").data());
        assertEquals("forget::yes", Button.of(Verb.FORGET, "yes").data());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                "::",
                "explode",
                "find ",
                "find:",
                "end:0123456789abcde",
                "end:0123456789abcdef0",
                "end:0123456789abcdeg",
                "end:-123456789abcdef",
                "end:+123456789abcdef",
                "end:0x23456789abcdef",
                "end:0123456789abcdef:",
                "send:0123456789abcdef:links:",
                "send:0123456789abcdef::links",
                "send:0123456789abcdef:Links",
                "send:0123456789abcdef:links ",
                "send:0123456789abcdef:li\nks",
                "send:0123456789abcdef:ссылки",
                "send:links",
                "send::Links",
                "send::links:",
                "end: 123456789abcdef",
                "end:٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥",
                "end:0123456789abcde\0",
                "end:😀😀😀😀😀😀😀😀",
                "конец:0123456789abcdef",
                "ſtop\n",
                "\ud800",
            })
    void forgedDataAsksForNothing(String data) {
        assertEquals(Verb.UNKNOWN, Button.parse(data).verb());
    }

    @Test
    void hugeDataAsksForNothing() {
        assertEquals(Verb.UNKNOWN, Button.parse("find".repeat(100_000)).verb());
        assertEquals(Verb.UNKNOWN, Button.parse("end:" + "0".repeat(1_000_000)).verb());
        assertEquals(Verb.UNKNOWN, Button.parse(":".repeat(1_000_000)).verb());
        var session = "send:0123456789abcdef:";
        assertEquals(Verb.UNKNOWN, Button.parse(session + "a".repeat(33)).verb());
        assertEquals(Verb.UNKNOWN, Button.parse(session + "a".repeat(1_000_000)).verb());
    }

    @Test
    void noDataAtAllMakesItThrow() {
        var random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            var data = new StringBuilder(random.nextBoolean() ? "end:" : "");
            random.ints(random.nextInt(20), 0, 0x250).forEach(c -> data.append((char) c));
            assertReturns(Button.parse(data.toString()));
        }
    }

    private static void assertReturns(Button button) {
        assertEquals(button, Button.parse(button.data()));
        int bytes = button.data().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes >= 1 && bytes <= TELEGRAM_LIMIT, button.data());
    }
}
