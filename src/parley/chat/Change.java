package parley.chat;

import java.time.Instant;
import java.util.HexFormat;
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
    ///
    /// @param began when it began
    record Ended(SessionId session, Pseudonym one, Pseudonym other, Instant began, Instant at)
            implements Change {}

    /// A running chat gets its video room.
    record RoomOpened(SessionId session, Pseudonym one, Pseudonym other, String room)
            implements Change {}

    /// One person never wants to meet the other again.
    record Blocked(Pseudonym by, Pseudonym whom, Instant at) implements Change {}

    /// A person complained about the partner of a session.
    ///
    /// @param reason what it is about
    /// @param reachable the reported one, if it is still known where to reach that person; kept
    ///   only when the operator turned masking off
    /// @param began when their chat began, if it is still known
    record Reported(
            ReportId id,
            SessionId session,
            Person reporter,
            Pseudonym reported,
            Optional<Person> reachable,
            Reason reason,
            Optional<Instant> began,
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

    /// Everything about a person goes but for what others said about that person, and what keeps
    /// that person out. Comes last, when the person is idle.
    record Forgotten(Pseudonym who) implements Change {}

    /// A person is kept from searching and writing, in place of what was so before.
    ///
    /// @param until when that is over; without it, somebody must lift it
    /// @param report what it follows from
    /// @param strikes how often the bot has done so by itself lately
    /// @param appealed whether the person has asked for it to be lifted
    record Sanctioned(
            Pseudonym who,
            Penalty penalty,
            Instant since,
            Optional<Instant> until,
            Optional<ReportId> report,
            int strikes,
            boolean appealed)
            implements Change {
        /// The same, appealed.
        public Sanctioned appeal() {
            return new Sanctioned(who, penalty, since, until, report, strikes, true);
        }
    }

    /// Why a person is kept from searching and writing.
    enum Penalty {
        /// Keeps from nothing; goes when the person has heard of it.
        WARNING,
        MUTE,
        BAN,
        /// By several reports, until a moderator looks at them.
        SUSPENSION,
        /// By saying the same to many.
        REPEATS,
        /// By writing much faster than is let through.
        STORM,
        /// By leaving one partner after the other at once.
        HURRY;

        /// The penalty behind a word in lower case; nothing when there is none.
        public static Optional<Penalty> of(String word) {
            return Stream.of(values()).filter(penalty -> penalty.word().equals(word)).findFirst();
        }

        /// The word for it, in lower case.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Nothing keeps a person from searching and writing any more.
    record Pardoned(Pseudonym who) implements Change {}

    /// Somebody looked at a report.
    ///
    /// @param outcome a word for what came of it; nothing when the report is open again
    record Judged(ReportId report, Optional<String> outcome) implements Change {}

    /// A moderator, or the bot itself, did something about a person. It is never undone, and kept
    /// so that others can look at it.
    ///
    /// @param what a word for it
    /// @param by the moderator; nothing for the operator and for the bot itself
    /// @param until when it is over, if that was said
    /// @param why in the words of whoever did it; may be empty
    record Acted(
            String what,
            Pseudonym whom,
            Optional<Pseudonym> by,
            Optional<ReportId> report,
            Optional<Instant> until,
            String why,
            Instant at)
            implements Change {}

    /// A person wants to hear announcements, or not.
    record Tuned(Pseudonym who, boolean announcements) implements Change {}

    /// Names one report. Random.
    record ReportId(long value) {
        /// The report behind what [#toString] wrote; nothing when it is anything else.
        public static Optional<ReportId> of(String text) {
            return text.matches("[0-9a-f]{16}")
                    ? Optional.of(new ReportId(HexFormat.fromHexDigitsToLong(text)))
                    : Optional.empty();
        }

        /// Sixteen hexadecimal digits.
        @Override
        public String toString() {
            return HexFormat.of().toHexDigits(value);
        }
    }
}
