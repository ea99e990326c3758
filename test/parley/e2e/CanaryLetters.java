package parley.e2e;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts canaries into messages, each of its own: in place of the words and numbers of [LeakRows],
/// and in a field that the Bot API does not have in each object.
///
/// @param label what the message is; the canaries are called after it
/// @param to whom its words, and its files by their ids, may be told
record CanaryLetters(Canaries canaries, String label, List<Long> to) {
    private static final String WORDS = "harmless words";
    private static final long NUMBER = Long.parseLong(LeakRows.CANARY_ID);

    /// A message, or a part of one.
    ///
    /// @param words what its words are called; everything else is the same in every version of it
    Map<String, Object> message(Map<String, Object> template, String words) {
        var message = new LinkedHashMap<String, Object>();
        template.forEach((name, value) -> message.put(name, planted(name, value, words)));
        message.put("not_in_any_manual", canaries.word(label + ", unknown field"));
        return message;
    }

    @SuppressWarnings("unchecked") // A JSON object has names.
    private Object planted(String field, Object value, String words) {
        return switch (value) {
            case Map<?, ?> object -> message((Map<String, Object>) object, words);
            case List<?> list -> list.stream().map(item -> planted(field, item, words)).toList();
            case String text when field.equals("file_id") && text.equals("f") ->
                    canaries.word(label + ", file id", told());
            case String text when field.equals("file_unique_id") ->
                    canaries.word(label + ", unique file id");
            case String text -> planted(text, words);
            case Long number when number == NUMBER -> canaries.id(label + ", id");
            case Long number when number == -1_000_000_000_000L - NUMBER ->
                    canaries.group(label + ", chat");
            case Double _ -> canaries.place(label + ", " + field, told());
            default -> value;
        };
    }

    private String planted(String text, String words) {
        var planted = text;
        if (text.contains(WORDS)) {
            planted = planted.replace(WORDS, canaries.word(label + ", " + words, told()));
        }
        if (text.contains(LeakRows.CANARY)) {
            planted = planted.replace(LeakRows.CANARY, canaries.word(label + ", canary"));
        }
        if (text.contains(LeakRows.CANARY_ID)) {
            var id = Long.toString(canaries.id(label + ", id"));
            planted = planted.replace(LeakRows.CANARY_ID, id);
        }
        return planted;
    }

    private Long[] told() {
        return to.toArray(Long[]::new);
    }
}
