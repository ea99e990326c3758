package parley.chat;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// One step from a valid state to the next. A list of them, in order, is applied to memory by
/// [Chats#apply] and written to disk by a [Store]; loading a database is replaying such a list.
public sealed interface Change {
    /// An idle person enters the lobby.
    ///
    /// @param front whether this person is to be matched before those who came by themselves
    record Waits(Person who, Instant since, boolean front) implements Change {}

    /// A waiting person leaves the lobby.
    record StopsWaiting(Pseudonym who) implements Change {}

    /// Two people who are idle or waiting enter a chat.
    record Paired(SessionId session, Person one, Person other, Instant since) implements Change {}

    /// The chat of two people is over; where they can be reached is erased with it.
    record Ended(SessionId session, Pseudonym one, Pseudonym other, Instant at) implements Change {}

    /// A running chat gets its video room.
    record RoomOpened(SessionId session, Pseudonym one, Pseudonym other, String room)
            implements Change {}

    /// One person never wants to meet the other again.
    record Blocked(Pseudonym by, Pseudonym whom, Instant at) implements Change {}

    /// A person complained about the partner of a session.
    ///
    /// @param reason what it is about
    /// @param reportedId where the reported one can be reached, if it is still known; kept only
    ///   when the operator turned masking off
    record Reported(
            ReportId id,
            SessionId session,
            Person reporter,
            Pseudonym reported,
            Optional<UserId> reportedId,
            Reason reason,
            Instant at)
            implements Change {}

    /// What a report is about.
    enum Reason {
        SPAM,
        HARASSMENT,
        SEXUAL,
        /// Somebody seems to be under age.
        MINOR,
        VIOLENCE,
        OTHER;

        /// The reason behind a word in lower case; nothing when there is none.
        public static Optional<Reason> of(String word) {
            return Stream.of(values()).filter(reason -> reason.word().equals(word)).findFirst();
        }

        /// The word for it, in lower case.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A person accepted the rules of conduct.
    ///
    /// @param version a word that stands for their text
    record Consented(Pseudonym who, String version, Instant at) implements Change {}

    /// Everything about a person goes but for what others said about that person. Comes last, when
    /// the person is idle.
    record Forgotten(Pseudonym who) implements Change {}

    /// Names one report. Random.
    record ReportId(long value) {}
}
