package parley.e2e;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Looks for many patterns at once, byte by byte. Nearly every place is passed over after one look
/// into a table of the four bytes that patterns begin with.
final class CanaryScanner {
    private static final int BEGINNING = 4;
    private static final int TABLE_BITS = 20;

    private final BitSet beginnings = new BitSet(1 << TABLE_BITS);
    private final Map<Integer, List<Pattern>> patterns = new HashMap<>();

    /// What was found.
    ///
    /// @param form one of [CanaryForms]
    /// @param offset of its first byte
    record Hit(String canary, String form, int offset) {}

    private record Pattern(String canary, String form, byte[] bytes) {}

    /// From now on looks for this, too.
    ///
    /// @param forms of four bytes or more, by their names
    void add(String canary, Map<String, byte[]> forms) {
        forms.forEach(
                (form, bytes) -> {
                    if (bytes.length < BEGINNING) {
                        throw new IllegalArgumentException(canary + " is too short as " + form);
                    }
                    int beginning = 0;
                    for (int i = 0; i < BEGINNING; i++) {
                        beginning = next(beginning, bytes[i]);
                    }
                    beginnings.set(place(beginning));
                    patterns.computeIfAbsent(beginning, _ -> new ArrayList<>())
                            .add(new Pattern(canary, form, bytes));
                });
    }

    /// Everything that is in these bytes, also where one form lies in another.
    List<Hit> scan(byte[] bytes) {
        var hits = new ArrayList<Hit>();
        int beginning = 0;
        for (int i = 0; i < bytes.length; i++) {
            beginning = next(beginning, bytes[i]);
            if (i >= BEGINNING - 1 && beginnings.get(place(beginning))) {
                match(bytes, i - BEGINNING + 1, beginning, hits);
            }
        }
        return hits;
    }

    private void match(byte[] bytes, int offset, int beginning, List<Hit> hits) {
        for (var pattern : patterns.getOrDefault(beginning, List.of())) {
            int end = offset + pattern.bytes.length;
            if (end <= bytes.length
                    && Arrays.equals(bytes, offset, end, pattern.bytes, 0, pattern.bytes.length)) {
                hits.add(new Hit(pattern.canary, pattern.form, offset));
            }
        }
    }

    private static int next(int beginning, byte octet) {
        return beginning << 8 | octet & 0xFF;
    }

    private static int place(int beginning) {
        // Fibonacci hashing (Knuth, volume 3, section 6.4): the highest bits depend on all others.
        return beginning * 0x9E3779B9 >>> Integer.SIZE - TABLE_BITS;
    }
}
