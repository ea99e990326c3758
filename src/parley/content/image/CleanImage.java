package parley.content.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// A JPEG or PNG on its way through, without what tells about whoever made it.
///
/// Only the parts that are needed to show the picture pass: by whitelist, each checked against its
/// own structure so that nothing rides along behind it. The picture itself is not decoded, so what
/// somebody hides in the compressed pixels stays. Never holds more than one part of 64 kB at most,
/// and ends with the picture: what follows in the source is not read.
///
/// An image that turns out broken fails where it breaks, when part of it has been read already. It
/// never ends as if it were whole; reading on fails again.
public final class CleanImage extends InputStream {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private final Source source;
    private final Filter filter;
    private byte[] piece;
    private int at;

    /// Not when closed, nor after a failure of any kind: that leaves the filter in the middle of
    /// something, and what came from it afterwards could not be trusted.
    private boolean readable = true;

    private CleanImage(Source source, Filter filter, byte[] signature) {
        this.source = source;
        this.filter = filter;
        this.piece = signature;
    }

    /// Reads the signature, and leaves the source open when that fails.
    ///
    /// @throws BrokenImageException when it is neither a JPEG nor a PNG
    /// @throws IOException as from the source
    public static CleanImage of(InputStream raw) throws IOException {
        var source = new Source(raw);
        int first = source.u8();
        if (first == (JPEG[0] & 0xFF) && follows(source, JPEG)) {
            return new CleanImage(source, new JpegFilter(source), JPEG);
        }
        if (first == (PNG[0] & 0xFF) && follows(source, PNG)) {
            return new CleanImage(source, new PngFilter(source), PNG);
        }
        throw new BrokenImageException("neither a JPEG nor a PNG");
    }

    /// The usual ending of its name: `jpg` or `png`.
    public String extension() {
        return filter.extension();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /// @throws BrokenImageException when the image is malformed, hostile or cut short here
    /// @throws IOException as from the source, and after an earlier failure or when closed
    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        if (length == 0) {
            return 0;
        }
        if (at == piece.length) {
            piece = next();
            at = 0;
        }
        if (piece.length == 0) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, to, offset, count);
        at += count;
        return count;
    }

    /// Closes the source.
    @Override
    public void close() throws IOException {
        readable = false;
        at = piece.length;
        source.close();
    }

    private byte[] next() throws IOException {
        if (!readable) {
            throw new IOException("the image is closed or has failed before");
        }
        readable = false;
        var next = filter.next();
        readable = true;
        return next;
    }

    private static boolean follows(Source source, byte[] signature) throws IOException {
        for (int i = 1; i < signature.length; i++) {
            if (source.u8() != (signature[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}
