package parley.privacy;

import java.nio.ByteBuffer;

/// Turns the Telegram id of a person into 128 bits that only the holder of the secret can compute.
/// Thread-safe.
public final class Pseudonyms {
    private final Hmac hmac;

    Pseudonyms(Hmac hmac) {
        this.hmac = hmac;
    }

    /// The pseudonym behind an id, in the caller's own type.
    public <T> T of(long id, Maker<T> maker) {
        var bytes = ByteBuffer.wrap(hmac.of(id));
        return maker.make(bytes.getLong(), bytes.getLong());
    }

    /// Makes a pseudonym of its two halves.
    @FunctionalInterface
    public interface Maker<T> {
        /// Called once for each pseudonym.
        T make(long high, long low);
    }
}
