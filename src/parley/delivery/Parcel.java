package parley.delivery;

import parley.chat.Notice;
import parley.chat.Person;
import parley.chat.SessionId;
import parley.content.Letter;

import java.util.OptionalLong;

/// One message on its way to a person.
public sealed interface Parcel {
    /// Who gets it.
    Person to();

    /// When it may leave, and whom to tell that it is no longer under way.
    Terms terms();

    /// What somebody did that the partner gets to see.
    ///
    /// @param from who did it, and hears about it if it cannot be delivered
    /// @param messageId the message that it is about, in the chat of whoever did it
    record Relay(
            Person to, Person from, SessionId session, long messageId, Letter letter, Terms terms)
            implements Parcel {
        /// A part of this, as a parcel of its own that nobody waits for.
        Relay part(long id, Letter.Fresh fresh) {
            return new Relay(to, from, session, id, fresh, new Terms(0, () -> {}));
        }
    }

    /// What the bot itself has to say.
    ///
    /// @param replyTo the message of the recipient that it is about
    record Note(Person to, Notice notice, OptionalLong replyTo, Terms terms) implements Parcel {}

    /// Under what conditions.
    ///
    /// @param ticket the state it speaks of must be on disk before it leaves; 0 for none
    /// @param done called once, when it is delivered or refused, or when its delivery is given up
    record Terms(long ticket, Runnable done) {}
}
