package parley.sqlite.backup;

import parley.privacy.Keys;
import parley.privacy.Secret;
import parley.sqlite.file.Beside;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Copies of a database: whole, checked, and readable for nobody else. A copy is made beside the
/// running bot, which goes on meanwhile; what it holds is the state of one moment.
public final class Backup {
    private static final List<String> ENDINGS = List.of("", "-wal", "-shm");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private Backup() {}

    /// What is in a database.
    public record Contents(long bytes, long chats, long people, long reports) {}

    /// What was made.
    ///
    /// @param noted whether [LastBackup] knows of it
    public record Made(Contents contents, boolean noted) {}

    /// Copies a database (`VACUUM INTO`: https://sqlite.org/lang_vacuum.html), checks the copy, and
    /// only then gives it its name.
    ///
    /// @param now of which moment the copy is
    /// @throws RefusedException when there is no database of ours, when the file is there already,
    ///   or when the copy cannot be made
    public static Made make(Path database, Path file, Instant now) throws RefusedException {
        var target = file.toAbsolutePath();
        if (Files.exists(target)) {
            throw new RefusedException(file + " is there already; choose another name");
        }
        var draft = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, OWNER_ONLY);
            Database.read(database, connection -> copy(connection, draft));
            var contents = verify(draft, Optional.empty());
            force(draft, StandardOpenOption.WRITE);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            force(target.getParent(), StandardOpenOption.READ);
            return new Made(contents, LastBackup.note(database, now));
        } catch (IOException e) {
            throw new RefusedException(
                    file + " cannot be written: " + e.getClass().getSimpleName());
        } finally {
            delete(draft);
        }
    }

    /// Looks whether a database, or a copy of one, is whole.
    ///
    /// @param secret whether it is under this one, if that is known
    /// @throws RefusedException when it is none of ours, damaged, or under another secret
    public static Contents verify(Path file, Optional<Secret> secret) throws RefusedException {
        if (secret.isPresent()) {
            Keys keys = Database.keys(file, secret.get());
            if (keys == null) {
                throw new IllegalStateException("a database without keys");
            }
        }
        return Database.read(file, connection -> check(file, connection));
    }

    /// Puts a copy in the place of a database, which is kept under another name. When root does it,
    /// what is new belongs to the owner of the folder, so that the bot can open it.
    ///
    /// @return where the former one is now; nothing when there was none
    /// @throws RefusedException when a bot uses the database, or the copy cannot be used; nothing
    ///   has changed then
    public static Optional<Path> restore(Path file, Path database, Secret secret, Instant now)
            throws RefusedException {
        verify(file, Optional.of(secret));
        var main = database.toAbsolutePath();
        var draft = main.resolveSibling(main.getFileName() + ".restored");
        try (var _ = Beside.hold(database)) {
            Files.deleteIfExists(draft);
            Files.createFile(draft, OWNER_ONLY);
            try (var out = Files.newOutputStream(draft)) {
                Files.copy(file, out);
            }
            Beside.giveToOwnerOfFolder(draft);
            force(draft, StandardOpenOption.WRITE);
            var former = setAside(main, now);
            Files.move(draft, main, StandardCopyOption.ATOMIC_MOVE);
            force(main.getParent(), StandardOpenOption.READ);
            // Brought along, perhaps, by whoever restores.
            var key = main.resolveSibling(Secret.FILE);
            if (Files.exists(key)) {
                Beside.giveToOwnerOfFolder(key);
            }
            return former;
        } catch (IOException e) {
            throw new RefusedException(
                    database + " cannot be written: " + e.getClass().getSimpleName());
        } finally {
            delete(draft);
        }
    }

    /// Its log goes with it, for changes may be there alone.
    private static Optional<Path> setAside(Path main, Instant now) throws IOException {
        if (Files.notExists(main)) {
            return Optional.empty();
        }
        var aside = main.resolveSibling(main.getFileName() + ".before-" + STAMP.format(now));
        for (var ending : ENDINGS) {
            var one = Path.of(main + ending);
            if (Files.exists(one)) {
                Files.move(one, Path.of(aside + ending), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return Optional.of(aside);
    }

    private static boolean copy(Connection connection, Path draft) throws SQLException {
        try (var vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, draft.toString());
            vacuum.execute();
            return true;
        }
    }

    private static Contents check(Path file, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("PRAGMA integrity_check(1)")) {
            var answer = rows.next() ? rows.getString(1) : "no answer";
            if (!answer.equals("ok")) {
                throw new SQLException(file + " is damaged");
            }
        }
        if (Sql.number(connection, "SELECT count(*) FROM pragma_foreign_key_check") > 0) {
            throw new SQLException(file + " is damaged: rows point to nothing");
        }
        return new Contents(
                Sql.number(connection, "PRAGMA page_count")
                        * Sql.number(connection, "PRAGMA page_size"),
                Sql.number(connection, "SELECT count(*) FROM session"),
                Sql.number(connection, "SELECT count(*) FROM active"),
                Sql.number(connection, "SELECT count(*) FROM report"));
    }

    private static void force(Path file, StandardOpenOption option) throws IOException {
        try (var channel = FileChannel.open(file, option)) {
            channel.force(true);
        }
    }

    private static void delete(Path draft) throws RefusedException {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw new RefusedException(
                    draft + " cannot be deleted: " + e.getClass().getSimpleName());
        }
    }
}
