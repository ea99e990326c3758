package parley.content.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Arrays;

/// The three application segments of a JPEG that change how a picture looks: JFIF and Adobe tell
/// which colours are meant, EXIF how to turn it. Nothing of them passes; what matters is written
/// anew.
final class AppSegments {
    private static final byte[] JFIF = latin("JFIF\0");

    /// Version 1.1, square pixels, no thumbnail.
    private static final byte[] PLAIN_JFIF = latin("JFIF\0\1\1\0\0\1\0\1\0\0");

    private static final byte[] ADOBE = latin("Adobe");

    /// Version 100, no flags; the colour transform follows.
    private static final byte[] PLAIN_ADOBE = latin("Adobe\0\144\0\0\0\0");

    private static final int MAX_TRANSFORM = 2;

    private final Source source;
    private boolean hasJfif;
    private boolean hasExif;

    AppSegments(Source source) {
        this.source = source;
    }

    /// For APP0.
    byte[] jfif(int length) throws IOException {
        var head = head(length, PLAIN_JFIF.length);
        if (hasJfif || head.length < PLAIN_JFIF.length || !opens(head, JFIF)) {
            return Filter.NOTHING;
        }
        hasJfif = true;
        return Segments.segment(Segments.APP0, PLAIN_JFIF);
    }

    /// For APP1. The first EXIF counts, as it does for viewers.
    byte[] exif(int length) throws IOException {
        int named = Math.min(length, Orientation.EXIF.length);
        if (!Arrays.equals(source.bytes(named), Orientation.EXIF) || hasExif) {
            source.skip(length - named);
            return Filter.NOTHING;
        }
        hasExif = true;
        int orientation = Orientation.of(source.bytes(length - named));
        return orientation == Orientation.UPRIGHT
                ? Filter.NOTHING
                : Segments.segment(Segments.APP1, Orientation.exif(orientation));
    }

    /// For APP14.
    byte[] adobe(int length) throws IOException {
        var head = head(length, PLAIN_ADOBE.length + 1);
        if (head.length <= PLAIN_ADOBE.length || !opens(head, ADOBE)) {
            return Filter.NOTHING;
        }
        byte transform = head[PLAIN_ADOBE.length];
        if (transform < 0 || transform > MAX_TRANSFORM) {
            throw source.broken("an unknown colour transform");
        }
        var plain = Arrays.copyOf(PLAIN_ADOBE, PLAIN_ADOBE.length + 1);
        plain[PLAIN_ADOBE.length] = transform;
        return Segments.segment(Segments.APP14, plain);
    }

    /// The first bytes of a segment; the others are left out.
    private byte[] head(int length, int wanted) throws IOException {
        var head = source.bytes(Math.min(length, wanted));
        source.skip(length - head.length);
        return head;
    }

    private static boolean opens(byte[] head, byte[] name) {
        return Arrays.mismatch(head, name) == name.length;
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
