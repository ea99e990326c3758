package parley.chat;

/// Where a person can be reached: the Telegram id of the person, who is also the private chat.
///
/// The number identifies a human being, so it is never part of a text: [#toString] hides it.
public record UserId(long value) {
    @Override
    public String toString() {
        return "UserId[hidden]";
    }
}
