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
    private final Seal journal;
    private final Seal check;
    private final Fingerprints updates;

    private Keys(Secret secret) throws GeneralSecurityException {
        pseudonyms = new Pseudonyms(hmac(secret, "pseudonym", "person"));
        mask = mask(hmac(secret, "log mask", "log"));
        seal = seal(secret, "seal");
        journal = seal(secret, "journal");
        check = seal(secret, "key check");
        updates = new Fingerprints(hmac(secret, "known updates", "update"));
    }

    /// Derives every key, once.
    public static Keys of(Secret secret) {
        try {
            return new Keys(secret);
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

    /// Where people can be reached, sealed at rest.
    public Seal seal() {
        return seal;
    }

    /// What people say, sealed while it is on its way.
    public Seal journal() {
        return journal;
    }

    /// Seals nothing but a constant, by which a database shows under which secret it was made.
    public Seal check() {
        return check;
    }

    /// By what an update is recognised that is delivered again.
    public Fingerprints updates() {
        return updates;
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

    private static Hmac hmac(Secret secret, String purpose, String prefix)
            throws GeneralSecurityException {
        return new Hmac(derive(secret, purpose, "HmacSHA256"), prefix);
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
