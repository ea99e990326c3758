package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.stream.Stream;

class LogLineTest {
    private static final Instant MORNING = Instant.parse("2026-11-22T08:00:00.123Z");

    private static String line(Logs.Format format, String at, String message, Throwable thrown) {
        var event = new LogLine.Event(MORNING, Level.INFO, at, message, thrown);
        return LogLine.of(event, format, false, Redaction.NONE);
    }

    private static String escaped(String message) {
        String line = line(Logs.Format.TEXT, "a", message, null);
        return line.substring(line.indexOf("msg=") + 5, line.length() - 1);
    }

    private static String error(Throwable thrown) {
        String line = line(Logs.Format.TEXT, "a", "m", thrown);
        return line.substring(line.indexOf("error=") + 7, line.length() - 1);
    }

    @Test
    void writesLogfmt() {
        assertEquals(
                "time=2026-11-22T08:00:00.123Z level=info at=telegram msg=\"polling for updates\"",
                line(Logs.Format.TEXT, "telegram", "polling for updates", null));
    }

    @Test
    void writesJsonWithTheSameKeys() {
        assertEquals(
                "{\"time\":\"2026-11-22T08:00:00.123Z\",\"level\":\"info\",\"at\":\"telegram\","
                        + "\"msg\":\"say \\\"hi\\\"\",\"error\":\"IOException: reset\"}",
                line(Logs.Format.JSON, "telegram", "say \"hi\"", new IOException("reset")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z,      2026-01-02T03:04:05.000Z",
        "2026-01-02T03:04:05.0079Z, 2026-01-02T03:04:05.007Z",
        "0999-12-31T23:59:59.999Z,  0999-12-31T23:59:59.999Z"
    })
    void writesTheTimeAtFixedWidth(Instant time, String expected) {
        var event = new LogLine.Event(time, Level.WARNING, "a", "m", null);
        assertEquals(
                "time=" + expected + " level=warning at=a msg=\"m\"",
                LogLine.of(event, Logs.Format.TEXT, false, Redaction.NONE));
    }

    static Stream<Arguments> escapes() {
        return Stream.of(
                Arguments.of("a=b 'c'", "a=b 'c'"),
                Arguments.of("\"\\", "\\\"\\\\"),
                Arguments.of("one\r\n\ttwo", "one\\r\\n\\ttwo"),
                Arguments.of("\0\u001b[31m\u007f\u0085", "\\u0000\\u001b[31m\\u007f\\u0085"),
                Arguments.of("\u2028\u2029\u202e\ufeff", "\\u2028\\u2029\\u202e\\ufeff"),
                Arguments.of("größer 😀", "größer 😀"),
                Arguments.of("\ud83d", "\ufffd"),
                Arguments.of("\ude00\ud83dx", "\ufffd\ufffdx"));
    }

    @ParameterizedTest
    @MethodSource("escapes")
    void escapesWhatWouldBreakTheLineOrFoolTheReader(String message, String expected) {
        assertEquals(expected, escaped(message));
    }

    @Test
    void anUnusualNameIsQuoted() {
        assertTrue(
                line(Logs.Format.TEXT, "a b\nlevel=x", "m", null)
                        .contains(" at=\"a b\\nlevel=x\" "));
        assertTrue(line(Logs.Format.TEXT, "größe", "m", null).contains(" at=\"größe\" "));
    }

    @Test
    void aMissingMessageIsSaidToBeMissing() {
        assertEquals("null", escaped(null));
    }

    @Test
    void namesTheWholeChainOfCauses() {
        var thrown =
                new IllegalStateException(
                        "pair 7",
                        new UncheckedIOException("disk", new IOException("no space\nleft")));
        assertEquals(
                "IllegalStateException: pair 7; UncheckedIOException: disk; IOException: no"
                        + " space\\nleft",
                error(thrown));
        assertEquals("IOException", error(new IOException()));
    }

    @Test
    void aCircleOfCausesEnds() {
        var inner = new RuntimeException("inner");
        var outer = new RuntimeException("outer", inner);
        inner.initCause(outer);
        assertTrue(error(outer).startsWith("RuntimeException: outer; RuntimeException: inner"));
    }

    @Test
    void anExceptionThatFailsIsStillLogged() {
        var broken = new Broken();
        assertEquals("Broken: <no message: IllegalStateException>", error(broken));
        var event = new LogLine.Event(MORNING, Level.ERROR, "a", "m", broken);
        assertTrue(
                LogLine.of(event, Logs.Format.TEXT, true, Redaction.NONE)
                        .contains("stack trace failed"));
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }

    @Test
    void theDetailedLineHasTheThreadAndTheStackTraceInOneLine() throws Exception {
        var event = new LogLine.Event(MORNING, Level.ERROR, "a", "m", new IOException("reset"));
        var lines = new String[1];
        var thread =
                new Thread(
                        () -> lines[0] = LogLine.of(event, Logs.Format.TEXT, true, Redaction.NONE),
                        "my 1");
        thread.start();
        thread.join();
        assertTrue(lines[0].contains(" thread=\"my 1\" msg="), lines[0]);
        assertTrue(lines[0].contains(" stack=\"java.io.IOException: reset\\n\\tat "), lines[0]);
        assertEquals(1, lines[0].lines().count());
    }
}
