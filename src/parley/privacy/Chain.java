package parley.privacy;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.crypto.SecretKey;

/// Names something by an HMAC under the first key, cut short; that name by one under the second
/// key, and so on. So a name that is kept can be carried on to a new key without knowing what it
/// stands for, and whoever lacks one of the keys computes no name. Thread-safe.
final class Chain {
    private final List<Hmac> links = new ArrayList<>();
    private final int bytes;

    /// @param keys at least one, the oldest first
    /// @param thing what is named; keeps HMACs of things apart from those of names
    /// @param bytes how long a name is
    Chain(List<SecretKey> keys, String thing, int bytes) throws GeneralSecurityException {
        this.bytes = bytes;
        var prefix = thing;
        for (var key : keys) {
            links.add(new Hmac(key, prefix));
            prefix = "former " + thing;
        }
    }

    byte[] of(byte[] thing) {
        var name = thing;
        for (var link : links) {
            name = Arrays.copyOf(link.of(name), bytes);
        }
        return name;
    }

    /// The name under all keys, made of the one under all but the newest.
    byte[] renewed(byte[] former) {
        if (links.size() < 2 || former.length != bytes) {
            throw new IllegalArgumentException("no name under a former key");
        }
        return Arrays.copyOf(links.getLast().of(former), bytes);
    }
}
