package parley.content;

import java.util.Locale;

/// What a message may give away about whoever sends it, as far as that can be seen from outside.
public enum Risk {
    /// Links to web pages.
    LINKS,
    /// Ways to reach somebody outside the bot: @names, links to Telegram, phone numbers, mail.
    MENTIONS,
    /// Files that go as they are, with their name and whatever is inside.
    DOCUMENTS,
    /// Where the sender is.
    LOCATION;

    /// The name in settings, buttons and texts.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
