package parley.content.image;

import java.io.IOException;

/// What knows one format: takes a file apart and gives back the parts that may pass.
sealed interface Filter permits JpegFilter, PngFilter {
    /// No more parts.
    byte[] NOTHING = {};

    /// How many parts a file may have, kept or not: far more than real ones have.
    int MAX_PARTS = 100_000;

    /// How many bytes of picture are handed on at a time.
    int PIECE = 8192;

    /// The next bytes that may pass; none when the image is complete, and from then on. Not to be
    /// called after an exception.
    ///
    /// @throws BrokenImageException when what comes next is not as the format wants it
    byte[] next() throws IOException;

    /// The usual ending of a file's name.
    String extension();
}
