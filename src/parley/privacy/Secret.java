package parley.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;

/// The one secret from which every key comes. Without it a database identifies nobody; whoever has
/// both can tell who everybody is, so it belongs in no backup of the database.
public final class Secret {
    /// The name of the file that stands in for a secret from the settings.
    public static final String FILE = "secret.key";

    private static final int LEAST_CHARACTERS = 16;
    private static final int DIGITS = 64;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

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
        var file = database.toAbsolutePath().resolveSibling(FILE);
        try {
            if (Files.notExists(file)) {
                requireUnused(database, file);
                SecretFile.create(file);
            }
            return read(file);
        } catch (IOException e) {
            throw new SecretException("cannot read or make the secret: " + e);
        }
    }

    byte[] bytes() {
        return bytes.clone();
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

    private static Secret read(Path file) throws IOException, SecretException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new SecretException("others can use the secret; run: chmod 600 " + file);
        }
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(2 * DIGITS);
        }
        var text = new String(head, US_ASCII).strip();
        try {
            if (text.length() == DIGITS) {
                return new Secret(HexFormat.of().parseHex(text));
            }
        } catch (IllegalArgumentException _) {
            // What it says is not repeated: it may be most of a secret.
        }
        throw new SecretException(
                file + " does not hold " + DIGITS + " hexadecimal digits: put the right file back");
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
