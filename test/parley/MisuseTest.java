package parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// Commands of moderation with words that they do not take: refused before there is anything that
/// could be done. What the program makes of that, ModerationCommandsTest tries.
class MisuseTest {
    private static final String REPORT = "0123456789abcdef";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "me",
                "0",
                "-5",
                "12x",
                "00ff00ff00f",
                "00ff00ff00ff00ff00ff00ff00ff00ff0",
                "REPORT 7",
                "REPORT 0d",
                "REPORT 7w",
                "REPORT 99999d",
                "REPORT permanent",
                "REPORT 9999999999999999999999d"
            })
    void nobodyIsBanned(String words) {
        assertMisused(Verdict::ban, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "me", "REPORT 7d"})
    void nobodyIsLetIn(String words) {
        assertMisused(Verdict::unban, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "REPORT me",
                "REPORT --as",
                "REPORT --as undo",
                "--as ban",
                "--as ban 12"
            })
    void noReportIsClosed(String words) {
        assertMisused(Verdict::resolve, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "REPORT REPORT"})
    void noReportIsShown(String words) {
        assertMisused(Listing::report, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "--open --open", "--json --csv"})
    void noReportsAreListed(String words) {
        assertMisused(Listing::reports, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--open", "--json --csv"})
    void nobodyWhoIsKeptOutIsListed(String words) {
        assertMisused(Listing::bans, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--csv", "--json --json"})
    void nothingIsCounted(String words) {
        assertMisused(Listing::stats, words);
    }

    private interface Parser {
        Main.Command parse(List<String> words) throws Main.Misuse;
    }

    private static void assertMisused(Parser parser, String words) {
        var list = words.isEmpty() ? List.<String>of() : List.of(words.split(" "));
        var meant = list.stream().map(word -> word.equals("REPORT") ? REPORT : word).toList();
        var misuse = assertThrows(Main.Misuse.class, () -> parser.parse(meant));
        assertFalse(misuse.getMessage().isBlank());
        assertEquals(1, misuse.getMessage().lines().count(), misuse::getMessage);
    }
}
