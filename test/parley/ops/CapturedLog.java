package parley.ops;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What is logged while this is open, read as UTF-8 although the platform prefers something else.
final class CapturedLog implements AutoCloseable {
    private final PrintStream stdout = System.out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    CapturedLog() {
        Logs.reset();
        System.setOut(new PrintStream(bytes, false, StandardCharsets.US_ASCII));
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return text().lines().toList();
    }

    /// The lines so far, which are then forgotten.
    List<String> take() {
        var lines = lines();
        bytes.reset();
        return lines;
    }

    @Override
    public void close() {
        System.setOut(stdout);
        Logs.reset();
    }
}
