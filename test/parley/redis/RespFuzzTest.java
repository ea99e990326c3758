package parley.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Replies as a broken or hostile server might send them. `-Dparley.fuzz=5000000` tries so many.
class RespFuzzTest {
    private static final int ROUNDS = Integer.getInteger("parley.fuzz", 200_000);
    private static final long SEED = Long.getLong("parley.fuzz.seed", 7);

    /// Bytes that mean something, so that damage is not noticed at the first byte.
    private static final byte[] TELLING = bytes("\r\n\r\n0123456789-+:$*_,#(!=%~>|?tfein.\0\u00FF");

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void whateverArrivesIsReadOrRefusedInBoundedTime() throws Exception {
        int read = 0;
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = damaged(bytes(reply(4)));
            var in = new ByteArrayInputStream(bytes);
            try {
                var reader = new RespReader(in);
                while (true) {
                    reader.read();
                    read++;
                }
            } catch (EOFException _) {
                assertTrue(in.available() == 0, "says that it ended, and it did not");
            } catch (ProtocolException _) {
                refused++;
            } catch (IOException | RuntimeException | Error e) {
                throw new AssertionError("round %d: %s".formatted(i, Arrays.toString(bytes)), e);
            }
        }
        assertTrue(read > ROUNDS / 10 && refused > ROUNDS / 10, read + " read, " + refused);
    }

    /// A random reply of any type.
    private String reply(int depth) {
        int type = random.nextInt(depth > 0 ? 17 : 12);
        return switch (type) {
            case 0 -> "+" + text() + "\r\n";
            case 1 -> "-ERR " + text() + "\r\n";
            case 2 -> ":" + random.nextLong() + "\r\n";
            case 3, 4 -> sized('$', text());
            case 5 -> random.nextBoolean() ? "$-1\r\n" : "*-1\r\n";
            case 6 -> "_\r\n";
            case 7 -> "," + random.nextDouble() + "\r\n";
            case 8 -> random.nextBoolean() ? "#t\r\n" : "#f\r\n";
            case 9 -> "(" + random.nextLong() + random.nextInt(0, 99) + "\r\n";
            case 10 -> sized('!', "ERR " + text());
            case 11 -> sized('=', "txt:" + text());
            case 12 -> several('%', 2, depth);
            case 13 -> several('~', 1, depth);
            case 14 -> several('>', 1, depth);
            case 15 -> several('|', 2, depth) + reply(depth - 1);
            default -> several('*', 1, depth);
        };
    }

    private String several(char type, int each, int depth) {
        int count = random.nextInt(4);
        var all = new StringBuilder().append(type).append(count).append("\r\n");
        for (int i = 0; i < count * each; i++) {
            all.append(reply(depth - 1));
        }
        return all.toString();
    }

    private static String sized(char type, String text) {
        return type + "" + text.length() + "\r\n" + text + "\r\n";
    }

    private String text() {
        return "abc 123 xyz".substring(random.nextInt(11));
    }

    private byte[] damaged(byte[] bytes) {
        byte[] damaged = bytes;
        for (int i = random.nextInt(4); i > 0 && damaged.length > 1; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(5)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] = TELLING[random.nextInt(TELLING.length)];
                case 2 -> damaged = Arrays.copyOf(damaged, at + 1);
                case 3 -> damaged = joined(damaged, at, random.nextInt(at, damaged.length));
                default -> damaged = joined(damaged, random.nextInt(at, damaged.length), at);
            }
        }
        return damaged;
    }

    /// What is before one place, then what is from the other one on: leaves out or repeats.
    private static byte[] joined(byte[] bytes, int until, int from) {
        byte[] all = Arrays.copyOf(bytes, until + bytes.length - from);
        System.arraycopy(bytes, from, all, until, bytes.length - from);
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
