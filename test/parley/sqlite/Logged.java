package parley.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Catches what this package logs while it is open, and keeps it off the console.
final class Logged extends OutputStream implements AutoCloseable {
    private final PrintStream console = System.out;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Logged() {
        System.setOut(new PrintStream(this, true, UTF_8));
    }

    /// The next line of this level, `error` for instance; those of other levels before it are
    /// passed over.
    String await(String level) throws InterruptedException {
        while (true) {
            var line = lines.poll(30, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("nothing was logged at " + level);
            }
            if (line.contains(" level=" + level + " ")) {
                return line;
            }
        }
    }

    int size() {
        return lines.size();
    }

    @Override
    public void write(int b) {
        throw new UnsupportedOperationException("the log is written in whole lines");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        var line = new String(bytes, offset, length, UTF_8);
        if (line.contains(" at=sqlite ")) {
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
