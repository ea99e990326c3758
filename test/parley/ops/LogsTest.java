package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// From a [System.Logger] to the bytes on standard output.
class LogsTest {
    private static final String TOKEN = "123456:AAEabcdefghijklmnopqrst";
    private static final LogFinder FINDER = new LogFinder();
    private static final Logger LOG = logger("parley.test");

    private CapturedLog log;

    @BeforeEach
    void capture() {
        log = new CapturedLog();
    }

    @AfterEach
    void release() {
        log.close();
    }

    /// Not by way of [System#getLogger], which sees only the class path the JVM was started with,
    /// and a test runner may have one of its own.
    private static Logger logger(String name) {
        return FINDER.getLogger(name, LogsTest.class.getModule());
    }

    private List<String> lines() {
        return log.lines();
    }

    private String message() {
        assertEquals(1, lines().size(), lines()::toString);
        String line = lines().getFirst();
        return line.substring(line.indexOf("msg=") + 5, line.lastIndexOf('"'));
    }

    @Test
    void writesOneLineInUtf8WhateverThePlatformPrefers() {
        LOG.log(Level.INFO, "grüße");
        assertTrue(lines().getFirst().endsWith("Z level=info at=test msg=\"grüße\""));
        assertTrue(log.text().endsWith("\n"));
    }

    @Test
    void theJournalIsToldHowImportantALineIs() {
        LOG.log(Level.INFO, "as ever");
        assertTrue(lines().getFirst().startsWith("time="));

        Logs.forJournal();
        Logs.configure(Level.DEBUG, Logs.Format.JSON);
        LOG.log(Level.ERROR, "a");
        LOG.log(Level.WARNING, "b");
        LOG.log(Level.INFO, "c");
        LOG.log(Level.DEBUG, "d");

        assertEquals(
                List.of("<3>{", "<4>{", "<6>{", "<7>{"),
                lines().stream().skip(1).map(line -> line.substring(0, 4)).toList());
    }

    @Test
    void thePlatformFindsIt() {
        var finders =
                ServiceLoader.load(System.LoggerFinder.class, LogFinder.class.getClassLoader());
        assertTrue(finders.stream().anyMatch(it -> it.type() == LogFinder.class));
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of(
                        "user {0} waits {1}",
                        new Object[] {1234567, 0.5}, "user 1234567 waits 0.5"),
                Arguments.of("{1}{0}{1}", new Object[] {"a", "b"}, "bab"),
                Arguments.of("{0} {1} {x} {} {", new Object[] {null}, "null {1} {x} {} {"),
                Arguments.of("{0,number,#} {123}", new Object[] {1234}, "1234 {123}"),
                Arguments.of("it's, it''s '{0}'", new Object[] {1}, "it's, it's '1'"),
                Arguments.of("{0}", new Object[] {"{0} {1}"}, "{0} {1}"),
                Arguments.of("{0} it''s", new Object[0], "{0} it''s"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void putsValuesInTheirPlaces(String format, Object[] values, String expected) {
        LOG.log(Level.INFO, format, values);
        assertEquals(expected, message());
    }

    @Test
    void aValueThatCannotBeShownDoesNotStopTheLine() {
        LOG.log(Level.INFO, "a {0} b", new Unprintable());
        assertEquals("a <parley.ops.LogsTest$Unprintable: IllegalStateException> b", message());
    }

    private static final class Unprintable {
        @Override
        public String toString() {
            throw new IllegalStateException("not printable");
        }
    }

    @Test
    void logsAnExceptionWithoutItsStackTrace() {
        LOG.log(Level.ERROR, "failed", new IOException("connection reset"));
        assertTrue(
                lines().getFirst()
                        .endsWith(
                                " at=test msg=\"failed\" error=\"IOException: connection reset\""));
    }

    @Test
    void addsTheStackTraceAtDebugLevel() {
        Logs.configure(Level.DEBUG, Logs.Format.TEXT);
        LOG.log(Level.ERROR, "failed", new IOException("connection reset"));
        assertEquals(1, lines().size());
        assertTrue(
                lines().getFirst().contains(" stack=\"java.io.IOException: connection reset\\n"));
    }

    @ParameterizedTest
    @EnumSource(value = Level.class, names = "ALL", mode = EnumSource.Mode.EXCLUDE)
    void logsWhatIsImportantEnough(Level least) {
        Logs.configure(least, Logs.Format.TEXT);
        for (var level : Level.values()) {
            boolean expected = level != Level.OFF && level.getSeverity() >= least.getSeverity();
            log.take();
            LOG.log(level, "m");
            assertEquals(expected, !lines().isEmpty(), level::toString);
            assertEquals(expected, LOG.isLoggable(level), level::toString);
        }
    }

    @Test
    void hearsOthersFromWarningOn() {
        Logs.configure(Level.TRACE, Logs.Format.TEXT);
        for (var name : List.of("jdk.internal.httpclient.debug", "parleyer", "")) {
            var other = logger(name);
            other.log(Level.INFO, "GET /bot");
            assertFalse(other.isLoggable(Level.INFO), name);
            assertTrue(other.isLoggable(Level.WARNING), name);
        }
        logger("parley").log(Level.DEBUG, "ours");
        assertEquals("ours", message());
    }

    @Test
    void othersAreNotHeardBelowTheLevelThatWasSet() {
        Logs.configure(Level.ERROR, Logs.Format.TEXT);
        logger("other").log(Level.WARNING, "m");
        assertEquals(List.of(), lines());
    }

    @ParameterizedTest
    @EnumSource
    void noWayLeadsASecretIntoALine(Logs.Format format) throws Exception {
        Logs.configure(Level.DEBUG, format);
        Logs.redact("1:SHORT");
        for (var secret : List.of(TOKEN, "1:SHORT")) {
            log.take();
            LOG.log(Level.INFO, "at " + secret);
            LOG.log(Level.INFO, "at {0}", secret);
            LOG.log(Level.INFO, () -> secret);
            LOG.log(Level.WARNING, "m", new IOException("GET /bot" + secret + "/getMe"));
            LOG.log(Level.ERROR, "m", new IOException("m", new IOException(secret)));
            logger("other." + secret).log(Level.ERROR, "m");
            var thread = new Thread(() -> LOG.log(Level.INFO, "m"), "lane " + secret);
            thread.start();
            thread.join();
            assertEquals(7, lines().size());
            for (var line : lines()) {
                assertFalse(line.contains(secret), line);
                assertTrue(line.contains("<redacted>"), line);
            }
        }
    }

    @Test
    void redactsWhatIsPrintedPastTheLog() {
        Logs.redact("1:SHORT");
        assertEquals("<redacted> <redacted>", Logs.redacted(TOKEN + " 1:SHORT"));
    }

    @Test
    void numbersAsLongAsTelegramIdsAreShownOnlyWhenTheOperatorWantsIt() {
        LOG.log(Level.INFO, "person {0} waits", 5000000042L);
        assertEquals("person <redacted> waits", message());

        log.take();
        Logs.redact("1:EARLY");
        Logs.showIds();
        Logs.redact("1:LATE");
        Logs.configure(Level.INFO, Logs.Format.TEXT);
        LOG.log(Level.INFO, "person {0} waits, {1}", 5000000042L, "1:EARLY 1:LATE @anna");
        assertEquals("person 5000000042 waits, <redacted> <redacted> <redacted>", message());
    }

    @Test
    void linesOfManyThreadsDoNotMix() throws Exception {
        int threads = 16;
        int each = 200;
        Set<String> expected = new HashSet<>();
        var start = new CountDownLatch(1);
        var running = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            String text = t + " " + Character.toString('a' + t).repeat(700 * t);
            for (int i = 0; i < each; i++) {
                expected.add(i + " " + text);
            }
            running[t] = Thread.ofVirtual().start(() -> logEach(start, each, text));
        }
        start.countDown();
        for (var thread : running) {
            thread.join();
        }
        var seen = new HashSet<String>();
        for (var line : lines()) {
            seen.add(line.substring(line.indexOf("msg=") + 5, line.length() - 1));
        }
        assertEquals(threads * each, lines().size());
        assertEquals(expected, seen);
    }

    private static void logEach(CountDownLatch start, int times, String text) {
        try {
            start.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < times; i++) {
            LOG.log(Level.INFO, "{0} {1}", i, text);
        }
    }

    @Test
    void aClosedOutputDoesNotStopTheProgram() {
        var closed = new PrintStream(OutputStream.nullOutputStream());
        closed.close();
        var broken = new PrintStream(new BrokenPipe());
        for (var out : List.of(closed, broken)) {
            System.setOut(out);
            LOG.log(Level.ERROR, "nobody reads this");
            assertTrue(out.checkError());
        }
    }

    private static final class BrokenPipe extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
