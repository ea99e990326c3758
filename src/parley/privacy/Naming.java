package parley.privacy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The keys of one secret by which names are made: links of two [Chain]s.
record Naming(SecretKey people, SecretKey updates) {
    static final String ALGORITHM = "HmacSHA256";
    static final int BYTES = 32;

    static byte[] write(List<Naming> namings) {
        var written = ByteBuffer.allocate(namings.size() * 2 * BYTES);
        for (var naming : namings) {
            written.put(naming.people.getEncoded()).put(naming.updates.getEncoded());
        }
        return written.array();
    }

    static List<Naming> read(byte[] written) {
        var namings = new ArrayList<Naming>();
        for (int at = 0; at < written.length; at += 2 * BYTES) {
            namings.add(new Naming(key(written, at), key(written, at + BYTES)));
        }
        return List.copyOf(namings);
    }

    private static SecretKey key(byte[] written, int at) {
        return new SecretKeySpec(written, at, BYTES, ALGORITHM);
    }
}
