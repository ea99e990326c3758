package parley.sqlite.file;

import parley.privacy.Keys;
import parley.privacy.Secret;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// One SQLite file, held by this process alone, and the one connection that writes to it.
///
/// No other code may open the file by its path while it is open here: closing any descriptor of it
/// drops the locks that SQLite holds in this process.
public final class Database implements AutoCloseable {
    private static final String WAL = "PRAGMA journal_mode = WAL";

    private final Connection connection;
    private final DatabaseFiles files;
    private Keys keys;

    /// Kept open once it is, because closing it would drop SQLite's locks.
    private FileChannel bytes;

    private Database(Connection connection, DatabaseFiles files, Keys keys) {
        this.connection = connection;
        this.files = files;
        this.keys = keys;
    }

    /// Opens a database, made if the file is absent or empty, with every migration done. Whatever
    /// is in it is to be read and written with [#keys].
    ///
    /// @throws RefusedException when it is not ours, newer than we are, under another secret, in
    ///   use by another instance, or cannot be opened; it is untouched then
    public static Database open(Path path, Secret secret) throws RefusedException {
        return openWith(path, Keys.of(secret));
    }

    /// The same, with keys that need nothing from the database.
    ///
    /// @throws RefusedException also when it had other secrets before, so that they do not suffice
    public static Database open(Path path, Keys keys) throws RefusedException {
        var database = openWith(path, keys);
        if (database.keys != keys) {
            database.close();
            throw new RefusedException(path + " had other secrets before; open it with its secret");
        }
        return database;
    }

    private static Database openWith(Path path, Keys own) throws RefusedException {
        try {
            var files = DatabaseFiles.hold(path);
            try {
                var keys = files.isNew() ? create(files, own) : Format.require(files.main(), own);
                return Rekeying.takeUp(new Database(connect(files), files, keys));
            } catch (IOException | SQLException | RefusedException | RuntimeException e) {
                files.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
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

    /// The keys for what is in a database that another process may be using; not to be asked by one
    /// that has it open.
    ///
    /// @throws RefusedException when there is none of ours, or it is under another secret
    public static Keys keys(Path path, Secret secret) throws RefusedException {
        if (Files.notExists(path)) {
            throw new RefusedException("there is no database at " + path);
        }
        try {
            return Format.require(path.toAbsolutePath(), Keys.of(secret));
        } catch (IOException | SQLException e) {
            throw new RefusedException("cannot read " + path, e);
        }
    }

    /// The connection that writes, for the one thread that does.
    public Connection connection() {
        return connection;
    }

    /// The keys for what is in it.
    public Keys keys() {
        return keys;
    }

    void use(Keys other) {
        keys = other;
    }

    /// Moves the write-ahead log into the main file and empties it, so that nothing deleted is left
    /// there. Does what it can at once when somebody is reading.
    public void checkpoint() throws SQLException {
        Sql.empty(connection);
    }

    /// Sees to it that nothing deleted is left in the files: empties the write-ahead log, and when
    /// one of these texts, all of the same length, is still somewhere in the main file, makes that
    /// anew.
    public void sweep(List<byte[]> traces) throws SQLException {
        Sql.empty(connection);
        try {
            if (bytes == null) {
                bytes = FileChannel.open(files.main(), StandardOpenOption.READ);
            }
            if (!traces.isEmpty() && new Traces(traces).areIn(bytes)) {
                withRoom(room -> Sql.run(room, "VACUUM"));
                Sql.empty(connection);
            }
        } catch (IOException e) {
            throw new SQLException("the file cannot be searched", e);
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
                var _ = bytes;
                var _ = connection) {
            if (!connection.isClosed()) {
                checkpoint();
            }
        } catch (SQLException | IOException e) {
            throw new StorageException("cannot close the database: " + e.getMessage(), e);
        }
    }

    /// Large work makes copies. They go into files beside the database, for which the same holds as
    /// for it, and not into memory. SQLite has no names for them, so they do not outlive it.
    void withRoom(Sql.Write work) throws SQLException {
        var folder = files.main().getParent().toString().replace("'", "''");
        Sql.run(connection, "PRAGMA temp_store_directory = '" + folder + "'");
        Sql.run(connection, "PRAGMA temp_store = FILE");
        try {
            work.on(connection);
        } finally {
            Sql.run(connection, "PRAGMA temp_store = MEMORY");
            Sql.run(connection, "PRAGMA temp_store_directory = ''");
        }
    }

    private static Connection connect(DatabaseFiles files)
            throws IOException, SQLException, RefusedException {
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

    private static Keys create(DatabaseFiles files, Keys keys)
            throws IOException, SQLException, RefusedException {
        var draft = files.draft();
        try (var connection = Sql.open(draft)) {
            Sql.run(connection, "PRAGMA auto_vacuum = INCREMENTAL");
            Migrations.run(connection, 0);
            Format.mark(connection, keys);
            Sql.run(connection, WAL);
        }
        files.adopt(draft);
        return keys;
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
