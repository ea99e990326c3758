package parley.json;

/// JSON that cannot be read, or is not what we expect. The message starts with the path to the
/// value and never quotes the value itself, so that it can be logged.
public final class DecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DecodeException(String path, String problem) {
        super(path + ": " + problem);
    }
}
