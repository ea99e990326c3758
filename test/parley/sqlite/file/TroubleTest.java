package parley.sqlite.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class TroubleTest {
    @ParameterizedTest
    @EnumSource(
            names = {
                "SQLITE_IOERR_FSYNC",
                "SQLITE_IOERR_DIR_FSYNC",
                "SQLITE_CORRUPT",
                "SQLITE_CORRUPT_INDEX",
                "SQLITE_NOTADB",
                "SQLITE_CONSTRAINT_UNIQUE",
                "SQLITE_ERROR"
            })
    void isNotTriedAgain(SQLiteErrorCode code) {
        assertFalse(Trouble.of(new SQLiteException("", code)).passing());
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SQLITE_FULL",
                "SQLITE_BUSY",
                "SQLITE_BUSY_RECOVERY",
                "SQLITE_LOCKED",
                "SQLITE_READONLY",
                "SQLITE_READONLY_DBMOVED",
                "SQLITE_CANTOPEN",
                "SQLITE_IOERR",
                "SQLITE_IOERR_WRITE"
            })
    void isTriedAgain(SQLiteErrorCode code) {
        assertTrue(Trouble.of(new SQLiteException("", code)).passing());
    }
}
