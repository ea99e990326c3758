package parley.telegram;

import parley.chat.ChatEvent;
import parley.content.Letter;

import java.util.Optional;

/// What Telegram delivered, as far as we read it.
///
/// @param id orders the updates of one batch
/// @param key tells this update from every other one, even if its id comes up again
/// @param essence all that is needed to read it once more, as JSON
public record Update(long id, String key, Payload payload, String essence) {
    /// What is in an update.
    public sealed interface Payload {}

    /// Something that the partner gets to see.
    ///
    /// @param messageId the message that it is about, in the chat of whoever did it
    /// @param album the album that the message is part of
    public record Message(ChatEvent event, long messageId, Letter letter, Optional<String> album)
            implements Payload {}

    /// A command.
    ///
    /// @param messageId the message that it came in
    /// @param about the message that it answers
    public record Command(ChatEvent.Asked asked, long messageId, Optional<Long> about)
            implements Payload {}

    /// A button that was pressed; its presser sees it busy until the press is answered.
    ///
    /// @param about the message that the one with the button answers, where that matters
    public record Press(ChatEvent.Asked asked, Optional<Long> about, String callbackId)
            implements Payload {}

    /// Something that is wanted in the moderators' chat.
    ///
    /// @param press the card whose button was pressed, and the id of the press
    public record Order(ChatEvent.Ordered event, Optional<Pressed> press) implements Payload {}

    /// A button that was pressed under a message.
    public record Pressed(long messageId, String callbackId) {}

    /// Somebody blocked the bot.
    public record Left(ChatEvent.Gone gone) implements Payload {}

    /// The bot is in a group or channel, which it should leave.
    public record Stray(long chat) implements Payload {}

    /// None of our business, or unreadable.
    public record Nothing() implements Payload {}

    /// Shows the id alone.
    @Override
    public String toString() {
        return "Update[" + id + "]";
    }
}
