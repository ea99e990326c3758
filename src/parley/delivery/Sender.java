package parley.delivery;

import parley.chat.Person;

import java.util.List;

/// Hears what could not be delivered, and sees to it that somebody is told. Must not block.
public interface Sender {
    /// This message will not be delivered: it was refused, or its recipient is gone.
    void refused(Parcel.Relay parcel);

    /// Nothing reaches this person any more.
    ///
    /// @param dropped all that was in the lane of this person
    void gone(Person person, List<Parcel> dropped);
}
