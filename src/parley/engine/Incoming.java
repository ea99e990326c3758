package parley.engine;

import static java.util.Objects.requireNonNull;

import parley.chat.ChatEvent;
import parley.content.Letter;

import java.util.Optional;
import java.util.OptionalLong;

/// An event, with what the core does not look at.
///
/// @param letter what the partner is to see of it
/// @param messageId the message that it is about, in the chat of whoever did it
/// @param callback the id of the button press that wants an answer
/// @param done called once, when nothing that follows from the event is under way any more
public record Incoming(
        ChatEvent event,
        Optional<Letter> letter,
        OptionalLong messageId,
        Optional<String> callback,
        Runnable done) {
    public Incoming {
        requireNonNull(event);
        requireNonNull(letter);
        requireNonNull(messageId);
        requireNonNull(callback);
        requireNonNull(done);
    }

    /// An event that is nothing but itself.
    public static Incoming of(ChatEvent event, Runnable done) {
        return new Incoming(event, Optional.empty(), OptionalLong.empty(), Optional.empty(), done);
    }

    /// Something that the partner is to see.
    public static Incoming of(ChatEvent event, long messageId, Letter letter, Runnable done) {
        return new Incoming(
                event, Optional.of(letter), OptionalLong.of(messageId), Optional.empty(), done);
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
