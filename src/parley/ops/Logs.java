package parley.ops;

import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// The log of the whole program: one line per event on standard output.
///
/// Its state is static, which nothing else in the program may do: the JDK makes the
/// [System.LoggerFinder] by itself and asks it for loggers before any wiring can run, so there is
/// no constructor to give this to. It is set once, at start.
public final class Logs {
    private static volatile Setup setup = Setup.AT_START;

    /// How a line is written.
    public enum Format {
        /// logfmt: `key=value` pairs.
        TEXT,
        /// One JSON object.
        JSON
    }

    private record Setup(Level level, Format format, Redaction redaction, boolean journal) {
        static final Setup AT_START = new Setup(Level.INFO, Format.TEXT, Redaction.NONE, false);
    }

    private Logs() {}

    /// Sets what is logged and how; until then it is [Level#INFO] as text.
    ///
    /// @param level the least important level that is logged; [Level#DEBUG] and below add the
    ///   thread to every line and the stack trace of every exception
    public static synchronized void configure(Level level, Format format) {
        setup = new Setup(level, format, setup.redaction, setup.journal);
    }

    /// From now on this text appears in no line. Neither does, told or not, what has the shape of a
    /// bot token, of a message, or of something by which people can be found.
    public static synchronized void redact(String secret) {
        setup = new Setup(setup.level, setup.format, setup.redaction.with(secret), setup.journal);
    }

    /// From now on lines may hold numbers as long as Telegram ids, because the operator wants it.
    public static synchronized void showIds() {
        setup = new Setup(setup.level, setup.format, setup.redaction.withIdsShown(), setup.journal);
    }

    /// From now on each line begins with its priority, such as `<4>`, which the journal of systemd
    /// takes off again (sd-daemon(3)).
    public static synchronized void forJournal() {
        setup = new Setup(setup.level, setup.format, setup.redaction, true);
    }

    /// The text without what no line may hold, for what is printed past the log.
    public static String redacted(String text) {
        return setup.redaction.apply(text);
    }

    static synchronized void reset() {
        setup = Setup.AT_START;
    }

    static boolean isLoggable(Level level, Level floor) {
        int least = Math.max(setup.level.getSeverity(), floor.getSeverity());
        return level != Level.OFF && level.getSeverity() >= least;
    }

    /// Writes one event. Never throws: a [PrintStream] keeps quiet when nobody reads it any more,
    /// and writes one array in one piece, so lines do not mix.
    static void write(LogLine.Event event) {
        var now = setup;
        boolean detailed = now.level.getSeverity() <= Level.DEBUG.getSeverity();
        String line = LogLine.of(event, now.format, detailed, now.redaction);
        String marked = now.journal ? priority(event.level()) + line : line;
        byte[] bytes = marked.concat("\n").getBytes(StandardCharsets.UTF_8);
        PrintStream out = System.out;
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    private static String priority(Level level) {
        return switch (level) {
            case ERROR -> "<3>";
            case WARNING -> "<4>";
            case INFO -> "<6>";
            case DEBUG, TRACE, ALL, OFF -> "<7>";
        };
    }

    static LogLine.Event event(Level level, String at, String message, Throwable thrown) {
        return new LogLine.Event(Instant.now(), level, at, message, thrown);
    }
}
