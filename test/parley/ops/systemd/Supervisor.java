package parley.ops.systemd;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// The other end of sd_notify: a real datagram socket on Linux.
public final class Supervisor implements AutoCloseable {
    private static final int MOST_BYTES = 4096;
    private static final int MSG_DONTWAIT = 0x40;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private final int socket;

    private Supervisor(int socket) {
        this.socket = socket;
    }

    /// Listens at a `sockaddr_un`.
    public static Supervisor at(byte[] address) {
        int socket = (int) call("socket", INT, INT, INT, INT).apply(1, 2, 0);
        if (socket < 0) {
            throw new IllegalStateException("no socket");
        }
        try (var arena = Arena.ofConfined()) {
            var at = arena.allocateFrom(ValueLayout.JAVA_BYTE, address);
            var bind = call("bind", INT, INT, ValueLayout.ADDRESS, INT);
            if ((int) bind.apply(socket, at, address.length) != 0) {
                throw new IllegalStateException("the address cannot be had");
            }
        }
        return new Supervisor(socket);
    }

    /// What was said next, or nothing.
    public String hears() {
        try (var arena = Arena.ofConfined()) {
            var room = arena.allocate(MOST_BYTES);
            var recv =
                    call(
                            "recv",
                            ValueLayout.JAVA_LONG,
                            INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_LONG,
                            INT);
            long length = (long) recv.apply(socket, room, room.byteSize(), MSG_DONTWAIT);
            var bytes = room.asSlice(0, Math.max(0, length)).toArray(ValueLayout.JAVA_BYTE);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @SuppressWarnings("restricted") // The signatures are those of the manual.
    private static Call call(String name, MemoryLayout result, MemoryLayout... parameters) {
        var linker = Linker.nativeLinker();
        var function = linker.defaultLookup().findOrThrow(name);
        var handle = linker.downcallHandle(function, FunctionDescriptor.of(result, parameters));
        return arguments -> called(handle, arguments);
    }

    private static Object called(MethodHandle handle, Object... arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            // A method handle may throw anything; these call C, which throws nothing.
            throw new IllegalStateException("cannot call the C library", e);
        }
    }

    @Override
    public void close() {
        call("close", INT, INT).apply(socket);
    }

    /// A call into the C library.
    @FunctionalInterface
    private interface Call {
        Object apply(Object... arguments);
    }
}
