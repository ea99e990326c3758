package parley.content.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class PngFilterTest {
    /// What goes wherever it is. The last is of an animation that was not announced.
    private static final List<String> HIDING_PLACES =
            List.of(
                    "tEXt", "zTXt", "iTXt", "eXIf", "tIME", "iCCP", "pHYs", "sPLT", "hIST", "cICP",
                    "vpAg", "prVt", "caNv", "mkBF", "fcTL");

    @ParameterizedTest
    @MethodSource("pictures")
    void keepsEveryPixel(byte[] png) throws Exception {
        var before = Pictures.shown(png);
        var after = Pictures.shown(Pictures.clean(withCanaries(png)));

        assertEquals(before.getType(), after.getType());
        assertEquals(before.getColorModel(), after.getColorModel());
        assertArrayEquals(pixels(before), pixels(after));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void keepsNothingBesidesThePicture(byte[] png) throws Exception {
        var clean = Pictures.clean(withCanaries(png));

        assertFalse(Pictures.text(clean).contains(Pictures.CANARY));
        assertArrayEquals(png, clean);
    }

    @Test
    void keepsWhatColoursMean() throws Exception {
        var png = Pictures.png(BufferedImage.TYPE_BYTE_INDEXED, false);
        var colours =
                Pictures.join(
                        Pictures.chunk("gAMA", "gama"),
                        Pictures.chunk("cHRM", "c".repeat(32)),
                        Pictures.chunk("sRGB", "\0"),
                        Pictures.chunk("sBIT", "\5\5\5"));
        var shades = Pictures.join(Pictures.chunk("tRNS", "\0\1\2"), Pictures.chunk("bKGD", "\1"));
        var full =
                Pictures.insert(
                        Pictures.insert(png, Pictures.place(png, "IDAT"), shades),
                        Pictures.place(png, "PLTE"),
                        colours);

        assertArrayEquals(full, Pictures.clean(full));
    }

    @Test
    void keepsAnAnimation() throws Exception {
        var png = Pictures.png();
        var start =
                Pictures.join(
                        Pictures.chunk("acTL", "\0\0\0\2\0\0\0\0"),
                        Pictures.chunk("fcTL", "f".repeat(26)));
        var frames =
                Pictures.join(
                        Pictures.chunk("fcTL", "g".repeat(26)),
                        Pictures.chunk("fdAT", "\0\0\0\1" + "d".repeat(20_000)),
                        Pictures.chunk("fdAT", "\0\0\0\2"));
        var text = Pictures.chunk("tEXt", Pictures.CANARY);
        int place = Pictures.place(png, "IDAT");
        int end = Pictures.place(png, "IEND");

        var full = Pictures.insert(Pictures.insert(png, end, frames), place, start);
        var more =
                Pictures.insert(Pictures.insert(png, end, text, frames, text), place, start, text);

        assertArrayEquals(full, Pictures.clean(full));
        assertArrayEquals(full, Pictures.clean(more));
    }

    @Test
    void leavesOutFramesOfAnAnimationThatWasNotAnnounced() throws Exception {
        var png = Pictures.png();
        var file =
                Pictures.insert(
                        png,
                        Pictures.place(png, "IEND"),
                        Pictures.chunk("fcTL", "f".repeat(26)),
                        Pictures.chunk("fdAT", "\0\0\0\1" + Pictures.CANARY));

        assertArrayEquals(png, Pictures.clean(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 40_000})
    void passesAPictureInChunksOfAnySize(int size) throws Exception {
        var png = Pictures.png();
        int place = Pictures.place(png, "IDAT");
        var file = Pictures.insert(png, place, Pictures.chunk("IDAT", "d".repeat(size)));

        assertArrayEquals(file, Pictures.clean(file));
    }

    @Test
    void leavesAnUncroppedRestBehindTheEnd() throws Exception {
        var cropped = Pictures.png();
        var rest = Pictures.png(BufferedImage.TYPE_USHORT_GRAY, false);

        assertArrayEquals(cropped, Pictures.clean(Pictures.join(cropped, rest)));
    }

    static List<byte[]> pictures() {
        return IntStream.of(
                        BufferedImage.TYPE_INT_RGB,
                        BufferedImage.TYPE_INT_ARGB,
                        BufferedImage.TYPE_BYTE_GRAY,
                        BufferedImage.TYPE_USHORT_GRAY,
                        BufferedImage.TYPE_BYTE_INDEXED,
                        BufferedImage.TYPE_BYTE_BINARY)
                .boxed()
                .flatMap(type -> Stream.of(Pictures.png(type, false), Pictures.png(type, true)))
                .toList();
    }

    private static byte[] withCanaries(byte[] png) {
        var hidden =
                Pictures.join(
                        HIDING_PLACES.stream()
                                .map(type -> Pictures.chunk(type, Pictures.CANARY))
                                .toArray(byte[][]::new));
        var file = Pictures.join(png, hidden, Pictures.bytes(Pictures.CANARY));
        file = Pictures.insert(file, Pictures.place(png, "IEND"), hidden);
        file = Pictures.insert(file, Pictures.place(png, "IDAT"), hidden);
        return Pictures.insert(file, Pictures.place(png, "IHDR") + 25, hidden);
    }

    private static int[] pixels(BufferedImage image) {
        int width = image.getWidth();
        return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    }
}
