package parley.telegram;

import parley.content.image.BrokenImageException;
import parley.content.image.CleanImage;
import parley.json.Fields;
import parley.telegram.SendJson.Call;
import parley.telegram.http.ApiException;
import parley.telegram.http.Form;
import parley.telegram.http.Upload;
import parley.telegram.http.Wire;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Sends images that were sent as files, without what they tell about whoever made them.
///
/// A file that is sent by its file id keeps its name and all that is in it. So it is fetched,
/// cleaned and uploaded under a name that says nothing, all at the same time: no more of it is in
/// memory than what is just passing. How long it is in the end is not known before it is cleaned,
/// so it goes in chunks; to know it, the file would have to be fetched twice.
final class ImageFiles {
    /// What the Bot API hands out.
    private static final long MOST_BYTES = 20L << 20;

    /// Not worth a stream.
    private static final long SMALL_BYTES = 256 << 10;

    /// More than this takes a while.
    private static final long SLOW_BYTES = 1L << 20;

    private static final Duration HINT_LIMIT = Duration.ofSeconds(5);

    private final Wire wire;
    private final Duration limit;
    private final Duration whole;

    /// @param limit how long one question may take
    /// @param whole how long fetching and sending may take in all
    ImageFiles(Wire wire, Duration limit, Duration whole) {
        this.wire = wire;
        this.limit = limit;
        this.whole = whole;
    }

    /// Makes a call whose images are to be uploaded.
    ///
    /// @return the answer, as from [Wire#call]
    /// @throws ApiException.Rejected also when an image is broken, too large or gone
    Optional<Fields> send(Call call) throws ApiException, InterruptedException {
        // A file that cannot be had is found out before anything is sent.
        var files = new LinkedHashMap<String, StoredFile>();
        long size = 0;
        for (var image : call.images().entrySet()) {
            var file = StoredFile.find(wire, image.getValue().id(), limit);
            if (file.size() > MOST_BYTES) {
                throw new ApiException.Rejected("getFile", 413, "the file is too large");
            }
            files.put(image.getKey(), file);
            size += file.size();
        }
        if (size > 0 && size <= SMALL_BYTES) {
            Upload small = form -> write(files, Optional.empty(), form);
            return wire.uploadSmall(call.method(), call.parameters(), small, whole);
        }
        var hint = hint(call, size);
        try {
            return wire.upload(
                    call.method(), call.parameters(), form -> write(files, hint, form), whole);
        } finally {
            hint.ifPresent(Thread::interrupt);
        }
    }

    /// Shows the recipient that a file is on its way, unless it is there soon. It ends with a new
    /// message, and a change is none.
    private Optional<Thread> hint(Call call, long size) {
        return size > SLOW_BYTES && !call.method().startsWith("edit")
                ? Optional.of(Thread.startVirtualThread(() -> hint(call)))
                : Optional.empty();
    }

    private void hint(Call call) {
        var to = call.parameters().get("chat_id");
        try {
            wire.call(
                    "sendChatAction",
                    Map.of("chat_id", to, "action", "upload_document"),
                    HINT_LIMIT);
        } catch (ApiException _) {
            // It is a courtesy; the upload finds out for itself what is wrong.
            return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Map<String, StoredFile> files, Optional<Thread> hint, Form form)
            throws ApiException, IOException, InterruptedException {
        for (var file : files.entrySet()) {
            write(file.getKey(), file.getValue(), form);
        }
        // Once the body is complete the message arrives, and a hint after that would be a lie.
        if (hint.isPresent()) {
            hint.get().join();
        }
    }

    private void write(String field, StoredFile file, Form form)
            throws ApiException, IOException, InterruptedException {
        try (var raw = wire.downloads().open(file.path(), MOST_BYTES, limit);
                var image = CleanImage.of(raw)) {
            var type = image.extension().equals("png") ? "image/png" : "image/jpeg";
            form.file(field, "image." + image.extension(), type, image);
        } catch (BrokenImageException e) {
            throw new ApiException.Rejected("download", 415, "broken image: " + e.getMessage());
        }
    }
}
