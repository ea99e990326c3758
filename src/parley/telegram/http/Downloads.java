package parley.telegram.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// The files that Telegram keeps, by the path that `getFile` tells. Blocking; call it on a virtual
/// thread. Nothing is repeated but what the JDK's client repeats by itself.
public final class Downloads {
    private static final String DOWNLOAD = "download";

    /// Enough for what Telegram says when it refuses.
    private static final int REFUSAL_BYTES = 4096;

    /// A path that cannot lead away from the files of this bot, or break the address: the complaint
    /// about a broken one would quote it.
    private static final Pattern PATH = Pattern.compile("(?!.*\\.\\.)\\w[\\w./-]*");

    private final Line line;
    private final URI files;

    Downloads(Line line, URI files) {
        this.line = line;
        this.files = files;
    }

    /// Fetches a small file.
    ///
    /// @param most how many bytes it may have
    /// @param limit how long it may take in all
    /// @return nothing when it is not there for good, empty or too large
    public Optional<byte[]> whole(String path, int most, Duration limit)
            throws ApiException, InterruptedException {
        if (!PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        var request = HttpRequest.newBuilder(files.resolve(path)).build();
        var reply = line.exchange(DOWNLOAD, request, () -> new Beginning(most + 1), limit);
        var bytes = reply.body().orElseThrow(Downloads::brokenOff);
        if (reply.isSuccess()) {
            return bytes.length == 0 || bytes.length > most ? Optional.empty() : Optional.of(bytes);
        }
        var refusal = refusal(reply.status(), bytes);
        if (refusal instanceof ApiException.Rejected) {
            return Optional.empty();
        }
        throw refusal;
    }

    /// Opens a file that is to be read while it comes: the server waits for whoever reads, and not
    /// more than a few buffers are in memory. Reading has no time limit, but an interrupt ends it.
    /// Closing it early gives the connection up.
    ///
    /// @param most after so many bytes it ends, even if there are more
    /// @param limit how long it may take until the file begins
    /// @throws ApiException.Rejected when it is not there for good
    public InputStream open(String path, long most, Duration limit)
            throws ApiException, InterruptedException {
        if (!PATH.matcher(path).matches()) {
            throw new ApiException.Rejected(DOWNLOAD, 404, "a path that cannot be asked for");
        }
        // With HTTP/2 the client would take up to 16 MB that nobody has read yet.
        var request =
                HttpRequest.newBuilder(files.resolve(path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
        // The client does not always give up a connection when a stream is closed early. So each
        // has
        // a client of its own, which ends with it.
        var own = new Line(files);
        boolean taken = false;
        try {
            var reply = own.exchange(DOWNLOAD, request, BodySubscribers::ofInputStream, limit);
            var content = reply.body().orElseThrow(Downloads::brokenOff);
            if (!reply.isSuccess()) {
                throw refusal(reply.status(), content.readNBytes(REFUSAL_BYTES));
            }
            taken = true;
            return new Limited(content, most, own);
        } catch (IOException _) {
            throw brokenOff();
        } finally {
            if (!taken) {
                own.close();
            }
        }
    }

    private static ApiException.Transient brokenOff() {
        return new ApiException.Transient(DOWNLOAD, "it broke off");
    }

    private static ApiException refusal(int status, byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        return switch (Refusals.of(DOWNLOAD, status, text)) {
            case ApiException.FloodWait flood -> flood;
            case ApiException.Transient trouble -> trouble;
            // Telling them apart is of no use: the file cannot be had.
            case ApiException.Rejected _,
                    ApiException.Unreachable _,
                    ApiException.Unauthorized _,
                    ApiException.Conflict _ ->
                    new ApiException.Rejected(DOWNLOAD, status, "the file cannot be had");
        };
    }

    /// The beginning of what can be read.
    private static final class Limited extends FilterInputStream {
        private final Line line;
        private long left;

        Limited(InputStream in, long most, Line line) {
            super(in);
            this.line = line;
            left = most;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                line.close();
            }
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, from, (int) Math.min(count, left));
            left -= Math.max(read, 0);
            return read;
        }
    }
}
