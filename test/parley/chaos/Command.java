package parley.chaos;

import java.util.Locale;

/// What people ask of the bot here.
enum Command {
    FIND,
    NEXT,
    END,
    BLOCK;

    /// What is typed.
    String text() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    /// Whether it ends the chat that one is in.
    boolean leaves() {
        return this != FIND;
    }

    /// Whether it may bring a new chat.
    boolean searches() {
        return this == FIND || this == NEXT;
    }
}
