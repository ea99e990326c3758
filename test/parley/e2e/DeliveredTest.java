package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What lies on the disk of a message on its way, and what is left of it afterwards.
class DeliveredTest {
    private static final String SEALED = "SELECT sealed FROM journal WHERE sealed NOT NULL";

    @TempDir Path folder;

    /// Who comes later and has the secret, too, finds nothing to open.
    @Test
    void nothingIsLeftOfTheSealedBytesOfADeliveredMessage() throws Exception {
        try (var scene = new Scene(folder).with("CLEANUP_INTERVAL_SEC", "1")) {
            var ann = scene.playground.human(7_000_000_001L);
            var ben = scene.playground.human(7_000_000_002L);
            scene.start();
            scene.pair(ann, ben);
            Scene.await(() -> sealed().isEmpty());
            var faults = scene.playground.faults();
            faults.on("sendMessage").chat(ben.id()).times(1000).floods(Duration.ofSeconds(1));
            var texts = List.of("the first message", "the second message", "the third message");
            texts.forEach(ann::says);
            Scene.await(() -> sealed().size() == texts.size());
            var kept = sealed();
            kept.forEach(seal -> assertTrue(isAnywhere(seal), "looked in the wrong place"));

            faults.clear();
            hears(ben, texts.getLast());

            Scene.await(() -> kept.stream().noneMatch(this::isAnywhere));
            assertEquals(List.of(), sealed());
        }
    }

    private List<byte[]> sealed() {
        try {
            return Database.read(folder.resolve("data/anon.sqlite3"), DeliveredTest::sealed);
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<byte[]> sealed(Connection connection) throws SQLException {
        var sealed = new ArrayList<byte[]>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SEALED)) {
            while (rows.next()) {
                sealed.add(rows.getBytes(1));
            }
        }
        return sealed;
    }

    /// The bot runs in another process, so that reading its files takes no lock from it.
    private boolean isAnywhere(byte[] wanted) {
        var text = new String(wanted, StandardCharsets.ISO_8859_1);
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
