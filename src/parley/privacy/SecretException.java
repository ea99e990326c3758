package parley.privacy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;

/// The secret cannot be used. The message says why and what to do, and holds nothing of the secret.
public final class SecretException extends Exception {
    private static final long serialVersionUID = 1L;

    SecretException(String message) {
        super(message);
    }

    /// @param step what could not be done
    SecretException(String step, IOException cause) {
        super("cannot " + step + ": " + reason(cause), cause);
    }

    /// The message of some of these is nothing but a path.
    private static String reason(IOException cause) {
        return cause instanceof AccessDeniedException
                ? cause.getMessage()
                        + " may not be written by this user; run this as the user who owns the"
                        + " database, and let that one write to its folder"
                : cause.toString();
    }
}
