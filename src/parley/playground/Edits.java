package parley.playground;

import parley.playground.schema.Refusal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The methods that change or remove what is in a chat already.
final class Edits {
    private static final int MAX_IDS = 100;
    private static final List<String> WITHOUT_CAPTION = List.of("sticker", "video_note");
    private static final String NOT_MODIFIED =
            "message is not modified: specified new message content and reply markup are exactly"
                    + " the same as a current content and reply markup of the message";

    private final Messages messages;
    private final Content content;

    Edits(Messages messages) {
        this.messages = messages;
        this.content = new Content(messages.files());
    }

    /// Any `editMessage…`, and the message as it is now.
    Map<String, Object> edit(String method, Map<String, Object> params) throws Refusal {
        Human to = messages.recipient(params);
        return to.phone().inTurn(() -> edit(to.phone(), method, params));
    }

    private Map<String, Object> edit(Phone phone, String method, Map<String, Object> params)
            throws Refusal {
        if (!params.containsKey("message_id")) {
            throw Refusal.violation("message identifier is not specified");
        }
        var shown = phone.find(params.get("message_id"));
        need(shown.isPresent(), "message to edit not found");
        need(shown.get().editable(), "message can't be edited");
        var old = shown.get().message();
        var message = changed(method, old, params);
        message.remove("reply_markup");
        Content.markup(message, params);
        need(!message.equals(old), NOT_MODIFIED);
        message.put("edit_date", Instant.now().getEpochSecond());
        phone.keep(message, true);
        phone.receive(new Received((Long) message.get("message_id"), method, message, params));
        return message;
    }

    private Map<String, Object> changed(
            String method, Map<String, Object> old, Map<String, Object> params) throws Refusal {
        var message = new LinkedHashMap<>(old);
        var fields = message.keySet();
        switch (method) {
            case "editMessageText" -> {
                need(old.containsKey("text"), "there is no text in the message to edit");
                fields.removeAll(List.of("entities", "link_preview_options"));
                message.putAll(Content.text(params));
            }
            case "editMessageCaption" -> {
                need(takesCaption(old), "there is no caption in the message to edit");
                fields.removeAll(List.of("caption", "caption_entities"));
                fields.remove("show_caption_above_media");
                message.putAll(Content.caption(params));
            }
            case "editMessageMedia" -> {
                boolean isText = old.containsKey("text");
                need(isText || takesMedia(old), "message media can't be edited");
                fields.removeAll(List.of("text", "entities", "link_preview_options"));
                fields.removeAll(Content.MEDIA);
                fields.removeAll(List.of("caption", "caption_entities", "has_media_spoiler"));
                message.putAll(content.item(params.get("media"), params));
            }
            default -> {} // only the buttons
        }
        return message;
    }

    private static boolean takesCaption(Map<String, Object> message) {
        return Content.MEDIA.stream()
                .anyMatch(kind -> message.containsKey(kind) && !WITHOUT_CAPTION.contains(kind));
    }

    private static boolean takesMedia(Map<String, Object> message) {
        return takesCaption(message) && !message.containsKey("voice");
    }

    private static void need(boolean holds, String problem) throws Refusal {
        if (!holds) {
            throw Refusal.badRequest(problem);
        }
    }

    /// Deletes one message of either side.
    boolean delete(Map<String, Object> params) throws Refusal {
        Human human = messages.recipient(params);
        need(delete(human, params.get("message_id"), params), "message to delete not found");
        return true;
    }

    /// Deletes those that are there.
    boolean deleteAll(Map<String, Object> params) throws Refusal {
        Human human = messages.recipient(params);
        var ids = (List<?>) params.get("message_ids");
        need(ids.size() <= MAX_IDS, "too many message identifiers specified");
        ids.forEach(id -> delete(human, id, params));
        return true;
    }

    private static boolean delete(Human human, Object id, Map<String, Object> params) {
        return human.phone()
                .inTurn(
                        () -> {
                            boolean found = human.phone().delete(id);
                            if (found) {
                                human.phone().receive(trace(human, id, "deleteMessage", params));
                            }
                            return found;
                        });
    }

    /// Puts a reaction of the bot on a message.
    boolean react(Map<String, Object> params) throws Refusal {
        Human human = messages.recipient(params);
        Object id = params.get("message_id");
        var reaction = (List<?>) params.getOrDefault("reaction", List.of());
        need(human.phone().find(id).isPresent(), "message to react not found");
        need(reaction.size() < 2, "REACTIONS_TOO_MANY");
        human.phone().receive(trace(human, id, "setMessageReaction", params));
        var emoji = reaction.stream().map(item -> (String) ((Map<?, ?>) item).get("emoji"));
        var shown =
                new Phone.Change.Reacted((Long) id, true, emoji.filter(Objects::nonNull).toList());
        human.phone().changed(shown);
        return true;
    }

    private static Received trace(
            Human human, Object id, String method, Map<String, Object> params) {
        Map<String, Object> message = Map.of("message_id", id, "chat", human.chat());
        return new Received((Long) id, method, message, params);
    }
}
