package parley;

import java.io.IOException;
import java.util.Properties;

/// Which Parley this is.
///
/// @param number of the release
/// @param commit what it was built from, or "unknown"
record Version(String number, String commit) {
    /// The version of this program, as the build wrote it down.
    static Version current() {
        var properties = new Properties();
        try (var file = Version.class.getResourceAsStream("version.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the program's own files cannot be read", e);
        }
        return new Version(
                properties.getProperty("version", "unknown"),
                properties.getProperty("commit", "unknown"));
    }

    @Override
    public String toString() {
        return "parley " + number + " (" + commit + ")";
    }
}
