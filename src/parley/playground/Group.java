package parley.playground;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A group that the bot is in, and its people. Every method can be called from any thread.
///
/// @param chat the group itself
public record Group(Human chat) {
    /// Somebody says something.
    ///
    /// @return the message id
    public long says(Human member, String text) {
        return sends(member, Map.of("text", text));
    }

    /// Somebody sends any content; see [Human#sends].
    public long sends(Human member, Map<String, Object> content) {
        var message = new LinkedHashMap<>(content);
        message.put("from", member.user());
        return chat.sends(message);
    }

    /// Somebody presses a button; see [Human#presses].
    public void presses(Human member, Received message, String button) {
        chat.presses(member.user(), message, button);
    }

    /// The next message from the bot, or edit of one, whose text contains this; see [Phone#awaits].
    public Received awaits(String text, Duration limit) {
        return chat.awaits(text, limit);
    }

    /// What everybody there sees.
    public Phone phone() {
        return chat.phone();
    }
}
