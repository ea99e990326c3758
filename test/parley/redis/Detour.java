package parley.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A line to a server that can be disturbed.
final class Detour implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final int server;
    private volatile Manner manner = Manner.PASS;

    /// What becomes of bytes.
    enum Manner {
        PASS,
        /// One at a time, each in a packet of its own.
        TRICKLE,
        /// None arrives, and no connection ends.
        SWALLOW,
        /// Connections end with a reset.
        RESET
    }

    Detour(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    Endpoint endpoint() {
        var place = new Endpoint.Tcp("127.0.0.1", door.getLocalPort(), false);
        return new Endpoint(place, Optional.empty(), Optional.empty(), 0);
    }

    void behave(Manner manner) {
        this.manner = manner;
        if (manner == Manner.RESET) {
            sockets.forEach(Detour::reset);
        }
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                sockets.add(client);
                if (manner == Manner.RESET) {
                    reset(client);
                    continue;
                }
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> join(client));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void join(Socket client) {
        try (var target = new Socket()) {
            sockets.add(target);
            target.setTcpNoDelay(true);
            target.connect(new InetSocketAddress("127.0.0.1", server));
            Thread.ofVirtual().start(() -> pass(target, client));
            pass(client, target);
        } catch (IOException _) {
            reset(client);
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException _) {
            // One side is gone, and so is the other now.
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            switch (manner) {
                case PASS -> out.write(buffer, 0, n);
                case TRICKLE -> {
                    for (int i = 0; i < n; i++) {
                        out.write(buffer, i, 1);
                        Thread.yield();
                    }
                }
                case SWALLOW, RESET -> {}
            }
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException _) {
            // It was closed already.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
