package parley.telegram;

import parley.chat.ChatEvent;
import parley.content.Content;

/// What Telegram delivered, as far as we read it.
///
/// @param id orders the updates of one batch
/// @param key tells this update from every other one, even if its id comes up again
public record Update(long id, String key, Payload payload) {
    /// What is in an update.
    public sealed interface Payload {}

    /// A message for the partner.
    ///
    /// @param messageId names it in the chat of its sender
    public record Message(ChatEvent.Said said, long messageId, Content content)
            implements Payload {}

    /// A command.
    public record Command(ChatEvent.Asked asked) implements Payload {}

    /// A button that was pressed; its presser sees it busy until the press is answered.
    public record Press(ChatEvent.Asked asked, String callbackId) implements Payload {}

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
