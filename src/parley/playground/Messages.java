package parley.playground;

import parley.playground.schema.Refusal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The chats of the bot, and every method that puts something into one.
///
/// All chats share one counter of message ids, as a bot's private chats do.
final class Messages {
    private final Map<String, Object> bot;
    private final Updates updates;
    private final Files files = new Files();
    private final Content content = new Content(files);
    private final Map<Long, Human> humans = new ConcurrentHashMap<>();
    private final Map<String, Human> presses = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    Messages(Map<String, Object> bot, Updates updates) {
        this.bot = bot;
        this.updates = updates;
    }

    Updates updates() {
        return updates;
    }

    Files files() {
        return files;
    }

    Human human(Profile profile) {
        return humans.computeIfAbsent(profile.id(), _ -> new Human(profile, this));
    }

    /// A new message without content yet; its id is taken now, so call it within the chat's turn.
    Map<String, Object> head(Human human, Map<String, Object> from) {
        var message = new LinkedHashMap<String, Object>();
        message.put("message_id", ids.incrementAndGet());
        message.put("from", from);
        message.put("chat", human.chat());
        message.put("date", Instant.now().getEpochSecond());
        return message;
    }

    /// The bot as a member of a private chat.
    Map<String, Object> member(String status) {
        return status.equals("kicked")
                ? Map.of("user", bot, "status", status, "until_date", 0L)
                : Map.of("user", bot, "status", status);
    }

    /// Tells the bot of a button press.
    void pressed(Human human, Map<String, Object> presser, long messageId, String data) {
        String id = Long.toString(4_000_000_000_000L + ids.incrementAndGet());
        Map<String, Object> gone =
                Map.of("chat", human.chat(), "message_id", messageId, "date", 0L);
        presses.put(id, human);
        var query = new LinkedHashMap<String, Object>();
        query.put("id", id);
        query.put("from", presser);
        query.put("message", human.phone().find(messageId).map(Phone.Shown::message).orElse(gone));
        query.put("chat_instance", "instance-" + human.id());
        query.put("data", data);
        updates.push("callback_query", query);
    }

    /// `answerCallbackQuery`: once for each press.
    boolean answerPress(Map<String, Object> params) throws Refusal {
        Human human = presses.remove(params.get("callback_query_id"));
        if (human == null) {
            throw Refusal.badRequest(
                    "query is too old and response timeout expired or query ID is invalid");
        }
        if (params.get("text") instanceof String text && !text.isEmpty()) {
            human.phone().toast(text);
        }
        return true;
    }

    /// The person whom a call is for, if the bot may write to them.
    Human recipient(Map<String, Object> params) throws Refusal {
        if (!(params.get("chat_id") instanceof Long id)) {
            throw Refusal.badRequest(
                    params.containsKey("chat_id") ? "chat not found" : "chat_id is empty");
        }
        Human human = humans.get(id);
        if (human == null || !human.hasWritten()) {
            throw Refusal.of(403, "Forbidden: bot can't initiate conversation with a user");
        }
        if (human.isBlocking()) {
            throw Refusal.of(403, "Forbidden: bot was blocked by the user");
        }
        return human;
    }

    /// Any `send…` of one message, and the message that it made.
    Map<String, Object> send(String method, Map<String, Object> params) throws Refusal {
        Human to = recipient(params);
        var fields = content.of(kind(method), params, params);
        return to.phone().inTurn(() -> put(to, method, params, fields));
    }

    /// `sendVideoNote` sends what a message holds as `video_note`.
    private static String kind(String method) {
        String kind = method.substring("send".length()).replaceAll("(?<=[a-z])([A-Z])", "_$1");
        return kind.equals("Message") ? "text" : kind.toLowerCase(Locale.ROOT);
    }

    /// An album; its messages come one after the other.
    List<Map<String, Object>> sendAlbum(Map<String, Object> params) throws Refusal {
        Human to = recipient(params);
        String group = "album-" + ids.incrementAndGet();
        var items = new ArrayList<Map<String, Object>>();
        for (Object media : (List<?>) params.get("media")) {
            var item = content.item(media, params);
            item.put("media_group_id", group);
            items.add(item);
        }
        return to.phone().inTurn(() -> putAll(to, params, items));
    }

    private List<Map<String, Object>> putAll(
            Human to, Map<String, Object> params, List<Map<String, Object>> items) throws Refusal {
        var sent = new ArrayList<Map<String, Object>>();
        for (var item : items) {
            sent.add(put(to, "sendMediaGroup", params, item));
        }
        return sent;
    }

    private Map<String, Object> put(
            Human to, String method, Map<String, Object> params, Map<String, Object> fields)
            throws Refusal {
        var reply = Content.reply(params, to.phone());
        var message = head(to, bot);
        message.putAll(reply);
        message.putAll(fields);
        boolean editable = Content.markup(message, params);
        to.phone().keep(message, editable);
        to.phone().receive(new Received((Long) message.get("message_id"), method, message, params));
        return message;
    }

    /// `copyMessage` and `forwardMessage`; they work so that a test can see that they are not used.
    Map<String, Object> repeat(String method, Map<String, Object> params) throws Refusal {
        Human to = recipient(params);
        Human source = humans.get(params.get("from_chat_id"));
        if (source == null) {
            throw Refusal.badRequest("chat not found");
        }
        var found = source.phone().find(params.get("message_id"));
        if (found.isEmpty()) {
            throw Refusal.badRequest("message to copy not found");
        }
        var fields = new LinkedHashMap<>(found.get().message());
        fields.keySet().removeAll(List.of("message_id", "from", "chat", "date", "reply_markup"));
        if (method.equals("copyMessage")) {
            var copy = to.phone().inTurn(() -> put(to, method, params, fields));
            return Map.of("message_id", copy.get("message_id"));
        }
        fields.put("forward_origin", Map.of("type", "user", "sender_user", source.user()));
        return to.phone().inTurn(() -> put(to, method, params, fields));
    }
}
