package parley.ops;

import java.nio.charset.StandardCharsets;

/// Tells quickly that there is nothing in a text to search for, which is so of nearly every one.
/// Whatever [Shapes] would find has one of the signs that are looked for here.
final class Glance {
    private static final byte PART = 1;
    private static final byte DIGIT = 2;
    private static final byte SIGN = 3;
    private static final byte[] KINDS = new byte[128];

    static {
        for (char c = 0; c < KINDS.length; c++) {
            KINDS[c] = Words.isDigit(c) ? DIGIT : Words.isPart(c) ? PART : 0;
        }
        for (char c : ":=@+./".toCharArray()) {
            KINDS[c] = SIGN;
        }
    }

    private Glance() {}

    /// What is not ASCII is of no interest, so it may become anything else.
    static boolean isEnough(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = 0;
        int digits = 0;
        for (int i = 0; i < bytes.length; i++) {
            int kind = bytes[i] < 0 ? 0 : KINDS[bytes[i]];
            if (kind == PART) {
                length++;
                digits = 0;
            } else if (kind == DIGIT) {
                length++;
                if (++digits == Shapes.LEAST_ID) {
                    return false;
                }
            } else {
                if (length >= Shapes.LEAST_OPAQUE || kind == SIGN && isOdd(bytes, i, digits)) {
                    return false;
                }
                length = 0;
                digits = 0;
            }
        }
        return length < Shapes.LEAST_OPAQUE;
    }

    /// @param digits how many there are right before
    private static boolean isOdd(byte[] bytes, int at, int digits) {
        int before = at > 0 ? bytes[at - 1] : ' ';
        int next = at + 1 < bytes.length ? bytes[at + 1] : ' ';
        return switch (bytes[at]) {
            case ':' -> before == '"' || before == ' ' || digits >= Shapes.LEAST_TOKEN_ID;
            case '.' -> "tmTM".indexOf(before) >= 0 && "mdMD".indexOf(next) >= 0;
            default -> true;
        };
    }
}
