package parley.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes requests: arrays of bulk strings, in which no byte has a meaning of its own.
final class RespWriter {
    private RespWriter() {}

    /// A command and its arguments, as UTF-8.
    static byte[] request(String... parts) {
        var out = new ByteArrayOutputStream(128);
        out.writeBytes(ascii("*" + parts.length + "\r\n"));
        for (var part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(ascii("$" + bytes.length + "\r\n"));
            out.writeBytes(bytes);
            out.writeBytes(ascii("\r\n"));
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
