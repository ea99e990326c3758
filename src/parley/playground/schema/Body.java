package parley.playground.schema;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import parley.json.DecodeException;
import parley.json.Json;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parameters of one request as they came: strings from a query or a form, JSON values from a
/// JSON body, uploads from a multipart body. The first occurrence of a name wins.
public final class Body {
    private static final int MAX_BYTES = 50 << 20;
    private static final int MAX_PARAMETERS = 1 << 20;
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("[; ]filename=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?i)\r\ncontent-type: *([^\r]*)");

    private final Map<String, Object> params = new LinkedHashMap<>();

    private Body() {}

    /// A file that came with a multipart request.
    ///
    /// @param type its media type; empty when it is not told
    public record Upload(String fileName, String type, String bytes) {
        /// A file with this content.
        public static Upload of(String fileName, String type, byte[] content) {
            return new Upload(fileName, type, new String(content, ISO_8859_1));
        }

        /// The content, one byte to a character, so that records with an upload can be compared.
        public byte[] content() {
            return bytes.getBytes(ISO_8859_1);
        }
    }

    /// Reads the whole request.
    ///
    /// @throws Refusal when it is too large, or cannot be read as what it says it is
    ///
    /// @param query the undecoded query of the address, or null
    /// @param contentType the header of that name, or null
    public static Map<String, Object> read(String query, String contentType, InputStream in)
            throws IOException, Refusal {
        var body = new Body();
        body.form(query);
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > 0) {
            body.content(contentType == null ? "" : contentType, bytes);
        }
        return body.params;
    }

    private void content(String contentType, byte[] bytes) throws Refusal {
        String type = contentType.toLowerCase(Locale.ROOT);
        boolean multipart = type.startsWith("multipart/form-data");
        if (bytes.length > (multipart ? MAX_BYTES : MAX_PARAMETERS)) {
            throw Refusal.of(413, "Request Entity Too Large: too many parameters");
        }
        if (multipart) {
            multipart(contentType, new String(bytes, ISO_8859_1));
        } else if (type.startsWith("application/json")) {
            json(new String(bytes, UTF_8));
        } else if (type.startsWith("application/x-www-form-urlencoded")) {
            form(new String(bytes, UTF_8));
        } else {
            throw Refusal.violation("the body has an unsupported Content-Type");
        }
    }

    private void json(String text) throws Refusal {
        try {
            if (!(Json.parse("body", text) instanceof Map<?, ?> object)) {
                throw Refusal.violation("the body is not a JSON object");
            }
            object.forEach((name, value) -> params.putIfAbsent((String) name, value));
        } catch (DecodeException e) {
            throw Refusal.violation(e.getMessage());
        }
    }

    private void form(String text) throws Refusal {
        if (text == null || text.isEmpty()) {
            return;
        }
        try {
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                params.putIfAbsent(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.violation("the form is not URL-encoded");
        }
    }

    private void multipart(String contentType, String text) throws Refusal {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw Refusal.violation("multipart without a boundary");
        }
        var delimiter = Pattern.quote("\r\n--" + boundary.group(1));
        String[] parts = ("\r\n" + text).split(delimiter, -1);
        if (!parts[parts.length - 1].startsWith("--")) {
            throw Refusal.violation("multipart without an end");
        }
        for (String part : parts) {
            int end = part.indexOf("\r\n\r\n");
            if (end >= 0) {
                part(part.substring(0, end), part.substring(end + 4));
            }
        }
    }

    private void part(String latinHeaders, String content) throws Refusal {
        String headers = new String(latinHeaders.getBytes(ISO_8859_1), UTF_8);
        Matcher name = NAME.matcher(headers);
        if (!name.find()) {
            throw Refusal.violation("multipart with a part that has no name");
        }
        Matcher file = FILE_NAME.matcher(headers);
        Object value =
                file.find()
                        ? new Upload(file.group(1), type(headers), content)
                        : new String(content.getBytes(ISO_8859_1), UTF_8);
        params.putIfAbsent(name.group(1), value);
    }

    private static String type(String headers) {
        Matcher type = TYPE.matcher(headers);
        return type.find() ? type.group(1) : "";
    }
}
