package parley.sqlite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All bytes of all files in a folder.
final class Bytes {
    private static final int HEAD = Integer.BYTES;

    private final byte[] all;

    private Bytes(byte[] all) {
        this.all = all;
    }

    static Bytes of(Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                bytes.write(Files.readAllBytes(file));
            }
        }
        return new Bytes(bytes.toByteArray());
    }

    boolean contains(byte[] wanted) {
        return !found(Map.of("it", List.of(wanted))).isEmpty();
    }

    /// Those of whom one of these texts, of at least four bytes, is somewhere. One pass for all.
    <T> Set<T> found(Map<T, List<byte[]>> wanted) {
        var byHead = new HashMap<Integer, List<Map.Entry<T, byte[]>>>();
        wanted.forEach(
                (whose, texts) ->
                        texts.forEach(
                                text ->
                                        byHead.computeIfAbsent(
                                                        ByteBuffer.wrap(text).getInt(),
                                                        _ -> new ArrayList<>())
                                                .add(Map.entry(whose, text))));
        var found = new HashSet<T>();
        var buffer = ByteBuffer.wrap(all);
        for (int at = 0; at + HEAD <= all.length; at++) {
            for (var candidate : byHead.getOrDefault(buffer.getInt(at), List.of())) {
                if (isAt(at, candidate.getValue())) {
                    found.add(candidate.getKey());
                }
            }
        }
        return found;
    }

    private boolean isAt(int at, byte[] text) {
        return at + text.length <= all.length
                && Arrays.equals(all, at, at + text.length, text, 0, text.length);
    }
}
