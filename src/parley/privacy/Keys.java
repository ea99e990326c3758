package parley.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// The keys that come from one secret, one for each purpose, by HKDF-SHA256. Knowing one says
/// nothing about another. The same secret always gives the same keys.
public final class Keys {
    private static final byte[] SALT = "parley".getBytes(UTF_8);
    private static final int BYTES = 32;

    private final Pseudonyms pseudonyms;
    private final Mask mask;
    private final Seal seal;
    private final Seal check;

    private Keys(Pseudonyms pseudonyms, Mask mask, Seal seal, Seal check) {
        this.pseudonyms = pseudonyms;
        this.mask = mask;
        this.seal = seal;
        this.check = check;
    }

    /// Derives every key, once.
    public static Keys of(Secret secret) {
        try {
            return new Keys(
                    new Pseudonyms(new Hmac(derive(secret, "pseudonym", "HmacSHA256"), "person")),
                    mask(new Hmac(derive(secret, "log mask", "HmacSHA256"), "log")),
                    seal(secret, "seal"),
                    seal(secret, "key check"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks what every Java 25 has", e);
        }
    }

    /// Who a person is at rest.
    public Pseudonyms pseudonyms() {
        return pseudonyms;
    }

    /// How a person is called in the log.
    public Mask mask() {
        return mask;
    }

    /// What is sealed at rest.
    public Seal seal() {
        return seal;
    }

    /// Seals nothing but a constant, by which a database shows under which secret it was made.
    public Seal check() {
        return check;
    }

    /// Forty bits are enough to follow somebody through a log, and the key is used for nothing
    /// else, so that a name in the log says nothing about the pseudonym in the database.
    private static Mask mask(Hmac hmac) {
        return id -> "u-" + HexFormat.of().formatHex(hmac.of(id), 0, 5);
    }

    private static Seal seal(Secret secret, String purpose) throws GeneralSecurityException {
        var id = expand(secret, purpose + " id", Seal.KEY_ID);
        return new Seal(
                derive(secret, purpose, "AES"), KDF.getInstance("HKDF-SHA256").deriveData(id));
    }

    private static SecretKey derive(Secret secret, String purpose, String algorithm)
            throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, expand(secret, purpose, BYTES));
    }

    private static HKDFParameterSpec expand(Secret secret, String purpose, int length) {
        return HKDFParameterSpec.ofExtract()
                .addIKM(secret.bytes())
                .addSalt(SALT)
                .thenExpand(purpose.getBytes(UTF_8), length);
    }
}
