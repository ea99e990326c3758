package parley.ops;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/// One event as one line, without its end. The two formats have the same keys and the same escapes.
///
/// Whatever comes from outside this class is redacted before it is escaped. Nothing here throws,
/// whatever is in the event: what is logged must not stop what is done.
final class LogLine {
    /// Deeper causes say nothing new, and a chain can be a circle.
    private static final int MOST_CAUSES = 8;

    private final StringBuilder line = new StringBuilder(160);
    private final Logs.Format format;
    private final Redaction redaction;

    /// @param thrown null when there is none
    record Event(Instant time, Level level, String at, String message, Throwable thrown) {}

    private LogLine(Logs.Format format, Redaction redaction) {
        this.format = format;
        this.redaction = redaction;
    }

    /// @param detailed with the thread and the stack trace
    static String of(Event event, Logs.Format format, boolean detailed, Redaction redaction) {
        var line = new LogLine(format, redaction);
        line.plain("time", time(event.time));
        line.plain("level", event.level.name().toLowerCase(Locale.ROOT));
        line.named("at", event.at);
        if (detailed && !Thread.currentThread().getName().isEmpty()) {
            line.named("thread", Thread.currentThread().getName());
        }
        line.text("msg", String.valueOf(event.message));
        if (event.thrown != null) {
            line.text("error", chain(event.thrown));
            if (detailed) {
                line.text("stack", stack(event.thrown));
            }
        }
        return line.end();
    }

    private String end() {
        return format == Logs.Format.JSON ? line.append('}').toString() : line.toString();
    }

    private void key(String key) {
        switch (format) {
            case TEXT -> line.append(line.isEmpty() ? "" : " ").append(key).append('=');
            case JSON -> line.append(line.isEmpty() ? "{\"" : ",\"").append(key).append("\":");
        }
    }

    /// A value that is known to need no escapes.
    private void plain(String key, String value) {
        key(key);
        String quote = format == Logs.Format.JSON ? "\"" : "";
        line.append(quote).append(value).append(quote);
    }

    /// A value that is nearly always plain.
    private void named(String key, String value) {
        var clean = redaction.apply(value);
        if (isPlain(clean)) {
            plain(key, clean);
        } else {
            quoted(key, clean);
        }
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!Words.isPart(value.charAt(i)) && value.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }

    private void text(String key, String value) {
        quoted(key, redaction.apply(value));
    }

    private void quoted(String key, String value) {
        key(key);
        line.append('"');
        escape(value, line);
        line.append('"');
    }

    /// Escapes what would end the value or the line, and what would make a terminal show something
    /// else than is there: control characters, line separators, changes of direction.
    static void escape(String text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                default -> {
                    if (c >= ' ' && c < 0x7f) {
                        to.append(c);
                    } else if (Character.isSurrogate(c)) {
                        i += surrogate(text, i, to);
                    } else {
                        unusual(c, to);
                    }
                }
            }
        }
    }

    /// @return how many characters were used besides the first one
    private static int surrogate(String text, int i, StringBuilder to) {
        boolean pair =
                i + 1 < text.length()
                        && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        to.append(pair ? text.substring(i, i + 2) : "\uFFFD");
        return pair ? 1 : 0;
    }

    private static void unusual(char c, StringBuilder to) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    to.append("\\u%04x".formatted((int) c));
            default -> to.append(c);
        }
    }

    /// Classes and messages from the outside in: `StorageException: pair; IOException: disk full`.
    private static String chain(Throwable thrown) {
        var chain = new StringBuilder();
        int depth = 0;
        for (var cause = thrown; cause != null && depth < MOST_CAUSES; cause = cause(cause)) {
            if (depth++ > 0) {
                chain.append("; ");
            }
            String message = message(cause);
            String name = cause.getClass().getSimpleName();
            chain.append(name.isEmpty() ? cause.getClass().getName() : name);
            if (message != null && !message.isEmpty()) {
                chain.append(": ").append(message);
            }
        }
        return chain.toString();
    }

    private static String message(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (RuntimeException e) {
            return "<no message: " + e.getClass().getSimpleName() + ">";
        }
    }

    private static Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (RuntimeException _) {
            return null;
        }
    }

    private static String stack(Throwable thrown) {
        var stack = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(stack));
        } catch (RuntimeException e) {
            stack.append("stack trace failed: ").append(e.getClass().getName());
        }
        return stack.toString().strip();
    }

    /// ISO 8601 with milliseconds. By hand, because a formatter costs more than all the rest.
    private static String time(Instant time) {
        var at = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        var text = new StringBuilder(24);
        padded(at.getYear(), 1000, text).append('-');
        padded(at.getMonthValue(), 10, text).append('-');
        padded(at.getDayOfMonth(), 10, text).append('T');
        padded(at.getHour(), 10, text).append(':');
        padded(at.getMinute(), 10, text).append(':');
        padded(at.getSecond(), 10, text).append('.');
        return padded(at.getNano() / 1_000_000, 100, text).append('Z').toString();
    }

    /// @param unit of the first digit: 10 for two digits, 100 for three
    private static StringBuilder padded(int number, int unit, StringBuilder to) {
        for (int place = unit; place > 1 && number < place; place /= 10) {
            to.append('0');
        }
        return to.append(number);
    }
}
