package parley.content.image;

import java.nio.ByteBuffer;

/// What a PNG has said about its pixels, which decides how long its other chunks are.
///
/// @param depth bits per sample, or per palette index; none before IHDR
/// @param colour one of the colour types
/// @param palette how many colours PLTE has
record PngHeader(int depth, int colour, int palette) {
    /// Before IHDR, or after one that makes no sense.
    static final PngHeader UNKNOWN = new PngHeader(0, 0, 0);

    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int INDEXED = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;

    private static final int MAX_PALETTE = 256;

    boolean isKnown() {
        return depth > 0;
    }

    /// Whether PLTE is missing so far.
    boolean needsPalette() {
        return colour == INDEXED && palette == 0;
    }

    /// Whether a chunk of this type, one of those that are kept, may be so long.
    boolean allows(String type, int length) {
        return switch (type) {
            case "IHDR" -> length == 13;
            case "PLTE" -> allowsPalette(length);
            case "tRNS" -> allowsTransparency(length);
            case "sBIT" -> length == (hasColour() ? 3 : 1) + (hasAlpha() ? 1 : 0);
            case "bKGD" -> length == (colour == INDEXED ? 1 : hasColour() ? 6 : 2);
            case "gAMA" -> length == 4;
            case "cHRM" -> length == 32;
            case "sRGB" -> length == 1;
            case "acTL" -> length == 8;
            case "fcTL" -> length == 26;
            case "fdAT" -> length >= 4;
            case "IEND" -> length == 0;
            default -> true;
        };
    }

    /// What is known after this chunk too.
    PngHeader after(String type, byte[] body) {
        return switch (type) {
            case "IHDR" -> of(ByteBuffer.wrap(body));
            case "PLTE" -> new PngHeader(depth, colour, body.length / 3);
            default -> this;
        };
    }

    /// Width, height, depth, colour, and the methods of compression, filtering and interlacing, of
    /// which there is one, one, and two.
    private static PngHeader of(ByteBuffer header) {
        int depth = header.get(8);
        int colour = header.get(9);
        boolean hasSize = header.getInt(0) > 0 && header.getInt(4) > 0;
        boolean hasMethods = header.getShort(10) == 0 && (header.get(12) & 0xFE) == 0;
        return hasSize && hasMethods && isColour(colour, depth)
                ? new PngHeader(depth, colour, 0)
                : UNKNOWN;
    }

    private static boolean isColour(int colour, int depth) {
        return switch (colour) {
            case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case INDEXED -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    private boolean hasColour() {
        return colour == RGB || colour == INDEXED || colour == RGB_ALPHA;
    }

    private boolean hasAlpha() {
        return colour == GREY_ALPHA || colour == RGB_ALPHA;
    }

    private boolean allowsPalette(int length) {
        int most = colour == INDEXED ? 1 << depth : MAX_PALETTE;
        return hasColour() && length > 0 && length % 3 == 0 && length / 3 <= most;
    }

    private boolean allowsTransparency(int length) {
        return switch (colour) {
            case GREY -> length == 2;
            case RGB -> length == 6;
            case INDEXED -> length > 0 && length <= palette;
            default -> false;
        };
    }
}
