package parley.sqlite.backup;

import parley.sqlite.file.Beside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;

/// When a database was last backed up: the time of an empty file beside it. So whoever may look
/// into the folder can tell, the bot needs no errand for it, and it outlives both.
public final class LastBackup {
    private static final String ENDING = ".last-backup";

    private LastBackup() {}

    /// Of which moment the newest good backup is; nothing when there is none.
    public static Optional<Instant> of(Path database) {
        try {
            return Optional.of(Files.getLastModifiedTime(mark(database)).toInstant());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Keeps in mind that there is a good backup of this moment.
    ///
    /// @return whether that was possible; the backup is as good without it
    static boolean note(Path database, Instant at) {
        try {
            var mark = mark(database);
            // A new file each time, for the former one may be somebody else's.
            var draft = mark.resolveSibling(mark.getFileName() + ".part");
            Files.deleteIfExists(draft);
            Files.createFile(
                    draft,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Beside.giveToOwnerOfFolder(draft);
            Files.setLastModifiedTime(draft, FileTime.from(at));
            Files.move(draft, mark, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Behind links, so that two ways to a database meet at the same mark.
    private static Path mark(Path database) throws IOException {
        var main = database.toRealPath();
        return main.resolveSibling(main.getFileName() + ENDING);
    }
}
