package parley.ops;

import java.util.Optional;

/// Hides what can be told by its shape, going through a text once: bot tokens, long opaque words
/// (file ids, keys, pseudonyms, base64), numbers as long as Telegram ids, and what [JsonMembers],
/// [Components] and [Contacts] know.
final class Shapes {
    static final int LEAST_TOKEN_ID = 3;
    static final int LEAST_OPAQUE = 32;
    static final int LEAST_ID = 10;

    private static final int LEAST_TOKEN_KEY = 20;

    private final String text;
    private final boolean idsShown;
    private StringBuilder clean;
    private int copied;

    /// Up to here there are names of classes and methods.
    private int frameEnd;

    /// Up to here it is known that there is no base64.
    private int searched;

    /// A part of a text that is to be hidden.
    ///
    /// @param quote what is to stand before and behind the mark
    record Span(int start, int end, String quote) {
        Span(int start, int end) {
            this(start, end, "");
        }
    }

    private Shapes(String text, boolean idsShown) {
        this.text = text;
        this.idsShown = idsShown;
    }

    /// @param idsShown whether numbers stay that may be Telegram ids
    static String hidden(String text, boolean idsShown) {
        return new Shapes(text, idsShown).run();
    }

    private String run() {
        int at = 0;
        while (at < text.length()) {
            at = Words.isPart(text.charAt(at)) ? word(at) : sign(at);
        }
        return clean == null ? text : clean.append(text, copied, text.length()).toString();
    }

    /// @return where to go on
    private int sign(int at) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        var found =
                switch (text.charAt(at)) {
                    case ':' -> next == '/' ? Contacts.scheme(text, at) : JsonMembers.at(text, at);
                    case '=' -> Components.at(text, at);
                    case '@' -> Contacts.address(text, at);
                    case '+' -> Contacts.phone(text, at);
                    case '.' -> Contacts.host(text, at);
                    case '\t' -> frame(at);
                    default -> Optional.<Span>empty();
                };
        return found.isEmpty() ? at + 1 : hide(found.get());
    }

    private int hide(Span span) {
        clean = clean == null ? new StringBuilder(text.length()) : clean;
        // What stands before the sign that gave it away may be hidden already.
        clean.append(text, copied, Math.max(copied, span.start));
        clean.append(span.quote).append(Redaction.MARK).append(span.quote);
        copied = span.end;
        return copied;
    }

    /// The line of a stack trace hides nothing, but is to stay readable.
    private Optional<Span> frame(int tab) {
        if (tab >= frameEnd && text.startsWith("at ", tab + 1)) {
            int end = text.indexOf('\n', tab);
            frameEnd = end < 0 ? text.length() : end;
        }
        return Optional.empty();
    }

    private int word(int start) {
        int digits = 0;
        int most = 0;
        int end = start;
        for (; end < text.length() && Words.isPart(text.charAt(end)); end++) {
            if (!Words.isDigit(text.charAt(end))) {
                digits = 0;
            } else if (++digits > most) {
                most = digits;
            }
        }
        char next = end < text.length() ? text.charAt(end) : ' ';
        if (next == ':' && digits >= LEAST_TOKEN_ID && tokenEnd(end) > end) {
            return hide(new Span(end - digits, tokenEnd(end)));
        }
        if ((next == '/' || next == '+') && start >= searched) {
            searched = Words.base64End(text, start);
            if (searched - start >= LEAST_OPAQUE && Words.isMixed(text, start, searched)) {
                return hide(new Span(start, searched));
            }
        }
        boolean opaque = most > 0 && end - start >= LEAST_OPAQUE;
        boolean ids = most >= LEAST_ID && !idsShown;
        if ((opaque || ids) && start >= frameEnd && !Words.isInPath(text, start, end)) {
            return opaque ? hide(new Span(start, end)) : withoutIds(start, end);
        }
        return end;
    }

    /// Where what may be a token ends: digits, a colon, twenty or more of `A-Za-z0-9_-`.
    private int tokenEnd(int colon) {
        int end = colon + 1;
        while (end < text.length() && Words.isPart(text.charAt(end))) {
            end++;
        }
        return end - colon > LEAST_TOKEN_KEY ? end : colon;
    }

    private int withoutIds(int start, int end) {
        int at = start;
        while (at < end) {
            int first = at;
            while (at < end && Words.isDigit(text.charAt(at))) {
                at++;
            }
            if (at - first >= LEAST_ID
                    && !Words.isOurs(text.substring(start, end), first - start)) {
                hide(new Span(first, at));
            }
            at = Math.max(at, first + 1);
        }
        return end;
    }
}
