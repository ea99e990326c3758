package parley.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/// The texts of one language, complete and checked.
final class Texts {
    private final Map<String, String> texts;
    private final Plural plural;

    /// @throws IllegalStateException naming all faults, when there are any
    Texts(String language, Map<String, String> texts) {
        var faults = Catalogue.faults(texts);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(language + ".properties: " + String.join("; ", faults));
        }
        this.texts = Map.copyOf(texts);
        this.plural = Plural.of(texts.get("plural"));
    }

    /// Reads the file of a language, which lies beside this class.
    ///
    /// @throws IllegalStateException when there is none, or when it has faults
    static Texts load(String language) {
        return new Texts(language, read(language));
    }

    String of(String key) {
        var text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException(key + ": no such text");
        }
        return text;
    }

    /// The text with the placeholder, given without its braces, filled in.
    String of(String key, String placeholder, String value) {
        return of(key).replace("{" + placeholder + "}", value);
    }

    /// The name of a kind of message, or a general one when it has none.
    String kind(String kind) {
        var name = texts.get("kind." + kind);
        return name == null ? of("kind.other") : name;
    }

    /// A pause in the largest unit that says enough, rounded up, and at least one: nobody is told
    /// to wait for nothing.
    String pause(Duration pause) {
        long seconds = Math.max(1, pause.getSeconds() + (pause.getNano() > 0 ? 1 : 0));
        if (seconds <= 120) {
            return counted("seconds", seconds);
        }
        long minutes = (seconds + 59) / 60;
        if (minutes <= 120) {
            return counted("minutes", minutes);
        }
        long hours = (minutes + 59) / 60;
        return hours <= 48 ? counted("hours", hours) : counted("days", (hours + 23) / 24);
    }

    private String counted(String unit, long count) {
        var forms = of(unit).split("\\|", -1);
        return forms[plural.form(count)].replace("{count}", Long.toString(count));
    }

    static Map<String, String> read(String language) {
        var properties = new Properties();
        try (var file = Texts.class.getResourceAsStream(language + ".properties")) {
            if (file == null) {
                throw new IllegalStateException(language + ".properties: no such file");
            }
            properties.load(new InputStreamReader(file, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(language + ".properties: cannot be read", e);
        }
        var texts = new HashMap<String, String>();
        for (var key : properties.stringPropertyNames()) {
            texts.put(key, properties.getProperty(key));
        }
        return texts;
    }
}
