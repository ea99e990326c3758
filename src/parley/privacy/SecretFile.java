package parley.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/// A file that holds a secret in hexadecimal digits, for its owner alone. What is written is either
/// whole and on disk, or not there.
///
/// @param remedy what to do when there is something else in it
record SecretFile(Path path, String remedy) {
    /// More than any secret has that the settings take.
    private static final int LIMIT = 4 << 20;

    /// Those of the shortest secret that the settings take.
    private static final int LEAST_DIGITS = 32;

    private static final String DRAFT = "secret.key.";
    private static final Pattern DRAFTS = Pattern.compile("secret\\.key\\.[0-9]+\\.tmp");

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    /// What opens a database, and cannot be made again.
    static SecretFile current(Path database) {
        return beside(database, Secret.FILE, "put the right file back");
    }

    /// What will open a database.
    static SecretFile next(Path database) {
        return beside(
                database,
                Secret.FILE + ".next",
                "put the right file back, or delete it if no `parley rotate-key` was interrupted");
    }

    private static SecretFile beside(Path database, String name, String remedy) {
        return new SecretFile(database.toAbsolutePath().resolveSibling(name), remedy);
    }

    boolean isThere() {
        return Files.exists(path);
    }

    /// Leaves the file alone when somebody else made it meanwhile.
    void create(Secret secret) throws IOException {
        Files.createDirectories(path.getParent(), permissions("rwx------"));
        var draft = draft(secret);
        try {
            // A link, unlike a rename, fails when the file exists by now.
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException _) {
            // The other secret counts.
        } finally {
            Files.delete(draft);
        }
        force();
    }

    /// Puts a secret into the file, in place of what was there.
    void write(Secret secret) throws IOException {
        Files.move(draft(secret), path, StandardCopyOption.ATOMIC_MOVE);
        force();
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
        force();
    }

    /// Deletes what processes left in this folder that were killed while they wrote a secret.
    void sweep() throws IOException {
        try (var files = Files.list(path.getParent())) {
            for (var file : files.toList()) {
                if (DRAFTS.matcher(file.getFileName().toString()).matches()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /// Makes the names in the folder outlive a loss of power.
    void force() throws IOException {
        try (var names = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /// Whether it is there and holds this secret, whoever else may read it.
    boolean holds(Secret secret) throws IOException {
        return Files.isRegularFile(path) && text().equals(digits(secret));
    }

    /// A secret of so many digits.
    ///
    /// @throws SecretException when others can use the file, or when it holds something else
    Secret read(int digits) throws IOException, SecretException {
        return read(digits, digits);
    }

    /// A secret of any length.
    ///
    /// @throws SecretException when others can use the file, or when it holds something else
    Secret read() throws IOException, SecretException {
        return read(LEAST_DIGITS, LIMIT);
    }

    /// Whoever runs this for the user who owns the database, as root can, leaves that user a file
    /// that the bot can read.
    ///
    /// @throws SecretException when only that user can do it
    void giveTo(Path database) throws IOException, SecretException {
        var owner = Files.getOwner(database);
        if (!Files.getOwner(path).equals(owner)) {
            try {
                Files.setOwner(path, owner);
            } catch (FileSystemException _) {
                throw new SecretException(
                        "run this as %s, who owns %s".formatted(owner.getName(), database));
            }
        }
    }

    private Secret read(int least, int most) throws IOException, SecretException {
        if (Files.isDirectory(path)) {
            throw new SecretException(path + " is a folder, not a file; " + remedy);
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
            throw new SecretException("others can use the secret; run: chmod 600 " + quoted(path));
        }
        try {
            var text = text();
            if (text.length() >= least && text.length() <= most) {
                return Secret.of(HexFormat.of().parseHex(text));
            }
        } catch (AccessDeniedException _) {
            throw new SecretException(
                    "%s may not be read by this user; run this as %s, its owner"
                            .formatted(path, Files.getOwner(path).getName()));
        } catch (IllegalArgumentException _) {
            // What it says is not repeated: it may be most of a secret.
        }
        throw new SecretException(
                "%s does not hold %d hexadecimal digits; %s".formatted(path, least, remedy));
    }

    private String text() throws IOException {
        try (var in = Files.newInputStream(path)) {
            return new String(in.readNBytes(LIMIT), US_ASCII).strip();
        }
    }

    private static String digits(Secret secret) {
        return HexFormat.of().formatHex(secret.bytes());
    }

    private Path draft(Secret secret) throws IOException {
        var draft = Files.createTempFile(path.getParent(), DRAFT, ".tmp", permissions("rw-------"));
        var bytes = ByteBuffer.wrap((digits(secret) + "\n").getBytes(US_ASCII));
        try (var out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
            return draft;
        } catch (IOException e) {
            Files.delete(draft);
            throw e;
        }
    }

    /// For a shell, should there be a space in it.
    private static String quoted(Path path) {
        var text = path.toString();
        return text.matches("[\\w./+-]*") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
