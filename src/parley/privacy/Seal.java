package parley.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Encrypts what is kept at rest, bound to its place: opened in another table or row it is refused.
///
/// The envelope is `version (1) | key id (4) | nonce (12) | ciphertext | tag (16)`, by AES-256-GCM.
/// Nonces are random, so one key is good for 2^32 seals. Thread-safe.
public final class Seal {
    /// Bytes that name the key, so that a seal of another secret is told from a damaged one.
    static final int KEY_ID = 4;

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int HEADER = 1 + KEY_ID + NONCE;

    private final SecretKey key;
    private final byte[] keyId;
    private final SecureRandom random = new SecureRandom();

    Seal(SecretKey key, byte[] keyId) {
        this.key = key;
        this.keyId = keyId;
    }

    /// Seals for this row of this table. Sealing the same twice gives different bytes.
    public byte[] seal(byte[] plain, String table, byte[] row) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var envelope = ByteBuffer.allocate(HEADER + plain.length + TAG);
            envelope.put(VERSION).put(keyId).put(nonce);
            envelope.put(cipher(Cipher.ENCRYPT_MODE, nonce, place(table, row)).doFinal(plain));
            return envelope.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal", e);
        }
    }

    /// Opens what was sealed for this row of this table.
    ///
    /// @throws SealException when it is anything else
    public byte[] open(byte[] sealed, String table, byte[] row) throws SealException {
        requireOurs(sealed);
        var nonce = Arrays.copyOfRange(sealed, 1 + KEY_ID, HEADER);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, place(table, row))
                    .doFinal(sealed, HEADER, sealed.length - HEADER);
        } catch (AEADBadTagException _) {
            throw new SealException("damaged, or sealed for another place");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open a seal", e);
        }
    }

    /// Whether something says of itself that it was sealed by this. Opens nothing.
    public boolean isBehind(byte[] sealed) {
        try {
            requireOurs(sealed);
            return true;
        } catch (SealException _) {
            return false;
        }
    }

    private void requireOurs(byte[] sealed) throws SealException {
        if (sealed.length < HEADER + TAG) {
            throw new SealException("cut short");
        }
        if (sealed[0] != VERSION) {
            throw new SealException("of an unknown version");
        }
        if (!Arrays.equals(sealed, 1, 1 + KEY_ID, keyId, 0, KEY_ID)) {
            throw new SealException("sealed under another secret");
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(place);
        return cipher;
    }

    /// A zero byte between the two, which no table name contains, keeps them apart.
    private static byte[] place(String table, byte[] row) {
        var name = table.getBytes(UTF_8);
        return ByteBuffer.allocate(name.length + 1 + row.length)
                .put(name)
                .put((byte) 0)
                .put(row)
                .array();
    }
}
