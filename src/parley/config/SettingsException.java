package parley.config;

import java.util.List;

/// The settings cannot be used. Holds every fault, not only the first; its message is the whole
/// report, ready to be printed, and holds no secret.
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    /// An array, because every part of an exception has to be serializable.
    private final String[] faults;

    private final String[] warnings;

    SettingsException(List<String> faults, List<String> warnings) {
        super("the settings cannot be used:\n  " + String.join("\n  ", faults));
        this.faults = faults.toArray(String[]::new);
        this.warnings = warnings.toArray(String[]::new);
    }

    /// What is wrong, one line each, in the order of the table of settings.
    public List<String> faults() {
        return List.of(faults);
    }

    /// What looks odd, for it may explain a fault: a misspelt name leaves the right one unset.
    public List<String> warnings() {
        return List.of(warnings);
    }
}
