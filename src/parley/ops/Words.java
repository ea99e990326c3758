package parley.ops;

/// Tells words apart that look alike: what the log itself writes, what leads to a file, and what
/// must not be seen.
final class Words {
    /// Digits of a session id and of a commit. They are hexadecimal, and may have long decimal
    /// stretches.
    private static final int SESSION = 16;

    private static final int COMMIT = 12;

    /// How the log calls a person: ten hexadecimal digits, which may all be decimal.
    private static final String MASK = "u-";

    private static final int MASK_DIGITS = 10;

    private static final int LONGEST_PATH = 1024;

    private static final int SMALL = 1;
    private static final int CAPITAL = 2;
    private static final int DIGIT = 3;

    private Words() {}

    static boolean isPart(char c) {
        return kind(c) > 0 || c == '-' || c == '_';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Whether these digits are part of a session id, of a commit or of a mask.
    ///
    /// @param digit the place of one of them in the word
    static boolean isOurs(String word, int digit) {
        if (word.startsWith(MASK) && word.length() == MASK.length() + MASK_DIGITS) {
            return true;
        }
        int start = digit;
        int end = digit;
        boolean letters = false;
        while (start > 0 && kind(word.charAt(start - 1)) > 0) {
            start--;
        }
        while (end < word.length() && kind(word.charAt(end)) > 0) {
            end++;
        }
        for (char c : word.substring(start, end).toCharArray()) {
            if (!isDigit(c) && (c < 'a' || c > 'f')) {
                return false;
            }
            letters |= !isDigit(c);
        }
        return letters && (end - start == SESSION || end - start == COMMIT);
    }

    /// Whether a word is part of a path in a file system, such as `/srv/bot` or `./data`. What has
    /// capitals and is in doubt is none, for file ids and keys have them.
    static boolean isInPath(String text, int start, int end) {
        int path = start;
        while (path > 0
                && start - path < LONGEST_PATH
                && (isPart(text.charAt(path - 1)) || isPathSign(text.charAt(path - 1)))) {
            path--;
        }
        var before = text.substring(path, start);
        return before.indexOf('/', 1) > 0
                && isPathSign(before.charAt(0))
                && !before.startsWith("//")
                && text.substring(start, end).chars().noneMatch(c -> kind((char) c) == CAPITAL);
    }

    private static boolean isPathSign(char c) {
        return c == '/' || c == '.' || c == '~';
    }

    /// Where a stretch ends that may be base64.
    static int base64End(String text, int start) {
        int end = start;
        while (end < text.length()
                && (isPart(text.charAt(end)) || "+/=".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    /// Whether small letters, capitals and digits are thoroughly mixed, as in base64 and in no
    /// path: in random base64 64 % of all neighbours are of different kinds.
    static boolean isMixed(String text, int start, int end) {
        int neighbours = 0;
        int changes = 0;
        boolean capitals = false;
        for (int i = start + 1; i < end; i++) {
            int before = kind(text.charAt(i - 1));
            int here = kind(text.charAt(i));
            capitals |= here == CAPITAL;
            neighbours += before > 0 && here > 0 ? 1 : 0;
            changes += before > 0 && here > 0 && before != here ? 1 : 0;
        }
        return capitals && changes * 5 > neighbours * 2;
    }

    /// @return 0 for what is neither letter nor digit
    private static int kind(char c) {
        if (c >= 'a' && c <= 'z') {
            return SMALL;
        }
        if (c >= 'A' && c <= 'Z') {
            return CAPITAL;
        }
        return isDigit(c) ? DIGIT : 0;
    }
}
