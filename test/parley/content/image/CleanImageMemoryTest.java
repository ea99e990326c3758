package parley.content.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/// Files far larger than what may be held of them, made up while they are read.
class CleanImageMemoryTest {
    private static final int BLOCK = 65_000;
    private static final int BLOCKS = 3_200;
    private static final byte[] ZEROS = new byte[BLOCK];

    /// Of the filter's own: buffers, and a few bytes for each part.
    private static final long FEW = 1 << 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void leavesOutSegmentsWithoutBuffering() throws Exception {
        var jpeg = Pictures.baseline();
        for (int marker : new int[] {0xE0, 0xE1, 0xE2, 0xEE, 0xFE}) {
            var segment = Pictures.segment(marker, ZEROS);
            var file = new Lazy(Arrays.copyOf(jpeg, 2), segment, rest(jpeg, 2));

            assertEquals(jpeg.length, allocating(FEW, file));
            assertEquals(jpeg.length + (long) BLOCKS * segment.length, file.given);
        }
    }

    @Test
    void leavesOutAChunkWithoutBuffering() throws Exception {
        var png = Pictures.png();
        int place = Pictures.place(png, "IDAT");
        var start = Arrays.copyOf(png, place);
        var head = ByteBuffer.allocate(8).putInt(BLOCK * BLOCKS).put(Pictures.bytes("tEXt"));
        var file =
                new Lazy(
                        Pictures.join(start, head.array()),
                        ZEROS,
                        Pictures.join(new byte[4], rest(png, place)));

        assertEquals(png.length, allocating(FEW, file));
    }

    @Test
    void holdsLittleOfALongPicture() throws Exception {
        var jpeg = Pictures.baseline();
        int end = jpeg.length - 2;
        holdsLittle(new Lazy(Arrays.copyOf(jpeg, end), ZEROS, rest(jpeg, end)));

        var png = Pictures.png();
        int place = Pictures.place(png, "IDAT");
        var head = ByteBuffer.allocate(8).putInt(BLOCK * BLOCKS).put(Pictures.bytes("IDAT"));
        holdsLittle(
                new Lazy(
                        Pictures.join(Arrays.copyOf(png, place), head.array()),
                        ZEROS,
                        Pictures.join(checksum(), rest(png, place))));
    }

    private long allocating(long most, InputStream file) throws IOException {
        long before = threads.getCurrentThreadAllocatedBytes();
        long count = 0;
        try (var image = CleanImage.of(file)) {
            var buffer = new byte[BLOCK];
            for (int n = image.read(buffer); n >= 0; n = image.read(buffer)) {
                count += n;
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < most, "allocated " + allocated);
        return count;
    }

    private static void holdsLittle(Lazy file) throws IOException {
        long held = 0;
        long count = 0;
        try (var image = CleanImage.of(file)) {
            var buffer = new byte[512];
            for (int n = image.read(buffer); n >= 0; n = image.read(buffer)) {
                count += n;
                held = Math.max(held, file.given - count);
            }
        }
        assertEquals(file.given, count);
        assertTrue(held < 20_000, "held " + held);
    }

    private static byte[] rest(byte[] file, int from) {
        return Arrays.copyOfRange(file, from, file.length);
    }

    private static byte[] checksum() {
        var crc = new CRC32();
        crc.update(Pictures.bytes("IDAT"));
        for (int i = 0; i < BLOCKS; i++) {
            crc.update(ZEROS);
        }
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }

    /// A start, the same block again and again, and a rest.
    private static final class Lazy extends InputStream {
        private final byte[] block;
        private final byte[] rest;
        private ByteArrayInputStream part;
        private int blocks = BLOCKS;
        private long given;

        Lazy(byte[] start, byte[] block, byte[] rest) {
            this.part = new ByteArrayInputStream(start);
            this.block = block;
            this.rest = rest;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (part.available() == 0 && blocks >= 0) {
                part = new ByteArrayInputStream(blocks > 0 ? block : rest);
                blocks--;
            }
            int count = part.read(to, offset, length);
            given += Math.max(count, 0);
            return count;
        }
    }
}
