package parley.chaos;

import java.util.Optional;

/// One thing that happened, as somebody outside the bot can see it. Times are nanoseconds of one
/// clock; what a person did has a time before the bot could know of it.
sealed interface Event {
    /// When.
    long at();

    /// Somebody wrote a message, or a part of an album.
    ///
    /// @param album the first part, when it is one of several
    record Said(long at, Key key, long messageId, Optional<Key> album) implements Event {}

    /// Somebody changed a message.
    record Edited(long at, Key key, int version) implements Event {}

    /// Somebody gave a command.
    record Asked(long at, int who, Command command) implements Event {}

    /// Somebody received something.
    record Got(long at, int who, Heard what) implements Event {}

    /// The bot was killed.
    ///
    /// @param silent from then on nothing is seen that the killed process sent, and before nothing
    ///   that the next one sends
    record Killed(long at, long silent) implements Event {}

    /// The server did what it was asked to with this message, but the bot could not know.
    record AnswerLost(long at, Key key) implements Event {}
}
