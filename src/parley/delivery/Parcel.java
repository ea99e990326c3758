package parley.delivery;

import parley.chat.Notice;
import parley.chat.Person;
import parley.content.Content;

import java.util.OptionalLong;

/// One message on its way to a person.
public sealed interface Parcel {
    /// Who gets it.
    Person to();

    /// When it may leave, and whom to tell that it is no longer under way.
    Terms terms();

    /// What somebody said to the partner.
    ///
    /// @param from who said it, and hears about it if it cannot be delivered
    /// @param messageId the message in the chat of its sender
    record Relay(Person to, Person from, long messageId, Content content, Terms terms)
            implements Parcel {}

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
