package parley.sqlite.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

class TracesTest {
    private static final int CHUNK = 1 << 20;
    private static final byte[] ONE = "sixteen bytes it".getBytes(US_ASCII);
    private static final byte[] OTHER = "sixteen more of ".getBytes(US_ASCII);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                12_345,
                CHUNK - 17,
                CHUNK - 16,
                CHUNK - 15,
                CHUNK - 1,
                CHUNK,
                2 * CHUNK - 20,
                2 * CHUNK - 8,
                3 * CHUNK + 77 - 16
            })
    void areFoundWhereverTheyAre(int at) throws Exception {
        var bytes = noise();
        System.arraycopy(OTHER, 0, bytes, at, OTHER.length);

        assertTrue(areIn(bytes));
    }

    @Test
    void areNotFoundWhereTheyAreNot() throws Exception {
        var bytes = noise();
        System.arraycopy(ONE, 0, bytes, 500, ONE.length - 1);
        System.arraycopy(OTHER, 1, bytes, CHUNK - 4, OTHER.length - 1);

        assertFalse(areIn(bytes));
        assertFalse(areIn(new byte[0]));
        assertFalse(areIn(new byte[15]));
    }

    private boolean areIn(byte[] bytes) throws Exception {
        var file = Files.write(folder.resolve("file"), bytes);
        try (var channel = FileChannel.open(file)) {
            return new Traces(List.of(ONE, OTHER)).areIn(channel);
        }
    }

    private static byte[] noise() {
        var bytes = new byte[3 * CHUNK + 77];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
