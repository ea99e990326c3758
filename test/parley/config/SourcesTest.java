package parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SourcesTest {
    @TempDir Path directory;
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void credentialsHaveAFolder() throws IOException {
        Files.createDirectory(directory.resolve("credentials"));
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private Optional<String> token() throws SettingsException {
        return Settings.load(new Environment(variables, directory))
                .settings()
                .telegram()
                .token()
                .map(Secret::reveal);
    }

    private List<String> faults() {
        return SettingsTest.fault(new Environment(variables, directory)).faults();
    }

    @Test
    void theEnvironmentBeatsTheFile() throws Exception {
        file(".env", "BOT_TOKEN=2:FILE\n");
        variables.put("BOT_TOKEN", "1:ENV");
        assertEquals(Optional.of("1:ENV"), token());
    }

    @Test
    void theFileSpeaksWhereTheEnvironmentIsEmpty() throws Exception {
        file(".env", "BOT_TOKEN=2:FILE\n");
        variables.put("BOT_TOKEN", "");
        assertEquals(Optional.of("2:FILE"), token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3:SECRET", "3:SECRET\n", "3:SECRET\r\n", "\uFEFF3:SECRET\n"})
    void readsTheFileThatAVariableNames(String content) throws Exception {
        file("token", content);
        variables.put("BOT_TOKEN_FILE", directory.resolve("token").toString());
        assertEquals(Optional.of("3:SECRET"), token());
    }

    @Test
    void aRelativeFileStartsInTheWorkingDirectory() throws Exception {
        file("token", "3:SECRET");
        file(".env", "BOT_TOKEN_FILE=./token");
        assertEquals(Optional.of("3:SECRET"), token());
    }

    @Test
    void aFileNamedInTheEnvironmentBeatsAValueInTheFile() throws Exception {
        file("token", "3:SECRET");
        file(".env", "BOT_TOKEN=2:FILE\n");
        variables.put("BOT_TOKEN_FILE", "token");
        assertEquals(Optional.of("3:SECRET"), token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOT_TOKEN", "bot-token"})
    void readsCredentialsOfSystemd(String name) throws Exception {
        file("credentials/" + name, "4:CREDENTIAL\n");
        file(".env", "BOT_TOKEN=2:FILE\n");
        variables.put("CREDENTIALS_DIRECTORY", directory.resolve("credentials").toString());
        assertEquals(Optional.of("4:CREDENTIAL"), token());
    }

    @Test
    void twoSourcesInTheEnvironmentAreAFault() throws Exception {
        file("credentials/bot-token", "4:CREDENTIAL");
        variables.put("CREDENTIALS_DIRECTORY", directory.resolve("credentials").toString());
        variables.put("BOT_TOKEN", "1:ENV");
        variables.put("BOT_TOKEN_FILE", "token");
        assertEquals(
                List.of(
                        "BOT_TOKEN: is set twice, by environment and BOT_TOKEN_FILE and credential"
                                + " bot-token; must be set once"),
                faults());
    }

    @Test
    void twoSourcesInTheFileAreAFault() throws Exception {
        file(".env", "BOT_TOKEN=2:FILE\n\nBOT_TOKEN_FILE=token\n");
        assertEquals(
                List.of(
                        "BOT_TOKEN: is set twice, by .env, line 1 and BOT_TOKEN_FILE in .env, line"
                                + " 3; must be set once"),
                faults());
    }

    @Test
    void aFileThatCannotBeUsedIsAFault() throws Exception {
        file("empty", "\n");
        Files.write(directory.resolve("latin1"), new byte[] {'s', (byte) 0xE9});
        Files.write(directory.resolve("large"), new byte[2 * 1024 * 1024]);
        variables.put("BOT_TOKEN_FILE", "empty");
        variables.put("TELEGRAM_API_URL_FILE", "nowhere");
        variables.put("DATABASE_PATH_FILE", "credentials");
        variables.put("MASK_SALT_FILE", "latin1");
        variables.put("JITSI_HOST_FILE", "large");
        String right = "; must be a text file that holds the value";
        assertEquals(
                List.of(
                        "BOT_TOKEN: the file of BOT_TOKEN_FILE is empty" + right,
                        "TELEGRAM_API_URL: the file of TELEGRAM_API_URL_FILE does not exist"
                                + right,
                        "DATABASE_PATH: the file of DATABASE_PATH_FILE is a folder" + right,
                        "MASK_SALT: the file of MASK_SALT_FILE is not UTF-8 text" + right,
                        "JITSI_HOST: the file of JITSI_HOST_FILE is larger than 1 MiB" + right),
                faults());
    }

    @Test
    void aSecondLineInAFileIsAFault() throws Exception {
        file("token", "3:SECRET\n4:OTHER\n");
        variables.put("BOT_TOKEN_FILE", "token");
        assertEquals(
                List.of(
                        "BOT_TOKEN: has a line break or control character in it; must be one line"
                                + " (from BOT_TOKEN_FILE)"),
                faults());
    }

    @Test
    void anUnreadableDotEnvIsAFault() throws Exception {
        Files.createDirectory(directory.resolve(".env"));
        assertEquals(List.of(".env: is a folder; must be a text file"), faults());
        Files.delete(directory.resolve(".env"));
        Files.createSymbolicLink(directory.resolve(".env"), Path.of("gone"));
        assertEquals(List.of(".env: does not exist; must be a text file"), faults());
    }
}
