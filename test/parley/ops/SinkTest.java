package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import parley.chat.ChatEvent;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.content.Content;
import parley.content.Formatted;
import parley.content.Letter;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/// Feeds the log everything that must not be in it, in every way that leads there.
class SinkTest {
    private static final List<Level> LEVELS =
            List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR);

    private CapturedLog log;

    @BeforeEach
    void capture() {
        log = new CapturedLog();
    }

    @AfterEach
    void release() {
        log.close();
    }

    /// A way into a line.
    private enum Carrier {
        MESSAGE,
        SUPPLIED,
        PARAMETER,
        OBJECT,
        LOCALIZED,
        LOCALIZED_FORMAT,
        EXCEPTION,
        CAUSE,
        SUPPRESSED,
        DESCRIPTION,
        THREAD,
        LOGGER;

        /// Whether it is shown without the stack trace and the thread, too.
        boolean isAlwaysShown() {
            return this != SUPPRESSED && this != DESCRIPTION && this != THREAD;
        }

        void send(Level level, String text) throws InterruptedException {
            var log = logger("parley.test");
            switch (this) {
                case MESSAGE -> log.log(level, text);
                case SUPPLIED -> log.log(level, () -> text);
                case PARAMETER -> log.log(level, "here is {0}, {1}", text, 17);
                case OBJECT -> log.log(level, "here is {0}", List.of(new Holder(text)));
                case LOCALIZED -> log.log(level, bundle(text), "key", new IOException());
                case LOCALIZED_FORMAT -> log.log(level, bundle("{0} is here"), "key", text);
                case EXCEPTION -> log.log(level, "failed", new IOException(text));
                case CAUSE -> log.log(level, "failed", caused(new IOException(text)));
                case SUPPRESSED -> log.log(level, "failed", suppressed(new IOException(text)));
                case DESCRIPTION -> log.log(level, "failed", new Described(text));
                case THREAD -> onThread(text, () -> log.log(level, "here"));
                case LOGGER -> logger("parley." + text).log(level, "here");
            }
        }
    }

    private record Holder(String held) {}

    private static final class Described extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String description;

        Described(String description) {
            this.description = description;
        }

        @Override
        public String toString() {
            return description;
        }
    }

    private static Logger logger(String name) {
        return new LogFinder().getLogger(name, SinkTest.class.getModule());
    }

    private static ResourceBundle bundle(String text) {
        return new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {{"key", text}};
            }
        };
    }

    private static Exception caused(Exception cause) {
        return new IllegalStateException("outer", new RuntimeException("inner", cause));
    }

    private static Exception suppressed(Exception suppressed) {
        var thrown = new IllegalStateException("outer");
        thrown.addSuppressed(suppressed);
        return thrown;
    }

    private static void onThread(String name, Runnable work) throws InterruptedException {
        var thread = new Thread(work, name);
        thread.start();
        thread.join();
    }

    static Stream<Arguments> setups() {
        return LEVELS.stream()
                .flatMap(
                        level ->
                                Stream.of(Logs.Format.values())
                                        .map(format -> Arguments.of(level, format)));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void nothingGetsThroughAtAnyLevelInAnyFormatByAnyWay(Level level, Logs.Format format)
            throws Exception {
        Logs.configure(level, format);
        Logs.redact(Canary.SECRET);
        boolean detailed = level.getSeverity() <= Level.DEBUG.getSeverity();
        var leaks = new ArrayList<String>();
        for (var canary : Canary.all()) {
            for (var carrier : Carrier.values()) {
                for (var each : LEVELS.subList(LEVELS.indexOf(level), LEVELS.size())) {
                    carrier.send(each, canary.text());
                    var lines = log.take();
                    assertEquals(1, lines.size(), canary::text);
                    var line = lines.getFirst();
                    boolean hidden = line.contains(Redaction.MARK);
                    boolean shown = detailed || carrier.isAlwaysShown();
                    if (hidden != shown || canary.parts().stream().anyMatch(line::contains)) {
                        leaks.add(carrier + ": " + line);
                    }
                }
            }
        }
        assertEquals(List.of(), leaks);
    }

    @ParameterizedTest
    @EnumSource
    void ourOwnRecordsGiveNothingAway(Logs.Format format) {
        Logs.configure(Level.DEBUG, format);
        var id = new UserId(42424242);
        var person = new Person(id, new Pseudonym(42424242, 42424243), "gsw");
        var text = new Formatted("kanari sings", List.of());
        var file = new Content.File("kanari", "kanari");
        var look =
                new Content.Look(
                        true, true, Optional.of("kanari"), Optional.empty(), Optional.of("🐤"));
        var media = new Content.Media(Content.Kind.PHOTO, file, text, look);
        var reply = new Letter.Reply(17, Optional.of(new Letter.Quote(text, 0)));
        for (var record :
                List.of(
                        person,
                        new ChatEvent.Said(person, Instant.EPOCH),
                        new Content.Text(text),
                        new Content.Place(47.3769, 8.5417),
                        media,
                        new Letter.Fresh(media, Optional.of(reply), Optional.empty()),
                        new Letter.Reacted(Optional.of("🐤")))) {
            logger("parley.test").log(Level.INFO, "here is {0}", record);
            var line = log.take().getFirst();
            for (var part : List.of("4242424", "anari", "sings", "47.37", "8.54", "🐤")) {
                assertFalse(line.contains(part), line);
            }
        }
    }

    @Test
    void aStackTraceStaysReadable() {
        Logs.configure(Level.DEBUG, Logs.Format.TEXT);

        logger("parley.test").log(Level.ERROR, "failed", new IOException("text=kanari"));

        var line = log.take().getFirst();
        var here = "\\n\\tat parley.ops.SinkTest.aStackTraceStaysReadable(SinkTest.java:";
        assertEquals(
                "java.io.IOException: text=<redacted>",
                line.substring(line.indexOf("stack=\"") + 7, line.indexOf(here)));
    }
}
