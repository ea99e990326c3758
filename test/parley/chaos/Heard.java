package parley.chaos;

import parley.playground.Received;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What one thing that a person received means.
sealed interface Heard {
    /// The words between a message and the key of the one that it answers.
    String ANSWERS = " re ";

    /// The word between the key of a changed message and the number of the change.
    String VERSION = " v";

    /// A message of the partner.
    ///
    /// @param mislinked whether it is shown as an answer to something else than it was
    record Copy(Key key, boolean mislinked) implements Heard {}

    /// A message of the partner, as it was changed.
    record Changed(Key key, int version) implements Heard {}

    /// A notice.
    ///
    /// @param session the chat that its buttons are about, or nothing
    /// @param about the message that it is an answer to, or 0
    record Told(Topic topic, String session, long about) implements Heard {}

    /// Anything else.
    record Noise() implements Heard {}

    /// What this is.
    static Heard of(Received item) {
        var text = item.text();
        var key = Key.of(text);
        if (key.isEmpty()) {
            return text.isEmpty()
                    ? new Noise()
                    : new Told(Topic.of(text), session(item.message()), about(item.params()));
        }
        int version = text.indexOf(VERSION);
        if (version >= 0) {
            int number = Integer.parseInt(text.substring(version + VERSION.length()));
            // A change that overtook its message comes as the message.
            return item.method().startsWith("edit")
                    ? new Changed(key.get(), number)
                    : new Copy(key.get(), false);
        }
        return new Copy(key.get(), isMislinked(text, item.message()));
    }

    private static boolean isMislinked(String text, Map<String, Object> message) {
        if (!(message.get("reply_to_message") instanceof Map<?, ?> shown)) {
            return false;
        }
        var said = shown.get("text") instanceof String words ? words : shown.get("caption");
        int at = text.indexOf(ANSWERS);
        var meant = at < 0 ? Optional.empty() : Key.of(text.substring(at + ANSWERS.length()));
        return meant.isEmpty() || !meant.equals(Key.of(String.valueOf(said)));
    }

    private static String session(Map<String, Object> message) {
        if (!(message.get("reply_markup") instanceof Map<?, ?> markup)) {
            return "";
        }
        var pattern = Pattern.compile("\\w+:([0-9a-f]{16})(:.*)?");
        return ((List<?>) markup.get("inline_keyboard"))
                .stream()
                        .flatMap(row -> ((List<?>) row).stream())
                        .map(button -> ((Map<?, ?>) button).get("callback_data"))
                        .map(data -> pattern.matcher(String.valueOf(data)))
                        .filter(found -> found.matches())
                        .map(found -> found.group(1))
                        .findFirst()
                        .orElse("");
    }

    private static long about(Map<String, Object> params) {
        return params.get("reply_parameters") instanceof Map<?, ?> reply
                        && reply.get("message_id") instanceof Long id
                ? id
                : 0;
    }
}
