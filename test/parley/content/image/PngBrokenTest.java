package parley.content.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.stream.Stream;

/// PNGs that differ from a whole one in a single thing.
class PngBrokenTest {
    private static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";
    private static final String END = chunk("IEND", "");
    private static final String PICTURE = chunk("IDAT", "d");
    private static final String RGB = header(8, 2);
    private static final String INDEXED = header(2, 3);

    private static final String LENGTH = "a PNG chunk that is too long or short";

    @Test
    void theWholeOneIsWhole() throws Exception {
        for (var file :
                new String[] {
                    RGB + PICTURE + END,
                    INDEXED + chunk("PLTE", "p".repeat(12)) + PICTURE + PICTURE + END
                }) {
            var bytes = Pictures.bytes(SIGNATURE + file);
            assertArrayEquals(bytes, Pictures.clean(bytes));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void refusesAnotherOrder(String problem, String file) {
        assertBroken(problem, file);
    }

    static Stream<Arguments> refusesAnotherOrder() {
        var gamma = chunk("gAMA", "gama");
        var text = chunk("tEXt", "t");
        var palette = chunk("PLTE", "ppp");
        var animation = chunk("acTL", "animated");
        var frame = chunk("fdAT", "data");
        return Stream.of(
                Arguments.of("a PNG header missing", PICTURE + END),
                Arguments.of("a PNG header missing", text + RGB + PICTURE + END),
                Arguments.of("a PNG header missing", END),
                Arguments.of("a PNG header missing", RGB + RGB + PICTURE + END),
                Arguments.of("a PNG header missing", RGB + PICTURE + RGB + END),
                Arguments.of("a PNG without a picture", RGB + END),
                Arguments.of("a PNG without a picture", RGB + animation + frame + PICTURE + END),
                Arguments.of("a PNG without its palette", INDEXED + PICTURE + palette + END),
                Arguments.of("a PNG picture in two places", RGB + PICTURE + text + PICTURE + END),
                Arguments.of(
                        "a PNG picture in two places",
                        RGB + animation + PICTURE + frame + PICTURE + END),
                Arguments.of("a PNG chunk that comes twice", RGB + gamma + gamma + PICTURE + END),
                Arguments.of("a PNG chunk that comes twice", INDEXED + palette + palette + PICTURE),
                Arguments.of("a PNG chunk that comes after", RGB + PICTURE + gamma + END),
                Arguments.of("a PNG chunk that comes after", RGB + PICTURE + animation + END),
                Arguments.of("a PNG chunk that no decoder", RGB + chunk("TEXt", "t") + PICTURE),
                Arguments.of("a PNG chunk without a name", RGB + chunk("t\0Xt", "t") + PICTURE),
                Arguments.of("a PNG chunk without a name", RGB + chunk("tEX1", "t") + PICTURE),
                Arguments.of("a PNG chunk without a name", RGB + "\0".repeat(12) + PICTURE),
                Arguments.of("cut short", RGB + PICTURE),
                Arguments.of("cut short", RGB + PICTURE + text));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1", "2, 2", "2, 4", "3, 16", "4, 4", "6, 4", "0, 3", "0, 0", "1, 8", "5, 8", "7, 8"
    })
    void refusesAColourThatIsNone(int colour, int depth) {
        assertBroken("a PNG header that makes no sense", header(depth, colour) + PICTURE + END);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\0\0\0\0\0\0\1\10\2\0\0\0",
                "\0\0\0\1\0\0\0\0\10\2\0\0\0",
                "\u0080\0\0\1\0\0\0\1\10\2\0\0\0",
                "\0\0\0\1\0\0\0\1\10\2\1\0\0",
                "\0\0\0\1\0\0\0\1\10\2\0\1\0",
                "\0\0\0\1\0\0\0\1\10\2\0\0\2"
            })
    void refusesAHeaderThatMakesNoSense(String header) {
        assertBroken("a PNG header that makes no sense", chunk("IHDR", header) + PICTURE + END);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 14, 26})
    void refusesAHeaderOfAnotherLength(int length) {
        assertBroken(LENGTH, chunk("IHDR", RGB.substring(8, 20).repeat(3).substring(0, length)));
    }

    @ParameterizedTest
    @CsvSource({"gAMA, 4", "cHRM, 32", "sRGB, 1", "sBIT, 3", "bKGD, 6", "tRNS, 6", "acTL, 8"})
    void refusesAnotherLengthThanTheFixedOne(String type, int length) throws Exception {
        requireLength(RGB, type, length);
    }

    @ParameterizedTest
    @CsvSource({
        "0, sBIT, 1",
        "0, bKGD, 2",
        "0, tRNS, 2",
        "4, sBIT, 2",
        "4, bKGD, 2",
        "6, sBIT, 4",
        "6, bKGD, 6"
    })
    void refusesALengthThatDoesNotSuitTheColour(int colour, String type, int length)
            throws Exception {
        requireLength(header(8, colour), type, length);
    }

    @Test
    void refusesALengthThatDoesNotSuitThePalette() throws Exception {
        var palette = chunk("PLTE", "p".repeat(9));
        requireLength(INDEXED + palette, "bKGD", 1);
        requireLength(INDEXED + palette, "sBIT", 3);
        assertPasses(INDEXED + palette + chunk("tRNS", "ttt") + PICTURE + END);
        assertPasses(header(8, 3) + chunk("PLTE", "p".repeat(768)) + PICTURE + END);
        assertBroken(LENGTH, INDEXED + palette + chunk("tRNS", "tttt") + PICTURE + END);
        assertBroken(LENGTH, INDEXED + palette + chunk("tRNS", "") + PICTURE + END);
        assertBroken(LENGTH, INDEXED + chunk("tRNS", "t") + palette + PICTURE + END);
        for (int length : new int[] {0, 1, 4, 15, 768}) {
            assertBroken(LENGTH, INDEXED + chunk("PLTE", "p".repeat(length)) + PICTURE + END);
        }
        assertBroken(LENGTH, RGB + chunk("PLTE", "p".repeat(771)) + PICTURE + END);
        for (int grey : new int[] {0, 4}) {
            assertBroken(LENGTH, header(8, grey) + chunk("PLTE", "ppp") + PICTURE + END);
        }
        for (int alpha : new int[] {4, 6}) {
            assertBroken(LENGTH, header(8, alpha) + chunk("tRNS", "tt") + PICTURE + END);
        }
    }

    @Test
    void refusesAnotherLengthOfFrames() throws Exception {
        requireLength(RGB + chunk("acTL", "animated"), "fcTL", 26);
        assertBroken(LENGTH, RGB + chunk("acTL", "animated") + PICTURE + chunk("fdAT", "123"));
    }

    @Test
    void refusesAnEndThatIsNotEmpty() {
        assertBroken(LENGTH, RGB + PICTURE + chunk("IEND", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0080\0\0\0", "\u00FF\u00FF\u00FF\u00FF"})
    void refusesALengthThatIsNone(String length) {
        assertBroken("a PNG chunk longer than allowed", RGB + length + "IDATd");
        assertBroken("a PNG chunk longer than allowed", RGB + length + "tEXtt");
    }

    @Test
    void refusesAWrongChecksumOfEveryChunkThatIsKept() throws Exception {
        var parts =
                new String[] {RGB, chunk("acTL", "animated"), PICTURE, chunk("fdAT", "data"), END};
        for (int i = 0; i < parts.length; i++) {
            var broken = parts.clone();
            int last = broken[i].length() - 1;
            broken[i] = broken[i].substring(0, last) + (char) (broken[i].charAt(last) ^ 1);
            assertBroken("a PNG chunk with a wrong checksum", String.join("", broken));
        }
        var dropped = chunk("tEXt", "t").replaceFirst("(?s).$", "?");
        assertArrayEquals(
                Pictures.bytes(SIGNATURE + RGB + PICTURE + END),
                Pictures.clean(Pictures.bytes(SIGNATURE + RGB + dropped + PICTURE + END)));
    }

    @Test
    void refusesMoreChunksThanAnybodyNeeds() throws Exception {
        var pictures = String.join("", Collections.nCopies(99_998, PICTURE));

        assertPasses(RGB + pictures + END);
        assertBroken("too many PNG chunks", RGB + pictures + PICTURE + END);
    }

    private static void requireLength(String start, String type, int length) throws Exception {
        assertPasses(start + chunk(type, "x".repeat(length)) + PICTURE + END);
        for (int other : new int[] {0, length - 1, length + 1, length + 100}) {
            assertBroken(LENGTH, start + chunk(type, "x".repeat(other)) + PICTURE + END);
        }
    }

    private static void assertPasses(String file) throws Exception {
        var bytes = Pictures.bytes(SIGNATURE + file);
        assertArrayEquals(bytes, Pictures.clean(bytes));
    }

    private static void assertBroken(String problem, String file) {
        var bytes = Pictures.bytes(SIGNATURE + file);
        var refused = assertThrows(BrokenImageException.class, () -> Pictures.clean(bytes));
        assertEquals(problem, refused.getMessage().substring(0, problem.length()));
    }

    private static String header(int depth, int colour) {
        return chunk("IHDR", "\0\0\0\1\0\0\0\1" + (char) depth + (char) colour + "\0\0\0");
    }

    private static String chunk(String type, String body) {
        return Pictures.text(Pictures.chunk(type, body));
    }
}
