package parley.playground.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;

import parley.json.Fields;
import parley.playground.Backstage;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The files of visitors and of messages.
///
/// All of them are in memory, so there is room for a part of it only: a file is in the playground
/// once as it came and once more when the bot has sent it anew.
final class Store {
    private static final long MAX_FILE = 20 << 20;
    private static final long HEAP = Runtime.getRuntime().maxMemory();
    private static final Set<String> KINDS =
            Set.of("photo", "voice", "video", "sticker", "document", "audio");

    /// How a file begins, as one byte to a character and with `.` for any, whose type a browser may
    /// show. SVG and HTML are not among them: they could hold scripts.
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("(?s)\u00ff\u00d8\u00ff.*", "image/jpeg"),
                    Map.entry("(?s)\u0089PNG\r\n.*", "image/png"),
                    Map.entry("(?s)GIF8.*", "image/gif"),
                    Map.entry("(?s)RIFF....WEBP.*", "image/webp"),
                    Map.entry("(?s)RIFF....WAVE.*", "audio/wav"),
                    Map.entry("(?s)OggS.*", "audio/ogg"),
                    Map.entry("(?s)ID3.*|\u00ff[\u00fb\u00f3\u00f2].*", "audio/mpeg"),
                    Map.entry("(?s)....ftypM4A.*", "audio/mp4"),
                    Map.entry("(?s)....ftyp(?!M4A).*", "video/mp4"),
                    Map.entry("(?s)\u001aE\u00df\u00a3.*", "video/webm"));

    /// The one form of a range that players ask for.
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,9})-(\\d{0,9})");

    private static final int MAX_INDEX = 1_000_000_000;
    private static final List<String> NONE = List.of("");

    private final Backstage backstage;
    private final Assets assets;
    private final Map<String, Object> samples = new HashMap<>();
    private final Map<String, Object> taken = new HashMap<>();
    private long room = HEAP / 8;

    Store(Backstage backstage, Assets assets) {
        this.backstage = backstage;
        this.assets = assets;
    }

    /// The most bytes that a file may have.
    long limit() {
        return Math.min(MAX_FILE, HEAP / 16);
    }

    /// Takes a file, the body of a request.
    ///
    /// @return under `file`, what a later request calls it by
    synchronized Map<String, Object> take(HttpExchange exchange, Map<String, String> query)
            throws Complaint, IOException {
        var kind = query.getOrDefault("kind", "");
        if (!KINDS.contains(kind)) {
            throw Complaint.malformed("no such kind of file");
        }
        var content = exchange.getRequestBody().readNBytes((int) limit() + 1);
        if (content.length > limit()) {
            throw new Complaint(413, "at most " + (limit() >> 20) + " MB");
        }
        if (content.length == 0) {
            throw Complaint.malformed("the file is empty");
        }
        if (content.length > room) {
            throw new Complaint(507, "no room for more files; start the demo again");
        }
        room -= content.length;
        var name = name(query.getOrDefault("name", ""));
        var type = type(content);
        var known = type.startsWith("application/") ? "" : type;
        var file = "file-" + (taken.size() + 1);
        taken.put(kind + " " + file, backstage.file(kind, name, known, content));
        return Map.of("file", file);
    }

    private static String name(String given) {
        var name = given.replaceAll("[\\p{Cntrl}\"/\\\\]", "_").strip();
        boolean fine = !name.isEmpty() && name.length() <= 200 && Letters.isUnicode(name);
        return fine ? name : "file";
    }

    /// What a message of this kind holds that shows a file: one that was taken, or a sample.
    synchronized Object field(String kind, Fields file) throws Complaint {
        var sample = file.optionalText("sample");
        if (sample.isEmpty()) {
            var field = taken.get(kind + " " + file.text("file"));
            if (field == null) {
                throw Complaint.malformed("no such file");
            }
            return field;
        }
        var known = samples.get(sample.get());
        if (known != null && assets.sample(kind, sample.get()).isPresent()) {
            return known;
        }
        var asset =
                assets.sample(kind, sample.get())
                        .orElseThrow(() -> Complaint.malformed("no such sample"));
        var type = asset.type().replaceFirst(";.*", "");
        var field = backstage.file(kind, sample.get(), type, asset.content());
        samples.put(sample.get(), field);
        return field;
    }

    /// Answers with a file of a message; one that a browser must not show is to be saved.
    void give(HttpExchange exchange, String fileId) throws Complaint, IOException {
        var content =
                backstage.content(fileId).orElseThrow(() -> new Complaint(404, "no such file"));
        var type = type(content);
        var headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "private, max-age=3600");
        if (type.startsWith("application/")) {
            headers.set("Content-Disposition", "attachment");
        }
        headers.set("Accept-Ranges", "bytes");
        var range = RANGE.matcher(exchange.getRequestHeaders().getOrDefault("Range", NONE).get(0));
        if (!range.matches()) {
            Gate.answer(exchange, 200, type, content);
            return;
        }
        int from = Math.min(Integer.parseInt(range.group(1)), content.length);
        int to = range.group(2).isEmpty() ? MAX_INDEX : Integer.parseInt(range.group(2));
        int end = Math.clamp(to + 1L, from, content.length);
        if (from == end) {
            throw new Complaint(416, "no such part of the file");
        }
        headers.set("Content-Range", "bytes %d-%d/%d".formatted(from, end - 1, content.length));
        Gate.answer(exchange, 206, type, Arrays.copyOfRange(content, from, end));
    }

    /// By how it begins, whatever it is called.
    private static String type(byte[] content) {
        var begin = new String(content, 0, Math.min(16, content.length), ISO_8859_1);
        return TYPES.entrySet().stream()
                .filter(entry -> begin.matches(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("application/octet-stream");
    }
}
