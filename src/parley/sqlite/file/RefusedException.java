package parley.sqlite.file;

import org.sqlite.SQLiteException;

import parley.privacy.FileTrouble;

import java.io.IOException;

/// A database is not opened, or not changed as asked. The message says why and what to do; the file
/// is as it was.
public sealed class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message says what is wrong and what to do
    public RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, Exception cause) {
        super(message + ": " + reason(cause), cause);
    }

    private static String reason(Exception cause) {
        return switch (cause) {
            case IOException e -> FileTrouble.words(e);
            case SQLiteException e -> e.getMessage() + "; " + Trouble.of(e).remedy();
            default -> cause.getMessage();
        };
    }

    /// Another process of ours holds it.
    public static final class InUse extends RefusedException {
        private static final long serialVersionUID = 1L;

        InUse(String message) {
            super(message);
        }
    }

    /// It is under another secret.
    public static final class OtherSecret extends RefusedException {
        private static final long serialVersionUID = 1L;

        OtherSecret(String message) {
            super(message);
        }
    }
}
