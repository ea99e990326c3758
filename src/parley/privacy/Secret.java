package parley.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;

/// The one secret from which every key comes. Without it a database identifies nobody; whoever has
/// both can tell who everybody is, so it belongs in no backup of the database.
public final class Secret {
    /// The name of the file that stands in for a secret from the settings.
    public static final String FILE = "secret.key";

    /// How many digits are in that file.
    static final int DIGITS = 64;

    private static final int LEAST_CHARACTERS = 16;

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A secret that the operator chose.
    ///
    /// @throws SecretException when it is shorter than 16 characters
    public static Secret of(String text) throws SecretException {
        if (text.length() < LEAST_CHARACTERS) {
            throw new SecretException(
                    "MASK_SALT is too short: at least " + LEAST_CHARACTERS + " characters");
        }
        return new Secret(text.getBytes(UTF_8));
    }

    /// The secret in the file beside a database. It is made, with its folder, when there is neither
    /// the file nor a database yet; an existing file is never written to.
    ///
    /// @throws SecretException when others can read the file, when it holds no secret, or when it
    ///   is missing although the database is there
    public static Secret beside(Path database) throws SecretException {
        var file = SecretFile.current(database);
        try {
            if (!file.isThere()) {
                requireUnused(database, file.path());
                file.create(random());
            }
            return file.read(DIGITS);
        } catch (IOException e) {
            throw new SecretException("read or make the secret", e);
        }
    }

    static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    static Secret random() {
        var bytes = new byte[DIGITS / 2];
        new SecureRandom().nextBytes(bytes);
        return new Secret(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    boolean is(Secret other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    /// A new secret for an old database would only make it unreadable.
    private static void requireUnused(Path database, Path file)
            throws IOException, SecretException {
        if (Files.exists(database) && Files.size(database) > 0) {
            throw new SecretException(
                    file
                            + " is missing, but the database "
                            + database
                            + " exists: put the file back, or set MASK_SALT to what it was");
        }
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
