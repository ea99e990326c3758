package parley.json;

import static java.util.Objects.requireNonNull;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonParser;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.ParseException;
import com.eclipsesource.json.WriterConfig;

import java.util.List;
import java.util.Map;

/// JSON text to plain Java values and back. The only door to minimal-json.
///
/// An object is a `Map` in the order of its text, an array a `List`, a number a `Long` when it is a
/// whole one that fits and a `Double` otherwise; `null` is Java's null.
public final class Json {
    private Json() {}

    /// Reads one JSON text.
    ///
    /// @param name what the text is, for the message of the exception
    /// @throws DecodeException when it is not JSON, or nested more than 1,000 deep
    public static Object parse(String name, String text) {
        var values = new PlainValues();
        try {
            new JsonParser(values).parse(text);
        } catch (ParseException e) {
            // The parser's own message can quote the text, so it is not passed on.
            throw new DecodeException(name, "not JSON at character " + e.getLocation().offset);
        }
        return values.result();
    }

    /// Writes maps, lists, strings, numbers and booleans as JSON.
    ///
    /// @throws NullPointerException when there is a null anywhere: an absent value is left out, for
    ///   the Bot API would read `null` as the text "null"
    public static String write(Object value) {
        return json(value).toString();
    }

    /// The same on many lines, for people to read.
    public static String pretty(Object value) {
        return json(value).toString(WriterConfig.PRETTY_PRINT);
    }

    private static JsonValue json(Object value) {
        return switch (requireNonNull(value, "null cannot be sent; leave the field out")) {
            case String text -> com.eclipsesource.json.Json.value(text);
            case Boolean truth -> com.eclipsesource.json.Json.value(truth);
            case Double number -> com.eclipsesource.json.Json.value(number);
            case Number number -> com.eclipsesource.json.Json.value(number.longValue());
            case List<?> list -> array(list);
            case Map<?, ?> map -> object(map);
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        };
    }

    private static JsonArray array(List<?> list) {
        var array = new JsonArray();
        list.forEach(item -> array.add(json(item)));
        return array;
    }

    private static JsonObject object(Map<?, ?> map) {
        var object = new JsonObject();
        map.forEach((name, item) -> object.add((String) name, json(item)));
        return object;
    }
}
