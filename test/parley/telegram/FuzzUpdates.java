package parley.telegram;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Random updates that fit the schema of the Bot API, mostly from one person's private chat.
public final class FuzzUpdates {
    /// In every string that says who somebody is.
    public static final String CANARY = FuzzTexts.CANARY;

    /// At the start of every id but the sender's own.
    public static final String CANARY_ID = "6555444";

    /// Whose chat it is.
    static final long SENDER = Updates.ID;

    static final List<String> READ =
            List.of(
                    "message",
                    "edited_message",
                    "message_reaction",
                    "callback_query",
                    "my_chat_member");

    private static final List<String> IGNORED =
            List.of("channel_post", "inline_query", "poll_answer", "message_reaction_count");

    private final SplittableRandom random;
    private final FuzzTexts texts;
    private final FuzzObjects objects;

    public FuzzUpdates(long seed) {
        random = new SplittableRandom(seed);
        texts = new FuzzTexts(random);
        objects = new FuzzObjects(random, texts);
    }

    SplittableRandom random() {
        return random;
    }

    /// An update with this id.
    Map<String, Object> update(long id) {
        int dice = random.nextInt(100);
        var kind =
                switch (dice / 5) {
                    case 0 -> texts.any(IGNORED);
                    case 1 -> "my_chat_member";
                    case 2, 3 -> "callback_query";
                    case 4, 5 -> "message_reaction";
                    case 6, 7, 8 -> "edited_message";
                    default -> "message";
                };
        var update = new LinkedHashMap<String, Object>();
        update.put("update_id", id);
        update.put(kind, inside(kind));
        return update;
    }

    private Map<String, Object> inside(String kind) {
        return switch (kind) {
            case "message", "edited_message" -> own(message(), "from");
            case "message_reaction" -> own(objects.object("MessageReactionUpdated", 1), "user");
            case "my_chat_member" -> own(objects.object("ChatMemberUpdated", 1), "from");
            case "callback_query" -> press();
            case "channel_post" -> message();
            case "inline_query" -> objects.object("InlineQuery", 1);
            case "poll_answer" -> objects.object("PollAnswer", 1);
            default -> objects.object("MessageReactionCountUpdated", 1);
        };
    }

    /// A message with content of a random kind, from anybody.
    public Map<String, Object> message() {
        return objects.message();
    }

    private Map<String, Object> press() {
        var press = objects.object("CallbackQuery", 1);
        if (press.get("message") instanceof Map<?, ?> shown) {
            var message = new LinkedHashMap<String, Object>();
            shown.forEach((name, value) -> message.put((String) name, value));
            press.put("message", own(message, "from"));
        }
        press.put("from", sender());
        return press;
    }

    /// Makes it the sender's, as a rule; else it stays somebody's, somewhere.
    private Map<String, Object> own(Map<String, Object> message, String who) {
        if (random.nextInt(30) == 0) {
            return message;
        }
        message.put(who, sender());
        message.put("chat", chat());
        if (message.get("reply_to_message") instanceof Map<?, ?> && random.nextInt(3) > 0) {
            message.remove("external_reply");
            var answered = objects.object("Message", FuzzObjects.DEEPEST);
            answered.put("chat", chat());
            message.put("reply_to_message", answered);
        }
        return message;
    }

    private Map<String, Object> sender() {
        var sender = objects.object("User", 2);
        sender.put("id", SENDER);
        sender.put("is_bot", false);
        return sender;
    }

    private Map<String, Object> chat() {
        var chat = objects.object("Chat", 2);
        chat.put("id", SENDER);
        chat.put("type", "private");
        return chat;
    }
}
