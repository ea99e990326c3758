package parley.ops;

import parley.ops.Shapes.Span;

import java.util.Optional;
import java.util.Set;

/// Finds the values of a JSON object that somebody took into a text. Whatever is not known to be
/// harmless is to be hidden, for Telegram may add a member at any time.
///
/// JSON in a string of other JSON has a backslash before each quote, and three when it is one level
/// deeper; a quote with fewer than our own ends what is around us, because somebody cut it short.
final class JsonMembers {
    /// Numbers, single words, and what holds other members: none of it says who or what.
    private static final Set<String> HARMLESS =
            Set.of(
                    "ok",
                    "result",
                    "error_code",
                    "parameters",
                    "retry_after",
                    "limit",
                    "timeout",
                    "update_id",
                    "message",
                    "edited_message",
                    "message_reaction",
                    "callback_query",
                    "my_chat_member",
                    "reply_to_message",
                    "message_id",
                    "type",
                    "status",
                    "entities",
                    "caption_entities",
                    "offset",
                    "length",
                    "width",
                    "height",
                    "duration",
                    "file_size");

    private final String text;
    private final int level;

    /// @param level how many backslashes each quote has
    private JsonMembers(String text, int level) {
        this.text = text;
        this.level = level;
    }

    /// The value of the member with this colon, if it is one and may give something away.
    static Optional<Span> at(String text, int colon) {
        int quote = colon - 1;
        while (quote > 0 && text.charAt(quote) == ' ') {
            quote--;
        }
        if (quote < 0 || text.charAt(quote) != '"') {
            return Optional.empty();
        }
        int level = backslashes(text, 0, quote);
        return new JsonMembers(text, level).value(colon + 1, isHarmless(text, quote - level));
    }

    private static boolean isHarmless(String text, int nameEnd) {
        int quote = text.lastIndexOf('"', nameEnd - 1);
        return HARMLESS.contains(text.substring(quote + 1, nameEnd));
    }

    private Optional<Span> value(int from, boolean harmless) {
        int start = skipBlanks(from);
        int first = start;
        while (first < text.length() && text.charAt(first) == '\\') {
            first++;
        }
        char c = first < text.length() ? text.charAt(first) : ' ';
        if (c == '"' && first - start >= level) {
            int end = stringEnd(first + 1);
            return harmless && isWord(first + 1, end) ? Optional.empty() : span(start, end);
        }
        boolean nested = c == '{' || c == '[';
        boolean number = c == '-' || Words.isDigit(c);
        if (first > start || harmless || !nested && !number) {
            return Optional.empty();
        }
        return span(start, nested ? blockEnd(start) : numberEnd(start));
    }

    private Optional<Span> span(int start, int end) {
        return Optional.of(new Span(start, end, "\\".repeat(level) + '"'));
    }

    /// A line break between a name and its value is escaped where quotes are.
    private int skipBlanks(int from) {
        int at = from;
        while (at < text.length()) {
            int next = at;
            while (next < text.length() && text.charAt(next) == '\\') {
                next++;
            }
            char c = next < text.length() ? text.charAt(next) : '"';
            boolean escaped = next > at && (c == 'n' || c == 'r' || c == 't');
            if (!escaped && (next > at || !Character.isWhitespace(c))) {
                return at;
            }
            at = next + 1;
        }
        return at;
    }

    /// Whether a string is one word in small letters, as names of kinds are.
    private boolean isWord(int from, int end) {
        int at = from;
        while (at < end
                && (text.charAt(at) >= 'a' && text.charAt(at) <= 'z' || text.charAt(at) == '_')) {
            at++;
        }
        return at == end - level - 1;
    }

    /// @return the place behind the quote that ends the string, or where it was cut short
    private int stringEnd(int from) {
        for (int at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
            int count = backslashes(text, from, at);
            if (isOutside(count)) {
                return at - count;
            }
            // A backslash of the string itself takes two, each escaped like our quotes.
            if (count % (2 * (level + 1)) == level) {
                return at + 1;
            }
        }
        return text.length();
    }

    /// @return the place behind the bracket that ends the object or array, or where it was cut
    private int blockEnd(int from) {
        int depth = 0;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (c == '"') {
                int count = backslashes(text, from, at);
                if (isOutside(count)) {
                    return at - count;
                }
                at = stringEnd(at + 1);
            } else {
                at++;
            }
            if (depth == 0) {
                return at;
            }
        }
        return at;
    }

    private int numberEnd(int from) {
        int at = from;
        while (at < text.length() && "0123456789+-.eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /// Whether a quote with so many backslashes belongs to what is around us.
    private boolean isOutside(int backslashes) {
        return backslashes % (level + 1) != level;
    }

    private static int backslashes(String text, int from, int at) {
        int count = 0;
        while (at - count > from && text.charAt(at - count - 1) == '\\') {
            count++;
        }
        return count;
    }
}
