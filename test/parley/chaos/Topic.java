package parley.chaos;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/// Which notice it was, by the words that the bot itself has for it in English.
enum Topic {
    MATCHED,
    ALREADY_IN_CHAT,
    YOU_LEFT,
    YOU_LEFT_FOR_NEXT,
    PARTNER_LEFT,
    BLOCKED,
    SEARCHING,
    STILL_SEARCHING,
    SEARCHING_AGAIN,
    NOT_IN_CHAT,
    NOBODY_TO_BLOCK,
    NOT_SENT_NO_CHAT,
    NOT_SENT_SEARCHING,
    NOT_SENT_EARLIER,
    NOT_DELIVERED,
    SLOW_DOWN,
    NOT_PASSED,
    /// Nothing that matters here.
    OTHER;

    private static final Properties WORDS = words();

    /// What a notice with this text is about.
    static Topic of(String text) {
        var line = text.lines().findFirst().orElse("");
        for (var topic : values()) {
            if (topic != OTHER && topic.begins(line)) {
                return topic;
            }
        }
        return OTHER;
    }

    /// Whether it tells a sender that a message did not reach the partner.
    boolean isRefusal() {
        return isNoChat() || this == NOT_DELIVERED || this == SLOW_DOWN || this == NOT_PASSED;
    }

    /// Whether it says that the chat in which a message was written is not there.
    boolean isNoChat() {
        return this == NOT_SENT_NO_CHAT || this == NOT_SENT_SEARCHING || this == NOT_SENT_EARLIER;
    }

    /// The whole first line counts, for some notices begin like others; up to what is filled in.
    private boolean begins(String line) {
        var words = first();
        int gap = words.indexOf('{');
        return gap < 0 ? line.equals(words) : line.startsWith(words.substring(0, gap));
    }

    /// The first line of the notice as the bot words it.
    String first() {
        var key = "notice." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        var words = WORDS.getProperty(key);
        if (words == null) {
            throw new IllegalStateException("the bot has no words for " + key);
        }
        return words.lines().findFirst().orElseThrow();
    }

    private static Properties words() {
        var words = new Properties();
        try (var in = Topic.class.getResourceAsStream("/parley/text/en.properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the texts of the bot", e);
        }
        return words;
    }
}
