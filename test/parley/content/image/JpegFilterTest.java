package parley.content.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class JpegFilterTest {
    private static final int SOF0 = 0xC0;
    private static final int DHT = 0xC4;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final int COM = 0xFE;

    /// As a camera writes it, with its serial number behind.
    private static final String EXIF =
            "Exif\0\0II*\0\10\0\0\0\1\0\u0012\1\3\0\1\0\0\0%c\0\0\0\0\0\0\0" + Pictures.CANARY;

    private static final String MINIMAL =
            "\u00FF\u00E1\0\"Exif\0\0MM\0*\0\0\0\10\0\1\1\u0012\0\3\0\0\0\1\0%c\0\0\0\0\0\0";

    private static final String JFIF = "JFIF\0\1\2\1\0\u0048\0\u0048\0\0";
    private static final String ADOBE = "Adobe\0d\u0080\0\0\0";

    @ParameterizedTest
    @MethodSource("pictures")
    void keepsEveryPixel(byte[] jpeg) throws Exception {
        var clean = Pictures.clean(withCanaries(jpeg));

        assertSame(Pictures.samples(jpeg), Pictures.samples(clean));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void keepsNothingBesidesThePicture(byte[] jpeg) throws Exception {
        var clean = Pictures.clean(withCanaries(jpeg));

        assertFalse(Pictures.text(clean).contains(Pictures.CANARY));
        assertArrayEquals(Pictures.clean(jpeg), clean);
    }

    @Test
    void writesJfifAnewWithoutItsThumbnail() throws Exception {
        var plain = "\u00FF\u00E0\0\20JFIF\0\1\1\0\0\1\0\1\0\0";
        var thumbnail = Pictures.segment(APP0, JFIF.replace("\0\0", "\5\1"), Pictures.CANARY);
        var extension = Pictures.segment(APP0, "JFXX\0\20", Pictures.CANARY);
        var bare = withoutJfif(Pictures.baseline());

        var clean = Pictures.clean(Pictures.insert(bare, 2, thumbnail, extension, thumbnail));

        assertArrayEquals(Pictures.insert(bare, 2, Pictures.bytes(plain)), clean);
    }

    @Test
    void doesNotMakeUpJfif() throws Exception {
        var bare = withoutJfif(Pictures.baseline());

        assertArrayEquals(bare, Pictures.clean(bare));
        for (var body : List.of("JFIF\0\1", "JFXX\0\20" + Pictures.CANARY)) {
            var file = Pictures.insert(bare, 2, Pictures.segment(APP0, body));
            assertArrayEquals(bare, Pictures.clean(file));
        }
    }

    @Test
    void keepsTheColoursThatAdobeMeans() throws Exception {
        var bare = withoutJfif(Pictures.baseline());
        var rgb = Pictures.insert(bare, 2, Pictures.segment(APP14, ADOBE, "\0"));
        var more = Pictures.segment(APP14, ADOBE, "\0", Pictures.CANARY);

        var clean = Pictures.clean(Pictures.insert(bare, 2, more));

        assertSame(Pictures.shown(rgb).getRaster(), Pictures.shown(clean).getRaster());
        assertNotEquals(colours(bare), colours(clean));
        assertArrayEquals(
                Pictures.insert(bare, 2, Pictures.segment(APP14, "Adobe\0d\0\0\0\0\0")), clean);
    }

    @Test
    void leavesOutOtherApp14() throws Exception {
        var jpeg = Pictures.baseline();
        for (var body : List.of("", "Adobe", ADOBE, "Abode" + "x".repeat(9))) {
            var file = Pictures.insert(jpeg, 20, Pictures.segment(APP14, body));
            assertArrayEquals(Pictures.clean(jpeg), Pictures.clean(file));
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {2, 3, 4, 5, 6, 7, 8})
    void keepsTheOrientationAlone(char turn) throws Exception {
        var jpeg = Pictures.baseline();
        var exif = Pictures.segment(APP1, EXIF.formatted(turn));
        var other = Pictures.segment(APP1, EXIF.formatted((char) 2));

        var clean = Pictures.clean(Pictures.insert(jpeg, 20, exif, other));

        var own = Pictures.bytes(MINIMAL.formatted(turn));
        assertArrayEquals(Pictures.insert(Pictures.clean(jpeg), 20, own), clean);
        assertArrayEquals(clean, Pictures.clean(clean));
    }

    @ParameterizedTest
    @ValueSource(chars = {0, 1, 9, 255})
    void writesNoExifForAnUprightPicture(char turn) throws Exception {
        var jpeg = Pictures.baseline();
        var exif = Pictures.segment(APP1, EXIF.formatted(turn));

        assertArrayEquals(Pictures.clean(jpeg), Pictures.clean(Pictures.insert(jpeg, 20, exif)));
    }

    @Test
    void understandsFillBytes() throws Exception {
        var jpeg = Pictures.jpeg(Pictures.drawn(BufferedImage.TYPE_INT_RGB, 40, 24), false, 2);
        var filled = jpeg;
        for (int marker : new int[] {0xDA, 0xD0, 0xD1, 0xC0, 0xD9}) {
            int place = Pictures.text(filled).lastIndexOf("\u00FF" + (char) marker);
            filled = Pictures.insert(filled, place, Pictures.bytes("\u00FF\u00FF"));
        }

        assertArrayEquals(Pictures.clean(jpeg), Pictures.clean(filled));
    }

    @Test
    void takesFilledStuffingForData() throws Exception {
        assertArrayEquals(
                skeleton(SOF0, "a\u00FF\0b"), Pictures.clean(skeleton(SOF0, "a\u00FF\u00FF\0b")));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
    void keepsEveryKindOfFrame(int frame) throws Exception {
        var jpeg = skeleton(frame, "data\u00FF\0\u00FF\u00D7data");
        var tables =
                Pictures.join(
                        Pictures.segment(0xCC, "\0\20\23\77"), Pictures.segment(0xDD, "\0\2"));
        var file = Pictures.insert(jpeg, 2, tables);

        assertArrayEquals(file, Pictures.clean(file));
    }

    @Test
    void keepsTheNumberOfLinesAfterTheFirstScan() throws Exception {
        var lines = "\u00FF\u00DC\0\4\0\2";
        var jpeg =
                Pictures.bytes(
                        Pictures.text(skeleton(SOF0, "x" + lines)).replace("\2\0\3", "\0\0\3"));

        assertArrayEquals(jpeg, Pictures.clean(jpeg));
    }

    @Test
    void passesALongScanWhateverIsWhereItIsCutIntoPieces() throws Exception {
        for (int length = 8180; length < 8196; length++) {
            var jpeg = skeleton(SOF0, "x".repeat(length) + "\u00FF\0\u00FF\u00D0".repeat(5_000));

            assertArrayEquals(jpeg, Pictures.clean(jpeg));
        }
    }

    @Test
    void leavesAnUncroppedRestBehindTheEnd() throws Exception {
        var cropped = Pictures.baseline();

        assertArrayEquals(
                Pictures.clean(cropped),
                Pictures.clean(Pictures.join(cropped, Pictures.progressive())));
    }

    static List<byte[]> pictures() throws Exception {
        var rgb = Pictures.drawn(BufferedImage.TYPE_INT_RGB, 40, 24);
        var grey = Pictures.drawn(BufferedImage.TYPE_BYTE_GRAY, 40, 24);
        return List.of(
                Pictures.baseline(),
                Pictures.progressive(),
                Pictures.jpeg(grey, false, 0),
                Pictures.jpeg(grey, true, 0),
                Pictures.jpeg(rgb, false, 2),
                Pictures.jpeg(rgb, true, 1),
                Pictures.jpeg(Pictures.drawn(BufferedImage.TYPE_INT_RGB, 200, 200), true, 0));
    }

    /// Canaries in all that is not needed, at every place where a segment may be.
    private static byte[] withCanaries(byte[] jpeg) {
        var hidden = new ArrayList<byte[]>();
        IntStream.rangeClosed(0xE0, COM)
                .mapToObj(marker -> Pictures.segment(marker, Pictures.CANARY))
                .forEach(hidden::add);
        hidden.add(Pictures.segment(APP0, "JFXX\0", Pictures.CANARY));
        hidden.add(Pictures.segment(APP1, EXIF.formatted((char) 1)));
        hidden.add(Pictures.segment(APP1, "http://ns.adobe.com/xap/1.0/\0", Pictures.CANARY));
        hidden.add(Pictures.segment(0xE2, "ICC_PROFILE\0\1\1", Pictures.CANARY));
        hidden.add(Pictures.segment(0xE2, "MPF\0", Pictures.CANARY));
        hidden.add(Pictures.segment(0xED, "Photoshop 3.0\0", Pictures.CANARY));
        var all = Pictures.join(hidden.toArray(byte[][]::new));
        var file = Pictures.join(jpeg, all, Pictures.bytes(Pictures.CANARY));
        int end = jpeg.length - 2;
        for (int place = end;
                place > 0;
                place = Pictures.text(jpeg).lastIndexOf("\u00FF\u00DA", place - 1)) {
            file = Pictures.insert(file, place, all);
        }
        file = Pictures.insert(file, Pictures.marker(jpeg, DQT), all);
        return Pictures.insert(file, 2, all);
    }

    private static byte[] withoutJfif(byte[] jpeg) {
        assertEquals(2, Pictures.marker(jpeg, APP0));
        return Pictures.join(Arrays.copyOf(jpeg, 2), Arrays.copyOfRange(jpeg, 20, jpeg.length));
    }

    /// The least that has the shape of a JPEG.
    private static byte[] skeleton(int frame, String data) {
        return Pictures.join(
                Pictures.bytes("\u00FF\u00D8"),
                Pictures.segment(frame, "\10\0\2\0\3\1\1\21\0"),
                Pictures.segment(SOS, "\1\1\0\0\77\0"),
                Pictures.bytes(data),
                Pictures.bytes("\u00FF\u00D9"));
    }

    private static List<Integer> colours(byte[] jpeg) throws Exception {
        var image = Pictures.shown(jpeg);
        int width = image.getWidth();
        return IntStream.range(0, width * image.getHeight())
                .mapToObj(i -> image.getRGB(i % width, i / width))
                .toList();
    }

    private static void assertSame(Raster expected, Raster actual) {
        assertEquals(expected.getBounds(), actual.getBounds());
        assertEquals(expected.getNumBands(), actual.getNumBands());
        int[] samples =
                expected.getPixels(0, 0, expected.getWidth(), expected.getHeight(), (int[]) null);
        assertTrue(Arrays.stream(samples).distinct().count() > 10, "an empty picture");
        assertArrayEquals(
                samples,
                actual.getPixels(0, 0, actual.getWidth(), actual.getHeight(), (int[]) null));
    }
}
