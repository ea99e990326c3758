package parley.sqlite.file;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.sql.SQLException;

/// What an error of SQLite means for us.
///
/// @param remedy what the operator can do
/// @param passing whether the same work may succeed later: the transaction is known not to have
///   happened. After any other error its outcome is unknown, or it can never succeed
record Trouble(String remedy, boolean passing) {
    /// Judges by the extended code: a failed write left nothing behind, but after a failed fsync
    /// nobody knows what is on disk, and the next fsync would claim success.
    static Trouble of(SQLException error) {
        return error instanceof SQLiteException e
                ? of(e.getResultCode())
                : new Trouble("restart", false);
    }

    private static Trouble of(SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_IOERR,
                    SQLITE_IOERR_WRITE,
                    SQLITE_IOERR_LOCK,
                    SQLITE_IOERR_SHMOPEN,
                    SQLITE_IOERR_SHMSIZE ->
                    passing("check the disk and the space on it");
            case SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC ->
                    lasting("check the disk; what reached it is read again at the next start");
            default -> ofKind(code);
        };
    }

    /// The low byte is the kind of an error, the rest its details.
    private static Trouble ofKind(SQLiteErrorCode code) {
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_FULL -> passing("the disk is full: free some space");
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                    passing("another program holds the database: close it");
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                    passing("let this user write to the database and its folder");
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                    lasting("the file is damaged: restore it from a backup");
            default -> lasting("restart; if it happens again, report it as a bug");
        };
    }

    private static Trouble passing(String remedy) {
        return new Trouble(remedy, true);
    }

    private static Trouble lasting(String remedy) {
        return new Trouble(remedy, false);
    }
}
