package parley.content;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds in a text what leads out of the chat. Telegram makes links, names and numbers tappable
/// wherever they stand, so the text itself is searched, not what its sender's app marked in it.
///
/// It goes for what people write, not for every trick: whoever wants to spell out a name can.
final class Findings {
    /// Characters without a shape cut a word in two for a program, but not for a reader.
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

    /// Endings that are hardly ever anything but a domain. Others could be the first word of a
    /// sentence after a full stop without a space, so they need a path behind them.
    private static final String ENDING =
            "(?:(?:com|org|net|edu|gov|info|biz|io|app|dev|xyz|online|site|shop|store|club|vip|gg|ly"
                + "|tv|cc|ru|ua|de|uk|eu|fr|pl|br|jp|cn|рф)(?![\\w-]|\\.\\w)|\\p{L}{2,24}/\\S)";

    private static final Pattern LINK =
            Pattern.compile(
                    "\\b(?:https?|ftp)://\\S"
                            + "|\\bwww\\.\\w"
                            + "|(?<![\\w@.-])(?:[\\w-]{1,63}\\.){1,8}"
                            + ENDING,
                    CASE_INSENSITIVE | UNICODE_CHARACTER_CLASS);

    private static final Pattern MENTION =
            Pattern.compile(
                    "(?<![\\w@/.])@[a-z]\\w{3,31}(?!\\w)"
                            + "|(?<![\\w.-])(?:[\\w-]{1,32}\\.)?(?:t|telegram)\\.(?:me|dog)\\b"
                            + "|(?<!\\w)(?:tg|ton)://"
                            + "|(?<![\\w.+-])[\\w.+-]{1,64}@(?:[\\w-]{1,63}\\.){1,8}[a-z]{2,24}\\b",
                    CASE_INSENSITIVE);

    /// With a country, as people write it for others: 8 to 15 digits (ITU-T E.164). Digits alone
    /// may be anything.
    private static final Pattern PHONE =
            Pattern.compile("(?<![\\w+])\\+(?:[ ().\\u2010-\\u2013/-]{0,2}\\d){8,15}(?!\\d)");

    private Findings() {}

    /// What the text has of [Risk#LINKS] and [Risk#MENTIONS]; a link to Telegram is both.
    static Set<Risk> in(String text) {
        var risks = EnumSet.noneOf(Risk.class);
        if (!isWorthALook(text)) {
            return risks;
        }
        var plain = INVISIBLE.matcher(text).replaceAll("");
        if (LINK.matcher(plain).find()) {
            risks.add(Risk.LINKS);
        }
        if (MENTION.matcher(plain).find() || PHONE.matcher(plain).find()) {
            risks.add(Risk.MENTIONS);
        }
        return risks;
    }

    /// Whether there is any of the signs that all of it needs; most texts have none, and need not
    /// be searched.
    private static boolean isWorthALook(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean joins = (c == '.' || c == ':') && i + 1 < text.length();
            if (c == '@' || c == '+' || joins && text.charAt(i + 1) > ' ') {
                return true;
            }
        }
        return false;
    }
}
