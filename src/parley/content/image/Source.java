package parley.content.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/// The file as it arrives, read once from front to back, numbers in network byte order. An end
/// where more is needed is a broken image; what the stream itself throws passes unchanged.
final class Source implements Closeable {
    private final InputStream raw;
    private final byte[] buffer = new byte[8192];
    private int at;
    private int end;
    private long passed;

    Source(InputStream raw) {
        this.raw = raw;
    }

    int u8() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++] & 0xFF;
    }

    int u16() throws IOException {
        return u8() << 8 | u8();
    }

    long u32() throws IOException {
        return (long) u16() << 16 | u16();
    }

    /// Exactly so many bytes. The caller has seen to it that they are few.
    byte[] bytes(int count) throws IOException {
        var bytes = new byte[count];
        for (int done = 0; done < count; ) {
            int some = available(count - done);
            System.arraycopy(buffer, at, bytes, done, some);
            at += some;
            done += some;
        }
        return bytes;
    }

    /// Leaves out so many bytes, without keeping them.
    void skip(long count) throws IOException {
        for (long left = count; left > 0; ) {
            int some = available(left);
            at += some;
            left -= some;
        }
    }

    /// For the caller to throw: names the place.
    BrokenImageException broken(String problem) {
        return new BrokenImageException(problem + ", before byte " + (passed + at));
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    /// At least one byte in the buffer, and how many of those wanted.
    private int available(long wanted) throws IOException {
        if (at == end) {
            fill();
        }
        return (int) Math.min(wanted, end - at);
    }

    private void fill() throws IOException {
        int count = raw.read(buffer);
        if (count < 0) {
            throw broken("cut short");
        }
        passed += end;
        at = 0;
        end = count;
        if (count == 0) {
            throw new IOException("the source gives nothing");
        }
    }
}
