package parley.redis;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads replies, strictly: whatever is not RESP2 or RESP3 to the letter ends with an exception,
/// after which the stream is of no use. Nothing is allocated for what is only announced, and one
/// reply can take no more than a fixed amount of memory.
final class RespReader {
    private static final int MAX_DEPTH = 32;

    /// What one reply may cost: a byte for each byte, and [#ELEMENT] for each element.
    private static final int MAX_COST = 1 << 20;

    private static final int ELEMENT = 32;
    private static final int FORMAT = 3;
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,19}");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
    private static final Pattern BIG = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern REAL =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|inf|nan)");

    private final InputStream in;
    private int budget;

    /// @param in is read byte by byte, so a buffered one
    RespReader(InputStream in) {
        this.in = in;
    }

    /// Waits for the next reply.
    ///
    /// @throws EOFException when the stream ends, before a reply or within
    /// @throws ProtocolException when this is no RESP, or more than anybody needs
    Reply read() throws IOException {
        budget = MAX_COST;
        return read(1);
    }

    private Reply read(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new ProtocolException("a reply is nested too deeply");
        }
        spend(ELEMENT);
        int type = next();
        return switch (type) {
            case '+' -> new Reply.Simple(line());
            case '-' -> new Reply.Failure(line());
            case ':' -> new Reply.Int(integer());
            case '$' -> bulk();
            case '*' -> array(depth);
            case '_' -> nil();
            case ',' -> new Reply.Real(real());
            case '#' -> new Reply.Bool(bool());
            case '(' -> new Reply.Big(matching(BIG));
            case '!' -> new Reply.Failure(text(length()));
            case '=' -> verbatim();
            case '%' -> new Reply.Dictionary(pairs(depth));
            case '~' -> new Reply.Group(elements(length(), depth));
            case '>' -> new Reply.Push(elements(length(), depth));
            case '|' -> new Reply.Annotated(pairs(depth), read(depth + 1));
            default -> throw new ProtocolException("a reply begins with byte " + type);
        };
    }

    private Reply bulk() throws IOException {
        int length = lengthOrNil();
        return length < 0 ? new Reply.Nil() : new Reply.Bulk(text(length));
    }

    private Reply array(int depth) throws IOException {
        int length = lengthOrNil();
        return length < 0 ? new Reply.Nil() : new Reply.Array(elements(length, depth));
    }

    private Reply nil() throws IOException {
        if (!line().isEmpty()) {
            throw new ProtocolException("a null has a value");
        }
        return new Reply.Nil();
    }

    private Reply verbatim() throws IOException {
        var text = text(length());
        if (text.length() <= FORMAT || text.charAt(FORMAT) != ':') {
            throw new ProtocolException("a verbatim text has no format");
        }
        return new Reply.Verbatim(text.substring(0, FORMAT), text.substring(FORMAT + 1));
    }

    private List<Reply> elements(int count, int depth) throws IOException {
        affordable(count);
        var elements = new ArrayList<Reply>();
        for (int i = 0; i < count; i++) {
            elements.add(read(depth + 1));
        }
        return elements;
    }

    private List<Reply.Pair> pairs(int depth) throws IOException {
        int count = length();
        affordable(2L * count);
        var pairs = new ArrayList<Reply.Pair>();
        for (int i = 0; i < count; i++) {
            var key = read(depth + 1);
            pairs.add(new Reply.Pair(key, read(depth + 1)));
        }
        return pairs;
    }

    private long integer() throws IOException {
        var digits = matching(INTEGER);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            throw new ProtocolException("a whole number is too big");
        }
    }

    private double real() throws IOException {
        var text = matching(REAL);
        if (text.endsWith("inf")) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return text.endsWith("nan") ? Double.NaN : Double.parseDouble(text);
    }

    private boolean bool() throws IOException {
        return switch (line()) {
            case "t" -> true;
            case "f" -> false;
            default -> throw new ProtocolException("a boolean is neither t nor f");
        };
    }

    private int lengthOrNil() throws IOException {
        var line = line();
        return line.equals("-1") ? -1 : length(line);
    }

    private int length() throws IOException {
        return length(line());
    }

    private static int length(String line) throws ProtocolException {
        if (line.equals("?")) {
            throw new ProtocolException("streamed replies are not supported");
        }
        if (!LENGTH.matcher(line).matches()) {
            throw new ProtocolException("a length is not a number that makes sense");
        }
        return Integer.parseInt(line);
    }

    private String matching(Pattern pattern) throws IOException {
        var line = line();
        if (!pattern.matcher(line).matches()) {
            throw new ProtocolException("a number has other characters in it");
        }
        return line;
    }

    private String text(int length) throws IOException {
        spend(length);
        // Grows as the bytes arrive.
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection was closed within a reply");
        }
        if (next() != '\r' || next() != '\n') {
            throw new ProtocolException("a text is not as long as was said");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream(16);
        int next = next();
        while (next != '\r') {
            if (next == '\n') {
                throw new ProtocolException("a line ends without a carriage return");
            }
            spend(1);
            line.write(next);
            next = next();
        }
        if (next() != '\n') {
            throw new ProtocolException("a line has a carriage return in it");
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private int next() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the connection was closed");
        }
        return next;
    }

    private void affordable(long elements) throws ProtocolException {
        if (elements * ELEMENT > budget) {
            throw new ProtocolException("a reply is too long");
        }
    }

    private void spend(int cost) throws ProtocolException {
        budget -= cost;
        if (budget < 0) {
            throw new ProtocolException("a reply is too long");
        }
    }
}
