package parley.config;

/// A setting that cannot be used. The message says what is wrong and what would be right, to be
/// read after the name of the setting; it holds nothing secret, because it goes to a terminal.
final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    BadValue(String problem) {
        super(problem);
    }
}
