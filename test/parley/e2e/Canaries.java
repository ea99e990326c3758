package parley.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes canaries: texts and numbers that nobody else would write, each for one place where an
/// update can hold something, and called after it. The same label gives the same canary.
final class Canaries {
    /// Not a person: the server itself, which is asked for a file by its id.
    static final long SERVER = 0;

    /// No person either, and nothing is for it.
    static final long NOBODY = -1;

    /// Not a person: the log, where the operator reads why the server refused something.
    static final long LOG = -2;

    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 10;

    private final Map<String, Canary> all = new LinkedHashMap<>();

    /// @param label what it is, for people
    /// @param to those whom the bot may tell it, as it is; nobody else may learn it in any form
    record Canary(String label, Map<String, byte[]> forms, Set<Long> to) {}

    Collection<Canary> all() {
        return List.copyOf(all.values());
    }

    /// A word.
    String word(String label, Long... to) {
        return name(label, LETTERS, to);
    }

    /// A word in other letters.
    String name(String label, String letters, Long... to) {
        var word = new StringBuilder("Cnry");
        var random = hash(label);
        int[] choice = letters.codePoints().toArray();
        for (int i = 0; i < LENGTH; i++) {
            word.appendCodePoint(choice[(random.get(i) & 0xFF) % choice.length]);
        }
        given(label, word.toString(), to);
        return word.toString();
    }

    /// Something that is not made here.
    void given(String label, String text, Long... to) {
        plant(new Canary(label, CanaryForms.ofText(text), Set.of(to)));
    }

    /// Something that nobody may learn a part of.
    void secret(String label, String text) {
        plant(new Canary(label, CanaryForms.ofSecret(text), Set.of()));
    }

    /// The id of somebody who never writes to the bot.
    long id(String label) {
        return number(label, number(label), 6, Set.of());
    }

    /// The id of somebody to whom the bot may write.
    long person(String label) {
        long id = number(label);
        return number(label, id, 5, Set.of(id));
    }

    /// The id of a group or channel.
    long group(String label) {
        return number(label, -1_000_000_000_000L - number(label), 6, Set.of());
    }

    /// The same, of one that the bot may leave.
    long groupToLeave(String label) {
        long id = -1_000_000_000_000L - number(label);
        return number(label, id, 6, Set.of(id));
    }

    /// A coordinate.
    double place(String label, Long... to) {
        double degrees = (400_000_001 + Math.floorMod(hash(label).getInt(), 99_999_999)) / 1e7;
        plant(new Canary(label, CanaryForms.ofPlace(degrees), Set.of(to)));
        return degrees;
    }

    private long number(String label, long number, int width, Set<Long> to) {
        plant(new Canary(label, CanaryForms.ofNumber(number, width), to));
        return number;
    }

    private void plant(Canary canary) {
        var known = all.putIfAbsent(canary.label(), canary);
        if (known != null && !known.to().equals(canary.to())) {
            throw new IllegalStateException(canary.label() + " is for others, too");
        }
    }

    /// Ten digits, five bytes: a one, then four such as continue a character in UTF-8, which never
    /// come four times in a row there. So they are in no text by chance, and at a given place of
    /// random bytes, such as what is sealed, once in 2^40. With forty people, two orders and the
    /// 100,000 random bytes of a day that is a false alarm in more than 100,000 days. There are
    /// more of the other ids, which nothing keeps as five bytes: they are looked for as six.
    private static long number(String label) {
        var random = hash(label);
        long number = 1;
        for (int i = 0; i < 4; i++) {
            number = number << 8 | 0x80 | random.get(i) & 0x3F;
        }
        return number;
    }

    private static ByteBuffer hash(String label) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(digest.digest(label.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
