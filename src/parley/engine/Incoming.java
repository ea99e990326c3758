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
/// @param entry what it is to the journal
public record Incoming(
        ChatEvent event,
        Optional<Letter> letter,
        OptionalLong messageId,
        Optional<String> callback,
        Entry entry) {
    public Incoming {
        requireNonNull(event);
        requireNonNull(letter);
        requireNonNull(messageId);
        requireNonNull(callback);
        requireNonNull(entry);
    }

    /// An event that is nothing but itself.
    public static Incoming of(ChatEvent event, Entry entry) {
        return new Incoming(event, Optional.empty(), OptionalLong.empty(), Optional.empty(), entry);
    }

    /// Something that the partner is to see.
    public static Incoming of(ChatEvent event, long messageId, Letter letter, Entry entry) {
        return new Incoming(
                event, Optional.of(letter), OptionalLong.of(messageId), Optional.empty(), entry);
    }

    /// A button that was pressed.
    public static Incoming pressed(ChatEvent.Asked event, String callback, Entry entry) {
        return new Incoming(
                event, Optional.empty(), OptionalLong.empty(), Optional.of(callback), entry);
    }

    /// A button that was pressed under a message of some weight of its own.
    public static Incoming pressed(ChatEvent event, long messageId, String callback, Entry entry) {
        return new Incoming(
                event, Optional.empty(), OptionalLong.of(messageId), Optional.of(callback), entry);
    }

    /// The same about a message, which what is said to whoever did it answers then.
    public Incoming about(Optional<Long> message) {
        var id = message.map(OptionalLong::of).orElse(messageId);
        return new Incoming(event, letter, id, callback, entry);
    }

    /// A message that was dealt with before, as the cause of a notice about it.
    static Incoming about(ChatEvent.Said event, long messageId) {
        var entry = Entry.none(() -> {});
        return new Incoming(
                event, Optional.empty(), OptionalLong.of(messageId), Optional.empty(), entry);
    }

    /// To be called once, when nothing that follows from the event is under way any more.
    Runnable done() {
        return entry.done();
    }

    /// The same with another letter.
    Incoming with(Letter other) {
        return new Incoming(event, Optional.of(other), messageId, callback, entry);
    }

    /// The same with something that comes after it is done with.
    Incoming andThen(Runnable next) {
        return new Incoming(event, letter, messageId, callback, entry.andThen(next));
    }

    /// The same for what is said about it while it is not done with.
    Incoming unfinished() {
        return new Incoming(event, letter, messageId, callback, Entry.none(() -> {}));
    }
}
