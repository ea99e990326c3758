package parley.telegram;

import parley.content.Content;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Formatted;
import parley.content.StickerPolicy;
import parley.json.DecodeException;
import parley.json.Fields;
import parley.telegram.SendJson.Call;
import parley.telegram.SendJson.Envelope;
import parley.telegram.http.ApiException;
import parley.telegram.http.Upload;
import parley.telegram.http.Wire;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends stickers without telling who made their set.
///
/// A sticker that is sent by its file id stays in its set. So its file is fetched and uploaded
/// again, once; then the id of the copy serves everybody. What cannot be copied goes as its emoji.
final class Stickers {
    /// What stands for a sticker that has no emoji.
    private static final String PICTURE = "🖼";

    /// Twice the size of the largest sticker that Telegram takes.
    private static final int MOST_BYTES = 1 << 20;

    private static final int MOST_REMEMBERED = 1_000;
    private static final List<String> ENDINGS = List.of(".tgs", ".webm");
    private static final String FIELD = "sticker";
    private static final String OCTETS = "application/octet-stream";

    private final Wire wire;
    private final Duration limit;
    private final StickerPolicy policy;

    /// The file ids of copies by the lasting ids of the originals; those not used for the longest
    /// time go first.
    private final Map<String, String> copies =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    Stickers(Wire wire, Duration limit, StickerPolicy policy) {
        this.wire = wire;
        this.limit = limit;
        this.policy = policy;
    }

    /// Sends a sticker, or what stands for it.
    ///
    /// @return the answer, as from [Wire#call]
    Optional<Fields> send(Envelope envelope, Media sticker)
            throws ApiException, InterruptedException {
        return switch (policy) {
            case ALLOW -> call(SendJson.content(envelope, sticker));
            case EMOJI -> sendEmoji(envelope, sticker);
            case REUPLOAD -> sendCopy(envelope, sticker);
        };
    }

    private Optional<Fields> sendEmoji(Envelope envelope, Media sticker)
            throws ApiException, InterruptedException {
        var emoji = sticker.look().emoji().filter(text -> !text.isBlank()).orElse(PICTURE);
        return call(SendJson.content(envelope, new Text(Formatted.safe(emoji, List.of()))));
    }

    private Optional<Fields> sendCopy(Envelope envelope, Media sticker)
            throws ApiException, InterruptedException {
        var original = sticker.file().uniqueId();
        var known = remembered(original);
        if (known.isPresent()) {
            try {
                return call(SendJson.content(envelope, copy(sticker, known.get())));
            } catch (ApiException.Rejected e) {
                rethrowIfOfEnvelope(e, envelope);
                forget(original, known.get());
            }
        }
        var file = fetch(sticker.file().id());
        if (file.isEmpty()) {
            return sendEmoji(envelope, sticker);
        }
        try {
            var answer = upload(envelope, sticker, file.get());
            answer.flatMap(Stickers::fileId).ifPresent(id -> remember(original, id));
            return answer;
        } catch (ApiException.Rejected e) {
            rethrowIfOfEnvelope(e, envelope);
            return sendEmoji(envelope, sticker);
        }
    }

    /// The file is not at fault when something else can be left out.
    private static void rethrowIfOfEnvelope(ApiException.Rejected refusal, Envelope envelope)
            throws ApiException.Rejected {
        if (!RelayApi.simpler(envelope, refusal).equals(envelope)) {
            throw refusal;
        }
    }

    private static Media copy(Media sticker, String id) {
        var file = new Content.File(id, sticker.file().uniqueId());
        return new Media(sticker.kind(), file, sticker.caption(), sticker.look());
    }

    /// The file under a name that says nothing but its format; nothing when it cannot be had now. A
    /// sticker is not worth keeping back all that is said after it.
    private Optional<Upload> fetch(String id) throws ApiException, InterruptedException {
        try {
            return download(id);
        } catch (ApiException.FloodWait e) {
            throw e;
        } catch (ApiException _) {
            // Whatever it is about, it is not about the recipient.
            return Optional.empty();
        }
    }

    private Optional<Upload> download(String id) throws ApiException, InterruptedException {
        var file = StoredFile.find(wire, id, limit);
        if (file.size() > MOST_BYTES) {
            return Optional.empty();
        }
        var ending = ENDINGS.stream().filter(file.path()::endsWith).findFirst().orElse(".webp");
        return wire.downloads()
                .whole(file.path(), MOST_BYTES, limit)
                .map(bytes -> upload("sticker" + ending, bytes));
    }

    private static Upload upload(String name, byte[] bytes) {
        return form -> form.file(FIELD, name, OCTETS, new ByteArrayInputStream(bytes));
    }

    private Optional<Fields> upload(Envelope envelope, Media sticker, Upload file)
            throws ApiException, InterruptedException {
        var call = SendJson.content(envelope, sticker);
        var parameters = new LinkedHashMap<>(call.parameters());
        parameters.remove(FIELD);
        sticker.look().emoji().ifPresent(emoji -> parameters.put("emoji", emoji));
        return wire.uploadSmall(call.method(), parameters, file, limit);
    }

    private Optional<Fields> call(Call call) throws ApiException, InterruptedException {
        return wire.call(call.method(), call.parameters(), limit);
    }

    private static Optional<String> fileId(Fields answer) {
        try {
            return Optional.of(answer.object("result").object("sticker").text("file_id"));
        } catch (DecodeException _) {
            return Optional.empty();
        }
    }

    private Optional<String> remembered(String original) {
        synchronized (copies) {
            return Optional.ofNullable(copies.get(original));
        }
    }

    private void remember(String original, String id) {
        // Without a lasting id, two stickers could not be told from each other.
        if (!original.isEmpty()) {
            synchronized (copies) {
                copies.put(original, id);
            }
        }
    }

    private void forget(String original, String id) {
        synchronized (copies) {
            copies.remove(original, id);
        }
    }
}
