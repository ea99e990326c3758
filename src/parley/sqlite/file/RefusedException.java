package parley.sqlite.file;

/// A database is not opened. The message says why and what to do; the file is as it was.
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
