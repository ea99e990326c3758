package parley.privacy;

/// How a person is called in the log. Thread-safe.
@FunctionalInterface
public interface Mask {
    /// A short name for the person with this Telegram id: the same person, the same name.
    String of(long id);

    /// No mask: the id itself.
    static Mask off() {
        return Long::toString;
    }
}
