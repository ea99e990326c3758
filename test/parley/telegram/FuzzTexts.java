package parley.telegram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Strings for random updates. Whatever may say who somebody is carries a canary; what the person
/// wrote for the partner carries another mark.
final class FuzzTexts {
    /// In every string and number that must not come through.
    static final String CANARY = "CaNaRy";

    /// In every id, as [#CANARY] is in strings.
    static final long CANARY_ID = 6_555_444_000_000L;

    /// In many texts.
    static final String WRITTEN = "WrItTeN";

    private static final List<String> PIECES =
            List.of(
                    WRITTEN,
                    " ",
                    "\n",
                    "a",
                    "word",
                    "😀",
                    "👩‍👩‍👧",
                    "\ud800",
                    "\udc00",
                    "/find",
                    "/stop@parley_bot",
                    "https://example.com/x?y",
                    "tg://user?id=1",
                    "\u0000",
                    "@somebody",
                    "\u202e",
                    "\u2060",
                    "/",
                    "ß",
                    "+4915112345678");

    private static final List<String> LANGUAGES =
            List.of("java", "c++", "", "<b>", "a b", "\ud800");
    private static final List<String> KINDS =
            List.of(
                    "bold",
                    "italic",
                    "underline",
                    "strikethrough",
                    "spoiler",
                    "code",
                    "pre",
                    "blockquote",
                    "expandable_blockquote",
                    "text_link",
                    "text_mention",
                    "mention",
                    "custom_emoji",
                    "bot_command",
                    "url",
                    "date_time",
                    "glitter",
                    "");

    private final SplittableRandom random;

    FuzzTexts(SplittableRandom random) {
        this.random = random;
    }

    /// What the person wrote: mostly short, now and then empty, too long or a command.
    String written() {
        int pieces = random.nextInt(8);
        var start = random.nextInt(20) > 0 ? WRITTEN : "/find ";
        var text = new StringBuilder(pieces > 0 ? start : "");
        for (int i = 1; i < pieces; i++) {
            text.append(any(PIECES));
        }
        return random.nextInt(300) == 0 ? text.toString().repeat(200) : text.toString();
    }

    /// Entities for a text: mostly within it, sometimes anywhere, and sometimes more than allowed.
    List<Object> entities(String text, Map<String, Object> user) {
        var entities = new ArrayList<>();
        int count = random.nextInt(200) == 0 ? random.nextInt(100, 400) : random.nextInt(5);
        for (int i = 0; i < count; i++) {
            entities.add(entity(text.length(), user));
        }
        return entities;
    }

    private Map<String, Object> entity(int length, Map<String, Object> user) {
        boolean inside = random.nextInt(8) > 0 && length > 0;
        long offset = inside ? random.nextInt(length) : strangePlace();
        long extent = inside ? random.nextInt(1, length + 1) : strangePlace();
        extent = inside && random.nextInt(8) > 0 ? Math.min(extent, length - offset) : extent;
        var entity = new LinkedHashMap<String, Object>();
        entity.put("type", any(KINDS));
        entity.put("offset", offset);
        entity.put("length", extent);
        entity.put("url", random.nextBoolean() ? "https://t.me/" + CANARY : userLink());
        entity.put("user", user);
        entity.put("custom_emoji_id", CANARY + "emoji");
        if (random.nextBoolean()) {
            entity.put("language", any(LANGUAGES));
        }
        return entity;
    }

    private long strangePlace() {
        return switch (random.nextInt(5)) {
            case 0 -> Integer.MAX_VALUE;
            case 1 -> Long.MIN_VALUE;
            case 2 -> (1L << 32) + random.nextInt(3);
            default -> random.nextInt(-3, 40);
        };
    }

    private String userLink() {
        return "tg://user?id=" + id();
    }

    /// The value of a field that has no list of values.
    String field(String type, String name) {
        return switch (type + "." + name) {
            case "Message.text", "Message.caption", "TextQuote.text" -> written();
            case "Message.effect_id" -> random.nextBoolean() ? "5104841245755180586" : CANARY;
            case "CallbackQuery.data" -> any(List.of("end:00000000000000ff", "stop", "", CANARY));
            case "MessageEntity.language" -> any(LANGUAGES);
            default ->
                    switch (name) {
                        case "file_id" -> "file-" + random.nextInt(1000);
                        case "emoji" -> any(List.of("🎲", "👍", "❤", "🏴‍☠️"));
                        case "language_code" -> any(List.of("en", "de", "pt-br", "xx", ""));
                        default -> CANARY + name;
                    };
        };
    }

    /// The value of a field: ids are canaries, too.
    long number(String name) {
        if (name.equals("id") || name.endsWith("_id") || name.endsWith("_ids")) {
            return random.nextInt(10) > 0 ? id() : -id();
        }
        return name.endsWith("date") ? Updates.DATE + random.nextInt(9) : random.nextInt(1000);
    }

    private long id() {
        return CANARY_ID + random.nextInt(1000);
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
