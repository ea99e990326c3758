package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Formatted[text=hi, you], entities=[]] | Formatted[text=<redacted>",
                "Text[text=5, you]] | Text[text=<redacted>",
                "{chat_id=42, text=hi} | {chat_id=<redacted>, text=<redacted>",
                "chat_id=42&text=hi%20you | chat_id=<redacted>&text=<redacted>",
                "send --text=hi | send --text=<redacted>",
                "Doc[fileName=my cat.jpg, size=3] | Doc[fileName=<redacted>",
                "File[id=12, uniqueId=AQ] | File[id=<redacted>, uniqueId=<redacted>",
                "UserId[value=123456789] waits | UserId[value=<redacted>] waits",
                "Place[latitude=52.5, longitude=-1.0E-5] | Place[latitude=<redacted>,"
                        + " longitude=<redacted>]",
                "Person[id=UserId[value=1], language=de] | Person[id=UserId[value=<redacted>],"
                        + " language=de]"
            })
    void hidesWhatRecordsAndMapsPrint(String text, String clean) {
        assertEquals(clean, Redaction.NONE.apply(text));
    }

    @Test
    void keepsTheStackTraceBehindAMessage() {
        assertEquals(
                "java.io.IOException: Formatted[text=<redacted>\n\tat parley.X.run(X.java:1)\n",
                Redaction.NONE.apply(
                        "java.io.IOException: Formatted[text=hi\n"
                                + "you]\n"
                                + "\tat parley.X.run(X.java:1)\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text=",
                "=",
                "a == b",
                "context=5",
                "LOG_FORMAT=text CLEANUP_INTERVAL_SEC=600",
                "Person[id=UserId[hidden], pseudonym=Pseudonym[hidden], language=de]"
            })
    void leavesTheRestAlone(String text) {
        assertSame(text, Redaction.NONE.apply(text));
    }
}
