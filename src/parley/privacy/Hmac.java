package parley.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// HMAC-SHA256 of a purpose and an id. Thread-safe: every call works on a copy of a Mac that has
/// the key and the purpose behind it, which is cheap and keeps nothing per thread.
final class Hmac {
    private final Mac prepared;

    Hmac(SecretKey key, String purpose) throws GeneralSecurityException {
        prepared = Mac.getInstance("HmacSHA256");
        prepared.init(key);
        prepared.update(purpose.getBytes(UTF_8));
    }

    byte[] of(long id) {
        try {
            var mac = (Mac) prepared.clone();
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java cannot copy a Mac", e);
        }
    }
}
