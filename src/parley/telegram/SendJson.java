package parley.telegram;

import parley.chat.UserId;
import parley.content.Content;
import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Entity;
import parley.content.Formatted;
import parley.content.Letter.Quote;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Messages to JSON: which method does what, with which fields.
final class SendJson {
    /// A method and what goes with it.
    ///
    /// @param images files that are to be cleaned and uploaded, by what the request calls them
    record Call(String method, Map<String, Object> parameters, Map<String, File> images) {
        /// A call without a file.
        Call(String method, Map<String, Object> parameters) {
            this(method, parameters, Map.of());
        }
    }

    /// Where a message goes, and what goes with it.
    ///
    /// @param protect whether the recipient is kept from forwarding and saving it
    /// @param reply the message of the recipient's chat that it answers
    /// @param effect the animated effect that is shown with it
    record Envelope(
            UserId to,
            boolean protect,
            OptionalLong reply,
            Optional<Quote> quote,
            Optional<String> effect) {}

    private SendJson() {}

    static Call content(Envelope envelope, Content content) {
        var parameters = addressed(envelope);
        return switch (content) {
            case Text(var text) -> {
                putText(parameters, text);
                yield new Call("sendMessage", parameters);
            }
            case Media media -> {
                var field = name(media.kind());
                var images = images(List.of(media), _ -> field);
                if (images.isEmpty()) {
                    parameters.put(field, media.file().id());
                }
                putMedia(parameters, media);
                yield new Call(method(media.kind()), parameters, images);
            }
            case Content.Place(var latitude, var longitude) -> {
                parameters.put("latitude", latitude);
                parameters.put("longitude", longitude);
                yield new Call("sendLocation", parameters);
            }
            case Content.Refused _ ->
                    throw new IllegalArgumentException("refused content is never sent");
        };
    }

    static Call album(Envelope envelope, List<Media> parts) {
        var parameters = addressed(envelope);
        var media =
                IntStream.range(0, parts.size())
                        .mapToObj(i -> inputMedia(parts.get(i), i))
                        .toList();
        parameters.put("media", media);
        return new Call("sendMediaGroup", parameters, images(parts, SendJson::attached));
    }

    /// @param sameFile whether nothing but the caption is to be changed
    static Call edit(UserId to, long message, Content content, boolean sameFile) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("chat_id", to.value());
        parameters.put("message_id", message);
        return switch (content) {
            case Text(var text) -> {
                putText(parameters, text);
                yield new Call("editMessageText", parameters);
            }
            case Media media when sameFile -> {
                putCaption(parameters, media);
                yield new Call("editMessageCaption", parameters);
            }
            case Media media -> {
                parameters.put("media", inputMedia(media, 0));
                var images = images(List.of(media), SendJson::attached);
                yield new Call("editMessageMedia", parameters, images);
            }
            case Content.Place _, Content.Refused _ ->
                    throw new IllegalArgumentException("this is never changed");
        };
    }

    /// A message of the bot itself.
    static Call notice(
            UserId to, String text, List<? extends List<Key>> rows, OptionalLong replyTo) {
        var envelope = new Envelope(to, false, replyTo, Optional.empty(), Optional.empty());
        var parameters = addressed(envelope);
        putText(parameters, new Formatted(text, List.of()));
        putKeyboard(parameters, rows);
        return new Call("sendMessage", parameters);
    }

    /// A change of a message of the bot itself.
    static Call edited(UserId to, long message, String text, List<? extends List<Key>> rows) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("chat_id", to.value());
        parameters.put("message_id", message);
        putText(parameters, new Formatted(text, List.of()));
        putKeyboard(parameters, rows);
        return new Call("editMessageText", parameters);
    }

    private static void putKeyboard(
            Map<String, Object> parameters, List<? extends List<Key>> rows) {
        if (!rows.isEmpty()) {
            var keyboard =
                    rows.stream().map(row -> row.stream().map(SendJson::key).toList()).toList();
            parameters.put("reply_markup", Map.of("inline_keyboard", keyboard));
        }
    }

    static Call file(UserId to, String caption, OptionalLong replyTo) {
        var envelope = new Envelope(to, false, replyTo, Optional.empty(), Optional.empty());
        var parameters = addressed(envelope);
        parameters.put("caption", caption);
        return new Call("sendDocument", parameters);
    }

    private static Map<String, Object> addressed(Envelope envelope) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("chat_id", envelope.to().value());
        if (envelope.protect()) {
            parameters.put("protect_content", true);
        }
        envelope.effect().ifPresent(effect -> parameters.put("message_effect_id", effect));
        if (envelope.reply().isPresent()) {
            parameters.put("reply_parameters", reply(envelope));
        }
        return parameters;
    }

    private static Map<String, Object> reply(Envelope envelope) {
        var json = new LinkedHashMap<String, Object>();
        json.put("message_id", envelope.reply().getAsLong());
        json.put("allow_sending_without_reply", true);
        envelope.quote()
                .ifPresent(
                        quote -> {
                            putFormatted(json, "quote", "quote_entities", quote.text());
                            json.put("quote_position", quote.position());
                        });
        return json;
    }

    private static void putText(Map<String, Object> parameters, Formatted text) {
        putFormatted(parameters, "text", "entities", text);
        // A preview could be of a page that tells its owner who looked at it.
        parameters.put("link_preview_options", Map.of("is_disabled", true));
    }

    /// Those that are to be uploaded.
    private static Map<String, File> images(List<Media> parts, IntFunction<String> name) {
        var images = new LinkedHashMap<String, File>();
        for (int i = 0; i < parts.size(); i++) {
            var file = parts.get(i).file();
            if (file.image()) {
                images.put(name.apply(i), file);
            }
        }
        return images;
    }

    /// What the request calls an upload that is part of an object.
    private static String attached(int place) {
        return "image-" + place;
    }

    private static void putMedia(Map<String, Object> json, Media media) {
        media.look()
                .still()
                .ifPresent(file -> json.put(media.kind() == Kind.VIDEO ? "cover" : "photo", file));
        media.look().start().ifPresent(seconds -> json.put("start_timestamp", seconds));
        if (media.kind().isPicture() && media.look().spoiler()) {
            json.put("has_spoiler", true);
        }
        putCaption(json, media);
    }

    private static void putCaption(Map<String, Object> json, Media media) {
        if (!media.kind().hasCaption() || media.caption().isEmpty()) {
            return;
        }
        putFormatted(json, "caption", "caption_entities", media.caption());
        if (media.kind().isPicture() && media.look().captionAbove()) {
            json.put("show_caption_above_media", true);
        }
    }

    private static Map<String, Object> inputMedia(Media media, int place) {
        var file = media.file();
        var json = new LinkedHashMap<String, Object>();
        json.put("type", name(media.kind()));
        json.put("media", file.image() ? "attach://" + attached(place) : file.id());
        putMedia(json, media);
        return json;
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String method(Kind kind) {
        return switch (kind) {
            case LIVE_PHOTO -> "sendLivePhoto";
            case ANIMATION -> "sendAnimation";
            case PHOTO -> "sendPhoto";
            case VIDEO -> "sendVideo";
            case VIDEO_NOTE -> "sendVideoNote";
            case VOICE -> "sendVoice";
            case AUDIO -> "sendAudio";
            case DOCUMENT -> "sendDocument";
            case STICKER -> "sendSticker";
        };
    }

    private static void putFormatted(
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
