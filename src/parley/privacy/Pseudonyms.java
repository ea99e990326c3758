package parley.privacy;

import java.nio.ByteBuffer;

/// Turns the Telegram id of a person into 128 bits that only the holder of the secret can compute.
/// Thread-safe.
public final class Pseudonyms {
    static final int BYTES = 2 * Long.BYTES;

    private final Chain chain;

    Pseudonyms(Chain chain) {
        this.chain = chain;
    }

    /// The pseudonym behind an id, in the caller's own type.
    public <T> T of(long id, Maker<T> maker) {
        var bytes = ByteBuffer.wrap(chain.of(ByteBuffer.allocate(Long.BYTES).putLong(id).array()));
        return maker.make(bytes.getLong(), bytes.getLong());
    }

    /// The pseudonym, as 16 bytes, of whoever had this one before the secret was changed last.
    ///
    /// @throws IllegalArgumentException when these are not 16 bytes, or there was no secret before
    public byte[] renewed(byte[] former) {
        return chain.renewed(former);
    }

    /// Makes a pseudonym of its two halves.
    @FunctionalInterface
    public interface Maker<T> {
        /// Called once for each pseudonym.
        T make(long high, long low);
    }
}
