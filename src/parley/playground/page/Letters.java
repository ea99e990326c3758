package parley.playground.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.json.Fields;
import parley.playground.Received;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Makes messages out of what a visitor wrote, within the limits of Telegram's own apps.
final class Letters {
    private static final int MAX_TEXT = 4096;
    private static final int MAX_CAPTION = 1024;
    private static final int MAX_ENTITIES = 100;
    private static final int MAX_ALBUM = 10;
    private static final Set<String> FORMATS =
            Set.of("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre");
    private static final Set<String> KINDS =
            Set.of("photo", "voice", "video", "sticker", "document", "audio");
    private static final Set<String> WITHOUT_CAPTION = Set.of("sticker");

    private final Store store;
    private final AtomicLong albums = new AtomicLong();

    Letters(Store store) {
        this.store = store;
    }

    /// The messages that a request is about: one, or those of an album.
    List<Map<String, Object>> written(Fields request) throws Complaint {
        List<Fields> files = request.each("files", file -> file);
        var text = request.optionalText("text").orElse("");
        if (files.isEmpty()) {
            if (text.isBlank()) {
                throw Complaint.malformed("there is nothing to send");
            }
            return List.of(text(request, "text", "entities", MAX_TEXT));
        }
        if (files.size() > MAX_ALBUM) {
            throw Complaint.malformed("an album has at most " + MAX_ALBUM + " files");
        }
        var messages = new ArrayList<Map<String, Object>>();
        for (var file : files) {
            messages.add(file(file));
        }
        if (!text.isBlank() && !WITHOUT_CAPTION.contains(files.getFirst().text("kind"))) {
            var caption = text(request, "caption", "caption_entities", MAX_CAPTION);
            messages.getFirst().putAll(caption);
        }
        if (messages.size() > 1) {
            var album = "page-" + albums.incrementAndGet();
            messages.forEach(message -> message.put("media_group_id", album));
        }
        return messages;
    }

    private Map<String, Object> file(Fields file) throws Complaint {
        var kind = file.text("kind");
        if (!KINDS.contains(kind)) {
            throw Complaint.malformed("no such kind of file");
        }
        var message = new LinkedHashMap<String, Object>();
        message.put(kind, store.field(kind, file));
        if (file.flag("spoiler") && (kind.equals("photo") || kind.equals("video"))) {
            message.put("has_media_spoiler", true);
        }
        return message;
    }

    /// The text or the caption of a message as it shall be.
    static Map<String, Object> edited(Map<String, Object> old, Fields request) throws Complaint {
        if (!old.containsKey("text")) {
            return text(request, "caption", "caption_entities", MAX_CAPTION);
        }
        if (request.text("text").isBlank()) {
            throw Complaint.malformed("a text cannot become empty");
        }
        return text(request, "text", "entities", MAX_TEXT);
    }

    private static Map<String, Object> text(
            Fields request, String name, String entitiesName, int limit) throws Complaint {
        var text = request.text("text");
        if (text.length() > limit) {
            throw Complaint.malformed("at most " + limit + " characters");
        }
        if (!isUnicode(text)) {
            throw Complaint.malformed("not a text");
        }
        var message = new LinkedHashMap<String, Object>();
        message.put(name, text);
        var entities = request.each("entities", Letters::entity);
        for (var entity : entities) {
            check(entity, text.length());
        }
        if (entities.size() > MAX_ENTITIES) {
            throw Complaint.malformed("too many formats");
        }
        if (!entities.isEmpty()) {
            message.put(entitiesName, entities);
        }
        return message;
    }

    private static Map<String, Object> entity(Fields fields) {
        return Map.of(
                "type", fields.text("type"),
                "offset", fields.number("offset"),
                "length", fields.number("length"));
    }

    private static void check(Map<String, Object> entity, int textLength) throws Complaint {
        long offset = (Long) entity.get("offset");
        long length = (Long) entity.get("length");
        if (!FORMATS.contains(entity.get("type"))
                || offset < 0
                || length < 1
                || offset > textLength
                || length > textLength - offset) {
            throw Complaint.malformed("a format that is not in the text");
        }
    }

    /// A message as it stands in one that replies to it: not with what it replies to itself.
    static Map<String, Object> quoted(Map<String, Object> message) {
        var quoted = new LinkedHashMap<>(message);
        quoted.remove("reply_to_message");
        return quoted;
    }

    /// The message with no button but the one that sends this, so that labels do not matter.
    static Received button(Map<String, Object> message, String data) throws Complaint {
        if (message.get("reply_markup") instanceof Map<?, ?> markup
                && markup.get("inline_keyboard") instanceof List<?> rows) {
            for (var row : rows) {
                for (var key : (List<?>) row) {
                    if (data.equals(((Map<?, ?>) key).get("callback_data"))) {
                        var only = Map.of("text", data, "callback_data", data);
                        return pressed(message, only);
                    }
                }
            }
        }
        throw Complaint.conflict("that button is not there any more");
    }

    private static Received pressed(Map<String, Object> message, Map<String, String> key) {
        var shown = new LinkedHashMap<>(message);
        shown.put("reply_markup", Map.of("inline_keyboard", List.of(List.of(key))));
        return new Received((Long) message.get("message_id"), "", shown, Map.of());
    }

    /// Whether a text can be sent as UTF-8: JSON may hold halves of characters.
    static boolean isUnicode(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }
}
