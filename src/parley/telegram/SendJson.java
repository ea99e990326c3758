package parley.telegram;

import parley.chat.UserId;
import parley.content.Content;
import parley.content.Content.Kind;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Entity;
import parley.content.Formatted;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// Messages to JSON: which method sends what, with which fields.
final class SendJson {
    /// A method and what goes with it.
    record Call(String method, Map<String, Object> parameters) {}

    private SendJson() {}

    static Call content(UserId to, Content content, boolean protect) {
        var call =
                switch (content) {
                    case Text(var text) -> text(to, text);
                    case Media media -> media(to, media);
                    case Content.Refused _ ->
                            throw new IllegalArgumentException("refused content is never sent");
                };
        if (protect) {
            call.parameters().put("protect_content", true);
        }
        return call;
    }

    /// A message of the bot itself.
    static Call notice(
            UserId to, String text, List<? extends List<Key>> rows, OptionalLong replyTo) {
        var call = text(to, new Formatted(text, List.of()));
        if (!rows.isEmpty()) {
            var keyboard =
                    rows.stream().map(row -> row.stream().map(SendJson::key).toList()).toList();
            call.parameters().put("reply_markup", Map.of("inline_keyboard", keyboard));
        }
        replyTo.ifPresent(
                message ->
                        call.parameters()
                                .put(
                                        "reply_parameters",
                                        Map.of(
                                                "message_id",
                                                message,
                                                "allow_sending_without_reply",
                                                true)));
        return call;
    }

    private static Call text(UserId to, Formatted text) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("chat_id", to.value());
        put(parameters, "text", "entities", text);
        // A preview could be of a page that tells its owner who looked at it.
        parameters.put("link_preview_options", Map.of("is_disabled", true));
        return new Call("sendMessage", parameters);
    }

    private static Call media(UserId to, Media media) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("chat_id", to.value());
        parameters.put(media.kind().name().toLowerCase(Locale.ROOT), media.file());
        boolean seen = media.kind() == Kind.PHOTO || media.kind() == Kind.VIDEO;
        if (media.kind() != Kind.STICKER && !media.caption().isEmpty()) {
            put(parameters, "caption", "caption_entities", media.caption());
            if (seen && media.captionAbove()) {
                parameters.put("show_caption_above_media", true);
            }
        }
        if (seen && media.spoiler()) {
            parameters.put("has_spoiler", true);
        }
        return new Call(
                switch (media.kind()) {
                    case PHOTO -> "sendPhoto";
                    case VIDEO -> "sendVideo";
                    case VOICE -> "sendVoice";
                    case DOCUMENT -> "sendDocument";
                    case STICKER -> "sendSticker";
                },
                parameters);
    }

    private static void put(
            Map<String, Object> parameters, String text, String entities, Formatted formatted) {
        parameters.put(text, formatted.text());
        if (!formatted.entities().isEmpty()) {
            parameters.put(entities, formatted.entities().stream().map(SendJson::entity).toList());
        }
    }

    private static Map<String, Object> entity(Entity entity) {
        var json = new LinkedHashMap<String, Object>();
        json.put("type", entity.kind().name().toLowerCase(Locale.ROOT));
        json.put("offset", entity.offset());
        json.put("length", entity.length());
        entity.language().ifPresent(language -> json.put("language", language));
        return json;
    }

    private static Map<String, Object> key(Key key) {
        return Map.of("text", key.label(), "callback_data", key.data());
    }
}
