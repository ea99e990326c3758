package parley.telegram;

import parley.chat.ChatEvent.Heard;
import parley.chat.ChatEvent.Verb;
import parley.content.Content;
import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Entity;
import parley.content.Formatted;
import parley.content.Letter.Fresh;
import parley.content.Letter.Quote;
import parley.content.Letter.Reply;
import parley.json.Fields;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The content of a message from JSON, by whitelisted fields.
final class MessageJson {
    /// What Telegram itself would make tappable at the start of a text.
    private static final Pattern COMMAND =
            Pattern.compile(
                    "/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{3,32}))?(?![\\w/<>@])",
                    Pattern.UNICODE_CHARACTER_CLASS);

    /// Messages that nobody wrote: the person changed something about the chat.
    private static final List<String> SERVICE =
            List.of(
                    "pinned_message",
                    "message_auto_delete_timer_changed",
                    "chat_background_set",
                    "write_access_allowed",
                    "connected_website");

    /// What does not pass, asked for first: a venue, for instance, also has a location.
    private static final List<String> REFUSED =
            List.of(
                    "venue",
                    "contact",
                    "poll",
                    "checklist",
                    "story",
                    "game",
                    "invoice",
                    "paid_media");

    private static final List<String> IMAGE_TYPES = List.of("image/jpeg", "image/jpg", "image/png");
    private static final Pattern IMAGE_NAME = Pattern.compile("\\.(jpe?g|png)$");

    /// The largest file that the Bot API hands out.
    private static final long MOST_BYTES = 20L << 20;

    private MessageJson() {}

    static boolean isService(Fields message) {
        return SERVICE.stream().anyMatch(message::has);
    }

    /// The verb, if the message is a command.
    static Optional<Verb> command(Fields message) {
        return word(message).map(Verb::of);
    }

    /// The word of a command in lower case, without its slash and the name of the bot.
    static Optional<String> word(Fields message) {
        return matcher(message).map(matcher -> matcher.group(1).toLowerCase(Locale.ROOT));
    }

    /// The bot that a command is for, when it names one.
    static Optional<String> addressee(Fields message) {
        return matcher(message).map(matcher -> matcher.group(2));
    }

    /// What stands behind a command.
    static String words(Fields message) {
        return matcher(message)
                .map(matcher -> message.text("text").substring(matcher.end()).strip())
                .orElse("");
    }

    private static Optional<Matcher> matcher(Fields message) {
        return message.optionalText("text").map(COMMAND::matcher).filter(Matcher::lookingAt);
    }

    /// The message of the bot that a message answers.
    static Optional<Heard> answeredBot(Fields message) {
        return message.child("reply_to_message")
                .filter(_ -> reply(message).isPresent())
                .filter(
                        answered ->
                                answered.child("from")
                                        .filter(from -> from.flag("is_bot"))
                                        .isPresent())
                .flatMap(
                        answered ->
                                answered.optionalNumber("date")
                                        .map(Instant::ofEpochSecond)
                                        .map(at -> new Heard(Essence.ofMessage(answered), at)));
    }

    /// A new message.
    static Fresh fresh(Fields message, Optional<Reply> reply) {
        var effect = message.optionalText("effect_id").filter(id -> id.matches("[0-9]{1,20}"));
        return new Fresh(content(message), reply, effect);
    }

    /// What is to be passed on; whatever we do not know is refused.
    static Content content(Fields message) {
        for (var kind : REFUSED) {
            if (message.has(kind)) {
                return new Content.Refused(kind);
            }
        }
        if (message.optionalText("text").filter(text -> !text.isEmpty()).isPresent()) {
            return new Content.Text(formatted(message, "text", "entities"));
        }
        if (message.has("dice")) {
            return dice(message.object("dice"));
        }
        if (message.has("location")) {
            return place(message.object("location"));
        }
        for (var kind : Kind.values()) {
            var field = kind.name().toLowerCase(Locale.ROOT);
            if (message.has(field)) {
                return file(kind, message, field)
                        .map(file -> media(kind, file, message))
                        .filter(MessageJson::canBeSent)
                        .<Content>map(media -> media)
                        .orElseGet(() -> new Content.Refused(field));
            }
        }
        return new Content.Refused("message");
    }

    /// What a message answers, if that is a message of the same chat. A quote beside an external
    /// reply is of another chat.
    static Optional<Reply> reply(Fields message) {
        long chat = message.object("chat").number("id");
        return message.child("reply_to_message")
                .filter(_ -> !message.has("external_reply"))
                .filter(answered -> answered.child("chat").isPresent())
                .filter(answered -> answered.object("chat").number("id") == chat)
                .map(answered -> new Reply(answered.number("message_id"), quote(message)));
    }

    private static Optional<Quote> quote(Fields message) {
        return message.child("quote")
                .map(
                        quote ->
                                new Quote(
                                        formatted(quote, "text", "entities"),
                                        Math.clamp(quote.number("position"), 0, 1 << 20)))
                .filter(quote -> !quote.text().isEmpty());
    }

    /// A die that is sent again would fall on another side.
    private static Content dice(Fields dice) {
        var words = dice.text("emoji") + " " + dice.number("value");
        return new Content.Text(new Formatted(words, List.of()));
    }

    /// One that goes on moving says more than where somebody is now.
    private static Content place(Fields location) {
        double latitude = location.decimal("latitude");
        double longitude = location.decimal("longitude");
        boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        return location.has("live_period") || !onEarth
                ? new Content.Refused("location")
                : new Content.Place(latitude, longitude);
    }

    private static Optional<File> file(Kind kind, Fields message, String field) {
        return switch (kind) {
            case PHOTO -> largest(message, field);
            case DOCUMENT -> Optional.of(document(message.object(field)));
            case LIVE_PHOTO, ANIMATION, VIDEO, VIDEO_NOTE, VOICE, AUDIO, STICKER ->
                    Optional.of(file(message.object(field)));
        };
    }

    /// The name and the type are the sender's word, so that they only suggest an image.
    private static File document(Fields json) {
        var type = json.optionalText("mime_type").orElse("").toLowerCase(Locale.ROOT);
        var name = json.optionalText("file_name").orElse("").toLowerCase(Locale.ROOT);
        boolean image = IMAGE_TYPES.contains(type) || IMAGE_NAME.matcher(name).find();
        boolean small = json.optionalNumber("file_size").orElse(0L) <= MOST_BYTES;
        var file = file(json);
        return new File(file.id(), file.uniqueId(), image && small);
    }

    /// A photo comes in several sizes, of which the last is the largest.
    private static Optional<File> largest(Fields message, String field) {
        return message.each(field, MessageJson::file).stream().reduce((_, larger) -> larger);
    }

    private static File file(Fields json) {
        return new File(json.text("file_id"), json.optionalText("file_unique_id").orElse(""));
    }

    private static Media media(Kind kind, File file, Fields message) {
        var still =
                switch (kind) {
                    case LIVE_PHOTO ->
                            largest(message, "photo")
                                    .or(() -> largest(message.object("live_photo"), "photo"));
                    case VIDEO -> largest(message.object("video"), "cover");
                    case ANIMATION, PHOTO, VIDEO_NOTE, VOICE, AUDIO, DOCUMENT, STICKER ->
                            Optional.<File>empty();
                };
        var emoji = message.child("sticker").flatMap(sticker -> sticker.optionalText("emoji"));
        var start =
                message.child("video")
                        .filter(_ -> kind == Kind.VIDEO)
                        .flatMap(video -> video.optionalNumber("start_timestamp"));
        return new Media(
                kind,
                file,
                formatted(message, "caption", "caption_entities"),
                new Look(
                        message.flag("has_media_spoiler"),
                        message.flag("show_caption_above_media"),
                        still.map(File::id),
                        start,
                        emoji));
    }

    /// A live photo is not taken without its still.
    private static boolean canBeSent(Media media) {
        return media.kind() != Kind.LIVE_PHOTO || media.look().still().isPresent();
    }

    private static Formatted formatted(Fields message, String text, String entities) {
        var safe =
                message.each(entities, MessageJson::entity).stream()
                        .flatMap(Optional::stream)
                        .toList();
        var links =
                message.each(entities, json -> json).stream().filter(MessageJson::isLink).toList();
        return Formatted.safe(
                message.optionalText(text).orElse(""),
                safe,
                place -> links.stream().anyMatch(link -> covers(link, place)));
    }

    private static boolean isLink(Fields entity) {
        return entity.text("type").equals("url");
    }

    private static boolean covers(Fields entity, int place) {
        long offset = entity.number("offset");
        return place >= offset && place - offset < entity.number("length");
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
