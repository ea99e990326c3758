package parley.privacy;

/// Something sealed does not open: it is damaged, was moved to another row, or was sealed under
/// another secret. The message holds nothing of what was sealed.
public final class SealException extends Exception {
    private static final long serialVersionUID = 1L;

    SealException(String message) {
        super(message);
    }
}
