package parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class DotEnvTest {
    private static Map<String, String> values(DotEnv file) {
        return file.lines().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value()));
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("A=b", "b"),
                Arguments.of("  A = b \t", "b"),
                Arguments.of("export A=b", "b"),
                Arguments.of("export\tA=b=c", "b=c"),
                Arguments.of("A=", ""),
                Arguments.of("A= # nothing", ""),
                Arguments.of("A=b # comment", "b"),
                Arguments.of("A=b\t#comment # more", "b"),
                Arguments.of("A=b#c", "b#c"),
                Arguments.of("A=#b", "#b"),
                Arguments.of("A=two words", "two words"),
                Arguments.of("A=it's", "it's"),
                Arguments.of("A=\"b # c\" # d", "b # c"),
                Arguments.of("A=' b '", " b "),
                Arguments.of("A=\"\"", ""),
                Arguments.of("A=\"say \\\"hi\\\" \\\\ \\n $B\"", "say \"hi\" \\ \\n $B"),
                Arguments.of("A='\\\"'", "\\\""),
                Arguments.of("A=\\", "\\"),
                Arguments.of("A=ü\u2028b", "ü\u2028b"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void readsAValue(String line, String value) {
        var file = DotEnv.of(line);
        assertEquals(List.of(), file.faults());
        assertEquals(Map.of("A", value), values(file));
    }

    @Test
    void readsLinesOfAnyEndAndSkipsWhatSaysNothing() {
        var file = DotEnv.of("# A=1\r\n\r\n \t\nB=2\r\n  # C=3\nD=4");
        assertEquals(List.of(), file.faults());
        assertEquals(Map.of("B", "2", "D", "4"), values(file));
        assertEquals(".env, line 6", file.find("D").orElseThrow().place());
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("hunter2", "cannot be read"),
                Arguments.of("=hunter2", "cannot be read"),
                Arguments.of("1A=hunter2", "cannot be read"),
                Arguments.of("two words=hunter2", "cannot be read"),
                Arguments.of("export A", "cannot be read"),
                Arguments.of("123456:hunter2=", "cannot be read"),
                Arguments.of("A=\"hunter2", "has a quote that is not closed"),
                Arguments.of("A='hunter2\"", "has a quote that is not closed"),
                Arguments.of("A=\"hunter2\\\"", "has a quote that is not closed"),
                Arguments.of("A='hunter2'more", "goes on after the closing quote"),
                Arguments.of("A='hunter2'#more", "goes on after the closing quote"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void namesTheLineThatCannotBeReadWithoutQuotingIt(String line, String complaint) {
        var file = DotEnv.of("B=1\n" + line + "\nC=2\n");
        assertEquals(1, file.faults().size());
        String fault = file.faults().getFirst();
        assertTrue(fault.startsWith(".env, line 2: " + complaint), fault);
        assertTrue(fault.contains("; must "), fault);
        assertTrue(!fault.contains("hunter2"), fault);
        assertEquals(Map.of("B", "1", "C", "2"), values(file));
    }

    @Test
    void aSettingOfOursMayHaveOneValueOnly() {
        assertEquals(
                List.of(".env, line 3: sets LOG_LEVEL again after line 1; must be set once"),
                DotEnv.of("LOG_LEVEL=INFO\nOTHER=1\nLOG_LEVEL=DEBUG\nOTHER=2").faults());
    }

    @Test
    void anEmptyLineOfASettingDoesNotCount() {
        for (var text : List.of("BOT_TOKEN=\nBOT_TOKEN=1:A", "BOT_TOKEN=1:A\nBOT_TOKEN=")) {
            var file = DotEnv.of(text);
            assertEquals(List.of(), file.faults());
            assertEquals("1:A", file.find("BOT_TOKEN").orElseThrow().value());
        }
    }
}
