package parley.privacy;

import java.io.IOException;

/// The secret cannot be used. The message says why and what to do, and holds nothing of the secret.
public final class SecretException extends Exception {
    private static final long serialVersionUID = 1L;

    SecretException(String message) {
        super(message);
    }

    /// @param step what could not be done
    SecretException(String step, IOException cause) {
        super("cannot " + step + ": " + FileTrouble.words(cause), cause);
    }
}
