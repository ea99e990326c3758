package parley.telegram;

import parley.json.Json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Breaks random places of an update, and writes it as JSON that Telegram would not write.
final class FuzzDamage {
    private static final List<Object> STRANGE =
            Arrays.asList(
                    null,
                    "",
                    "x",
                    "\ud800",
                    "\udc00\ud800",
                    true,
                    false,
                    0L,
                    -1L,
                    1L << 31,
                    (1L << 52) - 2,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    1.5,
                    new Raw("1e400"),
                    new Raw("-0"),
                    new Raw("123456789012345678901234567890"),
                    new Raw("[null]"),
                    new Raw("{\"\":{}}"),
                    List.of(),
                    List.of(7L),
                    Map.of());

    private static final List<String> NESTS =
            List.of("[", "{\"reply_to_message\":", "{\"chat\":", "[{\"entities\":");

    private final SplittableRandom random;

    FuzzDamage(SplittableRandom random) {
        this.random = random;
    }

    /// JSON as it stands in the text.
    private record Raw(String json) {}

    /// Breaks up to four places.
    Map<String, Object> damaged(Map<String, Object> update) {
        var root = copy(update);
        int times = random.nextInt(1, 5);
        for (int i = 0; i < times; i++) {
            var places = new ArrayList<Map<String, Object>>();
            collect(root, places);
            breakOne(places.get(random.nextInt(places.size())));
        }
        return root;
    }

    private void breakOne(Map<String, Object> object) {
        if (object.isEmpty()) {
            return;
        }
        var names = List.copyOf(object.keySet());
        var name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> object.remove(name);
            case 3 -> object.put(name, deep());
            case 4 -> object.put(name, twice(name, object.get(name)));
            case 5 -> object.computeIfPresent(name, (_, value) -> listed(value));
            default -> object.put(name, strange());
        }
    }

    /// In a list with another; not what may be more than one value by now.
    private Object listed(Object value) {
        return value instanceof Raw ? value : Arrays.asList(value, strange());
    }

    private Object strange() {
        return STRANGE.get(random.nextInt(STRANGE.size()));
    }

    private Raw deep() {
        var open = NESTS.get(random.nextInt(NESTS.size()));
        int levels = random.nextInt(100, 900 / open.replaceAll("[^\\[{]", "").length());
        var close = new StringBuilder();
        open.chars()
                .filter(c -> c == '[' || c == '{')
                .forEach(c -> close.insert(0, (char) (c + 2)));
        return new Raw(open.repeat(levels) + "7" + close.toString().repeat(levels));
    }

    /// The name once more with another value before or after.
    private Raw twice(String name, Object value) {
        var again = ",\"" + name + "\":";
        return random.nextBoolean()
                ? new Raw(write(value) + again + write(strange()))
                : new Raw(write(strange()) + again + write(value));
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> copy.put((String) name, copied(value)));
        return copy;
    }

    private static Object copied(Object value) {
        return switch (value) {
            case Map<?, ?> map -> copy(map);
            case List<?> list -> list.stream().map(FuzzDamage::copied).toList();
            case null, default -> value;
        };
    }

    @SuppressWarnings("unchecked") // every map in it was made by copy
    private static void collect(Object value, List<Map<String, Object>> places) {
        switch (value) {
            case LinkedHashMap<?, ?> map -> {
                places.add((Map<String, Object>) map);
                map.values().forEach(item -> collect(item, places));
            }
            case List<?> list -> list.forEach(item -> collect(item, places));
            case null, default -> {}
        }
    }

    /// JSON; half a character is escaped, so that it survives as a file of this text.
    static String write(Object value) {
        return switch (value) {
            case null -> "null";
            case Raw(var json) -> json;
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(e -> write(e.getKey()) + ":" + write(e.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
            case List<?> list ->
                    list.stream().map(FuzzDamage::write).collect(Collectors.joining(",", "[", "]"));
            case String text -> escaped(Json.write(text));
            default -> Json.write(value);
        };
    }

    private static String escaped(String json) {
        if (json.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return json;
        }
        return json.chars()
                .mapToObj(
                        c ->
                                Character.isSurrogate((char) c)
                                        ? "\\u%04x".formatted(c)
                                        : Character.toString((char) c))
                .collect(Collectors.joining());
    }
}
