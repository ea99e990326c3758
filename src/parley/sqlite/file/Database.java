package parley.sqlite.file;

import parley.privacy.Keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// One SQLite file, held by this process alone, and the one connection that writes to it.
///
/// No other code may open the file by its path while it is open here: closing any descriptor of it
/// drops the locks that SQLite holds in this process.
public final class Database implements AutoCloseable {
    private static final String WAL = "PRAGMA journal_mode = WAL";

    private final Connection connection;
    private final DatabaseFiles files;

    private Database(Connection connection, DatabaseFiles files) {
        this.connection = connection;
        this.files = files;
    }

    /// Opens a database, made if the file is absent or empty, with every migration done.
    ///
    /// @throws RefusedException when it is not ours, newer than we are, sealed under another
    ///   secret, in use by another instance, or cannot be opened; it is untouched then
    public static Database open(Path path, Keys keys) throws RefusedException {
        try {
            var files = DatabaseFiles.hold(path);
            try {
                return new Database(connect(files, keys), files);
            } catch (IOException | SQLException | RefusedException | RuntimeException e) {
                files.close();
                throw e;
            }
        } catch (IOException e) {
            // The message of these is often nothing but a path.
            var kind = e.getClass().getSimpleName();
            throw new RefusedException("cannot open " + path + ": " + kind, e);
        } catch (SQLException e) {
            throw new RefusedException("cannot open " + path, e);
        }
    }

    /// Reads a database beside a bot that may be running: changes nothing, takes no lock that the
    /// bot would notice, and needs no key.
    ///
    /// @throws RefusedException when there is none of ours, or when it cannot be read
    public static <T> T read(Path path, Sql.Work<T> work) throws RefusedException {
        if (Files.notExists(path)) {
            throw new RefusedException("there is no database at " + path);
        }
        try (var connection = Sql.openToRead(path.toAbsolutePath())) {
            Format.requirePragmas(path, connection);
            return work.on(connection);
        } catch (SQLException e) {
            throw new RefusedException("cannot read " + path, e);
        }
    }

    /// The connection that writes, for the one thread that does.
    public Connection connection() {
        return connection;
    }

    /// Moves the write-ahead log into the main file and empties it, so that nothing deleted is left
    /// there. Does what it can at once when somebody is reading.
    public void checkpoint() throws SQLException {
        Sql.run(connection, "PRAGMA busy_timeout = 0");
        try {
            Sql.number(connection, Sql.CHECKPOINT);
        } finally {
            Sql.run(connection, Sql.BUSY_TIMEOUT);
        }
    }

    /// Lets a next instance in without touching the file again.
    public void abandon() {
        try {
            files.close();
        } catch (IOException e) {
            throw new StorageException("cannot unlock the database", e);
        }
    }

    /// Empties the write-ahead log and lets go of the file.
    ///
    /// @throws StorageException when it cannot be closed well; nothing that was committed is lost
    @Override
    public void close() {
        try (var _ = files;
                var _ = connection) {
            if (!connection.isClosed()) {
                checkpoint();
            }
        } catch (SQLException | IOException e) {
            throw new StorageException("cannot close the database: " + e.getMessage(), e);
        }
    }

    private static Connection connect(DatabaseFiles files, Keys keys)
            throws IOException, SQLException, RefusedException {
        if (files.isNew()) {
            create(files, keys);
        } else {
            Format.require(files.main(), keys);
        }
        files.restrict();
        var connection = Sql.open(files.main());
        try {
            Sql.run(connection, WAL);
            // SQLite's own does not tell of errors; see GroupCommit.
            Sql.run(connection, "PRAGMA wal_autocheckpoint = 0");
            Format.requirePragmas(files.main(), connection);
            migrate(connection);
            files.restrict();
            return connection;
        } catch (IOException | SQLException | RefusedException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void create(DatabaseFiles files, Keys keys)
            throws IOException, SQLException, RefusedException {
        var draft = files.draft();
        try (var connection = Sql.open(draft)) {
            Sql.run(connection, "PRAGMA auto_vacuum = INCREMENTAL");
            Migrations.run(connection, 0);
            Format.mark(connection, keys);
            Sql.run(connection, WAL);
        }
        files.adopt(draft);
    }

    /// The main file is brought up to date at once: its header is what the next start looks at.
    private static void migrate(Connection connection) throws SQLException {
        int version = (int) Sql.number(connection, "PRAGMA user_version");
        if (version < Migrations.latest()) {
            Migrations.run(connection, version);
            Sql.number(connection, Sql.CHECKPOINT);
        }
    }
}
