package parley.sqlite.file;

import org.sqlite.SQLiteException;

import parley.privacy.Keys;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;

/// A database goes over to the keys of another secret: [#run] rewrites it, [#clean] sees to it that
/// nothing is left of what was there before.
public final class Rekeying {
    private static final Logger LOG = System.getLogger("parley.sqlite");

    private Rekeying() {}

    /// Lets the caller rewrite whatever was made with the present keys and takes note of the new
    /// ones, all in one transaction.
    ///
    /// @throws RefusedException when it fails, saying whether anything may have changed
    public static void run(Database database, Keys next, Sql.Write rewriting)
            throws RefusedException {
        Sql.Work<Keys> work =
                tx -> {
                    rewriting.on(tx);
                    Format.renew(tx, next);
                    return next;
                };
        try {
            database.withRoom(room -> database.use(Sql.transact(room, work)));
        } catch (SQLiteException e) {
            var trouble = Trouble.of(e);
            throw new RefusedException(
                    "the secret cannot be changed: %s; %s%s"
                            .formatted(
                                    e.getMessage(),
                                    trouble.remedy(),
                                    trouble.passing() ? "; nothing is changed" : ""));
        } catch (SQLException e) {
            throw new RefusedException("nothing is changed: " + e.getMessage());
        }
    }

    /// Leaves nothing in the files that was made with former keys: it may still be in unused parts
    /// of pages and in the write-ahead log. What is not done now is done at the next opening.
    ///
    /// @return why it is not done, and what to do; empty when nothing is left
    /// @throws StorageException when nothing can be written any more
    public static Optional<String> clean(Database database) {
        try {
            return cleaned(database);
        } catch (SQLException e) {
            throw new StorageException("the database cannot be cleaned: " + e.getMessage(), e);
        }
    }

    /// For a database that is being opened, after a run that was killed or could not clean up.
    static Database takeUp(Database database) throws SQLException {
        try {
            cleaned(database)
                    .ifPresent(
                            why ->
                                    LOG.log(
                                            Level.WARNING,
                                            "unused parts of the database may still hold something"
                                                    + " under a former secret ({0}); the next start"
                                                    + " tries again to clear them",
                                            why));
            return database;
        } catch (SQLException e) {
            try (var _ = database.connection()) {
                throw e;
            }
        }
    }

    private static Optional<String> cleaned(Database database) throws SQLException {
        try {
            if (!Format.isUnclean(database.connection())) {
                return Optional.empty();
            }
            // At first too, or else the log would hold everything twice.
            if (isEmptied(database)) {
                database.withRoom(room -> Sql.run(room, "VACUUM"));
                if (isEmptied(database)) {
                    Format.clean(database.connection());
                    database.checkpoint();
                    return Optional.empty();
                }
            }
            return Optional.of("another program reads the database; close it");
        } catch (SQLException e) {
            var trouble = Trouble.of(e);
            if (!trouble.passing()) {
                throw e;
            }
            return Optional.of(e.getMessage() + "; " + trouble.remedy());
        }
    }

    private static boolean isEmptied(Database database) throws SQLException {
        return Sql.number(database.connection(), Sql.CHECKPOINT) == 0;
    }
}
