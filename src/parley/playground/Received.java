package parley.playground;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One thing that the bot did in a person's chat: sent, edited or deleted a message, or put a
/// reaction on one.
///
/// @param messageId the message it was done to
/// @param method the Bot API method that did it
/// @param message the message as the person's app shows it afterwards; after a deletion or a
///   reaction only its ids
/// @param params what the bot sent, decoded
public record Received(
        long messageId, String method, Map<String, Object> message, Map<String, Object> params) {

    /// Nobody can change what was received.
    public Received {
        message = Collections.unmodifiableMap(message);
        params = Collections.unmodifiableMap(params);
    }

    /// The text or the caption; empty when there is neither.
    public String text() {
        Object text = message.getOrDefault("text", message.getOrDefault("caption", ""));
        return (String) text;
    }

    /// The labels of the inline buttons, row by row.
    public List<String> buttons() {
        return keys().stream().map(key -> (String) key.get("text")).toList();
    }

    /// The button with this label or, if none has it, the first whose callback data starts so.
    Optional<Map<?, ?>> button(String labelOrData) {
        return keys().stream()
                .filter(key -> labelOrData.equals(key.get("text")))
                .findFirst()
                .or(() -> byData(labelOrData));
    }

    private Optional<Map<?, ?>> byData(String prefix) {
        return keys().stream()
                .filter(key -> key.get("callback_data") instanceof String s && s.startsWith(prefix))
                .findFirst();
    }

    private List<Map<?, ?>> keys() {
        if (!(message.get("reply_markup") instanceof Map<?, ?> markup)) {
            return List.of();
        }
        return ((List<?>) markup.get("inline_keyboard"))
                .stream()
                        .flatMap(row -> ((List<?>) row).stream())
                        .<Map<?, ?>>map(Received::key)
                        .toList();
    }

    private static Map<?, ?> key(Object key) {
        return (Map<?, ?>) key;
    }
}
