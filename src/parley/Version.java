package parley;

import parley.sqlite.file.Sql;

import java.io.IOException;
import java.util.List;
import java.util.Properties;

/// Which Parley this is.
///
/// @param number of the release
/// @param commit what it was built from, or "unknown"; ends with "-dirty" when that is not all
record Version(String number, String commit) {
    private static final String UNKNOWN = "unknown";

    /// The version of this program, as the build wrote it down.
    static Version current() {
        var properties = properties("version.properties");
        return new Version(
                properties.getProperty("version", UNKNOWN),
                properties.getProperty("commit", UNKNOWN));
    }

    /// What it is made of, a line each, as the parts themselves say.
    static List<String> parts() {
        return List.of(
                part("minimal-json", library("com.eclipsesource.minimal-json", "minimal-json")),
                part("sqlite-jdbc", library("org.xerial", "sqlite-jdbc")),
                part("SQLite", Sql.version().orElse("cannot be loaded")),
                part("Java", Runtime.version() + ", " + System.getProperty("java.vendor")));
    }

    private static String part(String name, String version) {
        return "%-12s  %s".formatted(name, version);
    }

    /// What Maven wrote into the jar of a library.
    private static String library(String group, String name) {
        return properties("/META-INF/maven/" + group + "/" + name + "/pom.properties")
                .getProperty("version", UNKNOWN);
    }

    private static Properties properties(String resource) {
        var properties = new Properties();
        try (var file = Version.class.getResourceAsStream(resource)) {
            if (file != null) {
                properties.load(file);
            }
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException("the program's own files cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "parley " + number + " (" + commit + ")";
    }
}
