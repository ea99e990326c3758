package parley.sqlite.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks for what should be gone in the bytes of a file. SQLite overwrites what it deletes, but not
/// the copies that stay behind when it moves rows from page to page.
final class Traces {
    private static final int CHUNK = 1 << 20;

    private final Set<ByteBuffer> traces = new HashSet<>();
    private final int length;

    /// The first two bytes of each, by which nearly all other places are passed over.
    private final BitSet heads = new BitSet(1 << Short.SIZE);

    /// @param traces texts of the same length, at least two bytes
    Traces(List<byte[]> traces) {
        length = traces.getFirst().length;
        for (var trace : traces) {
            this.traces.add(ByteBuffer.wrap(trace));
            heads.set(head(trace, 0));
        }
    }

    /// Whether any of them is anywhere in the file.
    boolean areIn(FileChannel file) throws IOException {
        var bytes = new byte[CHUNK];
        var chunk = ByteBuffer.wrap(bytes);
        long at = 0;
        while (file.read(chunk, at + chunk.position()) > 0) {
            if (!chunk.hasRemaining()) {
                if (areIn(bytes, CHUNK)) {
                    return true;
                }
                // One that began before the end goes on in the next chunk.
                at += CHUNK - length + 1;
                chunk.position(CHUNK - length + 1).compact();
            }
        }
        return areIn(bytes, chunk.position());
    }

    private boolean areIn(byte[] bytes, int size) {
        for (int at = 0; at <= size - length; at++) {
            if (heads.get(head(bytes, at))
                    && traces.contains(ByteBuffer.wrap(bytes, at, length).slice())) {
                return true;
            }
        }
        return false;
    }

    private static int head(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]) << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 1]);
    }
}
