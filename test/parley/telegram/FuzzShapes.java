package parley.telegram;

import parley.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The types of which updates are made, from `update-shapes.json`: a field is
/// `Type|*ArrayOfType=value,value?`, where `?` means optional, and a type that is one of several
/// others is a list of their names.
final class FuzzShapes {
    private final Map<String, List<Field>> objects = new HashMap<>();
    private final Map<String, List<String>> unions = new HashMap<>();

    /// @param values the only ones that it has; none when there is no such list
    record Field(String name, List<String> types, List<String> values, boolean required) {}

    private FuzzShapes() {}

    static FuzzShapes load() {
        var name = "update-shapes.json";
        try (var resource = FuzzShapes.class.getResourceAsStream(name)) {
            var text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            var shapes = new FuzzShapes();
            var types = (Map<?, ?>) ((Map<?, ?>) Json.parse(name, text)).get("types");
            types.forEach((type, shape) -> shapes.add((String) type, shape));
            return shapes;
        } catch (IOException e) {
            throw new UncheckedIOException("read " + name, e);
        }
    }

    private void add(String type, Object shape) {
        if (shape instanceof Map<?, ?> fields) {
            objects.put(
                    type,
                    fields.entrySet().stream()
                            .map(field -> field((String) field.getKey(), (String) field.getValue()))
                            .toList());
        } else {
            unions.put(type, ((List<?>) shape).stream().map(String.class::cast).toList());
        }
    }

    private static Field field(String name, String text) {
        boolean required = !text.endsWith("?");
        var parts = text.replace("?", "").split("=", 2);
        var values = parts.length == 1 ? List.<String>of() : List.of(parts[1].split(","));
        return new Field(name, Arrays.asList(parts[0].split("\\|")), values, required);
    }

    /// The fields of an object.
    List<Field> fields(String type) {
        return objects.get(type);
    }

    /// What a type can be; just itself when it is an object.
    List<String> alternatives(String type) {
        return unions.getOrDefault(type, List.of(type));
    }
}
