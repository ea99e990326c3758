package parley.config;

import java.nio.file.Path;
import java.util.Map;

/// Where settings are looked for, so that reading them needs no real process around it.
///
/// @param variables what the operating system handed over
/// @param directory the working directory: holds `.env`, and relative paths start here
public record Environment(Map<String, String> variables, Path directory) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    /// The environment of this process.
    public static Environment ofProcess() {
        return new Environment(System.getenv(), Path.of(""));
    }

    /// Names and sizes only: a value may be a secret.
    @Override
    public String toString() {
        return "Environment[" + variables.size() + " variables, " + directory + "]";
    }
}
