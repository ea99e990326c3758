package parley.ops;

import java.util.ArrayList;
import java.util.List;

/// Takes out of a text what no line may hold: the secrets it was told, and whatever has the shape
/// of something that people say, of where they can be reached, or of a key ([Shapes]).
///
/// This is the last line of defence, for the day when somebody logs what should not be logged. A
/// name or a sentence by itself has no shape, so nothing can find it here.
final class Redaction {
    static final Redaction NONE = new Redaction(List.of(), false);
    static final String MARK = "<redacted>";

    private final List<String> secrets;
    private final boolean idsShown;

    private Redaction(List<String> secrets, boolean idsShown) {
        this.secrets = List.copyOf(secrets);
        this.idsShown = idsShown;
    }

    /// Also for the secret in the forms it has in an escaped value and in a URL.
    Redaction with(String secret) {
        if (secret.isEmpty()) {
            return this;
        }
        var escaped = new StringBuilder();
        LogLine.escape(secret, escaped);
        var more = new ArrayList<>(secrets);
        for (var form : List.of(secret, escaped.toString(), secret.replace(":", "%3A"))) {
            if (!more.contains(form)) {
                more.add(form);
            }
        }
        // The longest first: one that holds another one must not be left in pieces.
        more.sort((one, other) -> Integer.compare(other.length(), one.length()));
        return new Redaction(more, idsShown);
    }

    /// The same, but numbers that may be Telegram ids stay.
    Redaction withIdsShown() {
        return new Redaction(secrets, true);
    }

    /// The text itself, when there is nothing to take out.
    ///
    /// @param text as it is, before any escapes for a log line
    String apply(String text) {
        String clean = text;
        for (var secret : secrets) {
            clean = clean.replace(secret, MARK);
        }
        return Glance.isEnough(clean) ? clean : Shapes.hidden(clean, idsShown);
    }
}
