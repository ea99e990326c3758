package parley.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// The keys that come from one secret, one for each purpose, by HKDF-SHA256. Knowing one says
/// nothing about another. The same secret always gives the same keys.
///
/// When the secret is changed, the names of people and updates are made anew from the former names,
/// because nobody knows any more whose they are. To tell who somebody is takes the former naming
/// keys then too: the database keeps them, sealed under the newest secret.
public final class Keys {
    private static final byte[] SALT = "parley".getBytes(UTF_8);
    private static final int BYTES = 32;
    private static final byte[] FORMER = "former keys".getBytes(UTF_8);

    private final Secret secret;
    private final List<Naming> namings;
    private final Pseudonyms pseudonyms;
    private final Fingerprints updates;
    private final Mask mask;
    private final Seal seal;
    private final Seal journal;
    private final Seal check;
    private final Seal former;

    private Keys(Secret secret, List<Naming> before) throws GeneralSecurityException {
        this.secret = secret;
        var all = new ArrayList<>(before);
        all.add(
                new Naming(
                        derive(secret, "pseudonym", Naming.ALGORITHM),
                        derive(secret, "known updates", Naming.ALGORITHM)));
        namings = List.copyOf(all);
        var people = namings.stream().map(Naming::people).toList();
        pseudonyms = new Pseudonyms(new Chain(people, "person", Pseudonyms.BYTES));
        var fingerprints = namings.stream().map(Naming::updates).toList();
        updates = new Fingerprints(new Chain(fingerprints, "update", Fingerprints.BYTES));
        mask = mask(new Hmac(derive(secret, "log mask", Naming.ALGORITHM), "log"));
        seal = seal(secret, "seal");
        journal = seal(secret, "journal");
        check = seal(secret, "key check");
        former = seal(secret, "former keys");
    }

    /// Derives every key, once. For a database that never had another secret.
    public static Keys of(Secret secret) {
        return of(secret, List.of());
    }

    /// The keys of the same secret for a database that had others before.
    ///
    /// @param kept what [#former] gave
    /// @throws SealException when it was given under another secret, or is damaged
    public Keys following(byte[] kept) throws SealException {
        return of(secret, Naming.read(former.open(kept, "meta", FORMER)));
    }

    /// The keys of another secret for the same database, from now on.
    public Keys next(Secret other) {
        return of(other, namings);
    }

    /// What a database has to keep of the secrets before this one, sealed under this one.
    public byte[] former() {
        return former.seal(Naming.write(namings.subList(0, namings.size() - 1)), "meta", FORMER);
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

    private static Keys of(Secret secret, List<Naming> before) {
        try {
            return new Keys(secret, before);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks what every Java 25 has", e);
        }
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
