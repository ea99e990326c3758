package parley.content.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// JPEGs that differ from a whole one in a single thing.
class JpegBrokenTest {
    private static final String START = "\u00FF\u00D8";
    private static final String END = "\u00FF\u00D9";
    private static final String QUANTISATION = "\3" + "q".repeat(64);
    private static final String WIDE_QUANTISATION = "\23" + "q".repeat(128);
    private static final String HUFFMAN = "\23" + "\1".repeat(16) + "abcdefghijklmnop";
    private static final String FRAME = "\10\0\2\0\3\1\1\104\3";
    private static final String SCAN = "\1\1\63\0\77\0";

    private static final String SHAPE = "a JPEG segment that does not fit its length";

    @Test
    void theWholeOneIsWhole() throws Exception {
        var file = file("", FRAME, SCAN, "\u00FF\u00DC\0\4\0\2");

        assertArrayEquals(file, Pictures.clean(file));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void refusesTablesOfAnotherShape(int marker, String body) {
        assertBroken(SHAPE, file(segment(marker, body), FRAME, SCAN, ""));
    }

    static Stream<Arguments> refusesTablesOfAnotherShape() {
        int dqt = 0xDB;
        int dht = 0xC4;
        int dac = 0xCC;
        int dri = 0xDD;
        return Stream.of(
                Arguments.of(dqt, QUANTISATION + "x"),
                Arguments.of(dqt, QUANTISATION + WIDE_QUANTISATION.substring(1)),
                Arguments.of(dqt, QUANTISATION.substring(1)),
                Arguments.of(dqt, WIDE_QUANTISATION + "\0"),
                Arguments.of(dqt, "\4" + QUANTISATION.substring(1)),
                Arguments.of(dqt, "\40" + "q".repeat(256)),
                Arguments.of(dht, HUFFMAN + "x"),
                Arguments.of(dht, HUFFMAN + HUFFMAN.substring(1)),
                Arguments.of(dht, HUFFMAN.substring(0, 32)),
                Arguments.of(dht, HUFFMAN.substring(0, 16)),
                Arguments.of(dht, "\4" + HUFFMAN.substring(1)),
                Arguments.of(dht, "\40" + HUFFMAN.substring(1)),
                Arguments.of(dht, HUFFMAN.replace('p', 'a')),
                Arguments.of(dac, "\0"),
                Arguments.of(dac, "\0\20\4\20"),
                Arguments.of(dac, "\40\20"),
                Arguments.of(dri, "\0"),
                Arguments.of(dri, "\0\1x"));
    }

    @ParameterizedTest
    @MethodSource
    void refusesFramesOfAnotherShape(String frame) {
        assertBroken(SHAPE, file("", frame, SCAN, ""));
    }

    static Stream<String> refusesFramesOfAnotherShape() {
        return Stream.of(
                "",
                "\10\0\2\0\3",
                "\10\0\2\0\3\0",
                FRAME + "x",
                FRAME.substring(0, 8),
                "\1" + FRAME.substring(1),
                "\21" + FRAME.substring(1),
                "\u0088" + FRAME.substring(1),
                "\10\0\2\0\0\1\1\104\3",
                "\10\0\2\0\3\2\1\104\3",
                "\10\0\2\0\3\5" + "\1\21\0".repeat(5),
                "\10\0\2\0\3\u0081\1\21\0",
                "\10\0\2\0\3\1\1\1\0",
                "\10\0\2\0\3\1\1\20\0",
                "\10\0\2\0\3\1\1\121\0",
                "\10\0\2\0\3\1\1\25\0",
                "\10\0\2\0\3\1\1\21\4",
                "\10\0\2\0\3\1\1\21\u0080");
    }

    @ParameterizedTest
    @MethodSource
    void refusesScansOfAnotherShape(String scan) {
        assertBroken(SHAPE, file("", FRAME, scan, ""));
    }

    static Stream<String> refusesScansOfAnotherShape() {
        return Stream.of(
                "",
                "\0\0\77\0",
                SCAN + "x",
                SCAN.substring(0, 5),
                "\5" + "\1\0".repeat(5) + "\0\77\0",
                "\u0081\1\0\0\77\0",
                "\1\1\100\0\77\0",
                "\1\1\4\0\77\0");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesAnotherOrder(String problem, String file) {
        assertBroken(problem, Pictures.bytes(START + file));
    }

    static Stream<Arguments> refusesAnotherOrder() {
        var frame = segment(0xC0, FRAME);
        var scan = segment(0xDA, SCAN) + "x";
        var lines = segment(0xDC, "\0\2");
        return Stream.of(
                Arguments.of("a JPEG without a picture", END),
                Arguments.of("a JPEG without a picture", frame + END),
                Arguments.of("a scan before its frame", scan + frame + END),
                Arguments.of("a second JPEG frame", frame + frame + scan + END),
                Arguments.of("a second JPEG frame", frame + scan + frame + END),
                Arguments.of("a number of lines before", frame + lines + scan + END),
                Arguments.of(SHAPE, frame + scan + segment(0xDC, "\0\2x") + END),
                Arguments.of("no marker where", "x" + frame + scan + END),
                Arguments.of("no marker where", frame + "\0\0" + scan + END),
                Arguments.of("no marker where", frame + scan + segment(0xFE, "c") + "x" + END),
                Arguments.of("a JPEG segment shorter", frame + "\u00FF\u00FE\0\1" + scan + END),
                Arguments.of("a JPEG segment shorter", frame + "\u00FF\u00FE\0\0" + scan + END),
                Arguments.of("cut short", frame + scan),
                Arguments.of("cut short", frame + scan + "\u00FF"),
                Arguments.of("cut short", frame + "\u00FF\u00FE\0\100c" + scan + END));
    }

    @ParameterizedTest
    @MethodSource
    void refusesMarkersWhoseMeaningIsUnknown(int marker) {
        assertBroken("a JPEG marker", file(segment(marker, "x"), FRAME, SCAN, ""));
        assertBroken(
                "a JPEG marker", file("", FRAME, SCAN, segment(0xFE, "c") + segment(marker, "x")));
    }

    static IntStream refusesMarkersWhoseMeaningIsUnknown() {
        var others = IntStream.of(0x00, 0xC8, 0xD0, 0xD7, 0xD8, 0xDE, 0xDF);
        return IntStream.concat(IntStream.rangeClosed(0x01, 0xBF), others);
    }

    @Test
    void refusesAnUnknownColourTransform() {
        for (var transform : new String[] {"\3", "\u00FF"}) {
            var adobe = segment(0xEE, "Adobe\0d\0\0\0\0" + transform);
            assertBroken("an unknown colour transform", file(adobe, FRAME, SCAN, ""));
        }
    }

    @Test
    void refusesMoreSegmentsThanAnybodyNeeds() throws Exception {
        var comments = String.join("", Collections.nCopies(99_995, segment(0xFE, "")));

        assertArrayEquals(
                file("", FRAME, SCAN, ""), Pictures.clean(file(comments, FRAME, SCAN, "")));
        assertBroken("too many JPEG segments", file(comments + segment(0xFE, ""), FRAME, SCAN, ""));
    }

    private static byte[] file(String tables, String frame, String scan, String after) {
        return Pictures.bytes(
                START
                        + segment(0xDB, QUANTISATION + WIDE_QUANTISATION)
                        + segment(0xC4, HUFFMAN + HUFFMAN)
                        + tables
                        + segment(0xC0, frame)
                        + segment(0xDA, scan)
                        + "data"
                        + after
                        + END);
    }

    private static String segment(int marker, String body) {
        return Pictures.text(Pictures.segment(marker, body));
    }

    private static void assertBroken(String problem, byte[] file) {
        var refused = assertThrows(BrokenImageException.class, () -> Pictures.clean(file));
        assertEquals(problem, refused.getMessage().substring(0, problem.length()));
    }
}
