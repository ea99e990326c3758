package parley.content;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Formatting of one stretch of a text. Only kinds that say nothing about anybody exist here, so
/// mentions, links and custom emoji cannot be passed on even by mistake.
///
/// @param offset where it starts, in UTF-16 code units as in the Bot API
/// @param length how long it is, in the same units
/// @param language the programming language of a [Kind#PRE] block
public record Entity(Kind kind, int offset, int length, Optional<String> language) {
    private static final String LANGUAGE = "[A-Za-z0-9_+#.-]{1,32}";

    public Entity {
        requireNonNull(kind);
        language = language.filter(name -> kind == Kind.PRE && name.matches(LANGUAGE));
    }

    /// The harmless kinds, named as in the Bot API but for the case.
    public enum Kind {
        BOLD,
        ITALIC,
        UNDERLINE,
        STRIKETHROUGH,
        SPOILER,
        CODE,
        PRE,
        BLOCKQUOTE,
        EXPANDABLE_BLOCKQUOTE
    }

    int end() {
        return offset + length;
    }

    boolean isCode() {
        return kind == Kind.CODE || kind == Kind.PRE;
    }

    /// Whether it marks a stretch of this text that has a length and cuts no character in two.
    boolean fits(String text) {
        return offset >= 0
                && length > 0
                && length <= text.length() - offset
                && !splits(text, offset)
                && !splits(text, end());
    }

    private static boolean splits(String text, int place) {
        return place > 0
                && place < text.length()
                && Character.isSurrogatePair(text.charAt(place - 1), text.charAt(place));
    }

    /// The same after characters were put into the text at these places, in rising order.
    Entity shifted(int[] places) {
        int before = 0;
        int inside = 0;
        for (int place : places) {
            before += place <= offset ? 1 : 0;
            inside += place > offset && place < end() ? 1 : 0;
        }
        return new Entity(kind, offset + before, length + inside, language);
    }
}
