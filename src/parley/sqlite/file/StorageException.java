package parley.sqlite.file;

/// The database failed, or does not do what it was asked any more. Nobody but the top of a loop can
/// do anything about it.
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
