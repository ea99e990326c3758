package parley.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// Turns a text into 64 bits by which it is recognised, and which say nothing about it to whoever
/// does not hold the secret. Thread-safe.
public final class Fingerprints {
    private final Hmac hmac;

    Fingerprints(Hmac hmac) {
        this.hmac = hmac;
    }

    /// The fingerprint of this text: the first eight bytes of its HMAC.
    public long of(String text) {
        return ByteBuffer.wrap(hmac.of(text.getBytes(UTF_8))).getLong();
    }
}
