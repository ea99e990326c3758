package parley.playground;

import parley.playground.schema.Texts;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A person with a Telegram app, in a private chat with the bot; or the chat of a [Group]. Every
/// method can be called from any thread.
public final class Human {
    private volatile Profile profile;
    private final Messages messages;
    private final Phone phone = new Phone();
    private final Map<Long, List<Map<String, Object>>> reactions = new HashMap<>();
    private volatile boolean hasWritten;
    private volatile boolean blocking;

    Human(Profile profile, Messages messages) {
        this.profile = profile;
        this.messages = messages;
    }

    /// The id of this person and of the chat.
    public long id() {
        return profile.id();
    }

    /// Sends a text; commands, links and mentions in it become entities, as in the app.
    ///
    /// @return the message id
    public long says(String text) {
        return sends(Map.of("text", text));
    }

    /// Sends any content, for instance `Map.of("voice", Map.of("file_id", "v1"))`; what a file
    /// lacks is filled in. Fields of the message itself, such as `date` or `chat`, may be given,
    /// too.
    ///
    /// @return the message id
    /// @throws IllegalStateException when this person blocks the bot: the app would not let them
    public long sends(Map<String, Object> content) {
        if (blocking) {
            throw new IllegalStateException("who blocks the bot cannot write to it");
        }
        hasWritten = true;
        return phone.inTurn(
                () -> {
                    var message = messages.head(this, user());
                    message.putAll(shown(messages.files().learn(content)));
                    phone.keep(message, false);
                    messages.updates().push("message", message);
                    return (Long) message.get("message_id");
                });
    }

    private static Map<String, Object> shown(Map<String, Object> content) {
        var shown = new LinkedHashMap<>(content);
        if (content.get("text") instanceof String text) {
            var given = (List<?>) content.getOrDefault("entities", List.of());
            shown.putAll(Texts.shown("text", text, "entities", given));
        }
        if (content.get("caption") instanceof String text) {
            var given = (List<?>) content.getOrDefault("caption_entities", List.of());
            shown.putAll(Texts.shown("caption", text, "caption_entities", given));
        }
        return shown;
    }

    /// Presses an inline button of a message as it was received; the bot may have changed the
    /// message since.
    ///
    /// @param button the label or, if no label is so, the start of the callback data
    /// @throws AssertionError when there is no such button, or it sends nothing to the bot
    public void presses(Received message, String button) {
        presses(user(), message, button);
    }

    void presses(Map<String, Object> presser, Received message, String button) {
        var key =
                message.button(button)
                        .orElseThrow(() -> new AssertionError("no " + button + " in " + message));
        if (!(key.get("callback_data") instanceof String data)) {
            throw new AssertionError(button + " has no callback data");
        }
        hasWritten = true;
        phone.inTurn(
                () -> {
                    messages.pressed(this, presser, message.messageId(), data);
                    return true;
                });
    }

    /// Changes a message that this person sent. Nothing happens when it says the same as before.
    ///
    /// @throws AssertionError when there is no such message
    public void edits(long messageId, Map<String, Object> content) {
        phone.inTurn(
                () -> {
                    var old = inChat(messageId);
                    var message = new LinkedHashMap<>(old);
                    message.keySet().removeAll(List.of("entities", "caption_entities"));
                    if (Content.MEDIA.stream().anyMatch(content::containsKey)) {
                        message.remove("text");
                    }
                    message.putAll(shown(messages.files().learn(content)));
                    if (!message.equals(old)) {
                        message.put("edit_date", Instant.now().getEpochSecond());
                        phone.keep(message, false);
                        messages.updates().push("edited_message", message);
                    }
                    return true;
                });
    }

    /// Puts these emoji on a message of either side, in place of those that were there.
    ///
    /// @throws AssertionError when there is no such message
    public void reacts(long messageId, String... emoji) {
        var now = Arrays.stream(emoji).map(Human::reaction).toList();
        phone.inTurn(() -> react(messageId, now));
    }

    private boolean react(long messageId, List<Map<String, Object>> now) {
        inChat(messageId);
        var old = reactions.put(messageId, now);
        var update = new LinkedHashMap<String, Object>();
        update.put("chat", chat());
        update.put("message_id", messageId);
        update.put("user", user());
        update.put("date", Instant.now().getEpochSecond());
        update.put("old_reaction", Objects.requireNonNullElse(old, List.of()));
        update.put("new_reaction", now);
        messages.updates().push("message_reaction", update);
        var emoji = now.stream().map(item -> (String) item.get("emoji")).toList();
        phone.changed(new Phone.Change.Reacted(messageId, false, emoji));
        return true;
    }

    private static Map<String, Object> reaction(String emoji) {
        return Map.of("type", "emoji", "emoji", emoji);
    }

    private Map<String, Object> inChat(long messageId) {
        return phone.find(messageId)
                .orElseThrow(() -> new AssertionError("no message " + messageId))
                .message();
    }

    /// Blocks the bot: it is told, and can send nothing here any more.
    public void blocks() {
        block(true, "member", "kicked");
    }

    /// Lets the bot write again, and tells it.
    public void unblocks() {
        block(false, "kicked", "member");
    }

    private void block(boolean now, String before, String after) {
        blocking = now;
        var update = new LinkedHashMap<String, Object>();
        update.put("chat", chat());
        update.put("from", user());
        update.put("date", Instant.now().getEpochSecond());
        update.put("old_chat_member", messages.member(before));
        update.put("new_chat_member", messages.member(after));
        messages.updates().push("my_chat_member", update);
    }

    /// The next message from the bot, or edit of one, whose text contains this; see [Phone#awaits].
    public Received awaits(String text, Duration limit) {
        return phone.awaits(item -> item.text().contains(text), limit);
    }

    /// What this person sees.
    public Phone phone() {
        return phone;
    }

    /// Other names or another language; the id stays.
    void becomes(Profile other) {
        profile = other;
    }

    void wroteBefore() {
        hasWritten = true;
    }

    boolean hasWritten() {
        return hasWritten || profile.isGroup();
    }

    boolean isBlocking() {
        return blocking;
    }

    Map<String, Object> chat() {
        return profile.chat();
    }

    Map<String, Object> user() {
        return profile.user();
    }
}
