package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call +491512345678! | call <redacted>!",
                "+49 (0)151 / 234-56.78 | <redacted>",
                "+1\u00a0555\u2011010\u20139999 x | <redacted> x",
                "+1234567 | <redacted>"
            })
    void hidesPhoneNumbers(String text, String clean) {
        assertEquals(clean, Redaction.NONE.apply(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail anna.k+bot@mail.example.org, please | mail <redacted>, please",
                "<a@b.de> | <<redacted>>",
                "jörg@größe.example. | <redacted>.",
                "mailto:a_b%c@d-e.museum | mailto:<redacted>"
            })
    void hidesMailAddresses(String text, String clean) {
        assertEquals(clean, Redaction.NONE.apply(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ask @anna_k. | ask <redacted>.",
                "(@Anna) | (<redacted>)",
                "@anna.org | <redacted>.org",
                "hi@anna_k | hi<redacted>",
                "@decade | <redacted>",
                "@botfather | <redacted>",
                "@abcdefghijklmnopqrstuvwxyz_ABCDE | <redacted>"
            })
    void hidesNames(String text, String clean) {
        assertEquals(clean, Redaction.NONE.apply(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "see https://t.me/anna_k?start=1 now | see https://<redacted> now",
                "T.Me/+AbC | <redacted>",
                "telegram.me/anna | <redacted>",
                "telegram.dog/anna | <redacted>",
                "anna.t.me | <redacted>",
                "ANNA.T.ME | <redacted>",
                "ANNA.TELEGRAM.DOG | <redacted>",
                "said \"t.me/anna\", <t.me/anna> | said \"<redacted>\", <<redacted>>",
                "tg://user?id=42 x | <redacted> x",
                "TON://transfer/x | <redacted>"
            })
    void hidesLinksToTelegram(String text, String clean) {
        assertEquals(clean, Redaction.NONE.apply(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from @BotFather",
                "java.lang.Object@1b2c3d4e",
                "parley.chat.Chats@abcdef12",
                "[Ljava.lang.String;@abcdef1",
                "java.base@25.0.3/java.lang.Thread",
                "polling as @{0}",
                "a@b",
                "a@b.c",
                "jdk.x@25.0.31/a",
                "see @1234",
                "@",
                "1 + 1 = 2",
                "+123456",
                "+",
                "update.message.text: missing",
                "https://api.telegram.org",
                "t.me",
                "http://127.0.0.1:8081",
                "http://[::1]:8081"
            })
    void leavesTheRestAlone(String text) {
        assertSame(text, Redaction.NONE.apply(text));
    }
}
