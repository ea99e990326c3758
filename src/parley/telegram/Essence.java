package parley.telegram;

import parley.chat.Button;
import parley.chat.ChatEvent.Verb;
import parley.json.DecodeException;
import parley.json.Excerpt;
import parley.json.Fields;
import parley.json.Json;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is kept of an update until it is dealt with: the fields that [UpdateJson] and [MessageJson]
/// read, and nothing else. Names, numbers and whatever else is in an update are not kept even
/// sealed; nor is what somebody typed behind a command, but for what moderators have to read.
final class Essence {
    private static final String PLACE = "update";
    private static final Set<String> FILE =
            Set.of("file_id", "file_unique_id", "emoji", "cover", "photo", "start_timestamp");
    private static final Set<String> PERSON = Set.of("id", "is_bot", "language_code");
    private static final Set<String> ENTITY = Set.of("type", "offset", "length", "language");
    private static final Set<String> MESSAGE =
            Set.of(
                    ("message_id date edit_date chat from text entities caption caption_entities"
                                    + " effect_id media_group_id has_media_spoiler"
                                    + " show_caption_above_media reply_to_message external_reply"
                                    + " quote dice location live_photo animation photo video"
                                    + " video_note voice audio document sticker venue contact poll"
                                    + " checklist story game invoice paid_media pinned_message"
                                    + " message_auto_delete_timer_changed chat_background_set"
                                    + " write_access_allowed connected_website")
                            .split(" "));

    /// The fields of each object, by its name.
    private static final Map<String, Set<String>> KNOWN =
            Map.ofEntries(
                    Map.entry(
                            PLACE,
                            Set.of(
                                    "update_id",
                                    "message",
                                    "edited_message",
                                    "message_reaction",
                                    "callback_query",
                                    "my_chat_member")),
                    Map.entry("message", MESSAGE),
                    Map.entry("edited_message", MESSAGE),
                    Map.entry(
                            "message_reaction",
                            Set.of("chat", "user", "message_id", "date", "new_reaction")),
                    Map.entry("callback_query", Set.of("id", "from", "message", "data")),
                    Map.entry("my_chat_member", Set.of("chat", "from", "date", "new_chat_member")),
                    Map.entry("new_chat_member", Set.of("status")),
                    Map.entry("new_reaction", Set.of("type", "emoji")),
                    Map.entry("chat", Set.of("id", "type")),
                    Map.entry("from", PERSON),
                    Map.entry("user", PERSON),
                    Map.entry("reply_to_message", Set.of("chat", "message_id", "date", "from")),
                    Map.entry("quote", Set.of("text", "entities", "position")),
                    Map.entry("entities", ENTITY),
                    Map.entry("caption_entities", ENTITY),
                    Map.entry("dice", Set.of("emoji", "value")),
                    Map.entry("location", Set.of("latitude", "longitude", "live_period")),
                    Map.entry("live_photo", FILE),
                    Map.entry("animation", FILE),
                    Map.entry("photo", FILE),
                    Map.entry("cover", FILE),
                    Map.entry("video", FILE),
                    Map.entry("video_note", FILE),
                    Map.entry("voice", FILE),
                    Map.entry("audio", FILE),
                    Map.entry("sticker", FILE),
                    Map.entry(
                            "document",
                            Set.of(
                                    "file_id",
                                    "file_unique_id",
                                    "mime_type",
                                    "file_name",
                                    "file_size")));

    /// The same, when a message that is answered is read, too.
    private static final Map<String, Set<String>> WITH_ANSWERED = withAnswered();

    /// What is read of a message that is a command, besides the verb.
    private static final Set<String> OF_COMMAND =
            Set.of(
                    "message_id",
                    "date",
                    "chat",
                    "from",
                    "text",
                    "reply_to_message",
                    "external_reply");

    private Essence() {}

    /// The fields that are read, as JSON. Of what a message answers that is what it says only when
    /// somebody reports.
    ///
    /// @param whole whether what stands behind a command is read, too
    static String of(Fields update, boolean whole) {
        return update.child("message")
                .filter(_ -> !whole)
                .filter(message -> !MessageJson.isService(message))
                .flatMap(Essence::verb)
                .map(verb -> command(update, verb))
                .orElseGet(
                        () ->
                                new Excerpt(reports(update) ? WITH_ANSWERED : KNOWN)
                                        .of(update, PLACE));
    }

    private static boolean reports(Fields update) {
        return update.child("callback_query")
                .flatMap(press -> press.optionalText("data"))
                .filter(data -> Button.parse(data).verb() == Verb.REPORT)
                .isPresent();
    }

    /// What is read of one message, as JSON.
    static String ofMessage(Fields message) {
        return new Excerpt(KNOWN).of(message, "message");
    }

    private static Map<String, Set<String>> withAnswered() {
        var known = new HashMap<>(KNOWN);
        known.put("reply_to_message", MESSAGE);
        return Map.copyOf(known);
    }

    /// Of a text that is none, or of a wrong type where nobody looks, there is no verb.
    private static Optional<Verb> verb(Fields message) {
        try {
            return MessageJson.command(message);
        } catch (DecodeException _) {
            return Optional.empty();
        }
    }

    private static String command(Fields update, Verb verb) {
        var known = verb == Verb.REPORT ? WITH_ANSWERED : KNOWN;
        var kept = object(Json.parse(PLACE, new Excerpt(known).of(update, PLACE)));
        var message = object(kept.get("message"));
        message.keySet().retainAll(OF_COMMAND);
        // An appeal alone is in words of one's own.
        if (verb != Verb.APPEAL) {
            message.put("text", "/" + verb.name().toLowerCase(Locale.ROOT));
        }
        kept.put("message", message);
        return Json.write(kept);
    }

    private static Map<Object, Object> object(Object json) {
        return new LinkedHashMap<>((Map<?, ?>) json);
    }
}
