package parley.delivery;

import java.time.Duration;

/// Brings one parcel to Telegram, once.
public interface Transport {
    /// Sends it and says what came of it. Repeats nothing.
    Outcome send(Parcel parcel) throws InterruptedException;

    /// What came of a sending; the kind says what to do next.
    sealed interface Outcome {
        /// It arrived.
        record Delivered() implements Outcome {}

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
