package parley.moderation;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// For how long something holds, as moderators and operators write it: `90m`, `24h`, `7d` or
/// `perm`.
///
/// @param length nothing for ever
public record Span(Optional<Duration> length) {
    /// What is to be said to whoever wrote something else.
    public static final String FORM = "write 90m, 24h, 7d or perm, up to 3650d";

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,6})([mhd])");

    /// Whatever begins like a number, or like the word.
    private static final Pattern MEANT = Pattern.compile("(?i)perm|\\p{Punct}*\\p{Nd}");

    private static final Duration LONGEST = Duration.ofDays(3650);

    /// Reads what somebody wrote; nothing when it is no time, or too long a one.
    public static Optional<Span> of(String text) {
        if (text.equals("perm")) {
            return Optional.of(new Span(Optional.empty()));
        }
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(parts.group(1));
        var length =
                switch (parts.group(2)) {
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                };
        return Optional.of(length)
                .filter(span -> span.compareTo(LONGEST) <= 0)
                .map(span -> new Span(Optional.of(span)));
    }

    /// Whether somebody meant to write a time, right or wrong.
    ///
    /// @param text not empty
    public static boolean isMeant(String text) {
        return MEANT.matcher(text).lookingAt();
    }

    /// A time in words, roughly: the largest unit that fits, rounded up.
    static String words(Duration time) {
        long minutes = Math.max(1, time.plusSeconds(59).toMinutes());
        if (minutes < 120) {
            return minutes + " min";
        }
        long hours = (minutes + 59) / 60;
        return hours <= 48 ? hours + " h" : (hours + 23) / 24 + " days";
    }
}
