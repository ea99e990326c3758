package parley.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

class KeyChangeTest {
    @TempDir Path dir;
    private Path database;
    private Secret first;

    @BeforeEach
    void start() throws Exception {
        database = dir.resolve("anon.sqlite3");
        first = Secret.beside(database);
        Files.writeString(database, "a database");
    }

    @Test
    void toThinkOfAChangeWritesNothing() throws Exception {
        var change = KeyChange.inFile(database);

        assertTrue(change.former().is(first));
        assertFalse(change.next().is(first));
        assertFiles("anon.sqlite3", "secret.key");
    }

    @Test
    void theNextSecretWaitsInAFileOfItsOwnAndChangesNothingYet() throws Exception {
        var change = prepared();

        assertEquals("rw-------", permissions("secret.key.next"));
        assertTrue(Secret.beside(database).is(first));
        assertFiles("anon.sqlite3", "secret.key", "secret.key.next");
        change.prepare();
        assertTrue(KeyChange.inFile(database).next().is(change.next()));
    }

    @Test
    void aSecretThatWaitsAlreadyIsTaken() throws Exception {
        var next = prepared().next();

        assertTrue(KeyChange.inFile(database).next().is(next));
        var waiting = KeyChange.waiting(database, Optional.empty()).orElseThrow();
        assertTrue(waiting.next().is(next));
        assertTrue(waiting.former().is(first));
    }

    @Test
    void aBotIsHandedTheSecretThatWaitsOrElseANewOne() throws Exception {
        var change = KeyChange.inFile(database);
        change.handOver();

        assertTrue(
                KeyChange.waiting(database, Optional.empty())
                        .orElseThrow()
                        .next()
                        .is(change.next()));
        KeyChange.inFile(database).handOver();
        assertTrue(KeyChange.inFile(database).next().is(change.next()));
    }

    /// The database may be under it by now, so this may be its only copy.
    @Test
    void anotherSecretThatWaitsIsNeverWrittenOverByWhoDoesNotHoldTheDatabase() throws Exception {
        var late = KeyChange.inFile(database);
        var change = prepared();

        var refused = assertThrows(SecretException.class, late::handOver);

        assertTrue(refused.getMessage().contains("is at work"), refused.getMessage());
        assertTrue(KeyChange.inFile(database).next().is(change.next()));
    }

    @Test
    void whenItIsDoneTheNewSecretHasItsPlaceAndTheFormerOneIsKept() throws Exception {
        var change = KeyChange.inFile(database);
        var former = text("secret.key");

        change.finish();

        assertTrue(Secret.beside(database).is(change.next()));
        assertEquals(former, text("secret.key.old"));
        assertEquals("rw-------", permissions("secret.key"));
        assertEquals("rw-------", permissions("secret.key.old"));
        assertFiles("anon.sqlite3", "secret.key", "secret.key.old");
        assertEquals(Optional.empty(), KeyChange.waiting(database, Optional.empty()));
    }

    @Test
    void toFinishTwiceChangesNothing() throws Exception {
        var change = KeyChange.inFile(database);
        change.finish();

        change.finish();

        assertTrue(Secret.beside(database).is(change.next()));
        assertFiles("anon.sqlite3", "secret.key", "secret.key.old");
    }

    @Test
    void noFormerSecretIsEverWrittenOver() throws Exception {
        var texts = new TreeSet<String>();
        for (int i = 0; i < 3; i++) {
            texts.add(text("secret.key"));
            KeyChange.inFile(database).finish();
        }

        assertFiles(
                "anon.sqlite3",
                "secret.key",
                "secret.key.old",
                "secret.key.old.2",
                "secret.key.old.3");
        assertEquals(
                texts,
                Set.of(text("secret.key.old"), text("secret.key.old.2"), text("secret.key.old.3")));
    }

    /// The former secret is linked, but the new one has not taken its place.
    @Test
    void whoWasKilledBetweenTheTwoStepsFinishesThem() throws Exception {
        var change = prepared();
        Files.createLink(dir.resolve("secret.key.old"), dir.resolve("secret.key"));

        change.finish();

        assertTrue(Secret.beside(database).is(change.next()));
        assertFiles("anon.sqlite3", "secret.key", "secret.key.old");
    }

    @Test
    void aWaitingFileThatVanishedIsNoLoss() throws Exception {
        var change = prepared();
        Files.delete(dir.resolve("secret.key.next"));

        change.finish();

        assertTrue(Secret.beside(database).is(change.next()));
    }

    /// As when a bot is asked again that has just done it.
    @Test
    void whatWaitsIsNoOtherSecretWhenItIsThePresentOne() throws Exception {
        var change = KeyChange.inFile(database);
        change.finish();
        change.handOver();

        assertEquals(Optional.empty(), KeyChange.waiting(database, Optional.empty()));
        assertFalse(KeyChange.inFile(database).next().is(change.next()));
    }

    @Test
    void draftsOfProcessesThatWereKilledGo() throws Exception {
        Files.writeString(dir.resolve("secret.key.1234567890123456789.tmp"), "half a secret");
        Files.writeString(dir.resolve("secret.key.mine.tmp"), "a file of the operator");

        KeyChange.inFile(database).finish();

        assertFiles("anon.sqlite3", "secret.key", "secret.key.mine.tmp", "secret.key.old");
    }

    @Test
    void secretsOfTheSettingsWaitInAFileOnlyUntilItIsDone() throws Exception {
        var chosen = Secret.of("sixteen letters!");
        var change = KeyChange.inSettings(database, chosen, Secret.of("a longer one than that"));
        change.handOver();
        assertEquals("rw-------", permissions("secret.key.next"));

        var waiting = KeyChange.waiting(database, Optional.of(chosen)).orElseThrow();
        assertTrue(waiting.former().is(chosen));
        assertTrue(waiting.next().is(change.next()));
        waiting.finish();

        assertFiles("anon.sqlite3", "secret.key");
        assertTrue(Secret.beside(database).is(first), "secret.key is none of the settings");
    }

    @Test
    void secretsOfTheSettingsDoNotStayInAFileThatOthersCanRead() throws Exception {
        var change = KeyChange.inSettings(database, first, Secret.of("sixteen letters!"));
        change.handOver();
        Files.setPosixFilePermissions(
                dir.resolve("secret.key.next"), PosixFilePermissions.fromString("rw-r--r--"));

        change.finish();

        assertFiles("anon.sqlite3", "secret.key");
    }

    @Test
    void whatElseWaitsIsLeftAloneWhenSecretsOfTheSettingsChange() throws Exception {
        prepared();
        var next = text("secret.key.next");

        KeyChange.inSettings(database, first, Secret.of("sixteen letters!")).finish();

        assertEquals(next, text("secret.key.next"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg"
            })
    void aWaitingFileThatHoldsNoSecretIsRefusedAndLeftAlone(String text) throws Exception {
        write("secret.key.next", text);

        var message =
                assertThrows(SecretException.class, () -> KeyChange.inFile(database)).getMessage();

        assertTrue(message.contains("secret.key.next does not hold 64 hex"), message);
        assertTrue(message.contains("or delete it if no `parley rotate-key` was"), message);
        assertFalse(message.contains("0123456789abcdef"), message);
        assertEquals(text, text("secret.key.next"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0123456789abcdef0123456789abcde", "not hexadecimal, but long enough"})
    void aBotIsHandedNoSecretShorterThanThoseOfTheSettings(String text) throws Exception {
        write("secret.key.next", text);
        var chosen = Optional.of(Secret.of("sixteen letters!"));

        var refused =
                assertThrows(SecretException.class, () -> KeyChange.waiting(database, chosen));

        assertTrue(refused.getMessage().contains("32 hexadecimal digits"), refused.getMessage());
    }

    @Test
    void aWaitingFileThatOthersCanUseIsRefusedWithTheCommandThatMendsIt() throws Exception {
        prepared();
        var file = dir.resolve("secret.key.next");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        var refused = assertThrows(SecretException.class, () -> KeyChange.inFile(database));

        assertEquals("others can use the secret; run: chmod 600 " + file, refused.getMessage());
    }

    @Test
    void aFolderInPlaceOfTheWaitingFileIsRefused() throws Exception {
        Files.createDirectory(dir.resolve("secret.key.next"));

        var refused = assertThrows(SecretException.class, () -> KeyChange.inFile(database));

        assertTrue(refused.getMessage().contains("is a folder"), refused.getMessage());
    }

    @Test
    void whoChangesTheSecretForAnotherUserLeavesThatUserTheFiles() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/etc/shadow")), "only root can give files away");
        var nobody =
                dir.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(database, nobody);

        prepared().finish();
        assertEquals(nobody, Files.getOwner(dir.resolve("secret.key")));

        var change = KeyChange.inSettings(database, first, Secret.of("sixteen letters!"));
        change.handOver();
        assertEquals(nobody, Files.getOwner(dir.resolve("secret.key.next")));
    }

    private KeyChange prepared() throws SecretException {
        var change = KeyChange.inFile(database);
        change.prepare();
        return change;
    }

    private void write(String name, String text) throws IOException {
        var owner = PosixFilePermissions.fromString("rw-------");
        Files.createFile(dir.resolve(name), PosixFilePermissions.asFileAttribute(owner));
        Files.writeString(dir.resolve(name), text);
    }

    private String text(String name) throws IOException {
        return Files.readString(dir.resolve(name));
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(name)));
    }

    private void assertFiles(String... names) throws IOException {
        try (var files = Files.list(dir)) {
            assertEquals(
                    new TreeSet<>(Set.of(names)),
                    files.map(file -> file.getFileName().toString())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
