package parley.config;

/// A text that must not be printed. Only [#reveal] gives it away, so a slip of the pen in a log
/// line or an exception shows `<secret>`.
///
/// @param reveal the text itself, for the one place that needs it
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "<secret>";
    }
}
