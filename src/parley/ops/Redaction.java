package parley.ops;

import java.util.ArrayList;
import java.util.List;

/// Takes secrets out of a finished line: those it was told, and whatever has the shape of a bot
/// token (three digits or more, a colon, twenty or more of `A-Za-z0-9_-`), because a token may
/// arrive in the message of somebody else's exception.
///
/// No regular expression: nearly every line is clean, and that is found out colon by colon.
final class Redaction {
    static final Redaction NONE = new Redaction(List.of());

    private static final String REDACTED = "<redacted>";
    private static final int LEAST_DIGITS = 3;
    private static final int LEAST_KEY = 20;

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /// Also for the secret in the forms it has in an escaped value and in a URL.
    Redaction with(String secret) {
        if (secret.isEmpty()) {
            return this;
        }
        var escaped = new StringBuilder();
        LogLine.escape(secret, escaped);
        var more = new ArrayList<>(secrets);
        for (var form : List.of(secret, escaped.toString(), secret.replace(":", "%3A"))) {
            if (!more.contains(form)) {
                more.add(form);
            }
        }
        // The longest first: one that holds another one must not be left in pieces.
        more.sort((one, other) -> Integer.compare(other.length(), one.length()));
        return new Redaction(more);
    }

    String apply(String line) {
        String clean = line;
        for (var secret : secrets) {
            clean = clean.replace(secret, REDACTED);
        }
        return tokens(clean);
    }

    private static String tokens(String line) {
        int colon = line.indexOf(':');
        int copied = 0;
        StringBuilder clean = null;
        while (colon >= 0) {
            int start = colon;
            while (start > copied && isDigit(line.charAt(start - 1))) {
                start--;
            }
            int end = colon + 1;
            if (colon - start >= LEAST_DIGITS) {
                while (end < line.length() && isKey(line.charAt(end))) {
                    end++;
                }
            }
            if (end - colon > LEAST_KEY) {
                clean = clean == null ? new StringBuilder(line.length()) : clean;
                clean.append(line, copied, start).append(REDACTED);
                copied = end;
            }
            colon = line.indexOf(':', end);
        }
        return clean == null ? line : clean.append(line, copied, line.length()).toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isKey(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-';
    }
}
