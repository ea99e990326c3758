package parley.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// HMAC-SHA256 of a purpose and what follows it. Thread-safe: every call works on a copy of a Mac
/// that has the key and the purpose behind it, which is cheap and keeps nothing per thread.
final class Hmac {
    private final Mac prepared;

    Hmac(SecretKey key, String purpose) throws GeneralSecurityException {
        prepared = Mac.getInstance("HmacSHA256");
        prepared.init(key);
        prepared.update(purpose.getBytes(UTF_8));
    }

    byte[] of(long id) {
        return of(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
    }

    byte[] of(byte[] message) {
        try {
            return ((Mac) prepared.clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java cannot copy a Mac", e);
        }
    }
}
