package parley.telegram;

import parley.telegram.FuzzShapes.Field;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Random objects of the Bot API that fit their schema.
final class FuzzObjects {
    /// From here on only what is required is there.
    static final int DEEPEST = 5;

    private static final List<String> CONTENTS =
            List.of(
                    "text",
                    "text",
                    "text",
                    "photo",
                    "live_photo",
                    "animation",
                    "video",
                    "video_note",
                    "voice",
                    "audio",
                    "document",
                    "sticker",
                    "dice",
                    "contact",
                    "poll",
                    "venue",
                    "story",
                    "rich_message");

    private final FuzzShapes shapes = FuzzShapes.load();
    private final SplittableRandom random;
    private final FuzzTexts texts;

    /// How likely an optional field of the message itself is, of 100.
    private int optional;

    FuzzObjects(SplittableRandom random, FuzzTexts texts) {
        this.random = random;
        this.texts = texts;
    }

    /// A message with content of a random kind, from anybody.
    Map<String, Object> message() {
        optional = texts.any(List.of(0, 2, 8));
        var message = object("Message", 0);
        var content = texts.any(CONTENTS);
        for (var field : shapes.fields("Message")) {
            boolean caption = field.name().startsWith("caption") && random.nextBoolean();
            if (field.name().equals(content) || caption || goesAlong(field.name(), content)) {
                message.put(field.name(), value("Message", field, 0));
            }
        }
        formatted(message, "text", "entities");
        formatted(message, "caption", "caption_entities");
        return message;
    }

    private boolean goesAlong(String name, String content) {
        return switch (name) {
            case "entities" -> content.equals("text");
            case "photo" -> content.equals("live_photo");
            case "document" -> content.equals("animation");
            case "location" -> content.equals("venue");
            case "reply_to_message", "quote" -> random.nextInt(8) == 0;
            default -> false;
        };
    }

    /// An object of this type.
    ///
    /// @param depth how far down it is; the deeper, the fewer optional fields
    Map<String, Object> object(String type, int depth) {
        var object = new LinkedHashMap<String, Object>();
        for (var field : shapes.fields(type)) {
            if (field.required() || random.nextInt(100) < chance(type, depth)) {
                object.put(field.name(), value(type, field, depth));
            }
        }
        if (type.equals("TextQuote")) {
            formatted(object, "text", "entities");
        }
        return object;
    }

    private int chance(String type, int depth) {
        if (type.equals("Message")) {
            return depth > 1 ? 1 : optional;
        }
        return depth > DEEPEST ? 0 : 60 / (depth + 1);
    }

    private void formatted(Map<String, Object> object, String text, String entities) {
        if (object.containsKey(entities)) {
            var words = (String) object.getOrDefault(text, "");
            object.put(entities, texts.entities(words, object("User", DEEPEST)));
        }
    }

    private Object value(String type, Field field, int depth) {
        return field.values().isEmpty()
                ? value(type, field.name(), texts.any(field.types()), depth + 1)
                : texts.any(field.values());
    }

    private Object value(String owner, String name, String type, int depth) {
        if (type.startsWith("*")) {
            var list = new ArrayList<>();
            int count = depth > DEEPEST ? 0 : random.nextInt(depth == 1 ? 1 : 0, 3);
            for (int i = 0; i < count; i++) {
                list.add(value(owner, name, type.substring(1), depth));
            }
            return list;
        }
        return switch (type) {
            case "Integer" -> texts.number(name);
            case "Float" -> random.nextDouble();
            case "Boolean" -> random.nextBoolean();
            case "True" -> true;
            case "String" -> texts.field(owner, name);
            default ->
                    type.equals("RichText") && depth > DEEPEST
                            ? FuzzTexts.CANARY
                            : object(texts.any(shapes.alternatives(type)), depth);
        };
    }
}
