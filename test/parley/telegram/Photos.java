package parley.telegram;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;

import javax.imageio.ImageIO;

/// Pictures as a camera makes them: the file tells about whoever made it.
public final class Photos {
    /// Stands wherever a file can tell something.
    public static final String CANARY = "CANARY-Ann-48.8583N-2.2945E";

    private Photos() {}

    /// A JPEG with a position in EXIF, with XMP and with a comment.
    public static byte[] jpeg() {
        return tagged(encoded("jpg"));
    }

    /// A PNG with a text chunk behind its header.
    public static byte[] png() {
        byte[] png = encoded("png");
        // Nobody looks at the checksum of what is left out.
        var text = integer(CANARY.length()) + "tEXt" + CANARY + "\0\0\0\0";
        return inserted(png, 33, text);
    }

    /// A JPEG of this many bytes; nobody can tell without decoding that the end of it is no
    /// picture.
    public static byte[] jpeg(int size) {
        byte[] small = jpeg();
        return inserted(small, small.length - 2, "\u0055".repeat(size - small.length));
    }

    /// The picture in a file, one number to a pixel.
    public static int[] pixels(byte[] file) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(file));
            int width = image.getWidth();
            return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As one byte to a character, to look for something in it.
    public static String text(byte[] file) {
        return new String(file, ISO_8859_1);
    }

    private static byte[] tagged(byte[] jpeg) {
        // A little-endian TIFF with one directory entry: GPS is at the end, where the words stand.
        var exif = "Exif\0\0II*\0\10\0\0\0\1\0\45\u0088\4\0\1\0\0\0\32\0\0\0\0\0\0\0" + CANARY;
        var xmp = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + CANARY + "</x:xmpmeta>";
        return inserted(jpeg, 2, segment(0xE1, exif) + segment(0xE1, xmp) + segment(0xFE, CANARY));
    }

    private static String segment(int marker, String body) {
        int length = body.length() + 2;
        return "\u00FF" + (char) marker + (char) (length >> 8) + (char) (length & 0xFF) + body;
    }

    private static String integer(int value) {
        return "\0\0" + (char) (value >> 8) + (char) (value & 0xFF);
    }

    private static byte[] encoded(String format) {
        var random = new Random(1);
        var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 48; i++) {
            image.setRGB(i % 64, i / 64, random.nextInt());
        }
        var file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static byte[] inserted(byte[] file, int place, String what) {
        var result = new ByteArrayOutputStream();
        result.writeBytes(Arrays.copyOf(file, place));
        result.writeBytes(what.getBytes(ISO_8859_1));
        result.writeBytes(Arrays.copyOfRange(file, place, file.length));
        return result.toByteArray();
    }
}
