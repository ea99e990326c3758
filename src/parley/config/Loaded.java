package parley.config;

import java.util.List;

/// Settings that can be used, and what to tell the operator about them.
///
/// @param summary every setting as `NAME=value`, in the order of the table, for the line logged at
///   start; of a secret only whether it is set
/// @param warnings what looks odd but stops nothing, one line each
public record Loaded(Settings settings, String summary, List<String> warnings) {
    public Loaded {
        warnings = List.copyOf(warnings);
    }
}
