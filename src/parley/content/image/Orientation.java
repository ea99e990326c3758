package parley.content.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How a picture is to be turned for showing it: the one thing in EXIF that a viewer needs. Numbers
/// as in the EXIF standard (CIPA DC-008, tag 0x0112): 1 is upright, 2 to 8 are turned or mirrored.
final class Orientation {
    /// What an APP1 segment with EXIF starts with; a TIFF file follows.
    static final byte[] EXIF = "Exif\0\0".getBytes(US_ASCII);

    static final int UPRIGHT = 1;

    private static final int HIGHEST = 8;

    /// The TIFF header: byte order, the number 42, where the first directory is.
    private static final int HEADER = 8;

    private static final short BIG_ENDIAN = 0x4D4D;
    private static final short LITTLE_ENDIAN = 0x4949;
    private static final short MAGIC = 42;

    private static final short TAG = 0x0112;
    private static final short SHORT = 3;
    private static final int ENTRY = 12;

    private Orientation() {}

    /// The orientation that the TIFF file says in its first directory; upright when it says none,
    /// or nonsense. Takes no more steps than the file has directory entries.
    static int of(byte[] tiff) {
        if (tiff.length < HEADER) {
            return UPRIGHT;
        }
        var in = ByteBuffer.wrap(tiff);
        short order = in.getShort(0);
        if (order == LITTLE_ENDIAN) {
            in.order(ByteOrder.LITTLE_ENDIAN);
        }
        if (order != LITTLE_ENDIAN && order != BIG_ENDIAN || in.getShort(2) != MAGIC) {
            return UPRIGHT;
        }
        long directory = Integer.toUnsignedLong(in.getInt(4));
        return directory > tiff.length - 2 ? UPRIGHT : in(in, (int) directory);
    }

    /// An EXIF payload that holds this orientation and nothing else.
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(EXIF.length + HEADER + 2 + ENTRY + 4)
                .put(EXIF)
                .putShort(BIG_ENDIAN)
                .putShort(MAGIC)
                .putInt(HEADER)
                .putShort((short) 1)
                .putShort(TAG)
                .putShort(SHORT)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }

    private static int in(ByteBuffer tiff, int directory) {
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        int at = directory + 2;
        for (int i = 0; i < entries && at + ENTRY <= tiff.limit(); i++, at += ENTRY) {
            if (tiff.getShort(at) == TAG) {
                boolean number = tiff.getShort(at + 2) == SHORT && tiff.getInt(at + 4) == 1;
                int value = tiff.getShort(at + 8);
                return number && value >= UPRIGHT && value <= HIGHEST ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
