package parley.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A JSON object together with the path that led to it, so that every complaint says where.
///
/// Absent and `null` are the same thing here, as they are in the Bot API. Every method throws
/// [DecodeException] when the value is there but of another type.
public final class Fields {
    private final String path;
    private final Map<?, ?> object;

    /// Looks at a value from [Json#parse] that must be an object.
    ///
    /// @param path what it is, where every complaint starts
    public Fields(String path, Object value) {
        if (!(value instanceof Map<?, ?> found)) {
            throw new DecodeException(path, "expected an object");
        }
        this.path = path;
        this.object = found;
    }

    /// A whole number that must be there.
    public long number(String name) {
        return optionalNumber(name).orElseThrow(() -> missing(name));
    }

    /// A whole number, if it is there.
    public Optional<Long> optionalNumber(String name) {
        return value(name, Long.class, "an integer");
    }

    /// A number that must be there, with or without a fraction.
    public double decimal(String name) {
        return value(name, Number.class, "a number").orElseThrow(() -> missing(name)).doubleValue();
    }

    /// A string that must be there.
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /// A string, if it is there.
    public Optional<String> optionalText(String name) {
        return value(name, String.class, "a string");
    }

    /// A boolean; one that is not there is false.
    public boolean flag(String name) {
        return value(name, Boolean.class, "a boolean").orElse(false);
    }

    /// An object that must be there.
    public Fields object(String name) {
        return child(name).orElseThrow(() -> missing(name));
    }

    /// An object, if it is there.
    public Optional<Fields> child(String name) {
        return Optional.ofNullable(object.get(name)).map(found -> new Fields(at(name), found));
    }

    /// Each object of an array, decoded; an array that is not there is empty.
    public <T> List<T> each(String name, Function<Fields, T> decode) {
        List<?> array = value(name, List.class, "an array").orElse(List.of());
        var decoded = new ArrayList<T>(array.size());
        for (int i = 0; i < array.size(); i++) {
            decoded.add(decode.apply(new Fields(at(name) + "[" + i + "]", array.get(i))));
        }
        return List.copyOf(decoded);
    }

    /// Whether the field is there and not null.
    public boolean has(String name) {
        return object.get(name) != null;
    }

    Map<?, ?> all() {
        return object;
    }

    private <T> Optional<T> value(String name, Class<T> type, String expected) {
        Object found = object.get(name);
        if (found != null && !type.isInstance(found)) {
            throw new DecodeException(at(name), "expected " + expected);
        }
        return Optional.ofNullable(type.cast(found));
    }

    private String at(String name) {
        return path + "." + name;
    }

    private DecodeException missing(String name) {
        return new DecodeException(at(name), "missing");
    }
}
