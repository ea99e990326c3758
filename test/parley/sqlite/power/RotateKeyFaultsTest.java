package parley.sqlite.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import parley.privacy.KeyChange;
import parley.privacy.Secret;
import parley.sqlite.Census;
import parley.sqlite.Rotation;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `parley rotate-key` in a process whose system calls fail, or are its last.
@Timeout(300)
class RotateKeyFaultsTest {
    private static final Census CENSUS = new Census(40);
    private static final int KILLED = 128 + 9;

    /// Those before it open the database.
    private static final int FIRST_WRITE = 20;

    /// By the names that SQLite gives them.
    private static final Pattern TEMPORARY = Pattern.compile("\"([^\"]*)/etilqs_");

    @TempDir Path dir;

    @BeforeEach
    void requireStrace() throws Exception {
        Strace.require();
    }

    /// At each call that changes what is on the disk for good. Calls are counted by their names.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "link,linkat; 1",
                "rename,renameat,renameat2; 2",
                "unlink,unlinkat; 2",
                "fsync,fdatasync; 10",
                "ftruncate; 5"
            })
    void whereverItIsKilledTheNextStartFindsADatabaseAndItsSecret(String calls, int least)
            throws Exception {
        int call = 0;
        for (var end = new End(KILLED, ""); end.code != 0; ) {
            call++;
            var database = fill("killed at " + call);
            end = run(database, calls + ":signal=KILL:when=" + call);
            assertTrue(end.code == 0 || end.code == KILLED, end.said);

            Rotation.open(database, Optional.empty()).close();

            CENSUS.check(database, Secret.beside(database), 1);
        }
        assertTrue(call > least, "there are " + call + " of these calls, or fewer");
    }

    /// From some write on, all of them.
    @Test
    void onAFullDiskItChangesAllOrNothingAndSaysWhich() throws Exception {
        int refused = 0;
        int left = 0;
        var end = new End(1, "");
        for (int write = FIRST_WRITE; end.code != 0; write += 40) {
            var database = fill("full from " + write);
            var before = Secret.beside(database);
            end = run(database, "pwrite64:error=ENOSPC:when=" + write + "+");
            assertTrue(end.code == 0 || end.said.contains("free some space"), end.said);
            boolean unchanged = end.said.contains("nothing is changed");

            assertEquals(unchanged, isUnder(database, before), end.said);
            refused += unchanged ? 1 : 0;
            left += end.said.contains("could not be cleared") ? 1 : 0;
            CENSUS.check(database, Secret.beside(database), 1);
            assertTrue(Rotation.run(database, KeyChange.inFile(database), _ -> {}));
            CENSUS.check(database, Secret.beside(database), 1);
        }
        assertTrue(refused > 0 && left > 0, refused + " refused, " + left + " not cleared");
    }

    /// They hold what the former secret made, so another disk, or one that is shared, is no place.
    @Test
    void temporaryFilesLieBesideTheDatabase() throws Exception {
        var database = dir.resolve("data/anon.sqlite3");
        new Census(4000).fill(database, Secret.beside(database));
        var log = dir.resolve("opened");
        var end = strace(database, "-o", log.toString(), "-e", "trace=open,openat");

        assertEquals(0, end.code, end.said);
        var opened = TEMPORARY.matcher(Files.readString(log)).results().map(it -> it.group(1));
        assertEquals(Set.of(database.getParent().toString()), opened.collect(Collectors.toSet()));
    }

    private record End(int code, String said) {}

    private Path fill(String name) throws Exception {
        var database = dir.resolve(name).resolve("data/anon.sqlite3");
        CENSUS.fill(database, Secret.beside(database));
        return database;
    }

    private static boolean isUnder(Path database, Secret secret) throws Exception {
        try {
            return Database.keys(database, secret) != null;
        } catch (RefusedException.OtherSecret _) {
            return false;
        }
    }

    private static End run(Path database, String inject) throws Exception {
        return strace(database, "-o", "/dev/null", "-e", "inject=" + inject);
    }

    private static End strace(Path database, String... options) throws Exception {
        var builder = new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-qq");
        builder.command().addAll(List.of(options));
        builder.command().add(Path.of("build/parley").toAbsolutePath().toString());
        builder.command().add("rotate-key");
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("DATABASE_PATH", database.toString());
        var process = builder.redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new End(process.waitFor(), said);
    }
}
