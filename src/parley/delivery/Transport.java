package parley.delivery;

import java.time.Duration;
import java.util.List;

/// Brings one parcel to Telegram, once.
public interface Transport {
    /// Sends it and says what came of it. Repeats nothing.
    Outcome send(Parcel parcel, Target target) throws InterruptedException;

    /// Which messages of the recipient's chat a parcel is about.
    ///
    /// @param messages the one that is answered, changed or reacted to, or those that are taken
    ///   back; for a changed file also the text that its caption went as
    /// @param sameFile for a change: whether the file is the one that was sent before
    record Target(List<Long> messages, boolean sameFile) {
        /// It is about none.
        public static final Target NONE = new Target(List.of(), false);

        public Target {
            messages = List.copyOf(messages);
        }

        static Target of(long message) {
            return new Target(List.of(message), false);
        }
    }

    /// What came of a sending; the kind says what to do next.
    sealed interface Outcome {
        /// It arrived.
        ///
        /// @param messages the ids of what was sent, in the recipient's chat; none if not known
        record Delivered(List<Long> messages) implements Outcome {}

        /// Telegram wants to be left alone for so long; then the same again.
        record Wait(Duration pause) implements Outcome {}

        /// It is not known whether it arrived; the same again after a while.
        record Unclear(String problem) implements Outcome {}

        /// This one will never be taken.
        record Refused(String problem) implements Outcome {}

        /// Nothing will ever reach this person again.
        record Gone() implements Outcome {}
    }
}
