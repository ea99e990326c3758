package parley.content;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Text with harmless formatting, safe to show to a stranger.
///
/// Telegram makes `/command` tappable in every client, and a tap sends it to the bot in the name of
/// whoever tapped; so a command in a partner's text is broken up by an invisible character.
public record Formatted(String text, List<Entity> entities) {
    /// No text at all, as in a photo without a caption.
    public static final Formatted NONE = new Formatted("", List.of());

    /// More than this many are ignored by Telegram anyway.
    private static final int MAX_ENTITIES = 100;

    /// The longest caption and the longest text.
    private static final List<Integer> LIMITS = List.of(1024, 4096);

    private static final char WORD_JOINER = '\u2060';
    private static final char DIVISION_SLASH = '\u2215';

    public Formatted {
        entities = List.copyOf(entities);
    }

    /// Makes text that somebody wrote safe to pass on: entities that do not fit the text are left
    /// out, and tappable commands are broken up.
    public static Formatted safe(String text, List<Entity> entities) {
        return safe(text, entities, _ -> false);
    }

    /// The same for a text in which Telegram found links: it takes no part of a link for a command.
    ///
    /// @param inLink whether the character at this place is part of a link
    public static Formatted safe(String text, List<Entity> entities, IntPredicate inLink) {
        var fitting = entities.stream().filter(e -> e.fits(text)).limit(MAX_ENTITIES).toList();
        int[] slashes =
                IntStream.range(0, text.length())
                        .filter(place -> startsCommand(text, place) && !inLink.test(place))
                        .filter(place -> fitting.stream().noneMatch(e -> isCodeAt(e, place)))
                        .toArray();
        return slashes.length == 0
                ? new Formatted(text, fitting)
                : new Formatted(text, fitting).broken(slashes);
    }

    /// The same text without any formatting. A command that was code is broken up now, for it would
    /// become tappable.
    public Formatted plain() {
        return safe(text, List.of());
    }

    /// How many characters it has, as Telegram counts them for its limits.
    public int length() {
        return text.codePointCount(0, text.length());
    }

    /// Whether there is nothing to show.
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /// Hides what was written: a text must not reach a log by way of an exception.
    @Override
    public String toString() {
        return "Formatted[" + text.length() + " characters]";
    }

    /// A joiner after each slash makes the text longer; where that would exceed a limit of Telegram
    /// that the text keeps now, counted in characters or in UTF-16 code units, a look-alike takes
    /// the slash's place instead.
    private Formatted broken(int[] slashes) {
        int characters = text.codePointCount(0, text.length());
        if (outgrows(characters, slashes.length) || outgrows(text.length(), slashes.length)) {
            var chars = text.toCharArray();
            IntStream.of(slashes).forEach(place -> chars[place] = DIVISION_SLASH);
            return new Formatted(new String(chars), entities);
        }
        var joined = new StringBuilder(text);
        for (int i = slashes.length - 1; i >= 0; i--) {
            joined.insert(slashes[i] + 1, WORD_JOINER);
        }
        int[] places = IntStream.of(slashes).map(place -> place + 1).toArray();
        var moved = entities.stream().map(entity -> entity.shifted(places)).toList();
        return new Formatted(joined.toString(), moved);
    }

    private static boolean outgrows(int length, int more) {
        return LIMITS.stream().anyMatch(limit -> length <= limit && length + more > limit);
    }

    private static boolean startsCommand(String text, int place) {
        return text.charAt(place) == '/'
                && place + 1 < text.length()
                && isCommandCharacter(text.charAt(place + 1))
                && (place == 0 || !continuesWord(text.codePointBefore(place)));
    }

    private static boolean isCommandCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private static boolean continuesWord(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '/';
    }

    private static boolean isCodeAt(Entity entity, int place) {
        return entity.isCode() && place >= entity.offset() && place < entity.end();
    }
}
