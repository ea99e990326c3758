package parley.telegram;

import parley.json.DecodeException;
import parley.telegram.http.ApiException;
import parley.telegram.http.Wire;

import java.time.Duration;
import java.util.Map;

/// Where Telegram keeps a file.
///
/// @param path what to ask for
/// @param size in bytes; 0 when it is not told
record StoredFile(String path, long size) {
    /// Asks for a file that the bot was sent.
    ///
    /// @throws ApiException.Rejected when it is not to be had
    static StoredFile find(Wire wire, String id, Duration limit)
            throws ApiException, InterruptedException {
        try {
            var file =
                    wire.call("getFile", Map.of("file_id", id), limit)
                            .orElseThrow(StoredFile::unreadable)
                            .object("result");
            return new StoredFile(
                    file.text("file_path"), file.optionalNumber("file_size").orElse(0L));
        } catch (DecodeException _) {
            throw new ApiException.Rejected("getFile", 404, "the file has no path");
        } catch (ApiException.Unreachable e) {
            // Whoever is meant, it is not the recipient.
            throw new ApiException.Rejected("getFile", 403, "the file is out of reach");
        }
    }

    private static ApiException.Transient unreadable() {
        return new ApiException.Transient("getFile", "the answer cannot be read");
    }

    /// Hides the path.
    @Override
    public String toString() {
        return "StoredFile[" + size + " bytes]";
    }
}
