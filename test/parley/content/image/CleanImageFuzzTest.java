package parley.content.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Small files full of canaries, damaged at random. Between the scans of a JPEG there are none:
/// when the marker is damaged there, what follows is coded data as far as anybody can tell who does
/// not decode it.
class CleanImageFuzzTest {
    private static final int ROUNDS = 5_000;
    private static final int MORE = 64;
    private static final byte[] INTERESTING = {0, 1, -1, -128, 127, (byte) 0xD8, (byte) 0xD9, '*'};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void damageGivesACleanImageOrAnException(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var files = files();
        int passed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var damaged = damaged(random, files.get(i % files.size()));
            var out = new ByteArrayOutputStream();
            boolean whole = passes(damaged, out);

            assertTrue(out.size() <= damaged.length + MORE, "grew in round " + i);
            if (whole) {
                var clean = out.toByteArray();
                assertFalse(Pictures.text(clean).contains(Pictures.CANARY), "round " + i);
                assertArrayEquals(clean, Pictures.clean(clean), "round " + i);
                passed++;
            }
        }
        assertTrue(passed > ROUNDS / 20, "passed " + passed);
    }

    /// Whether it comes to its end; what has come until then is in `out`.
    private static boolean passes(byte[] file, ByteArrayOutputStream out) throws IOException {
        try (var image = CleanImage.of(new ByteArrayInputStream(file))) {
            image.transferTo(out);
            return true;
        } catch (BrokenImageException _) {
            return false;
        }
    }

    private static List<byte[]> files() {
        var rgb = Pictures.drawn(BufferedImage.TYPE_INT_RGB, 8, 8);
        return List.of(
                hidingJpeg(Pictures.jpeg(rgb, false, 0)),
                hidingJpeg(Pictures.jpeg(rgb, true, 0)),
                hidingPng(Pictures.png(BufferedImage.TYPE_INT_ARGB, false)),
                hidingPng(Pictures.png(BufferedImage.TYPE_BYTE_BINARY, true)));
    }

    private static byte[] hidingJpeg(byte[] jpeg) {
        var exif = "Exif\0\0MM\0*\0\0\0\10\0\1\1\u0012\0\3\0\0\0\1\0\6\0\0\0\0\0\0";
        var hidden =
                Pictures.join(
                        Pictures.segment(0xE0, "JFIF\0\1\1\0\0\1\0\1\2\2", Pictures.CANARY),
                        Pictures.segment(0xE1, exif, Pictures.CANARY),
                        Pictures.segment(0xE1, "http://ns.adobe.com/xap/1.0/\0", Pictures.CANARY),
                        Pictures.segment(0xEE, "Adobe\0d\0\0\0\0\1", Pictures.CANARY),
                        Pictures.segment(0xFE, Pictures.CANARY));
        var file = Pictures.join(jpeg, Pictures.bytes(Pictures.CANARY));
        return Pictures.insert(
                Pictures.insert(file, Pictures.marker(jpeg, 0xDA), hidden), 2, hidden);
    }

    private static byte[] hidingPng(byte[] png) {
        var hidden =
                Pictures.join(
                        Pictures.chunk("tEXt", Pictures.CANARY),
                        Pictures.chunk("eXIf", Pictures.CANARY),
                        Pictures.chunk("fdAT", Pictures.CANARY));
        var file = Pictures.join(png, hidden);
        file = Pictures.insert(file, Pictures.place(png, "IEND"), hidden);
        return Pictures.insert(file, Pictures.place(png, "IDAT"), hidden);
    }

    /// One to three changes, none of which makes a canary: at most half of one is copied.
    private static byte[] damaged(RandomGenerator random, byte[] file) {
        var damaged = file;
        for (int i = random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
            int place = random.nextInt(damaged.length);
            int few = Math.min(1 + random.nextInt(8), damaged.length - place);
            damaged =
                    switch (random.nextInt(5)) {
                        case 0 -> set(damaged, place, (byte) (damaged[place] ^ 1 << few - 1));
                        case 1 -> set(damaged, place, interesting(random));
                        case 2 -> without(damaged, place, few);
                        case 3 ->
                                Pictures.insert(
                                        damaged,
                                        place,
                                        Arrays.copyOfRange(damaged, place, place + few));
                        default ->
                                without(damaged, place, random.nextInt(damaged.length - place + 1));
                    };
        }
        return damaged;
    }

    private static byte interesting(RandomGenerator random) {
        return INTERESTING[random.nextInt(INTERESTING.length)];
    }

    private static byte[] set(byte[] file, int place, byte value) {
        var changed = file.clone();
        changed[place] = value;
        return changed;
    }

    private static byte[] without(byte[] file, int place, int count) {
        return Pictures.join(
                Arrays.copyOf(file, place), Arrays.copyOfRange(file, place + count, file.length));
    }
}
