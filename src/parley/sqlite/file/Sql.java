package parley.sqlite.file;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The few things that are done to a connection everywhere: open it, set it up, run a transaction.
public final class Sql {
    static final String BUSY_TIMEOUT = "PRAGMA busy_timeout = 5000";
    static final String CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)";

    /// A transaction outlives a loss of power.
    static final String SYNCED = "PRAGMA synchronous = FULL";

    /// A transaction outlives the process, and may be undone by a loss of power; the file stays
    /// sound.
    static final String UNSYNCED = "PRAGMA synchronous = NORMAL";

    private static final List<String> SETTINGS =
            List.of(
                    BUSY_TIMEOUT,
                    SYNCED,
                    "PRAGMA secure_delete = ON",
                    "PRAGMA foreign_keys = ON",
                    "PRAGMA trusted_schema = OFF",
                    "PRAGMA cell_size_check = ON",
                    "PRAGMA temp_store = MEMORY",
                    "PRAGMA mmap_size = 0",
                    "PRAGMA journal_size_limit = 16777216");

    private Sql() {}

    /// The version of SQLite, as it says itself; nothing when it cannot be loaded.
    public static Optional<String> version() {
        try (var connection = new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT sqlite_version()")) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        } catch (SQLException _) {
            return Optional.empty();
        }
    }

    /// What is done in one transaction.
    @FunctionalInterface
    public interface Work<T> {
        /// Does it; a transaction is rolled back when this throws.
        T on(Connection tx) throws SQLException;
    }

    /// Something to write, in one transaction with what else is queued.
    @FunctionalInterface
    public interface Write {
        /// Writes it; done again from the start when the transaction failed.
        void on(Connection tx) throws SQLException;
    }

    /// A connection that writes to an existing file, and takes nothing it finds there on trust.
    static Connection open(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.enableLoadExtension(false);
        return connect(config, file, SETTINGS);
    }

    /// A connection that cannot change an existing file, nor its write-ahead log.
    static Connection openToRead(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        return connect(config, file, List.of(BUSY_TIMEOUT));
    }

    /// Runs `work` in a transaction: committed if it returns, rolled back if it throws.
    public static <T> T transact(Connection connection, Work<T> work) throws SQLException {
        run(connection, "BEGIN IMMEDIATE");
        try {
            T result = work.on(connection);
            run(connection, "COMMIT");
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    /// Runs one statement, or a script of them, that answers with nothing.
    public static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /// The number that a query answers with; 0 when there is no row.
    public static long number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /// Moves the write-ahead log into the main file and leaves nothing in it. Somebody who reads at
    /// that moment can keep it from being emptied, but not for long from going on.
    static void empty(Connection connection) throws SQLException {
        run(connection, "PRAGMA busy_timeout = 100");
        try {
            number(connection, CHECKPOINT);
        } finally {
            run(connection, BUSY_TIMEOUT);
        }
    }

    private static Connection connect(SQLiteConfig config, Path file, List<String> settings)
            throws SQLException {
        var connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            for (var pragma : settings) {
                run(connection, pragma);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// SQLite rolls back by itself after some errors, and then says that there is nothing to undo.
    private static void rollBack(Connection connection, Exception cause) {
        try {
            run(connection, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
