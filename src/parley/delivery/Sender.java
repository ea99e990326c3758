package parley.delivery;

import parley.chat.Person;

import java.util.List;

/// Hears what could not be delivered, and sees to it that somebody is told. Must not block.
public interface Sender {
    /// This will not be delivered: it was refused, its recipient is gone, or what it is about is
    /// not known any more. Calls its `done` when whoever sent it knows, or need not.
    void refused(Parcel.Relay parcel);

    /// What the sender wanted to take back is gone from the recipient's chat.
    void unsent(Parcel.Relay parcel);

    /// Nothing reaches this person any more.
    ///
    /// @param dropped all that was in the lane of this person
    void gone(Person person, List<Parcel> dropped);
}
