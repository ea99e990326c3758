package parley.chat;

import java.time.Instant;
import java.util.Optional;

/// Where one person stands. Exactly one of these holds at any moment.
///
/// Times are Telegram's own (the date of the update that brought the state about), so that they can
/// be compared with the dates of messages whatever the clock of this machine says.
public sealed interface Session {
    /// Neither waiting nor in a chat.
    record Idle() implements Session {}

    /// In the lobby.
    record Waiting(Instant since) implements Session {}

    /// In a chat.
    ///
    /// @param room the name of the video room, once somebody asked for one
    record Paired(SessionId id, Person partner, Instant since, Optional<String> room)
            implements Session {}
}
