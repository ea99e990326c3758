package parley.content.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

class CleanImageTest {
    @Test
    void tellsWhatItIs() throws Exception {
        assertEquals("jpg", image(Pictures.baseline()).extension());
        assertEquals("png", image(Pictures.png()).extension());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u00FF",
                "\u00FFX",
                "\u0089",
                "\u0089PNG",
                "\u0089PNG\r\n\u001A\r",
                "GIF89a",
                "RIFF\4\0\0\0WEBP",
                "<svg/>"
            })
    void refusesWhatIsNeitherJpegNorPng(String file) {
        assertThrows(BrokenImageException.class, () -> image(Pictures.bytes(file)));
    }

    @Test
    void neverQuotesTheFile() {
        var file = Pictures.join(Pictures.bytes("\u00FF\u00D8"), Pictures.bytes(Pictures.CANARY));

        var refused = assertThrows(BrokenImageException.class, () -> Pictures.clean(file));

        assertEquals(
                "no marker where a JPEG segment should start, before byte 3", refused.getMessage());
    }

    @Test
    void namesThePlace() {
        var jpeg = Pictures.jpeg(Pictures.drawn(BufferedImage.TYPE_INT_RGB, 300, 300), false, 0);
        var cut = Arrays.copyOf(jpeg, 20_000);

        var refused = assertThrows(BrokenImageException.class, () -> Pictures.clean(cut));

        assertEquals("cut short, before byte 20000", refused.getMessage());
    }

    @ParameterizedTest
    @MethodSource("whole")
    void passesACleanFileUnchanged(byte[] file) throws Exception {
        var clean = Pictures.clean(file);

        assertArrayEquals(clean, Pictures.clean(clean));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void givesTheSameHoweverItArrivesAndIsRead(byte[] file) throws Exception {
        var trickle =
                new FilterInputStream(new ByteArrayInputStream(file)) {
                    @Override
                    public int read(byte[] to, int offset, int length) throws IOException {
                        return super.read(to, offset, Math.min(length, 1));
                    }
                };
        var out = new ByteArrayOutputStream();
        try (var image = CleanImage.of(trickle)) {
            for (int b = image.read(); b >= 0; b = image.read()) {
                out.write(b);
            }
            assertEquals(-1, image.read());
            assertEquals(-1, image.read(new byte[8], 0, 8));
            assertEquals(0, image.read(new byte[8], 8, 0));
        }

        assertArrayEquals(Pictures.clean(file), out.toByteArray());
    }

    @ParameterizedTest
    @MethodSource("whole")
    void neverPassesAFileThatIsCutShort(byte[] file) {
        for (int length = 0; length < file.length; length++) {
            var cut = Arrays.copyOf(file, length);
            assertThrows(BrokenImageException.class, () -> Pictures.clean(cut), "of " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("whole")
    void neverEndsAfterItHasFailed(byte[] file) throws Exception {
        try (var image = image(Arrays.copyOf(file, file.length - 1))) {
            assertThrows(BrokenImageException.class, image::readAllBytes);

            assertThrows(IOException.class, image::read);
            assertThrows(IOException.class, () -> image.read(new byte[8]));
        }
    }

    @Test
    void passesOnWhatTheSourceThrows() throws Exception {
        var failure = new IOException("connection reset");
        var file = Pictures.baseline();
        var image = CleanImage.of(failing(Arrays.copyOf(file, file.length / 2), failure));

        assertSame(failure, assertThrows(IOException.class, image::readAllBytes));
        assertThrows(IOException.class, image::read);
    }

    @ParameterizedTest
    @MethodSource("whole")
    void closesItsSourceAndGivesNothingMore(byte[] file) throws Exception {
        var closed = new boolean[1];
        var source =
                new ByteArrayInputStream(file) {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                };
        var image = CleanImage.of(source);
        image.read();
        image.close();

        assertTrue(closed[0]);
        assertThrows(IOException.class, image::read);
    }

    @ParameterizedTest
    @MethodSource("whole")
    void endsWithThePictureWithoutReadingWhatFollows(byte[] file) throws Exception {
        var image = CleanImage.of(failing(file, new IOException("read too far")));

        assertArrayEquals(Pictures.clean(file), image.readAllBytes());
    }

    static List<byte[]> whole() {
        return List.of(Pictures.baseline(), Pictures.progressive(), Pictures.png());
    }

    private static CleanImage image(byte[] file) throws IOException {
        return CleanImage.of(new ByteArrayInputStream(file));
    }

    /// Gives the bytes, and then fails instead of ending.
    private static InputStream failing(byte[] bytes, IOException failure) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                int count = super.read(to, offset, length);
                if (count < 0) {
                    throw failure;
                }
                return count;
            }
        };
    }
}
