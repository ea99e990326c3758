package parley.content;

import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Letter.Album;
import parley.content.Letter.Edited;
import parley.content.Letter.Fresh;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// By what a message is known again that is sent to one partner after the other: numbers that are
/// the same for the same text, however it is spaced, and for the same link in other words.
public final class Prints {
    /// What is shorter is said by many, such as a greeting.
    private static final int LEAST = 20;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Prints() {}

    /// The numbers for a message; none for what nobody can be held to.
    public static Set<Long> of(Letter letter) {
        return switch (letter) {
            case Fresh fresh -> of(fresh.content());
            case Edited edited -> of(edited.content());
            case Album album -> of(album.parts().getFirst().media());
            case Letter.Reacted _, Letter.Unsent _ -> Set.of();
        };
    }

    /// Whether a message is, or has become, anything but text.
    public static boolean isMedia(Letter letter) {
        return switch (letter) {
            case Fresh fresh -> fresh.content() instanceof Media;
            case Edited edited -> edited.content() instanceof Media;
            case Album _ -> true;
            case Letter.Reacted _, Letter.Unsent _ -> false;
        };
    }

    private static Set<Long> of(Content content) {
        return switch (content) {
            case Text(var text) -> of(text.text());
            case Media media -> of(media.caption().text());
            case Content.Place _, Content.Refused _ -> Set.of();
        };
    }

    private static Set<Long> of(String text) {
        var prints = new HashSet<Long>();
        if (text.length() >= LEAST) {
            add(prints, text, LEAST);
        }
        if (!Findings.in(text).isEmpty()) {
            for (var word : SPACE.splitAsStream(text).toList()) {
                if (!Findings.in(word).isEmpty()) {
                    add(prints, word, 1);
                }
            }
        }
        return prints;
    }

    /// Adds the number for the letters and digits of a text (FNV-1a, 64 bits, over its characters),
    /// if there are enough of them.
    private static void add(Set<Long> prints, String text, int least) {
        long hash = BASIS;
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if (Character.isLetterOrDigit(c)) {
                hash = (hash ^ c) * PRIME;
                count++;
            }
        }
        if (count >= least) {
            prints.add(hash);
        }
    }
}
