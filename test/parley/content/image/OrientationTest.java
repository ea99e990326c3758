package parley.content.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class OrientationTest {
    private static final int TAG = 0x0112;
    private static final int MAKE = 0x010F;
    private static final int SHORT = 3;

    @ParameterizedTest
    @MethodSource("turns")
    void readsBothByteOrders(int orientation, ByteOrder order) {
        var tiff = tiff(order, 8, entry(order, MAKE, 2, 4, 0), own(order, orientation));

        assertEquals(orientation, Orientation.of(tiff));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void readsWhatItWrites(int orientation) {
        var exif = Orientation.exif(orientation);
        int start = Orientation.EXIF.length;

        assertArrayEquals(Orientation.EXIF, Arrays.copyOf(exif, start));
        assertEquals(32, exif.length);
        assertEquals(orientation, Orientation.of(Arrays.copyOfRange(exif, start, exif.length)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 255, 256, 0x0600, -1})
    void takesNonsenseForUpright(int orientation) {
        var order = ByteOrder.LITTLE_ENDIAN;

        assertEquals(1, Orientation.of(tiff(order, 8, own(order, orientation))));
    }

    @Test
    void takesANumberOfAnotherKindForUpright() {
        var order = ByteOrder.BIG_ENDIAN;

        assertEquals(1, Orientation.of(tiff(order, 8, entry(order, TAG, 1, 1, 6))));
        assertEquals(1, Orientation.of(tiff(order, 8, entry(order, TAG, SHORT, 2, 6))));
        assertEquals(1, Orientation.of(tiff(order, 8, entry(order, MAKE, SHORT, 1, 6))));
    }

    @Test
    void takesAnUnknownFileForUpright() {
        var order = ByteOrder.BIG_ENDIAN;
        var tiff = tiff(order, 8, own(order, 6));
        for (int place = 0; place < 4; place++) {
            var changed = tiff.clone();
            changed[place] ^= 1;
            assertEquals(1, Orientation.of(changed), "byte " + place);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 9, 22, 23, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE})
    void survivesAnyPlaceOfTheDirectory(int place) {
        for (var order : orders().toList()) {
            assertEquals(1, Orientation.of(tiff(order, place, own(order, 6))));
        }
    }

    @Test
    void survivesEveryCutAndAnyCount() {
        var order = ByteOrder.LITTLE_ENDIAN;
        var tiff = tiff(order, 8, own(order, 6));
        for (int length = 0; length < tiff.length; length++) {
            assertEquals(1, Orientation.of(Arrays.copyOf(tiff, length)));
        }
        ByteBuffer.wrap(tiff).putShort(8, (short) -1);
        assertEquals(6, Orientation.of(tiff));
        ByteBuffer.wrap(tiff).putShort(8, (short) 0);
        assertEquals(1, Orientation.of(tiff));
    }

    @Test
    void survivesNoise() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            var tiff = tiff(ByteOrder.BIG_ENDIAN, 8, own(ByteOrder.BIG_ENDIAN, 6));
            for (int k = random.nextInt(8); k >= 0; k--) {
                tiff[random.nextInt(tiff.length)] = (byte) random.nextInt();
            }
            int orientation = Orientation.of(tiff);
            assertEquals(Math.clamp(orientation, 1, 8), orientation);
        }
    }

    static Stream<Arguments> turns() {
        return IntStream.rangeClosed(1, 8)
                .boxed()
                .flatMap(turn -> orders().map(order -> Arguments.of(turn, order)));
    }

    private static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] own(ByteOrder order, int orientation) {
        return entry(order, TAG, SHORT, 1, orientation);
    }

    private static byte[] entry(ByteOrder order, int tag, int type, int count, int value) {
        return ByteBuffer.allocate(12)
                .order(order)
                .putShort((short) tag)
                .putShort((short) type)
                .putInt(count)
                .putShort((short) value)
                .array();
    }

    private static byte[] tiff(ByteOrder order, int directory, byte[]... entries) {
        var head =
                ByteBuffer.allocate(10)
                        .order(order)
                        .put(Pictures.bytes(order == ByteOrder.BIG_ENDIAN ? "MM" : "II"))
                        .putShort((short) 42)
                        .putInt(directory)
                        .putShort((short) entries.length);
        return Pictures.join(head.array(), Pictures.join(entries));
    }
}
