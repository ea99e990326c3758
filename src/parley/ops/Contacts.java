package parley.ops;

import parley.ops.Shapes.Span;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds ways to reach somebody: mail addresses, phone numbers, @names and links to Telegram.
final class Contacts {
    /// Where the operator is told to go, and how names are spoken of.
    private static final Set<String> NOBODY = Set.of("BotFather", "name");

    private static final int LEAST_NAME = 4;
    private static final int MOST_NAME = 32;
    private static final int LEAST_PHONE_DIGITS = 7;
    private static final int MOST_SEPARATORS = 3;
    private static final int MOST_HASH_DIGITS = 8;
    private static final Set<String> SCHEMES = Set.of("tg", "ton");
    private static final Set<String> HOSTS = Set.of("t.me", "telegram.me", "telegram.dog");

    private Contacts() {}

    /// The mail address or name around this `@`.
    static Optional<Span> address(String text, int at) {
        int start = at;
        while (start > 0 && isLocal(text.charAt(start - 1))) {
            start--;
        }
        int end = at + 1;
        while (end < text.length() && isDomain(text.charAt(end))) {
            end++;
        }
        while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        boolean mail = start < at && hasTopLevel(text.substring(at + 1, end));
        return mail ? Optional.of(new Span(start, end)) : name(text, at);
    }

    private static boolean hasTopLevel(String domain) {
        int dot = domain.lastIndexOf('.');
        return dot > 0 && dot < domain.length() - 2 && Character.isLetter(domain.charAt(dot + 1));
    }

    private static Optional<Span> name(String text, int at) {
        int end = at + 1;
        while (end < text.length() && isName(text.charAt(end))) {
            end++;
        }
        var name = text.substring(at + 1, end);
        boolean fits = name.length() >= LEAST_NAME && name.length() <= MOST_NAME;
        return !fits
                        || Words.isDigit(name.charAt(0))
                        || NOBODY.contains(name)
                        || isHash(text, at, name)
                ? Optional.empty()
                : Optional.of(new Span(at, end));
    }

    /// Whether it is what Java prints of an object that has no better idea: `Object@1b2c3d4`.
    private static boolean isHash(String text, int at, String name) {
        char before = at > 0 ? text.charAt(at - 1) : ' ';
        return (isName(before) || before == ';')
                && name.length() <= MOST_HASH_DIGITS
                && name.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    /// A phone number: this `+` and at least seven digits, with what people put between them.
    static Optional<Span> phone(String text, int plus) {
        int digits = 0;
        int end = plus + 1;
        for (int i = end; i < text.length() && i - end <= MOST_SEPARATORS; i++) {
            char c = text.charAt(i);
            if (Words.isDigit(c)) {
                digits++;
                end = i + 1;
            } else if (" \u00a0().-\u2010\u2011\u2012\u2013/".indexOf(c) < 0) {
                break;
            }
        }
        return digits < LEAST_PHONE_DIGITS ? Optional.empty() : Optional.of(new Span(plus, end));
    }

    /// A link to Telegram with this dot before its top-level domain: `t.me/name`, `name.t.me`.
    static Optional<Span> host(String text, int dot) {
        if (!text.regionMatches(true, dot + 1, "me", 0, 2)
                && !text.regionMatches(true, dot + 1, "dog", 0, 3)) {
            return Optional.empty();
        }
        int end = dot + 1;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        int start = dot;
        while (start > 0 && isName(text.charAt(start - 1))) {
            start--;
        }
        if (!HOSTS.contains(text.substring(start, end).toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        int whole = start;
        while (whole > 0 && isDomain(text.charAt(whole - 1))) {
            whole--;
        }
        boolean more = end < text.length() && "/:?#".indexOf(text.charAt(end)) >= 0;
        return more || whole < start
                ? Optional.of(new Span(whole, linkEnd(text, end)))
                : Optional.empty();
    }

    /// A link with this colon that only apps of Telegram understand: `tg://resolve?domain=name`.
    static Optional<Span> scheme(String text, int colon) {
        if (!text.startsWith("//", colon + 1)) {
            return Optional.empty();
        }
        int start = colon;
        while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        return SCHEMES.contains(text.substring(start, colon).toLowerCase(Locale.ROOT))
                ? Optional.of(new Span(start, linkEnd(text, colon)))
                : Optional.empty();
    }

    private static int linkEnd(String text, int from) {
        int end = from;
        while (end < text.length()
                && text.charAt(end) > ' '
                && "\"\\<>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static boolean isName(char c) {
        return Words.isPart(c) && c != '-';
    }

    private static boolean isLocal(char c) {
        return isDomain(c) || c == '_' || c == '%' || c == '+';
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }
}
