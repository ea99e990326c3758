package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import parley.privacy.KeyChange;
import parley.privacy.Secret;
import parley.privacy.SecretException;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Rekeying;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a change of the secret that did not come to its end leaves to whoever comes next.
@Timeout(60)
class RotationInterruptedTest {
    private static final Census CENSUS = new Census(20);
    private static final Optional<Secret> NONE = Optional.empty();

    @TempDir Path dir;
    private Path file;
    private Path key;
    private Path nextKey;
    private String former;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void fill() throws Exception {
        file = dir.resolve("anon.sqlite3");
        key = dir.resolve("secret.key");
        nextKey = dir.resolve("secret.key.next");
        CENSUS.fill(file, Secret.beside(file));
        former = Files.readString(key);
    }

    @Test
    void aStartAfterTheDatabaseChangedPutsTheFilesRightAndGoesOn() throws Exception {
        change(KeyChange.inFile(file));
        var next = Files.readString(nextKey);

        Rotation.open(file, NONE).close();

        assertFiles(next);
        CENSUS.check(file, Secret.beside(file), 1);
    }

    @Test
    void anotherRunAfterTheDatabaseChangedPutsTheFilesRightAndChangesNothingMore()
            throws Exception {
        change(KeyChange.inFile(file));
        var next = Files.readString(nextKey);

        assertTrue(Rotation.run(file, KeyChange.inFile(file), said::add));

        assertEquals("the database is under the new secret already", said.getFirst());
        assertFiles(next);
        CENSUS.check(file, Secret.beside(file), 1);
    }

    @Test
    void aStartBeforeTheDatabaseChangedGoesOnAsBeforeAndTheNextRunUsesWhatWaits() throws Exception {
        KeyChange.inFile(file).prepare();
        var next = Files.readString(nextKey);

        Rotation.open(file, NONE).close();

        assertEquals(former, Files.readString(key));
        assertEquals(next, Files.readString(nextKey));
        Rotation.run(file, KeyChange.inFile(file), said::add);
        assertFiles(next);
        CENSUS.check(file, Secret.beside(file), 1);
    }

    /// It does not matter to the bot as long as the secret fits.
    @Test
    void aStartLooksAtWhatWaitsOnlyWhenTheSecretDoesNotFit() throws Exception {
        Files.writeString(nextKey, "no secret");

        Rotation.open(file, NONE).close();

        assertEquals("no secret", Files.readString(nextKey));
    }

    @Test
    void aStartThatMayNotUseWhatWaitsSaysSo() throws Exception {
        change(KeyChange.inFile(file));
        Files.setPosixFilePermissions(nextKey, PosixFilePermissions.fromString("rw-r--r--"));

        var refused = assertThrows(SecretException.class, () -> Rotation.open(file, NONE));

        assertTrue(refused.getMessage().contains("chmod 600 " + nextKey), refused.getMessage());
        assertEquals(former, Files.readString(key));
    }

    @Test
    void whenNeitherSecretFitsNothingIsTouched() throws Exception {
        var other = dir.resolve("other/anon.sqlite3");
        CENSUS.fill(other, Secret.beside(other));
        KeyChange.inFile(other).prepare();
        var change = KeyChange.inFile(file);
        Files.move(file, other, StandardCopyOption.REPLACE_EXISTING);
        var keyOfOther = Files.readString(other.resolveSibling("secret.key"));

        for (var attempt :
                List.<Executable>of(
                        () -> Rotation.open(other, NONE),
                        () -> Rotation.run(other, KeyChange.inFile(other), said::add))) {
            var refused = assertThrows(RefusedException.OtherSecret.class, attempt);
            assertTrue(refused.getMessage().contains("put the old secret.key back"));
        }
        assertEquals(keyOfOther, Files.readString(other.resolveSibling("secret.key")));
        CENSUS.check(other, change.former(), 1);
    }

    @Test
    void aDatabaseInUseIsLeftAloneAndSoAreTheFiles() throws Exception {
        try (var _ = Database.open(file, Secret.beside(file))) {
            assertThrows(
                    RefusedException.InUse.class,
                    () -> Rotation.run(file, KeyChange.inFile(file), said::add));
        }

        assertEquals(former, Files.readString(key));
        assertFalse(Files.exists(nextKey));
        CENSUS.check(file, Secret.beside(file), 1);
    }

    /// One does it; the others are turned away, or come after it and do it once more.
    @Test
    void processesThatDoItAtOnceDoNotGetIntoEachOthersWay() throws Exception {
        var processes = new ArrayList<Process>();
        for (int i = 0; i < 4; i++) {
            processes.add(Rotator.start(file));
        }
        var codes = new HashSet<Integer>();
        for (var process : processes) {
            codes.add(process.waitFor());
        }

        assertTrue(codes.contains(0), codes::toString);
        assertTrue(Set.of(0, Rotator.TURNED_AWAY).containsAll(codes), codes::toString);
        Rotation.open(file, NONE).close();
        CENSUS.check(file, Secret.beside(file), 1);
    }

    @Test
    void whenTheSecretsAreInTheSettingsAStartUnderTheFormerOneIsRefused() throws Exception {
        var change =
                KeyChange.inSettings(
                        file, Secret.beside(file), Secret.of("another secret for the tests"));
        change.handOver();
        change(change);

        var chosen = Optional.of(change.former());
        assertThrows(RefusedException.OtherSecret.class, () -> Rotation.open(file, chosen));

        assertTrue(Files.exists(nextKey), "the only copy that is sure to be there");
    }

    @Test
    void aStartUnderTheNewSecretOfTheSettingsDeletesWhatTheBotWasHanded() throws Exception {
        var change =
                KeyChange.inSettings(
                        file, Secret.beside(file), Secret.of("another secret for the tests"));
        change.handOver();
        change(change);

        Rotation.open(file, Optional.of(change.next())).close();

        assertFalse(Files.exists(nextKey));
        CENSUS.check(file, change.next(), 1);
    }

    @Test
    void anotherRunWithTheSameSettingsOnlySaysThatItIsDone() throws Exception {
        var change =
                KeyChange.inSettings(
                        file, Secret.beside(file), Secret.of("another secret for the tests"));
        Rotation.run(file, change, said::add);
        said.clear();

        assertTrue(Rotation.run(file, change, said::add));

        assertEquals("the database is under the new secret already", said.getFirst());
        CENSUS.check(file, change.next(), 1);
    }

    /// Up to the moment when the database is changed and nothing else is.
    private void change(KeyChange change) throws Exception {
        try (var database = Database.open(file, change.former())) {
            change.prepare();
            var keys = database.keys();
            var next = keys.next(change.next());
            Rekeying.run(database, next, tx -> new Renewal(keys, next, said::add).on(tx));
        }
        said.clear();
    }

    private void assertFiles(String next) throws Exception {
        assertEquals(next, Files.readString(key));
        assertEquals(former, Files.readString(dir.resolve("secret.key.old")));
        assertFalse(Files.exists(nextKey));
    }
}
