package parley;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// A port of the loopback address for a program that cannot be told to take any.
///
/// It is below those that systems give away by themselves, for one of these may belong to any
/// connection of any process by the time that the program wants it.
public final class FreePort {
    private static final int LEAST = 15_000;
    private static final int MOST = 30_000;

    private FreePort() {}

    /// A port that nobody has now.
    public static int next() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, MOST);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException _) {
                // Somebody has it: try another.
            }
        }
    }
}
