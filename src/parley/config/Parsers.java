package parley.config;

import parley.config.Setting.Parser;
import parley.config.Settings.Chats.Screening;
import parley.config.Settings.Chats.Stickers;
import parley.config.Settings.Log.Format;

import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the text of each kind of setting has to look like.
final class Parsers {
    /// Shorter than any salt or real token, so that one which strayed into the wrong setting is not
    /// printed with the fault.
    private static final int QUOTABLE = 12;

    private static final int LEAST_SALT = 16;
    private static final double LEAST_RATE = 0.001;
    private static final double GREATEST_RATE = 1000;

    private Parsers() {}

    static Parser whole(int least, int greatest) {
        return (text, _) -> (int) number(text, least, greatest, "a whole number from %d to %d");
    }

    /// A number, or 0 for what that setting turns off.
    static Parser wholeOrNone(int least, int greatest) {
        return (text, _) ->
                text.equals("0")
                        ? 0
                        : (int) number(text, least, greatest, "0, or a whole number from %d to %d");
    }

    /// The id of a group is below zero. It is not quoted: it may be that of a person.
    static Parser chat() {
        return (text, _) -> {
            if (!text.matches("-?[1-9][0-9]{0,15}")) {
                throw new BadValue("is no id; must be that of a chat, such as -100123456");
            }
            return Long.parseLong(text);
        };
    }

    static Parser people() {
        return (text, _) -> {
            if (!text.matches("[1-9][0-9]{0,15}( *, *[1-9][0-9]{0,15}){0,99}")) {
                throw new BadValue(
                        "is no list of ids; must be Telegram ids with commas between them, such as"
                                + " 1111,2222");
            }
            return new People(
                    Stream.of(text.split(" *, *"))
                            .map(Long::parseLong)
                            .collect(Collectors.toUnmodifiableSet()));
        };
    }

    /// Ids of people.
    record People(Set<Long> ids) {}

    static Parser seconds(int least, int greatest) {
        return (text, _) ->
                Duration.ofSeconds(
                        number(text, least, greatest, "a whole number of seconds from %d to %d"));
    }

    /// Decimals with a point. Java's own number formats (`1e3`, `NaN`, `0x1p3`) are not meant.
    static Parser rate() {
        return (text, _) -> {
            if (text.matches("[0-9]{1,4}(\\.[0-9]{1,6})?")) {
                double rate = Double.parseDouble(text);
                if (rate == 0 || (rate >= LEAST_RATE && rate <= GREATEST_RATE)) {
                    return rate;
                }
            }
            throw unfit(text, "0, or a number from 0.001 to 1000 such as 2 or 0.5");
        };
    }

    static Parser flag() {
        return choice(Map.of("TRUE", true, "FALSE", false), "true or false");
    }

    static Parser stickers() {
        var modes = new LinkedHashMap<String, Stickers>();
        for (var mode : Stickers.values()) {
            modes.put(mode.name(), mode);
        }
        return choice(modes, "reupload, emoji or allow");
    }

    static Parser journal() {
        return choice(Map.of("SEALED", true, "OFF", false), "sealed or off");
    }

    static Parser screening() {
        var choices = new LinkedHashMap<String, Screening>();
        for (var choice : Screening.values()) {
            choices.put(choice.name(), choice);
        }
        return choice(choices, "allow, warn or block");
    }

    static Parser logLevel() {
        var levels = new LinkedHashMap<String, Level>();
        for (var level : Level.values()) {
            levels.put(level.name(), level);
        }
        levels.remove(Level.ALL.name());
        levels.put("WARN", Level.WARNING);
        return choice(levels, "TRACE, DEBUG, INFO, WARNING, ERROR or OFF");
    }

    static Parser logFormat() {
        return choice(Map.of("TEXT", Format.TEXT, "JSON", Format.JSON), "text or json");
    }

    /// Lenient about length, because other Bot API servers have tokens of their own; strict about
    /// characters, because the token becomes part of a URL.
    static Parser token() {
        return (text, _) -> {
            if (text.matches("[0-9]+:[A-Za-z0-9_-]+")) {
                return new Secret(text);
            }
            throw new BadValue(
                    tokenProblem(text)
                            + "; must be digits, a colon, then letters, digits, - and _, just as"
                            + " @BotFather gives it");
        };
    }

    private static String tokenProblem(String text) {
        if (text.chars().anyMatch(Character::isWhitespace)) {
            return "has a space in it";
        }
        if (text.startsWith("\"") || text.startsWith("'")) {
            return "has quotes around it";
        }
        if (text.startsWith("bot")) {
            return "starts with \"bot\", which is no part of it";
        }
        return text.indexOf(':') < 0 ? "has no colon" : "has a character that no token has";
    }

    static Parser salt() {
        return (text, _) -> {
            if (text.isBlank()) {
                throw new BadValue("is blank; must be 16 characters or more that nobody can guess");
            }
            int length = text.codePointCount(0, text.length());
            if (length < LEAST_SALT) {
                throw new BadValue(
                        "has only %d characters; must be 16 or more that nobody can guess"
                                .formatted(length));
            }
            return new Secret(text);
        };
    }

    static Parser text(int most) {
        return (text, _) -> {
            int length = text.codePointCount(0, text.length());
            if (text.isBlank() || length > most) {
                throw new BadValue(
                        "has %d characters; must be a text of up to %d".formatted(length, most));
            }
            return text.strip();
        };
    }

    static Parser file() {
        return Parsers::file;
    }

    private static Path file(String text, Path directory) throws BadValue {
        if (text.isBlank() || text.endsWith("/") || text.startsWith("~")) {
            throw unfit(text, "the path of a file (~ is not expanded)");
        }
        try {
            Path file = directory.resolve(text);
            if (Files.isDirectory(file)) {
                throw new BadValue("is a folder; must be the path of a file");
            }
            for (var above = file.getParent(); above != null; above = above.getParent()) {
                if (Files.exists(above) && !Files.isDirectory(above)) {
                    throw new BadValue("lies below a file; must be the path of a file in a folder");
                }
            }
            return file;
        } catch (InvalidPathException _) {
            throw unfit(text, "the path of a file");
        }
    }

    private static Parser choice(Map<String, ?> choices, String expected) {
        return (text, _) -> {
            Object chosen = choices.get(text.toUpperCase(Locale.ROOT));
            if (chosen == null) {
                throw unfit(text, expected);
            }
            return chosen;
        };
    }

    private static long number(String text, int least, int greatest, String expected)
            throws BadValue {
        if (text.matches("[0-9]{1,10}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= greatest) {
                return number;
            }
        }
        throw unfit(text, expected.formatted(least, greatest));
    }

    private static BadValue unfit(String text, String expected) {
        String shown =
                text.length() <= QUOTABLE
                        ? "is \"" + text + "\""
                        : "is a text of " + text.length() + " characters";
        return new BadValue(shown + "; must be " + expected);
    }
}
