package parley.sqlite.power;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Starts the scribe under strace, which watches its system calls or lets them fail.
final class Strace {
    private Strace() {}

    /// Skips the test on a machine without strace, but never where everything has to be tested.
    static void require() throws InterruptedException {
        if (works()) {
            return;
        }
        var reason = "strace is not installed, or may not trace here";
        if (System.getenv("CI") == null) {
            abort(reason);
        }
        fail(reason);
    }

    /// @param watch what strace is to do
    /// @param scribe what the scribe is to do
    static Process start(List<String> watch, Object... scribe) throws IOException {
        var command = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-qq"));
        command.addAll(watch);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData"));
        command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        var natives = System.getProperty("org.sqlite.lib.path");
        if (natives != null) {
            command.add("-Dorg.sqlite.lib.path=" + Path.of(natives).toAbsolutePath());
        }
        command.addAll(List.of("-cp", ClassPath.text(), Scribe.class.getName()));
        command.addAll(Stream.of(scribe).map(Object::toString).toList());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static boolean works() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true").start().waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
