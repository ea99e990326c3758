package parley.ops;

import java.lang.System.Logger;
import java.lang.System.LoggerFinder;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Gives every [System.Logger] in this process to [Logs], so that java.util.logging is not even
/// loaded. Found through META-INF/services; not for direct use.
public final class LogFinder extends LoggerFinder {
    private static final String OURS = "parley";

    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();

    /// For the service loader.
    public LogFinder() {}

    @Override
    public Logger getLogger(String name, Module module) {
        return loggers.computeIfAbsent(name, LogFinder::logger);
    }

    /// Ours are shown by the name of their package alone. Others, such as the JDK's HTTP client,
    /// log whole requests at lower levels, so they are heard from [Logger.Level#WARNING] on.
    private static Logger logger(String name) {
        if (name.startsWith(OURS + ".")) {
            return new LineLogger(name, name.substring(OURS.length() + 1), Logger.Level.ALL);
        }
        boolean ours = name.equals(OURS);
        return new LineLogger(name, name, ours ? Logger.Level.ALL : Logger.Level.WARNING);
    }

    private record LineLogger(String name, String at, Level floor) implements Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return Logs.isLoggable(level, floor);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            if (isLoggable(level)) {
                Logs.write(Logs.event(level, at, localized(bundle, message), thrown));
            }
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... values) {
            if (isLoggable(level)) {
                String message = filled(localized(bundle, format), values);
                Logs.write(Logs.event(level, at, message, null));
            }
        }

        private static String localized(ResourceBundle bundle, String message) {
            if (bundle == null || message == null) {
                return message;
            }
            try {
                return bundle.getString(message);
            } catch (MissingResourceException | ClassCastException _) {
                return message;
            }
        }
    }

    /// Puts the values in the places of `{0}`, `{1}`… as [java.text.MessageFormat] would, but fast,
    /// with numbers as they are (an id has no thousands separators), and without ever failing: a
    /// place without a value stays as it is. A style as in `{0,number}` is ignored, and an
    /// apostrophe is just that, or two of them, as a message format wants it.
    static String filled(String format, Object... values) {
        if (format == null || values == null || values.length == 0) {
            return format;
        }
        var text = new StringBuilder(format.length() + 32);
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i);
            int close = c == '{' ? format.indexOf('}', i) : -1;
            int index = close < 0 ? -1 : index(format, i + 1, close);
            if (index >= 0 && index < values.length) {
                text.append(text(values[index]));
                i = close + 1;
            } else {
                text.append(c);
                i += format.startsWith("''", i) ? 2 : 1;
            }
        }
        return text.toString();
    }

    /// @return the number between the braces, or -1 when there is none of one or two digits
    private static int index(String format, int start, int close) {
        int comma = format.indexOf(',', start);
        int end = comma >= 0 && comma < close ? comma : close;
        if (end == start || end > start + 2) {
            return -1;
        }
        int index = 0;
        for (int i = start; i < end; i++) {
            int digit = format.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            index = index * 10 + digit;
        }
        return index;
    }

    private static String text(Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException | StackOverflowError e) {
            return "<" + value.getClass().getName() + ": " + e.getClass().getSimpleName() + ">";
        }
    }
}
