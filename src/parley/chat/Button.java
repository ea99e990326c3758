package parley.chat;

import parley.chat.ChatEvent.Verb;

import java.util.Locale;
import java.util.Optional;

/// What a button under a notice does: a verb, and the session it is about when there is one.
///
/// Clients can forge callback data, so whoever obeys it checks that the presser was in the session.
public record Button(Verb verb, Optional<SessionId> about) {
    /// A button that is about no session in particular.
    public static Button of(Verb verb) {
        return new Button(verb, Optional.empty());
    }

    /// A button that does something only while, or after, its presser was in this session.
    public static Button of(Verb verb, SessionId about) {
        return new Button(verb, Optional.of(about));
    }

    /// Callback data, at most 64 bytes: `find`, or `end:0123456789abcdef`.
    public String data() {
        var word = verb.name().toLowerCase(Locale.ROOT);
        return about.map(session -> word + ":" + session).orElse(word);
    }

    /// Reads what [#data] wrote; anything else is the unknown verb.
    public static Button parse(String data) {
        var parts = data.split(":", 2);
        var verb = Verb.of(parts[0]);
        try {
            return parts.length == 1 ? of(verb) : of(verb, SessionId.parse(parts[1]));
        } catch (IllegalArgumentException _) {
            return of(Verb.UNKNOWN);
        }
    }
}
