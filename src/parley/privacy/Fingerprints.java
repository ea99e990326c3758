package parley.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// Turns a text into 64 bits by which it is recognised, and which say nothing about it to whoever
/// does not hold the secret. Thread-safe.
public final class Fingerprints {
    static final int BYTES = Long.BYTES;

    private final Chain chain;

    Fingerprints(Chain chain) {
        this.chain = chain;
    }

    /// The fingerprint of this text.
    public long of(String text) {
        return ByteBuffer.wrap(chain.of(text.getBytes(UTF_8))).getLong();
    }

    /// The fingerprint of the text that had this one before the secret was changed last.
    ///
    /// @throws IllegalArgumentException when there was no secret before
    public long renewed(long former) {
        var bytes = ByteBuffer.allocate(BYTES).putLong(former).array();
        return ByteBuffer.wrap(chain.renewed(bytes)).getLong();
    }
}
