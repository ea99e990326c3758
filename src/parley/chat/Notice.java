package parley.chat;

import parley.chat.Change.Penalty;
import parley.chat.Change.ReportId;

import java.time.Duration;
import java.util.Optional;

/// A message from the bot itself. What it says in words is the business of `parley.text`.
public sealed interface Notice {
    /// Notices that need nothing but their name.
    enum Plain implements Notice {
        WELCOME,
        HELP,
        PRIVACY,
        /// The rules of conduct.
        RULES,
        /// Comes with a file that holds what is kept about the person.
        MY_DATA,
        /// Should everything about the person be erased?
        FORGET,
        FORGOTTEN,
        NOT_FORGOTTEN,
        SEARCHING,
        STILL_SEARCHING,
        SEARCH_STOPPED,
        /// The match fell through because the other is gone; the search goes on.
        SEARCHING_AGAIN,
        NOT_IN_CHAT,
        NOT_SENT_NO_CHAT,
        NOT_SENT_SEARCHING,
        /// The message was written before this chat began.
        NOT_SENT_EARLIER,
        /// Too much is on its way to the partner already.
        PARTNER_BUSY,
        /// The message was accepted but cannot reach the partner any more.
        NOT_DELIVERED,
        /// A change of a message was accepted but cannot reach the partner.
        NOT_CHANGED,
        /// What the person wanted to take back is gone from the partner's chat.
        UNSENT,
        /// It is too late for that, or the message is not known.
        CANNOT_UNSEND,
        /// The person chose not to send what was held.
        DROPPED,
        /// The message waits for the answer to a question that is open.
        HELD_TOO,
        /// Too many messages wait for the answer to a question that is open.
        ANSWER_FIRST,
        NOBODY_TO_BLOCK,
        NOBODY_TO_REPORT,
        /// The person reported too many others lately.
        TOO_MANY_REPORTS,
        UNKNOWN_COMMAND,
        OUTDATED_BUTTON,
        /// Nothing keeps the person out.
        NOTHING_TO_APPEAL,
        /// An appeal needs reasons.
        APPEAL_HOW,
        APPEALED,
        APPEALED_ALREADY,
        /// There is nobody who reads appeals here.
        NO_APPEALS,
        /// The person may search and write again.
        PARDONED,
        /// The settings of a person who hears announcements.
        SETTINGS,
        /// The settings of a person who hears none.
        SETTINGS_QUIET,
        /// Photos, files and the like do not pass from those who are new here.
        MEDIA_NEW,
        /// The same was said to many others already.
        REPEATED
    }

    /// Notices about one session; their buttons act on that session only.
    record About(Topic topic, SessionId session) implements Notice {}

    /// What [About] is about.
    enum Topic {
        MATCHED,
        ALREADY_IN_CHAT,
        YOU_LEFT,
        /// The person left by asking for the next one, who is being looked for.
        YOU_LEFT_FOR_NEXT,
        PARTNER_LEFT,
        BLOCKED,
        REPORTED,
        /// The chat goes on, and the two may meet again.
        REPORTED_ONLY,
        ALREADY_REPORTED
    }

    /// The link to the video room of a session.
    ///
    /// @param invited whether it was the partner who asked for it
    record Video(SessionId session, String room, boolean invited) implements Notice {}

    /// The message was refused because the sender is over the limit.
    ///
    /// @param pause how long until the next one is taken
    record SlowDown(Duration pause) implements Notice {}

    /// A search was refused because the last one was too short a time ago.
    record SearchLater(Duration pause) implements Notice {}

    /// The message is of a kind that does not pass.
    record NotPassed(String kind) implements Notice {}

    /// The message is held, because it may give its sender away: should it be sent?
    ///
    /// @param risk what it may give away
    record Held(SessionId session, String risk) implements Notice {}

    /// What is the report about? A button answers.
    ///
    /// @param stays whether the chat goes on and the two may meet again
    record Complaint(SessionId session, boolean stays) implements Notice {}

    /// The rules of conduct: does the person accept them?
    ///
    /// @param version a word that stands for their text
    record Consent(String version) implements Notice {}

    /// The person is kept from searching and writing, or warned.
    ///
    /// @param left how long; without it, until somebody lifts it
    /// @param appeals whether somebody reads appeals
    record Shut(Penalty penalty, Optional<Duration> left, boolean appeals) implements Notice {}

    /// Photos, files and the like do not pass yet, so soon after the chat began.
    ///
    /// @param pause how long it takes until they do
    record MediaLater(Duration pause) implements Notice {}

    /// To the moderators: a report, and what was made of it.
    ///
    /// @param text in English
    /// @param open whether nobody has done anything about it
    record Card(ReportId report, String text, boolean open) implements Notice {}

    /// To the moderators: the message that a report is about.
    ///
    /// @param content what it says, as in [ChatEvent.Heard]
    record Evidence(String content) implements Notice {}

    /// To the moderators: somebody asks for a ban to be lifted.
    ///
    /// @param text in English, with the words of that person
    record Appeal(Pseudonym who, String text) implements Notice {}

    /// To the moderators: an answer to what they asked for.
    ///
    /// @param text in English
    record Desk(String text) implements Notice {}

    /// What the moderators say to everybody in a chat, at most 1,000 characters.
    record Announcement(String text) implements Notice {}

    /// How many characters an announcement may have.
    int LONGEST_ANNOUNCEMENT = 1000;

    /// The operator does not let messages pass that may give their sender away.
    ///
    /// @param risk what it may give away
    record Blocked(String risk) implements Notice {}
}
