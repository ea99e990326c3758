package parley.chat;

import parley.chat.ChatEvent.Verb;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a button under a notice does: a verb, the session it is about when there is one, and what
/// the verb is about when that is not clear.
///
/// Clients can forge callback data, so whoever obeys it checks that the presser was in the session.
public record Button(Verb verb, Optional<SessionId> about, Optional<String> detail) {
    private static final Pattern DETAIL = Pattern.compile("[a-z0-9]{1,32}");

    public Button {
        if (detail.isPresent() && !DETAIL.matcher(detail.get()).matches()) {
            throw new IllegalArgumentException("no word for a button");
        }
    }

    /// A button that is about no session in particular.
    public static Button of(Verb verb) {
        return new Button(verb, Optional.empty(), Optional.empty());
    }

    /// A button that does something only while, or after, its presser was in this session.
    public static Button of(Verb verb, SessionId about) {
        return new Button(verb, Optional.of(about), Optional.empty());
    }

    /// The same with a word, at most 32 letters from a to z and digits, for what is to be done.
    public static Button of(Verb verb, SessionId about, String detail) {
        return new Button(verb, Optional.of(about), Optional.of(detail));
    }

    /// The same about no session in particular.
    public static Button of(Verb verb, String detail) {
        return new Button(verb, Optional.empty(), Optional.of(detail));
    }

    /// Callback data, at most 64 bytes: `find`, `end:0123456789abcdef`,
    /// `send:0123456789abcdef:links` or `forget::yes`.
    public String data() {
        var data = new StringBuilder(verb.name().toLowerCase(Locale.ROOT));
        about.ifPresent(session -> data.append(':').append(session));
        detail.ifPresent(word -> data.append(about.isPresent() ? ":" : "::").append(word));
        return data.toString();
    }

    /// Reads what [#data] wrote; anything else is the unknown verb.
    public static Button parse(String data) {
        var parts = data.split(":", 3);
        var verb = Verb.of(parts[0]);
        try {
            return switch (parts.length) {
                case 1 -> of(verb);
                case 2 -> of(verb, SessionId.parse(parts[1]));
                default ->
                        parts[1].isEmpty()
                                ? of(verb, parts[2])
                                : of(verb, SessionId.parse(parts[1]), parts[2]);
            };
        } catch (IllegalArgumentException _) {
            return of(Verb.UNKNOWN);
        }
    }
}
