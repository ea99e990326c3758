package parley.ops.systemd;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Sends a datagram to a Unix socket, which the JDK cannot: three calls into the C library, on
/// Linux.
final class NotifySocket {
    /// From unix(7) and socket(2).
    private static final short AF_UNIX = 1;

    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x8_0000;
    private static final int MOST_PATH_BYTES = 107;

    /// Room for it is not waited for: a supervisor that hangs must not make the bot hang.
    private static final int MSG_DONTWAIT = 0x40;

    private static final int MSG_NOSIGNAL = 0x4000;

    private final byte[] address;

    private NotifySocket(byte[] address) {
        this.address = address;
    }

    /// @param name an absolute path, or `@` and the name of an abstract socket
    /// @return empty when there can be no such socket
    static Optional<NotifySocket> at(String name) {
        var path = name.getBytes(StandardCharsets.UTF_8);
        boolean named = name.startsWith("/") || name.startsWith("@") && path.length > 1;
        if (!named || path.length > MOST_PATH_BYTES) {
            return Optional.empty();
        }
        // A path ends with a zero byte, an abstract name begins with one and ends where it ends.
        boolean isAbstract = path[0] == '@';
        if (isAbstract) {
            path[0] = 0;
        }
        var address =
                ByteBuffer.allocate(Short.BYTES + path.length + (isAbstract ? 0 : 1))
                        .order(ByteOrder.nativeOrder())
                        .putShort(AF_UNIX)
                        .put(path);
        return Optional.of(new NotifySocket(address.array()));
    }

    /// The `sockaddr_un` as the kernel wants it.
    byte[] address() {
        return address.clone();
    }

    /// Sends it, without waiting for anybody.
    ///
    /// @return whether the socket took it
    boolean send(String message) {
        try (var arena = Arena.ofConfined()) {
            int socket =
                    (int) Calls.SOCKET.invokeExact((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (socket < 0) {
                return false;
            }
            try {
                var bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes(message));
                var to = arena.allocateFrom(ValueLayout.JAVA_BYTE, address);
                int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
                long sent =
                        (long)
                                Calls.SEND_TO.invokeExact(
                                        socket, bytes, bytes.byteSize(), flags, to, address.length);
                return sent == bytes.byteSize();
            } finally {
                int _ = (int) Calls.CLOSE.invokeExact(socket);
            }
        } catch (Throwable e) {
            // A method handle may throw anything; ours call C, which throws nothing.
            throw new IllegalStateException("cannot call the C library", e);
        }
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    /// Made on first use: a bot that systemd did not start never pays for them.
    private static final class Calls {
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

        static final MethodHandle SOCKET =
                call("socket", FunctionDescriptor.of(INT, INT, INT, INT));
        static final MethodHandle SEND_TO =
                call(
                        "sendto",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                INT,
                                ValueLayout.ADDRESS,
                                INT));
        static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(INT, INT));

        @SuppressWarnings("restricted") // The signatures are those of the manual.
        private static MethodHandle call(String name, FunctionDescriptor signature) {
            var linker = Linker.nativeLinker();
            MemorySegment function = linker.defaultLookup().findOrThrow(name);
            return linker.downcallHandle(function, signature);
        }
    }
}
