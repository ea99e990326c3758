package parley.engine;

import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Person;
import parley.chat.SessionId;

/// Where the engine puts what is to be sent. Never blocks: the engine calls it while it holds the
/// state, so that what one person gets is in the order in which it was decided.
public interface Outbox {
    /// A chat has begun.
    void begins(SessionId session);

    /// A chat is over.
    void ends(SessionId session);

    /// Whether so much is on its way to this person that nothing should be added for a while.
    boolean isFull(Person recipient);

    /// Sends what was decided.
    ///
    /// @param cause what it follows from
    /// @param ticket the state it speaks of must be on disk before it leaves; 0 for none
    /// @param done to be called once, when it is delivered or refused
    void post(Effect effect, Incoming cause, long ticket, Runnable done);

    /// Answers the press of a button without saying anything.
    void answer(String callback);

    /// Answers the press of a button with a text that is shown for a moment.
    void answer(String callback, Person presser, Notice notice);
}
