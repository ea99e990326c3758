package parley.sqlite.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/// A database file and its companions, held against other instances. Nobody but the user that runs
/// us may read them, whatever the umask says.
///
/// The kernel lets go of the lock when the process ends, in whatever way. Its file stays: deleting
/// it would let two instances lock two files.
final class DatabaseFiles implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER = permissions("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FILE = permissions("rw-------");

    private static final List<String> ENDINGS = List.of("", "-wal", "-shm", "-journal");

    /// An attribute that Java has for every Unix.
    private static final String UID = "unix:uid";

    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 25;

    private final Path main;
    private final FileChannel lock;

    private DatabaseFiles(Path main, FileChannel lock) {
        this.main = main;
        this.lock = lock;
    }

    /// Makes the folder if there is none.
    static DatabaseFiles hold(Path path) throws IOException, RefusedException {
        var folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder, FOLDER);
        // The file itself behind links, so that two ways to it meet at the same lock.
        var main =
                Files.exists(path)
                        ? path.toRealPath()
                        : folder.toRealPath().resolve(path.getFileName());
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = FileChannel.open(beside(main, ".lock"), options, FILE);
        if (!lockedSoon(lock)) {
            lock.close();
            throw new RefusedException.InUse("another parley uses " + main + "; stop it first");
        }
        giveToOwnerOfFolder(beside(main, ".lock"));
        return new DatabaseFiles(main, lock);
    }

    /// Gives a file to the owner of its folder: whoever runs a command may be root, and the bot,
    /// who has to open it, is not. Does nothing for anybody but root.
    static void giveToOwnerOfFolder(Path file) throws IOException {
        // By number: looking for the name may ask a network.
        var owner = Files.getAttribute(file.toAbsolutePath().getParent(), UID);
        if (!Files.getAttribute(file, UID).equals(owner)) {
            try {
                Files.setAttribute(file, UID, owner);
            } catch (FileSystemException _) {
                // A folder that several users write to: what is ours stays ours.
            }
        }
    }

    Path main() {
        return main;
    }

    boolean isNew() throws IOException {
        return Files.notExists(main) || Files.size(main) == 0;
    }

    /// An empty file to prepare a new database in. A crash leaves no half a database that way.
    ///
    /// @throws RefusedException when logs of a lost database are there: SQLite would replay them
    ///   into the new one
    Path draft() throws IOException, RefusedException {
        for (var ending : List.of("-wal", "-journal")) {
            var remains = beside(main, ending);
            if (Files.exists(remains) && Files.size(remains) > 0) {
                throw new RefusedException(
                        remains + " is there without its database; bring that back, or move it");
            }
        }
        var draft = beside(main, ".new");
        for (var ending : ENDINGS) {
            Files.deleteIfExists(beside(draft, ending));
        }
        return Files.createFile(draft, FILE);
    }

    /// Puts a draft that is complete into its place, for good.
    void adopt(Path draft) throws IOException {
        force(draft, StandardOpenOption.WRITE);
        Files.move(draft, main, StandardCopyOption.ATOMIC_MOVE);
        force(main.getParent(), StandardOpenOption.READ);
    }

    void restrict() throws IOException {
        for (var ending : ENDINGS) {
            var file = beside(main, ending);
            if (Files.exists(file)) {
                Files.setPosixFilePermissions(file, FILE.value());
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /// Whether a process of ours uses the database at this path.
    ///
    /// @throws IOException when that cannot be found out
    static boolean isHeld(Path path) throws IOException {
        var main = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        try (var lock = FileChannel.open(beside(main, ".lock"), StandardOpenOption.WRITE)) {
            // Let go of at once, by closing.
            return !locked(lock);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /// Somebody may hold it for a moment only to see whether it is held.
    private static boolean lockedSoon(FileChannel channel) throws IOException {
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                if (locked(channel)) {
                    return true;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (var channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
