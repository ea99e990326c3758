package parley.sqlite.file;

/// A database is not opened, or not changed as asked. The message says why and what to do; the file
/// is as it was.
public sealed class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message says what is wrong and what to do
    public RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
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
