package parley.playground.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.json.DecodeException;
import parley.json.Json;
import parley.playground.schema.Type.Field;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The methods and types of the Bot API that are played here, and whether a request fits them.
///
/// They are in `bot-api.json`: a field is `Type|Type=constant!`, where `!` means required; a type
/// that is one of several others is a list of their names.
public final class Shapes {
    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final Map<String, List<String>> unions = new LinkedHashMap<>();
    private final Map<String, Map<String, Field>> objects = new LinkedHashMap<>();

    private Shapes() {}

    /// A method under its proper name.
    public record Method(String name, Map<String, Field> fields) {}

    /// Reads `bot-api.json`.
    public static Shapes load() {
        try (var resource = Shapes.class.getResourceAsStream("/parley/playground/bot-api.json")) {
            if (resource == null) {
                throw new IllegalStateException("bot-api.json is not beside the class files");
            }
            return of(
                    (Map<?, ?>)
                            Json.parse("bot-api.json", new String(resource.readAllBytes(), UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("read bot-api.json", e);
        }
    }

    private static Shapes of(Map<?, ?> api) {
        var shapes = new Shapes();
        var types = (Map<?, ?>) api.get("types");
        types.forEach(
                (name, type) -> {
                    if (type instanceof List<?> subtypes) {
                        shapes.unions.put((String) name, strings(subtypes));
                    }
                });
        types.forEach(
                (name, type) -> {
                    if (type instanceof Map<?, ?> fields) {
                        shapes.objects.put((String) name, shapes.fields(fields));
                    }
                });
        ((Map<?, ?>) api.get("methods"))
                .forEach((name, fields) -> shapes.add((String) name, (Map<?, ?>) fields));
        return shapes;
    }

    private static List<String> strings(List<?> list) {
        return list.stream().map(String.class::cast).toList();
    }

    private void add(String name, Map<?, ?> fields) {
        methods.put(name.toLowerCase(Locale.ROOT), new Method(name, fields(fields)));
    }

    private Map<String, Field> fields(Map<?, ?> texts) {
        var fields = new LinkedHashMap<String, Field>();
        texts.forEach((name, text) -> fields.put((String) name, Type.field((String) text, unions)));
        return fields;
    }

    /// The method of that name in any case, if it is played here.
    public Optional<Method> method(String name) {
        return Optional.ofNullable(methods.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The parameters in the types that the method asks for.
    ///
    /// @throws Refusal a violation that starts with the path to what does not fit
    public Map<String, Object> check(Method method, Map<String, Object> raw) throws Refusal {
        var params = new LinkedHashMap<String, Object>();
        for (var param : raw.entrySet()) {
            String path = method.name() + "." + param.getKey();
            Field field = method.fields().get(param.getKey());
            if (field != null) {
                Object value = decoded(path, field.type(), param.getValue());
                check(path, field, value);
                params.put(param.getKey(), value);
            } else if (param.getValue() instanceof Body.Upload) {
                params.put(param.getKey(), param.getValue()); // what attach:// refers to
            } else {
                throw Refusal.violation(path + ": no such parameter");
            }
        }
        requireAll(method.name(), method.fields(), params);
        return params;
    }

    private static void requireAll(String path, Map<String, Field> fields, Map<?, ?> values)
            throws Refusal {
        for (var field : fields.entrySet()) {
            if (field.getValue().required() && !values.containsKey(field.getKey())) {
                throw Refusal.violation(path + "." + field.getKey() + ": missing");
            }
        }
    }

    /// A value that came as text, as it does in a form, is read as what the parameter wants.
    private static Object decoded(String path, Type type, Object value) throws Refusal {
        if (!(value instanceof String text)) {
            return value;
        }
        try {
            if (type.takes("Integer") && text.matches("-?\\d{1,18}")) {
                return Long.valueOf(text);
            }
            if (type.takes("String")) {
                return text;
            }
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "1" -> type.takes("Boolean") ? true : Json.parse(path, text);
                case "false", "no", "0" -> type.takes("Boolean") ? false : Json.parse(path, text);
                default -> Json.parse(path, text);
            };
        } catch (DecodeException e) {
            throw Refusal.violation(path + ": expected " + type.name());
        }
    }

    private void check(String path, Field field, Object value) throws Refusal {
        check(path, field.type(), value);
        if (field.constant() != null && !field.constant().equals(value)) {
            throw Refusal.violation(path + ": expected " + field.constant());
        }
    }

    private void check(String path, Type type, Object value) throws Refusal {
        switch (value) {
            case null -> throw Refusal.violation(path + ": null");
            case List<?> list when type.element() != null -> {
                for (int i = 0; i < list.size(); i++) {
                    check(path + "[" + i + "]", type.element(), list.get(i));
                }
            }
            case Map<?, ?> map when !type.objects().isEmpty() -> object(path, type, map);
            case String _ when type.takes("String") -> {}
            case Long _ when type.takes("Integer") || type.takes("Float") -> {}
            case Double _ when type.takes("Float") -> {}
            case Boolean _ when type.takes("Boolean") -> {}
            case Body.Upload _ when type.takes("InputFile") -> {}
            default -> throw Refusal.violation(path + ": expected " + type.name());
        }
    }

    private void object(String path, Type type, Map<?, ?> map) throws Refusal {
        var names = type.objects();
        String name = names.getFirst();
        if (names.size() > 1) {
            name = names.stream().filter(n -> fits(n, map)).findFirst().orElse(null);
        }
        if (name == null || !objects.containsKey(name)) {
            throw Refusal.violation(path + ": is none of " + String.join(", ", names));
        }
        var fields = objects.get(name);
        for (var entry : map.entrySet()) {
            String at = path + "." + entry.getKey();
            Field field = fields.get((String) entry.getKey());
            if (field == null) {
                throw Refusal.violation(at + ": no such field of " + name);
            }
            check(at, field, entry.getValue());
        }
        requireAll(path, fields, map);
    }

    /// Whether an object is meant to be of this type: its required fields are there.
    private boolean fits(String type, Map<?, ?> map) {
        for (var entry : objects.getOrDefault(type, Map.of()).entrySet()) {
            Field field = entry.getValue();
            Object value = map.get(entry.getKey());
            boolean wrong = field.constant() != null && !field.constant().equals(value);
            if (field.required() && (value == null || wrong)) {
                return false;
            }
        }
        return true;
    }
}
