package parley.sqlite.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// Another process at the database of a running bot.
public final class Beside {
    private Beside() {}

    /// Whether a process of ours, such as the bot, uses a database at this moment.
    ///
    /// @throws RefusedException when that cannot be found out
    public static boolean isHeld(Path path) throws RefusedException {
        try {
            return DatabaseFiles.isHeld(path);
        } catch (IOException e) {
            throw new RefusedException("cannot look at " + path, e);
        }
    }

    /// Keeps every other process of ours away from a database until it is let go.
    ///
    /// @throws RefusedException.InUse when one uses it
    /// @throws RefusedException when it cannot be held
    public static Hold hold(Path path) throws RefusedException {
        try {
            var files = DatabaseFiles.hold(path);
            return files::close;
        } catch (IOException e) {
            throw new RefusedException("cannot hold " + path, e);
        }
    }

    /// Lets the bot open a file that was made beside it, whoever made it: root gives it to the
    /// owner of its folder. Does nothing for anybody else.
    public static void giveToOwnerOfFolder(Path file) throws IOException {
        DatabaseFiles.giveToOwnerOfFolder(file);
    }

    /// Lets go when it is closed.
    @FunctionalInterface
    public interface Hold extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /// Writes something small in one transaction. The bot goes on meanwhile; each waits for the
    /// other for a moment at most.
    ///
    /// @throws RefusedException when there is no database of ours, one of another version, or when
    ///   it takes nothing
    public static <T> T write(Path path, Sql.Work<T> work) throws RefusedException {
        if (Files.notExists(path)) {
            throw new RefusedException("there is no database at " + path);
        }
        try (var connection = Sql.open(path.toAbsolutePath())) {
            Sql.run(connection, "PRAGMA wal_autocheckpoint = 0");
            Format.requirePragmas(path, connection);
            requireToday(path, Sql.number(connection, "PRAGMA user_version"));
            return Sql.transact(connection, work);
        } catch (SQLException e) {
            throw new RefusedException("cannot write to " + path, e);
        }
    }

    private static void requireToday(Path path, long version) throws RefusedException {
        if (version < Migrations.latest()) {
            throw new RefusedException(
                    path + " is used by an older parley; start the bot of this version first");
        }
    }
}
