package parley.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The Java of the tests, in a home of its own in which something can be put around it.
final class JavaHome {
    private JavaHome() {}

    /// Makes one.
    ///
    /// @param before what stands before the program in the shell, such as another one that runs it
    /// @param behind what stands behind its arguments
    /// @return what to set `JAVA_HOME` to
    static Path in(Path folder, String before, String behind) throws IOException {
        var real = Path.of(System.getProperty("java.home"));
        var home = folder.resolve("java-home");
        Files.createDirectories(home.resolve("bin"));
        Files.copy(real.resolve("release"), home.resolve("release"));
        var java = home.resolve("bin/java");
        var script = "#!/bin/sh\nexec %s '%s/bin/java' \"$@\" %s\n".formatted(before, real, behind);
        Files.writeString(java, script);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return home;
    }
}
