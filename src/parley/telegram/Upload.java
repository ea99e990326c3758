package parley.telegram;

import parley.json.Json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A file that goes with a request, as multipart/form-data (RFC 7578).
///
/// @param field the parameter that it is
/// @param name what the file is called; of letters, digits and full stops
record Upload(String field, String name, ByteBuffer content) {
    private static final String PART =
            "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n";
    private static final String OCTETS = "\r\nContent-Type: application/octet-stream";

    /// The body of a request: first the other parameters, then the file.
    byte[] with(Map<String, Object> parameters, String boundary) {
        var body = new ByteArrayOutputStream();
        parameters.forEach(
                (field, value) -> {
                    var text = value instanceof String string ? string : Json.write(value);
                    write(body, PART.formatted(boundary, field, "") + text + "\r\n");
                });
        write(body, PART.formatted(boundary, field, "; filename=\"" + name + "\"" + OCTETS));
        var bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        body.writeBytes(bytes);
        write(body, "\r\n--" + boundary + "--\r\n");
        return body.toByteArray();
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
