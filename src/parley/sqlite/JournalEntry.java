package parley.sqlite;

/// One update that came in, by its number, and what is still to be done about it. Equal to itself
/// only.
public final class JournalEntry {
    private final long number;
    private final long known;
    private final byte[] content;

    /// @param number from [Journal#number]
    /// @param known a fingerprint by which the update is recognised when it is delivered again
    /// @param content what is to be done, in the words of the caller; nothing if it is empty. Not
    ///   copied
    public JournalEntry(long number, long known, byte[] content) {
        this.number = number;
        this.known = known;
        this.content = content;
    }

    /// Its place in the journal.
    public long number() {
        return number;
    }

    /// By what the update is recognised.
    public long known() {
        return known;
    }

    /// What is still to be done, empty if that is nothing.
    public byte[] content() {
        return content;
    }
}
