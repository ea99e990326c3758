package parley.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/// A small file of UTF-8 text.
final class TextFile {
    /// Far more than any settings need; guards against a wrong path such as a device.
    private static final int LIMIT = 1024 * 1024;

    private TextFile() {}

    /// Whether somebody else than its owner can read it, as far as the system tells.
    static boolean isOpenToOthers(Path file) {
        try {
            var permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    /// The whole text, without a byte order mark.
    ///
    /// @throws BadValue saying why it cannot be had, to be read after what names the file
    static String read(Path file) throws BadValue {
        if (Files.isDirectory(file)) {
            throw new BadValue("is a folder");
        }
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new BadValue("is larger than 1 MiB");
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw new BadValue("is not UTF-8 text");
        } catch (NoSuchFileException _) {
            throw new BadValue("does not exist");
        } catch (AccessDeniedException _) {
            throw new BadValue("may not be read by this user");
        } catch (IOException _) {
            throw new BadValue("cannot be read");
        }
    }
}
