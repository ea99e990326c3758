package parley.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

class SecretTest {
    @TempDir Path dir;
    private Path database;
    private Path file;

    @BeforeEach
    void name() {
        database = dir.resolve("data/anon.sqlite3");
        file = dir.resolve("data/secret.key");
    }

    @Test
    void aSecretFromTheSettingsHasSixteenCharactersOrMore() throws SecretException {
        assertEquals(16, Secret.of("0123456789abcdef").bytes().length);
        var refused = assertThrows(SecretException.class, () -> Secret.of("only fifteen ch"));
        assertFalse(refused.getMessage().contains("fifteen ch"), refused.getMessage());
    }

    @Test
    void theFirstRunMakesAFileThatOnlyItsOwnerCanRead() throws Exception {
        var secret = Secret.beside(database);
        assertEquals(32, secret.bytes().length);
        assertEquals("rw-------", permissions(file));
        assertEquals("rwx------", permissions(file.getParent()));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList(), "nothing else may stay behind");
        }
    }

    @Test
    void theNextRunReadsTheSameSecretAndLeavesTheFileAlone() throws Exception {
        var secret = Secret.beside(database);
        var text = Files.readString(file);
        Files.writeString(database, "something");
        assertArrayEquals(secret.bytes(), Secret.beside(database).bytes());
        assertEquals(text, Files.readString(file));
    }

    @Test
    void everyFirstRunMakesAnotherSecret() throws Exception {
        var other = Secret.beside(dir.resolve("other/anon.sqlite3"));
        assertFalse(Arrays.equals(other.bytes(), Secret.beside(database).bytes()));
    }

    @Test
    void firstRunsAtTheSameTimeAgreeOnOneSecret() throws Exception {
        var runs = new ArrayList<Callable<List<Byte>>>();
        for (int i = 0; i < 16; i++) {
            runs.add(() -> list(Secret.beside(database).bytes()));
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            var secrets = new ArrayList<List<Byte>>();
            for (var run : threads.invokeAll(runs)) {
                secrets.add(run.get());
            }
            assertEquals(1, secrets.stream().distinct().count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void refusesAFileThatOthersCanUseAndSaysHowToMendIt(String permissions) throws Exception {
        Secret.beside(database);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        var message = refusal();
        assertTrue(message.contains("chmod 600 " + file), message);
    }

    @Test
    void theCommandThatMendsPermissionsCanBePastedWhateverTheFolderIsCalled() throws Exception {
        var odd = dir.resolve("it's my bot/anon.sqlite3");
        Secret.beside(odd);
        Files.setPosixFilePermissions(
                odd.resolveSibling("secret.key"), PosixFilePermissions.fromString("rw-r--r--"));
        var refused = assertThrows(SecretException.class, () -> Secret.beside(odd));
        var command = refused.getMessage().replaceFirst(".*run: ", "");
        assertEquals(0, new ProcessBuilder("sh", "-c", command).start().waitFor());
        Secret.beside(odd);
    }

    @Test
    void refusesAFolderInPlaceOfTheFile() throws Exception {
        Files.createDirectories(file);
        assertEquals(file + " is a folder, not a file; put the right file back", refusal());
    }

    @Test
    void refusesAFileOfAnotherUserAndSaysWhoCanReadIt() throws Exception {
        assumeFalse(Files.isReadable(Path.of("/etc/shadow")), "this user may read everything");
        Secret.beside(database);
        Files.setPosixFilePermissions(file, Set.of());
        assertTrue(refusal().contains("may not be read by this user; run this as "), refusal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "hello",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg"
            })
    void refusesAFileThatHoldsNoSecretAndDoesNotRepeatIt(String text) throws Exception {
        Secret.beside(database);
        Files.writeString(file, text);
        var message = refusal();
        assertTrue(message.contains("64 hexadecimal digits"), message);
        assertFalse(message.contains("0123456789abcdef"), message);
        assertEquals(text, Files.readString(file));
    }

    @Test
    void makesNoNewSecretForADatabaseThatIsThere() throws Exception {
        Files.createDirectories(database.getParent());
        Files.writeString(database, "something");
        var message = refusal();
        assertTrue(message.contains("MASK_SALT"), message);
        assertFalse(Files.exists(file));
    }

    @Test
    void aSecretDoesNotShowItself() throws SecretException {
        assertEquals("Secret[hidden]", Secret.of("0123456789abcdef").toString());
    }

    private String refusal() {
        return assertThrows(SecretException.class, () -> Secret.beside(database)).getMessage();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<Byte> list(byte[] bytes) {
        var list = new ArrayList<Byte>();
        for (byte b : bytes) {
            list.add(b);
        }
        return list;
    }
}
