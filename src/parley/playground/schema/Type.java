package parley.playground.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a value may be: one of some scalars, one of some objects, or an array of such.
///
/// @param name as the documentation has it, for messages
/// @param element of an array; null when it may be none
record Type(String name, List<String> scalars, List<String> objects, Type element) {
    private static final String ARRAY = "Array of ";
    private static final List<String> SCALARS =
            List.of("Integer", "String", "Boolean", "Float", "InputFile");

    /// A parameter of a method, or a field of an object.
    ///
    /// @param constant the only value that it may have, or null
    record Field(Type type, String constant, boolean required) {}

    /// Reads `Type|Type=constant!`.
    ///
    /// @param unions the types that are one of several others
    static Field field(String text, Map<String, List<String>> unions) {
        boolean required = text.endsWith("!");
        String[] parts = (required ? text.substring(0, text.length() - 1) : text).split("=", -1);
        Type type = of(List.of(parts[0].split("\\|")), unions);
        return new Field(type, parts.length > 1 ? parts[1] : null, required);
    }

    private static Type of(List<String> names, Map<String, List<String>> unions) {
        var scalars = new ArrayList<String>();
        var objects = new ArrayList<String>();
        var elements = new ArrayList<String>();
        for (String name : names) {
            if (name.startsWith(ARRAY)) {
                elements.add(name.substring(ARRAY.length()));
            } else if (SCALARS.contains(name)) {
                scalars.add(name);
            } else {
                objects.addAll(unions.getOrDefault(name, List.of(name)));
            }
        }
        Type element = elements.isEmpty() ? null : of(elements, unions);
        return new Type(String.join(" or ", names), scalars, objects, element);
    }

    boolean takes(String scalar) {
        return scalars.contains(scalar);
    }
}
