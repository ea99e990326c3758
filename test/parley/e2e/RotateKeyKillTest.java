package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.privacy.KeyChange;
import parley.privacy.Secret;
import parley.sqlite.Census;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// `parley rotate-key` in a process, killed at any moment.
@Timeout(300)
class RotateKeyKillTest {
    /// So many that a run takes about a second.
    private static final Census CENSUS = new Census(12_000);

    private static final int KILLS = 32;
    private static final long SEED = 7;

    @TempDir Path folder;
    private Path database;

    @BeforeEach
    void fill() throws Exception {
        database = folder.resolve("data/anon.sqlite3");
        CENSUS.fill(database, Secret.beside(database));
    }

    @Test
    void wheneverItIsKilledTheDatabaseIsWholeUnderExactlyOneSecret() throws Exception {
        long begin = System.nanoTime();
        assertEquals(0, start().waitFor());
        long step = (System.nanoTime() - begin) / KILLS;
        var random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            var process = start();
            // The whole of a run gets its share of kills.
            process.waitFor(step * kill + random.nextLong(step), TimeUnit.NANOSECONDS);
            process.destroyForcibly().waitFor();
            CENSUS.check(database, theOneThatFits(), 1000);
        }
        assertEquals(0, start().waitFor());
        CENSUS.check(database, Secret.beside(database), 1);
        assertEquals(Optional.empty(), KeyChange.waiting(database, Optional.empty()));
    }

    private Secret theOneThatFits() throws Exception {
        var waiting = KeyChange.waiting(database, Optional.empty());
        var secrets = new ArrayList<>(List.of(Secret.beside(database)));
        waiting.ifPresent(change -> secrets.add(change.next()));
        secrets.removeIf(secret -> !fits(secret));
        assertEquals(1, secrets.size());
        return secrets.getFirst();
    }

    private boolean fits(Secret secret) {
        try {
            Database.open(database, secret).close();
            return true;
        } catch (RefusedException.OtherSecret _) {
            return false;
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    private Process start() throws IOException {
        var program = Path.of("build/parley").toAbsolutePath().toString();
        var builder = new ProcessBuilder(program, "rotate-key");
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
    }
}
