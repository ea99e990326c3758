package parley.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Copies nothing but known fields of an object.
///
/// @param known by the name under which an object stands, the fields that are kept of it. An object
///   under another name is kept without any, so that one still sees that it was there
public record Excerpt(Map<String, Set<String>> known) {
    /// The known fields as JSON.
    ///
    /// @param name under which the object stands
    public String of(Fields object, String name) {
        return Json.write(of(object.all(), name));
    }

    private Map<String, Object> of(Map<?, ?> object, String name) {
        var kept = new LinkedHashMap<String, Object>();
        for (var field : known.getOrDefault(name, Set.of())) {
            var value = object.get(field);
            if (value != null) {
                kept.put(field, within(value, field));
            }
        }
        return kept;
    }

    private Object within(Object value, String name) {
        return switch (value) {
            case Map<?, ?> object -> of(object, name);
            case List<?> list ->
                    list.stream().filter(Objects::nonNull).map(item -> within(item, name)).toList();
            default -> value;
        };
    }
}
