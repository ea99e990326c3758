package parley.content.image;

import java.io.IOException;

/// An image that is malformed, hostile or cut short. The message says what is wrong with its
/// structure and where, and never quotes what is in it, so that it can be logged.
public final class BrokenImageException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenImageException(String problem) {
        super(problem);
    }
}
