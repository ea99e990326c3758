package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.chat.Change;
import parley.sqlite.file.RefusedException;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// With a real second process, ended by SIGKILL while it writes.
@Timeout(60)
class KillTest {
    @TempDir Path dir;

    @Test
    void whatWasDurableBeforeAKillIsThereAfterIt() throws Exception {
        var file = dir.resolve("anon.sqlite3");
        var told = new HashSet<Long>();
        for (int round = 0; round < 3; round++) {
            told.addAll(runAndKill(file, round * 1_000_000L));
            try (var store = Town.store(file)) {
                var kept = sessions(store);
                assertTrue(kept.containsAll(told), "pairs that were durable are gone");
                var chats = Town.chats(store);
                assertEquals(kept.size(), chats.running());
                assertEquals(0, chats.waiting(), "half a save was written");
            }
        }
    }

    @Test
    void aSecondInstanceIsRefusedUntilTheFirstIsGone() throws Exception {
        var file = dir.resolve("anon.sqlite3");
        var saver = Saver.start(file, 0);
        try (var out = saver.inputReader()) {
            assertEquals(1, Saver.read(out, 1).size());
            var refused = assertThrows(RefusedException.class, () -> Town.store(file));
            assertEquals(
                    "another parley uses " + file.toRealPath() + "; stop it first",
                    refused.getMessage());
            assertTrue(saver.isAlive());
        } finally {
            saver.destroyForcibly().waitFor();
        }
        Town.store(file).close();
    }

    @Test
    void whatWasDoneBeforeAKillIsNotDoneAgain() throws Exception {
        var file = dir.resolve("anon.sqlite3");
        var done = new HashSet<Long>();
        for (int round = 0; round < 3; round++) {
            done.addAll(runAndKill(Worker.start(file)));
            try (var store = Town.store(file)) {
                var again = new HashSet<Long>();
                store.journal()
                        .load(
                                entry -> {
                                    if (entry.content().length > 0) {
                                        again.add(entry.number());
                                    }
                                });
                again.retainAll(done);
                assertEquals(Set.of(), again, "would be delivered twice");
            }
        }
    }

    private static Set<Long> runAndKill(Path file, long first) throws Exception {
        return runAndKill(Saver.start(file, first));
    }

    private static Set<Long> runAndKill(Process saver) throws Exception {
        try (var out = saver.inputReader()) {
            var told = new HashSet<>(Saver.read(out, 300));
            // By the handle, because killing by the process closes the pipe with what is in it.
            saver.toHandle().destroyForcibly();
            told.addAll(Saver.read(out, Integer.MAX_VALUE));
            return told;
        } finally {
            saver.destroyForcibly().waitFor();
        }
    }

    private static Set<Long> sessions(SqliteStore store) {
        var sessions = new HashSet<Long>();
        for (var change : Town.load(store)) {
            if (change instanceof Change.Paired paired) {
                sessions.add(paired.session().value());
            }
        }
        return sessions;
    }
}
