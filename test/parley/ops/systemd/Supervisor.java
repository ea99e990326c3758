package parley.ops.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// The other end of sd_notify: a real datagram socket on Linux.
final class Supervisor implements AutoCloseable {
    private static final int MOST_BYTES = 4096;
    private static final int MSG_DONTWAIT = 0x40;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private final int socket;

    private Supervisor(int socket) {
        this.socket = socket;
    }

    /// Listens at a `sockaddr_un`.
    static Supervisor at(byte[] address) throws Throwable {
        int socket = (int) call("socket", INT, INT, INT, INT).invokeWithArguments(1, 2, 0);
        assertTrue(socket >= 0);
        try (var arena = Arena.ofConfined()) {
            var at = arena.allocateFrom(ValueLayout.JAVA_BYTE, address);
            var bind = call("bind", INT, INT, ValueLayout.ADDRESS, INT);
            assertEquals(0, bind.invokeWithArguments(socket, at, address.length));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return new Supervisor(socket);
    }

    /// What was said next, or nothing.
    String hears() throws Exception {
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
            long length =
                    (long) recv.invokeWithArguments(socket, room, room.byteSize(), MSG_DONTWAIT);
            var bytes = room.asSlice(0, Math.max(0, length)).toArray(ValueLayout.JAVA_BYTE);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted") // The signatures are those of the manual.
    private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... parameters) {
        var linker = Linker.nativeLinker();
        MemorySegment function = linker.defaultLookup().findOrThrow(name);
        return linker.downcallHandle(function, FunctionDescriptor.of(result, parameters));
    }

    @Override
    public void close() {
        try {
            call("close", INT, INT).invokeWithArguments(socket);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
