package parley.telegram;

import parley.chat.ChatEvent.Verb;
import parley.content.Content;
import parley.content.Content.Kind;
import parley.content.Content.Media;
import parley.content.Entity;
import parley.content.Formatted;
import parley.json.Fields;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The content of a message from JSON, by whitelisted fields.
final class MessageJson {
    /// What Telegram itself would make tappable at the start of a text.
    private static final Pattern COMMAND =
            Pattern.compile(
                    "/([A-Za-z0-9_]{1,64})(?:@[A-Za-z0-9_]{3,32})?(?![\\w/<>@])",
                    Pattern.UNICODE_CHARACTER_CLASS);

    /// Messages that nobody wrote: the person changed something about the chat.
    private static final List<String> SERVICE =
            List.of(
                    "pinned_message",
                    "message_auto_delete_timer_changed",
                    "chat_background_set",
                    "write_access_allowed",
                    "connected_website");

    /// What does not pass, asked for in this order: some come with a second field that would.
    private static final List<String> REFUSED =
            List.of(
                    "live_photo",
                    "animation",
                    "venue",
                    "audio",
                    "video_note",
                    "contact",
                    "location",
                    "poll",
                    "checklist",
                    "dice",
                    "story",
                    "game",
                    "invoice",
                    "paid_media");

    private MessageJson() {}

    static boolean isService(Fields message) {
        return SERVICE.stream().anyMatch(message::has);
    }

    /// The verb, if the message is a command.
    static Optional<Verb> command(Fields message) {
        return message.optionalText("text")
                .map(COMMAND::matcher)
                .filter(matcher -> matcher.lookingAt())
                .map(matcher -> Verb.of(matcher.group(1)));
    }

    /// What is to be passed on; whatever we do not know is refused.
    static Content content(Fields message) {
        for (var kind : REFUSED) {
            if (message.has(kind)) {
                return new Content.Refused(kind);
            }
        }
        if (message.has("text")) {
            return new Content.Text(formatted(message, "text", "entities"));
        }
        for (var kind : Kind.values()) {
            var field = kind.name().toLowerCase(Locale.ROOT);
            if (message.has(field)) {
                return file(kind, message, field)
                        .<Content>map(file -> media(kind, file, message))
                        .orElseGet(() -> new Content.Refused(field));
            }
        }
        return new Content.Refused("message");
    }

    private static Optional<String> file(Kind kind, Fields message, String field) {
        // A photo comes in several sizes, of which the last is the largest.
        return kind == Kind.PHOTO
                ? message.each(field, size -> size.text("file_id")).stream()
                        .reduce((_, larger) -> larger)
                : Optional.of(message.object(field).text("file_id"));
    }

    private static Media media(Kind kind, String file, Fields message) {
        return new Media(
                kind,
                file,
                formatted(message, "caption", "caption_entities"),
                message.flag("has_media_spoiler"),
                message.flag("show_caption_above_media"));
    }

    private static Formatted formatted(Fields message, String text, String entities) {
        var safe =
                message.each(entities, MessageJson::entity).stream()
                        .flatMap(Optional::stream)
                        .toList();
        return Formatted.safe(message.optionalText(text).orElse(""), safe);
    }

    private static Optional<Entity> entity(Fields json) {
        var type = json.text("type");
        long offset = json.number("offset");
        long length = json.number("length");
        if (offset != (int) offset || length != (int) length) {
            return Optional.empty();
        }
        for (var kind : Entity.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(type)) {
                var language = json.optionalText("language");
                return Optional.of(new Entity(kind, (int) offset, (int) length, language));
            }
        }
        return Optional.empty();
    }
}
