package parley.playground;

import parley.playground.schema.Refusal;
import parley.playground.schema.Texts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the fields of a message out of the parameters that the bot sent.
final class Content {
    /// The kinds of file that a message can hold, as its fields are called.
    static final List<String> MEDIA =
            List.of(
                    "photo live_photo voice audio video video_note animation document sticker"
                            .split(" "));

    private final Files files;

    Content(Files files) {
        this.files = files;
    }

    /// The content of a single message.
    ///
    /// @param kind the field that holds it; `text` for a text
    /// @param given where the text, the file and the caption are
    /// @param params the whole request: where uploads are
    Map<String, Object> of(String kind, Map<String, Object> given, Map<String, Object> params)
            throws Refusal {
        var content = new LinkedHashMap<String, Object>();
        switch (kind) {
            case "text" -> content.putAll(text(given));
            case "location" -> content.put(kind, place(given));
            default -> content.put(kind, files.media(kind, given.get(kind), params));
        }
        if (kind.equals("animation")) {
            content.put("document", content.get(kind));
        }
        if (kind.equals("live_photo")) {
            content.put("photo", files.media("photo", given.get("photo"), params));
        }
        content.putAll(caption(given));
        if (Boolean.TRUE.equals(given.get("has_spoiler"))) {
            content.put("has_media_spoiler", true);
        }
        if (Boolean.TRUE.equals(params.get("protect_content"))) {
            content.put("has_protected_content", true);
        }
        return content;
    }

    private static Map<String, Object> place(Map<String, Object> given) {
        return Map.of("latitude", given.get("latitude"), "longitude", given.get("longitude"));
    }

    /// The content of an `InputMedia`.
    Map<String, Object> item(Object media, Map<String, Object> params) throws Refusal {
        var item = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) media).forEach((name, value) -> item.put((String) name, value));
        String kind = (String) item.get("type");
        item.put(kind, item.get("media"));
        return of(kind, item, params);
    }

    static Map<String, Object> text(Map<String, Object> given) {
        var entities = (List<?>) given.getOrDefault("entities", List.of());
        var text = Texts.shown("text", (String) given.get("text"), "entities", entities);
        if (given.containsKey("link_preview_options")) {
            text.put("link_preview_options", given.get("link_preview_options"));
        }
        return text;
    }

    static Map<String, Object> caption(Map<String, Object> given) {
        var text = (String) given.getOrDefault("caption", "");
        if (text.isBlank()) {
            return Map.of();
        }
        var entities = (List<?>) given.getOrDefault("caption_entities", List.of());
        var caption = Texts.shown("caption", text, "caption_entities", entities);
        if (Boolean.TRUE.equals(given.get("show_caption_above_media"))) {
            caption.put("show_caption_above_media", true);
        }
        return caption;
    }

    /// Puts inline buttons on a message; other keyboards are not part of one.
    ///
    /// @return whether the message can be edited later
    static boolean markup(Map<String, Object> message, Map<String, Object> params) {
        if (!(params.get("reply_markup") instanceof Map<?, ?> markup)) {
            return true;
        }
        if (!(markup.get("inline_keyboard") instanceof List<?> rows)) {
            return false;
        }
        if (rows.stream().anyMatch(row -> !((List<?>) row).isEmpty())) {
            message.put("reply_markup", markup);
        }
        return true;
    }

    /// What a message shows of the one that it replies to.
    ///
    /// @throws Refusal when that one is gone and the bot does not accept that
    static Map<String, Object> reply(Map<String, Object> params, Phone phone) throws Refusal {
        if (!(params.get("reply_parameters") instanceof Map<?, ?> wanted)) {
            return Map.of();
        }
        var target = phone.find(wanted.get("message_id")).map(Phone.Shown::message);
        if (target.isEmpty() || wanted.containsKey("chat_id")) {
            if (Boolean.TRUE.equals(wanted.get("allow_sending_without_reply"))) {
                return Map.of();
            }
            throw Refusal.badRequest("message to be replied not found");
        }
        var reply = new LinkedHashMap<String, Object>();
        var shown = new LinkedHashMap<>(target.get());
        shown.remove("reply_to_message");
        reply.put("reply_to_message", shown);
        if (wanted.get("quote") instanceof String quote) {
            int at = said(shown).indexOf(quote);
            if (at < 0) {
                throw Refusal.badRequest("QUOTE_TEXT_INVALID");
            }
            reply.put("quote", Map.of("text", quote, "position", (long) at));
        }
        return reply;
    }

    private static String said(Map<String, Object> message) {
        return (String) message.getOrDefault("text", message.getOrDefault("caption", ""));
    }
}
