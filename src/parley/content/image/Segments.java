package parley.content.image;

import java.nio.ByteBuffer;
import java.util.BitSet;

/// The markers of JPEG (ITU-T T.81, table B.1), and what the segments behind them look like.
final class Segments {
    /// What every marker starts with.
    static final int START = 0xFF;

    static final int DHT = 0xC4;
    static final int DAC = 0xCC;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DQT = 0xDB;
    static final int DNL = 0xDC;
    static final int DRI = 0xDD;
    static final int APP0 = 0xE0;
    static final int APP1 = 0xE1;
    static final int APP14 = 0xEE;

    private static final int SOF0 = 0xC0;
    private static final int SOF15 = 0xCF;
    private static final int JPG = 0xC8;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;

    /// Tables have places numbered from 0 to 3.
    private static final int MAX_TABLE = 3;

    /// The format allows more in a frame, but nobody can show them.
    private static final int MAX_COMPONENTS = 4;

    private static final int MAX_SAMPLING = 4;
    private static final int MAX_PRECISION = 16;

    private static final int MAX_CODE_LENGTH = 16;

    private Segments() {}

    static boolean isRestart(int marker) {
        return marker >= RST0 && marker <= RST7;
    }

    static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != DAC && marker != JPG;
    }

    /// Whether a decoder may skip it: APPn, JPGn and COM.
    static boolean isOptional(int marker) {
        return marker >= APP0;
    }

    /// Whether a segment that decoding needs holds exactly what it says, and nothing behind that.
    static boolean isSound(int marker, byte[] body) {
        return switch (marker) {
            case DQT -> holdsQuantisation(body);
            case DHT -> holdsHuffman(body);
            case DAC -> holdsConditioning(body);
            case DRI, DNL -> body.length == 2;
            case SOS -> isScan(body);
            default -> isFrame(marker) && isFrame(body);
        };
    }

    /// A whole segment, marker and length included.
    static byte[] segment(int marker, byte[] body) {
        return ByteBuffer.allocate(body.length + 4)
                .put((byte) START)
                .put((byte) marker)
                .putShort((short) (body.length + 2))
                .put(body)
                .array();
    }

    /// Tables of 64 numbers, of 8 or 16 bits.
    private static boolean holdsQuantisation(byte[] body) {
        int at = 0;
        while (at < body.length) {
            if (high(body[at]) > 1 || low(body[at]) > MAX_TABLE) {
                return false;
            }
            at += 1 + (64 << high(body[at]));
        }
        return at == body.length;
    }

    /// Tables of 16 counts, and as many symbols as these add up to.
    private static boolean holdsHuffman(byte[] body) {
        int at = 0;
        while (at + MAX_CODE_LENGTH < body.length) {
            int symbols = 0;
            for (int i = 1; i <= MAX_CODE_LENGTH; i++) {
                symbols += body[at + i] & 0xFF;
            }
            int from = at + 1 + MAX_CODE_LENGTH;
            if (high(body[at]) > 1
                    || low(body[at]) > MAX_TABLE
                    || from + symbols > body.length
                    || !areDifferent(body, from, symbols)) {
                return false;
            }
            at = from + symbols;
        }
        return at == body.length;
    }

    /// A symbol has one code, so a table with the same twice is something else, a text perhaps.
    private static boolean areDifferent(byte[] body, int from, int symbols) {
        var seen = new BitSet();
        for (int i = 0; i < symbols; i++) {
            seen.set(body[from + i] & 0xFF);
        }
        return seen.cardinality() == symbols;
    }

    /// Pairs of a table's place and its value.
    private static boolean holdsConditioning(byte[] body) {
        for (int at = 0; at < body.length; at += 2) {
            if (high(body[at]) > 1 || low(body[at]) > MAX_TABLE) {
                return false;
            }
        }
        return body.length % 2 == 0;
    }

    /// Precision, height, width, and three bytes for each component. No height means that DNL
    /// follows.
    private static boolean isFrame(byte[] body) {
        if (body.length < 6
                || body[0] < 2
                || body[0] > MAX_PRECISION
                || (body[3] | body[4]) == 0
                || body[5] < 1
                || body[5] > MAX_COMPONENTS
                || body.length != 6 + 3 * body[5]) {
            return false;
        }
        for (int at = 6; at < body.length; at += 3) {
            if (!isSampling(high(body[at + 1]))
                    || !isSampling(low(body[at + 1]))
                    || (body[at + 2] & 0xFF) > MAX_TABLE) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSampling(int factor) {
        return factor >= 1 && factor <= MAX_SAMPLING;
    }

    /// The number of components, two bytes for each, and three that say which coefficients follow.
    private static boolean isScan(byte[] body) {
        if (body.length < 1
                || body[0] < 1
                || body[0] > MAX_COMPONENTS
                || body.length != 4 + 2 * body[0]) {
            return false;
        }
        for (int at = 2; at < body.length - 3; at += 2) {
            if (high(body[at]) > MAX_TABLE || low(body[at]) > MAX_TABLE) {
                return false;
            }
        }
        return true;
    }

    private static int high(byte pair) {
        return pair >> 4 & 0xF;
    }

    private static int low(byte pair) {
        return pair & 0xF;
    }
}
