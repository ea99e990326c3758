package parley.playground.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text as a client shows it: what is wrong with it, what is cut off, and what becomes tappable
/// whether the sender wanted that or not.
///
/// Offsets and lengths are UTF-16 code units, as in the Bot API and in Java strings.
public final class Texts {
    private static final Set<String> FORMATS =
            Set.of(
                    ("bold italic underline strikethrough spoiler code"
                                    + " blockquote expandable_blockquote")
                            .split(" "));
    private static final Set<String> DETECTED =
            Set.of(
                    "mention hashtag cashtag bot_command url email phone_number bank_card_number"
                            .split(" "));
    private static final Set<String> OPAQUE = Set.of("code", "pre", "text_link", "text_mention");
    private static final Map<String, String> NEEDS =
            Map.of("text_link", "url", "text_mention", "user", "custom_emoji", "custom_emoji_id");
    private static final Pattern TAPPABLE =
            Pattern.compile(
                    "(?<email>\\b[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+)"
                            + "|(?<url>\\b(https?|tg)://\\S+"
                            + "|\\b([\\w-]+\\.)+(com|org|net|me|io|de|ru)\\b(/\\S*)?)"
                            + "|(?<mention>(?<![\\w@])@\\w{3,32})"
                            + "|(?<command>(?<![\\w/<>])/\\w{1,64}(@\\w{3,32})?(?![\\w/]))"
                            + "|(?<hashtag>(?<!\\w)#\\w{1,64})|(?<phone>\\+\\d{7,15}\\b)");
    private static final Map<String, String> GROUPS =
            Map.of(
                    "email", "email",
                    "url", "url",
                    "mention", "mention",
                    "command", "bot_command",
                    "hashtag", "hashtag",
                    "phone", "phone_number");

    private Texts() {}

    /// Whether a person would see nothing: only spaces and characters without a shape.
    static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(
                        c ->
                                Character.isWhitespace(c)
                                        || Character.isSpaceChar(c)
                                        || Character.getType(c) == Character.FORMAT);
    }

    /// Checks the entities of a text.
    ///
    /// @throws Refusal a violation, for an entity that nobody could have typed
    static void check(String path, String text, List<?> entities) throws Refusal {
        for (Object item : entities) {
            var entity = (Map<?, ?>) item;
            String type = (String) entity.get("type");
            boolean plain = FORMATS.contains(type) || DETECTED.contains(type);
            boolean known = plain || type.equals("pre") || type.equals("date_time");
            if (!known && !NEEDS.containsKey(type)) {
                throw Refusal.violation("can't parse MessageEntity: Unsupported type specified");
            }
            if (NEEDS.containsKey(type) && !entity.containsKey(NEEDS.get(type))) {
                throw Refusal.violation(path + ": " + type + " without " + NEEDS.get(type));
            }
            long start = (Long) entity.get("offset");
            long length = (Long) entity.get("length");
            if (start < 0 || length < 1 || length > text.length() - start) {
                throw Refusal.violation(path + ": ENTITY_BOUNDS_INVALID, outside of the text");
            }
            if (splits(text, (int) start) || splits(text, (int) (start + length))) {
                throw Refusal.violation(path + ": ENTITY_BOUNDS_INVALID, half a character");
            }
        }
    }

    private static boolean splits(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
    }

    /// The fields `name` and `entitiesName` of a message with this text: trimmed, and with links,
    /// mentions and commands found.
    public static Map<String, Object> shown(
            String name, String text, String entitiesName, List<?> entities) {
        String kept = text.strip();
        int cut = text.length() - text.stripLeading().length();
        var shown = new ArrayList<Map<?, ?>>();
        for (Object item : entities) {
            var entity = (Map<?, ?>) item;
            int start = Math.max(((Long) entity.get("offset")).intValue() - cut, 0);
            int end = ((Long) entity.get("offset")).intValue() - cut;
            end = Math.min(end + ((Long) entity.get("length")).intValue(), kept.length());
            if (start < end && !DETECTED.contains(entity.get("type"))) {
                shown.add(moved(entity, start, end));
            }
        }
        detect(kept, shown);
        shown.sort(Comparator.comparingLong(entity -> (Long) entity.get("offset")));
        var fields = new LinkedHashMap<String, Object>();
        fields.put(name, kept);
        if (!shown.isEmpty()) {
            fields.put(entitiesName, List.copyOf(shown));
        }
        return fields;
    }

    private static Map<?, ?> moved(Map<?, ?> entity, int start, int end) {
        var moved = new LinkedHashMap<Object, Object>(entity);
        moved.put("offset", (long) start);
        moved.put("length", (long) end - start);
        if (entity.get("url") instanceof String url && url.matches("tg://user\\?id=\\d{1,18}")) {
            long id = Long.parseLong(url.substring(url.indexOf('=') + 1));
            moved.remove("url");
            moved.put("type", "text_mention");
            moved.put("user", Map.of("id", id, "is_bot", false, "first_name", "?"));
        }
        return moved;
    }

    private static void detect(String text, List<Map<?, ?>> entities) {
        var given = List.copyOf(entities);
        Matcher found = TAPPABLE.matcher(text);
        while (found.find()) {
            for (var group : GROUPS.entrySet()) {
                if (found.group(group.getKey()) != null && free(given, found)) {
                    entities.add(
                            Map.of(
                                    "type",
                                    group.getValue(),
                                    "offset",
                                    (long) found.start(),
                                    "length",
                                    (long) found.end() - found.start()));
                }
            }
        }
    }

    private static boolean free(List<Map<?, ?>> given, Matcher found) {
        return given.stream()
                .filter(entity -> OPAQUE.contains(entity.get("type")))
                .noneMatch(
                        entity -> {
                            long start = (Long) entity.get("offset");
                            long end = start + (Long) entity.get("length");
                            return found.start() < end && start < found.end();
                        });
    }
}
