package parley.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Makes the file that holds a secret, so that it is either whole and on disk, or not there.
final class SecretFile {
    private static final int BYTES = 32;

    private SecretFile() {}

    /// Leaves the file alone when somebody else made it meanwhile.
    static void create(Path file) throws IOException {
        var folder = file.getParent();
        Files.createDirectories(folder, permissions("rwx------"));
        var draft = Files.createTempFile(folder, "secret", ".tmp", permissions("rw-------"));
        try {
            write(draft);
            // A link, unlike a rename, fails when the file exists by now.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException _) {
            // The other secret counts.
        } finally {
            Files.delete(draft);
        }
        try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static void write(Path draft) throws IOException {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var text = ByteBuffer.wrap((HexFormat.of().formatHex(bytes) + "\n").getBytes(US_ASCII));
        try (var out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
