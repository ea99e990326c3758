package parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The table in the code, the example file and the manual say the same, in the same order.
class SettingsDocsTest {
    private static final Path EXAMPLE = Path.of(".env.example");
    private static final Path MANUAL = Path.of("docs/configuration.md");
    private static final Pattern EXAMPLE_LINE = Pattern.compile("(?m)^#?([A-Z_]+)=(.*)$");
    private static final Pattern MANUAL_ROW =
            Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (?:–|`(.*?)`) \\| (.*) \\|$");

    @TempDir Path directory;

    private record Row(String name, String fallback, String meaning) {}

    private static Stream<MatchResult> rows(Path file, Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(file)).results();
    }

    @Test
    void theManualHasTheTableOfTheCode() throws IOException {
        var code =
                Stream.of(Setting.values())
                        .map(it -> new Row(it.name(), it.fallback(), it.meaning()))
                        .toList();
        var manual =
                rows(MANUAL, MANUAL_ROW)
                        .map(it -> new Row(it.group(1), orEmpty(it.group(2)), it.group(3)))
                        .toList();
        assertEquals(code, manual);
    }

    @Test
    void theExampleFileHasTheNamesAndDefaultsOfTheCode() throws IOException {
        var code =
                Stream.of(Setting.values())
                        .map(setting -> Map.entry(setting.name(), setting.fallback()))
                        .toList();
        var example =
                rows(EXAMPLE, EXAMPLE_LINE).map(it -> Map.entry(it.group(1), it.group(2))).toList();
        assertEquals(code, example);
    }

    @Test
    void theExampleFileChangesNothingWhetherCommentedOutOrNot() throws Exception {
        var untouched = Settings.load(new Environment(Map.of(), directory));
        String example = Files.readString(EXAMPLE);
        for (var text : List.of(example, example.replaceAll("(?m)^#([A-Z_]+=)", "$1"))) {
            Files.writeString(directory.resolve(".env"), text);
            assertEquals(untouched, Settings.load(new Environment(Map.of(), directory)));
        }
    }

    @Test
    void theFaultsInTheManualAreTheRealOnes() throws Exception {
        Files.writeString(directory.resolve(".env"), "# \nMASK_SALT=short\nLOG_FORMAT='json\n");
        var fault =
                SettingsTest.fault(
                        new Environment(
                                Map.of(
                                        "BOT_TOKEN_FILE", "nowhere",
                                        "TELEGRAM_API_URL", "http://10.0.0.7:8081",
                                        "RATE_LIMIT_BURST", "many"),
                                directory));
        var manual = Files.readString(MANUAL);
        assertEquals("", manual.contains(fault.getMessage()) ? "" : fault.getMessage());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
