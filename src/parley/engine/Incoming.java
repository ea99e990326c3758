package parley.engine;

import static java.util.Objects.requireNonNull;

import parley.chat.ChatEvent;
import parley.content.Content;

import java.util.Optional;
import java.util.OptionalLong;

/// An event, with what the core does not look at.
///
/// @param content what was said, with a message
/// @param messageId the message in the chat of its sender, so that an answer can point to it
/// @param callback the id of the button press that wants an answer
/// @param done called once, when nothing that follows from the event is under way any more
public record Incoming(
        ChatEvent event,
        Optional<Content> content,
        OptionalLong messageId,
        Optional<String> callback,
        Runnable done) {
    public Incoming {
        requireNonNull(event);
        requireNonNull(content);
        requireNonNull(messageId);
        requireNonNull(callback);
        requireNonNull(done);
    }

    /// An event that is nothing but itself.
    public static Incoming of(ChatEvent event, Runnable done) {
        return new Incoming(event, Optional.empty(), OptionalLong.empty(), Optional.empty(), done);
    }

    /// A message for the partner.
    public static Incoming said(
            ChatEvent.Said event, long messageId, Content content, Runnable done) {
        return new Incoming(
                event, Optional.of(content), OptionalLong.of(messageId), Optional.empty(), done);
    }

    /// A message that was dealt with before, as the cause of a notice about it.
    static Incoming about(ChatEvent.Said event, long messageId) {
        return new Incoming(
                event, Optional.empty(), OptionalLong.of(messageId), Optional.empty(), () -> {});
    }

    /// A button that was pressed.
    public static Incoming pressed(ChatEvent.Asked event, String callback, Runnable done) {
        return new Incoming(
                event, Optional.empty(), OptionalLong.empty(), Optional.of(callback), done);
    }
}
