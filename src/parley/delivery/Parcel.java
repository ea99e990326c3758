package parley.delivery;

import parley.chat.Notice;
import parley.chat.Person;
import parley.chat.SessionId;
import parley.content.Letter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

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
        /// The messages that an album takes without being one. This is done with when all of them
        /// are.
        List<Relay> parts(Letter.Album album) {
            var parts = new ArrayList<Relay>();
            var left = new AtomicInteger();
            Runnable partDone =
                    () -> {
                        if (left.decrementAndGet() == 0) {
                            terms.done().run();
                        }
                    };
            var reply = album.reply();
            for (var part : album.parts()) {
                var fresh = new Letter.Fresh(part.media(), reply, Optional.empty());
                fresh.messages().forEach(one -> parts.add(part(part.messageId(), one, partDone)));
                reply = Optional.empty();
            }
            left.set(parts.size());
            return parts;
        }

        private Relay part(long id, Letter.Fresh fresh, Runnable partDone) {
            return new Relay(to, from, session, id, fresh, new Terms(0, partDone));
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
