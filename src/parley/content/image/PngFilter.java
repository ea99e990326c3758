package parley.content.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;

/// A PNG, chunk by chunk (W3C PNG, third edition, which has the chunks of APNG).
///
/// Chunks that hold the picture are streamed, those that say how to read it are short and checked
/// as a whole. All other chunks that a decoder may skip are left out.
final class PngFilter implements Filter {
    /// In front of the picture, and there once.
    private static final Set<String> ABOUT =
            Set.of("IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "acTL");

    /// Decoders look at these only when `acTL` has announced an animation. So without it they are
    /// left out: anything could be in them.
    private static final Set<String> ANIMATION = Set.of("fcTL", "fdAT");

    /// A CRC is as long.
    private static final int NAME = 4;

    private final Source source;
    private final CRC32 crc = new CRC32();
    private final Set<String> seen = new HashSet<>();
    private PngHeader header = PngHeader.UNKNOWN;

    /// The chunk before, kept or not.
    private String last = "";

    /// What is to come of the chunk that is being streamed, without its CRC; negative between
    /// chunks.
    private long left = -1;

    private int chunks;

    /// @param source stands behind the signature
    PngFilter(Source source) {
        this.source = source;
    }

    @Override
    public String extension() {
        return "png";
    }

    @Override
    public byte[] next() throws IOException {
        if (left > 0) {
            return data();
        }
        if (left == 0) {
            left = -1;
            return checksum();
        }
        return last.equals("IEND") ? NOTHING : chunk();
    }

    private byte[] chunk() throws IOException {
        while (++chunks <= MAX_PARTS) {
            long length = source.u32();
            require(length <= Integer.MAX_VALUE, "a PNG chunk longer than allowed");
            var name = source.bytes(NAME);
            var type = new String(name, ISO_8859_1);
            requireOrder(type);
            boolean kept = isKept(type);
            last = type;
            if (kept) {
                seen.add(type);
                require(header.allows(type, (int) length), "a PNG chunk that is too long or short");
                crc.reset();
                crc.update(name);
                return isPicture(type) ? head(name, (int) length) : whole(name, (int) length);
            }
            source.skip(length + NAME);
        }
        throw source.broken("too many PNG chunks");
    }

    private void requireOrder(String type) throws IOException {
        require(type.equals("IHDR") == last.isEmpty(), "a PNG header missing or not the first");
        if (ABOUT.contains(type)) {
            require(!seen.contains("IDAT"), "a PNG chunk that comes after the picture");
            require(!seen.contains(type), "a PNG chunk that comes twice");
        }
        switch (type) {
            case "IDAT" -> {
                require(!header.needsPalette(), "a PNG without its palette");
                require(last.equals(type) || !seen.contains(type), "a PNG picture in two places");
            }
            case "IEND", "fdAT" -> require(seen.contains("IDAT"), "a PNG without a picture");
            default -> {}
        }
    }

    /// A chunk whose name starts with a capital may not be skipped, so one that is unknown cannot
    /// be left out either.
    private boolean isKept(String type) throws IOException {
        if (ABOUT.contains(type) || type.equals("IDAT") || type.equals("IEND")) {
            return true;
        }
        require(type.chars().allMatch(PngFilter::isLetter), "a PNG chunk without a name");
        require(Character.isLowerCase(type.charAt(0)), "a PNG chunk that no decoder knows");
        return ANIMATION.contains(type) && seen.contains("acTL");
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static boolean isPicture(String type) {
        return type.equals("IDAT") || type.equals("fdAT");
    }

    private byte[] head(byte[] name, int length) {
        left = length;
        return ByteBuffer.allocate(2 * NAME).putInt(length).put(name).array();
    }

    private byte[] data() throws IOException {
        var data = source.bytes((int) Math.min(left, PIECE));
        crc.update(data);
        left -= data.length;
        return data;
    }

    private byte[] whole(byte[] name, int length) throws IOException {
        var body = source.bytes(length);
        crc.update(body);
        header = header.after(last, body);
        require(header.isKnown(), "a PNG header that makes no sense");
        return ByteBuffer.allocate(length + 3 * NAME)
                .putInt(length)
                .put(name)
                .put(body)
                .put(checksum())
                .array();
    }

    private byte[] checksum() throws IOException {
        var stored = source.bytes(NAME);
        var right = ByteBuffer.allocate(NAME).putInt((int) crc.getValue()).array();
        require(Arrays.equals(stored, right), "a PNG chunk with a wrong checksum");
        return stored;
    }

    private void require(boolean holds, String problem) throws BrokenImageException {
        if (!holds) {
            throw source.broken(problem);
        }
    }
}
