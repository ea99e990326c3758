package parley.playground;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.playground.schema.Body;
import parley.playground.schema.Refusal;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The files that the bot may send: those that people sent it, by their `file_id`, and those that
/// it uploaded.
final class Files {
    private static final String ATTACHED = "attach://";
    private static final long MAX_DOWNLOAD = 20 << 20;

    /// The required fields of each kind of file that a test need not care about.
    private static final Map<String, Map<String, Object>> KINDS =
            Map.of(
                    "photo", Map.of("width", 1280L, "height", 960L),
                    "live_photo", Map.of("width", 1280L, "height", 960L, "duration", 2L),
                    "voice", Map.of("duration", 3L),
                    "audio", Map.of("duration", 180L),
                    "video", Map.of("width", 640L, "height", 480L, "duration", 10L),
                    "video_note", Map.of("length", 240L, "duration", 10L),
                    "animation", Map.of("width", 320L, "height", 240L, "duration", 2L),
                    "document", Map.of(),
                    "sticker",
                            Map.of(
                                    "type",
                                    "regular",
                                    "width",
                                    512L,
                                    "height",
                                    512L,
                                    "is_animated",
                                    false,
                                    "is_video",
                                    false));

    private final Map<String, File> byId = new ConcurrentHashMap<>();
    private final Map<String, File> byPath = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    /// `field` is what a message holds under the name of the kind: a list of sizes for a photo.
    private record File(String kind, Object field, Map<String, Object> about, ByteBuffer content) {}

    /// A message's content with the fields of its files made complete; from now on these files can
    /// be sent. A [Body.Upload] is a file with this content.
    Map<String, Object> learn(Map<String, Object> content) {
        var complete = new LinkedHashMap<>(content);
        for (String kind : KINDS.keySet()) {
            if (content.get(kind) instanceof Body.Upload upload) {
                complete.put(kind, uploaded(kind, upload));
                continue;
            }
            if (content.get(kind) instanceof List<?> sizes) {
                complete.put(kind, sizes.stream().map(size -> complete(kind, size)).toList());
            } else if (content.get(kind) instanceof Map<?, ?> file) {
                complete.put(kind, complete(kind, file));
            }
            remember(kind, complete.get(kind));
        }
        return complete;
    }

    private static Map<String, Object> complete(String kind, Object given) {
        var file = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) given).forEach((name, value) -> file.put((String) name, value));
        KINDS.get(kind).forEach(file::putIfAbsent);
        file.putIfAbsent("file_unique_id", "unique-" + file.get("file_id"));
        return file;
    }

    private void remember(String kind, Object field) {
        List<?> files = field == null ? List.of() : field instanceof List<?> l ? l : List.of(field);
        for (Object item : files) {
            var about = new LinkedHashMap<String, Object>();
            ((Map<?, ?>) item).forEach((name, value) -> about.put((String) name, value));
            String id = (String) about.get("file_id");
            add(kind, field, about, id.getBytes(UTF_8));
        }
    }

    private void add(String kind, Object field, Map<String, Object> about, byte[] content) {
        String id = (String) about.get("file_id");
        var known = byId.get(kind + " " + id);
        if (known != null && known.field().equals(field)) {
            return;
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("file_id", id);
        answer.put("file_unique_id", about.get("file_unique_id"));
        answer.put("file_size", about.getOrDefault("file_size", (long) content.length));
        answer.put("file_path", kind + "s/file_" + ids.incrementAndGet() + ending(kind, about));
        var file = new File(kind, field, answer, ByteBuffer.wrap(content));
        byId.put(kind + " " + id, file);
        byId.put(id, file);
        byPath.put((String) answer.get("file_path"), file);
    }

    /// The format of a sticker shows in its path only.
    private static String ending(String kind, Map<String, Object> about) {
        if (!kind.equals("sticker")) {
            return "";
        }
        if (Boolean.TRUE.equals(about.get("is_animated"))) {
            return ".tgs";
        }
        return Boolean.TRUE.equals(about.get("is_video")) ? ".webm" : ".webp";
    }

    /// What a message shows when the bot sends this file.
    ///
    /// @param source a `file_id`, an [Body.Upload], or `attach://` and the name of one in `params`
    /// @throws Refusal when the id is unknown or of another kind of file, or is a URL
    Object media(String kind, Object source, Map<String, Object> params) throws Refusal {
        Object found = source;
        if (source instanceof String text && text.startsWith(ATTACHED)) {
            found = params.get(text.substring(ATTACHED.length()));
            if (!(found instanceof Body.Upload)) {
                throw Refusal.violation(text + ": no such file in the request");
            }
        }
        if (found instanceof Body.Upload upload) {
            return uploaded(kind, upload);
        }
        if (found instanceof String text && text.matches("https?://.*")) {
            throw Refusal.badRequest("failed to get HTTP URL content");
        }
        var file = byId.get(kind + " " + found);
        if (file != null) {
            return file.field();
        }
        if (byId.containsKey(String.valueOf(found))) {
            String other = byId.get(String.valueOf(found)).kind();
            throw Refusal.badRequest("can't use file of type " + other + " as " + kind);
        }
        throw Refusal.badRequest("wrong file identifier/HTTP URL specified");
    }

    /// What a message holds that shows this new file.
    Object uploaded(String kind, Body.Upload upload) {
        var given = new LinkedHashMap<String, Object>();
        given.put("file_id", "upload-" + ids.incrementAndGet());
        given.put("file_size", (long) upload.bytes().length());
        if (kind.equals("document") || kind.equals("audio") || kind.equals("video")) {
            given.put("file_name", upload.fileName());
            if (!upload.type().isEmpty()) {
                given.put("mime_type", upload.type());
            }
        }
        var about = complete(kind, given);
        Object field = kind.equals("photo") ? List.of(about) : about;
        boolean small = upload.bytes().length() <= MAX_DOWNLOAD;
        add(kind, field, about, small ? upload.content() : new byte[0]);
        return field;
    }

    /// The answer to `getFile`.
    Map<String, Object> about(String id) throws Refusal {
        var file = byId.get(id);
        if (file == null) {
            throw Refusal.badRequest("wrong file_id or the file is temporarily unavailable");
        }
        if (((Number) file.about().get("file_size")).longValue() > MAX_DOWNLOAD) {
            throw Refusal.badRequest("file is too big");
        }
        return file.about();
    }

    /// The bytes of a file by its `file_id`, as in [#download].
    Optional<byte[]> content(String id) {
        return Optional.ofNullable(byId.get(id)).map(file -> file.content().array());
    }

    /// The bytes behind a `file_path`; for a file of which a person sent nothing but its
    /// description, its `file_id` in UTF-8.
    Optional<byte[]> download(String path) {
        return Optional.ofNullable(byPath.get(path)).map(file -> file.content().array());
    }
}
