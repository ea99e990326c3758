package parley.content.image;

import java.io.IOException;
import java.util.Arrays;

/// A JPEG, segment by segment (ITU-T T.81, annex B).
///
/// ```
///            SOS                      any marker but RSTn
/// BETWEEN ─────────▶ SCAN ──────────────────────────────────▶ BETWEEN
///    └── EOI ──▶ END
/// ```
///
/// Tables, frames and scans pass if they hold what they say and nothing besides. Of the others,
/// only what [AppSegments] makes of them.
final class JpegFilter implements Filter {
    private enum Place {
        BETWEEN,
        SCAN,
        END
    }

    private final Source source;
    private final AppSegments apps;
    private final byte[] scanned = new byte[PIECE];
    private Place place = Place.BETWEEN;

    /// The marker that ended a scan; zero when the next one is still in the source.
    private int pending;

    private int segments;
    private boolean hasFrame;
    private boolean hasScan;

    /// @param source stands behind SOI
    JpegFilter(Source source) {
        this.source = source;
        this.apps = new AppSegments(source);
    }

    @Override
    public String extension() {
        return "jpg";
    }

    @Override
    public byte[] next() throws IOException {
        return switch (place) {
            case BETWEEN -> segment();
            case SCAN -> scan();
            case END -> NOTHING;
        };
    }

    private byte[] segment() throws IOException {
        while (++segments <= MAX_PARTS) {
            int marker = marker();
            if (marker == Segments.EOI) {
                require(hasScan, "a JPEG without a picture");
                place = Place.END;
                return new byte[] {(byte) Segments.START, (byte) marker};
            }
            int length = source.u16() - 2;
            require(length >= 0, "a JPEG segment shorter than its length");
            var kept = kept(marker, length);
            if (kept.length > 0) {
                return kept;
            }
        }
        throw source.broken("too many JPEG segments");
    }

    private byte[] kept(int marker, int length) throws IOException {
        return switch (marker) {
            case Segments.APP0 -> apps.jfif(length);
            case Segments.APP1 -> apps.exif(length);
            case Segments.APP14 -> apps.adobe(length);
            case Segments.DQT, Segments.DHT, Segments.DAC, Segments.DRI -> whole(marker, length);
            case Segments.DNL -> {
                require(hasScan, "a number of lines before the first scan");
                yield whole(marker, length);
            }
            case Segments.SOS -> {
                require(hasFrame, "a scan before its frame");
                hasScan = true;
                place = Place.SCAN;
                yield whole(marker, length);
            }
            default -> Segments.isFrame(marker) ? frame(marker, length) : none(marker, length);
        };
    }

    private byte[] frame(int marker, int length) throws IOException {
        require(!hasFrame, "a second JPEG frame");
        hasFrame = true;
        return whole(marker, length);
    }

    private byte[] none(int marker, int length) throws IOException {
        require(Segments.isOptional(marker), "a JPEG marker that does not belong here");
        source.skip(length);
        return NOTHING;
    }

    private byte[] whole(int marker, int length) throws IOException {
        var body = source.bytes(length);
        require(Segments.isSound(marker, body), "a JPEG segment that does not fit its length");
        return Segments.segment(marker, body);
    }

    /// Coded data up to the next marker, a piece at a time. `FF 00` is a data byte of FF, and RSTn
    /// is part of the data.
    private byte[] scan() throws IOException {
        int count = 0;
        while (count < scanned.length - 1) {
            int data = source.u8();
            int code = data == Segments.START ? code() : 0;
            if (code != 0 && !Segments.isRestart(code)) {
                pending = code;
                place = Place.BETWEEN;
                return count == 0 ? segment() : Arrays.copyOf(scanned, count);
            }
            scanned[count++] = (byte) data;
            if (data == Segments.START) {
                scanned[count++] = (byte) code;
            }
        }
        return Arrays.copyOf(scanned, count);
    }

    private int marker() throws IOException {
        int marker = pending;
        pending = 0;
        if (marker == 0) {
            require(source.u8() == Segments.START, "no marker where a JPEG segment should start");
            marker = code();
        }
        return marker;
    }

    /// What follows the first FF; more of them may fill the space between.
    private int code() throws IOException {
        int code = Segments.START;
        while (code == Segments.START) {
            code = source.u8();
        }
        return code;
    }

    private void require(boolean holds, String problem) throws BrokenImageException {
        if (!holds) {
            throw source.broken(problem);
        }
    }
}
