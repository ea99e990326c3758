package parley.telegram.http;

import parley.json.Json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The body of a request as multipart/form-data (RFC 7578), written from its beginning to its end.
public final class Form {
    private static final String PART = "--%s\r\nContent-Disposition: form-data; name=\"%s\"";

    private final OutputStream out;
    private final String boundary;

    private Form(OutputStream out, String boundary) {
        this.out = out;
        this.boundary = boundary;
    }

    /// Writes it all: first the parameters, then the files.
    ///
    /// @param boundary what nobody who wrote any of it can guess
    static void write(
            OutputStream out, String boundary, Map<String, Object> parameters, Upload files)
            throws ApiException, IOException, InterruptedException {
        var form = new Form(out, boundary);
        for (var parameter : parameters.entrySet()) {
            var value = parameter.getValue();
            form.text(PART.formatted(boundary, parameter.getKey()) + "\r\n\r\n");
            form.text((value instanceof String string ? string : Json.write(value)) + "\r\n");
        }
        files.write(form);
        form.text("--" + boundary + "--\r\n");
    }

    /// Adds a file.
    ///
    /// @param field the parameter that it is, or what a parameter calls it
    /// @param name what the file is called; of letters, digits, hyphens and full stops
    /// @param type its media type
    /// @param content is read while it is sent, and left open
    public void file(String field, String name, String type, InputStream content)
            throws IOException {
        text(PART.formatted(boundary, field));
        text("; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n".formatted(name, type));
        content.transferTo(out);
        text("\r\n");
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
