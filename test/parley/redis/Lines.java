package parley.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What this package logs while this is open, which stays off the console.
final class Lines extends OutputStream implements AutoCloseable {
    private final PrintStream console = System.out;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Lines() {
        System.setOut(new PrintStream(this, true, UTF_8));
    }

    List<String> all() {
        return lines;
    }

    List<String> levels() {
        return lines.stream().map(line -> line.replaceAll("(?s).* level=(\\w+) .*", "$1")).toList();
    }

    @Override
    public void write(int b) {
        throw new UnsupportedOperationException("the log is written in whole lines");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        var line = new String(bytes, offset, length, UTF_8);
        if (line.contains(" at=redis ")) {
            lines.add(line);
        } else {
            console.write(bytes, offset, length);
        }
    }

    @Override
    public void close() {
        System.setOut(console);
    }
}
