package parley.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// How something can look in a file or a request: the bytes that programs write for it, by what
/// such a form is called.
///
/// Base64 comes without the characters at its ends that depend on what stands before and after.
final class CanaryForms {
    /// As it is, the only form in which something may be told.
    static final String PLAIN = "UTF-8";

    /// Long enough to be nowhere by chance, and short enough to be whole in what is cut.
    private static final int PART = 10;

    private static final Pattern ESCAPED = Pattern.compile("%..");

    private final Map<String, byte[]> forms = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    private CanaryForms() {}

    static Map<String, byte[]> ofText(String text) {
        var forms = new CanaryForms();
        forms.text(text);
        return forms.forms;
    }

    /// A whole number as text, and as so many bytes: a wider field only puts zeros, or a sign, in
    /// front of them, or behind them when the lowest byte comes first. SQLite's fields have 1, 2,
    /// 3, 4, 6 or 8 bytes.
    ///
    /// @param width how many bytes hold it
    static Map<String, byte[]> ofNumber(long number, int width) {
        var forms = new CanaryForms();
        var digits = Long.toString(Math.abs(number));
        forms.text(digits);
        forms.ascii("digits in groups", String.format(Locale.ROOT, "%,d", Math.abs(number)));
        forms.ascii("scientific", Double.toString(Math.abs(number)));
        forms.ascii("number in hex", Long.toHexString(Math.abs(number)));
        forms.ascii("number in upper hex", upper(Long.toHexString(Math.abs(number))));
        var wide = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        var bytes = Arrays.copyOfRange(wide, Long.BYTES - width, Long.BYTES);
        forms.bytes("bytes, high first", bytes);
        forms.bytes("bytes, low first", reversed(bytes));
        return forms.forms;
    }

    /// A coordinate, with seven places behind the point.
    static Map<String, byte[]> ofPlace(double degrees) {
        var forms = new CanaryForms();
        forms.text(Double.toString(degrees));
        var bytes = ByteBuffer.allocate(Double.BYTES).putDouble(degrees).array();
        forms.bytes("double, high first", bytes);
        forms.bytes("double, low first", reversed(bytes));
        return forms.forms;
    }

    /// A secret: the whole, its parts and, if it is written in hexadecimal digits, the bytes.
    static Map<String, byte[]> ofSecret(String text) {
        var forms = new CanaryForms();
        forms.text(text);
        if (text.matches("(..)+") && text.matches("[0-9a-f]+")) {
            forms.bytes("bytes", HexFormat.of().parseHex(text));
        }
        for (int from = 0; from + PART <= text.length(); from += PART) {
            var part = ofText(text.substring(from, from + PART));
            int first = from + 1;
            part.forEach(
                    (form, bytes) -> forms.add("from character " + first + ", " + form, bytes));
        }
        return forms.forms;
    }

    private void text(String text) {
        bytes(PLAIN, text.getBytes(UTF_8));
        bytes("UTF-16LE", text.getBytes(UTF_16LE));
        bytes("UTF-16BE", text.getBytes(UTF_16BE));
        var url = URLEncoder.encode(text, UTF_8);
        ascii("URL with +", url);
        ascii("URL", url.replace("+", "%20"));
        ascii("URL, lower", lowerAfterPercent(url.replace("+", "%20")));
        add("quoted", escaped(text, Character.MAX_VALUE, "").getBytes(UTF_8));
        for (var format : List.of("\\u%04x", "\\u%04X")) {
            ascii("JSON, " + format, escaped(text, 0x7F, format));
            ascii("JSON, all " + format, escaped(text, -1, format));
        }
    }

    private void bytes(String name, byte[] raw) {
        add(name, raw);
        ascii(name + " in hex", HexFormat.of().formatHex(raw));
        ascii(name + " in upper hex", HexFormat.of().withUpperCase().formatHex(raw));
        for (int before = 0; before < 3; before++) {
            var place = " after " + before;
            ascii(name + " in base64" + place, base64(Base64.getEncoder(), before, raw));
            ascii(name + " in base64url" + place, base64(Base64.getUrlEncoder(), before, raw));
        }
    }

    private void ascii(String name, String text) {
        add(name, text.getBytes(US_ASCII));
    }

    /// Many forms of a text that is plain are the same.
    private void add(String name, byte[] bytes) {
        if (known.add(new String(bytes, ISO_8859_1))) {
            forms.put(name, bytes);
        }
    }

    /// The characters that are the same whatever stands around these bytes.
    ///
    /// @param before how many bytes, modulo three, stand before
    private static String base64(Base64.Encoder encoder, int before, byte[] raw) {
        var padded = new byte[before + raw.length];
        System.arraycopy(raw, 0, padded, before, raw.length);
        int first = (before * 8 + 5) / 6;
        int end = padded.length * 8 / 6;
        return encoder.withoutPadding().encodeToString(padded).substring(first, end);
    }

    /// @param last the last character that stays as it is, but for quotes and backslashes
    private static String escaped(String text, int last, String format) {
        var escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c > last) {
                escaped.append(String.format(Locale.ROOT, format, (int) c));
            } else {
                escaped.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }

    private static String lowerAfterPercent(String url) {
        return ESCAPED.matcher(url).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = Arrays.copyOf(bytes, bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
