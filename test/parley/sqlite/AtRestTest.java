package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import parley.chat.Change;
import parley.chat.Person;
import parley.chat.SessionId;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Looks for people in the bytes of the files.
@Timeout(60)
class AtRestTest {
    /// So long that their last six bytes are found nowhere by chance.
    private static final long FIRST = 3_141_592_653_589_793L;

    @TempDir Path dir;
    private Database database;
    private SqliteStore store;

    @BeforeEach
    void open() throws RefusedException {
        database = Database.open(dir.resolve("anon.sqlite3"), Town.KEYS);
        store = Town.store(database);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void noRawIdIsInAnyFile() throws Exception {
        var one = Town.person(FIRST);
        var other = Town.person(FIRST + 1);
        var third = Town.person(FIRST + 2);
        Town.save(store, new Change.Waits(third, Town.NOW, false), paired(1, one, other));
        Town.save(store, ended(1, one, other), paired(2, one, other), reported(one, other));
        Town.save(store, new Change.Blocked(one.pseudonym(), other.pseudonym(), Town.NOW));
        var bytes = files();
        assertTrue(found(bytes, People.bytes(one.pseudonym())), "looked in the wrong place");
        for (long id = FIRST; id < FIRST + 3; id++) {
            assertNowhere(bytes, id);
        }
    }

    @Test
    void sealedIdsAndRoomsLeaveTheFilesWhenAChatIsOver() throws Exception {
        var one = Town.person(FIRST);
        var other = Town.person(FIRST + 1);
        var room = "parley-0123456789abcdef";
        Town.save(
                store,
                paired(1, one, other),
                new Change.RoomOpened(new SessionId(1), one.pseudonym(), other.pseudonym(), room));
        var seals = seals();
        assertEquals(2, seals.size());
        assertFalse(found(files(), room.getBytes(US_ASCII)), "not even while the chat runs");
        Town.save(store, ended(1, one, other));
        new Upkeep(store, Instant::now).shrink();
        var bytes = files();
        assertFalse(found(bytes, room.getBytes(US_ASCII)));
        for (var seal : seals) {
            assertFalse(found(bytes, seal));
        }
    }

    @Test
    void noWordOfAMessageIsInAnyFile() throws Exception {
        var pages = new Pages(store);
        pages.append("a word to the wise", "another word", "a third word");
        store.awaitDurable(store.save(List.of(), 2, "the word to be told".getBytes(US_ASCII)));
        store.journal().end(3);
        pages.left();
        assertFalse(found(files(), "word".getBytes(US_ASCII)));
    }

    /// Pages that were split or merged must not keep copies either.
    @Test
    void noCopyOfASealStaysBehindInALargeDatabase() throws Exception {
        var crowd = new ArrayList<Person>();
        for (long i = 0; i < 4000; i++) {
            crowd.add(Town.person(FIRST + i));
            store.save(List.of(new Change.Waits(crowd.getLast(), Town.NOW, false)));
        }
        Town.save(store);
        var before = seals();
        Collections.shuffle(crowd, new Random(1));
        for (var who : crowd.subList(0, 3000)) {
            store.save(List.of(new Change.StopsWaiting(who.pseudonym())));
        }
        Town.save(store);
        new Upkeep(store, Instant::now).shrink();
        var gone = new HashSet<Long>();
        before.forEach(seal -> gone.add(nonce(seal)));
        seals().forEach(seal -> gone.remove(nonce(seal)));
        assertEquals(3000, gone.size());
        assertEquals(0, count(files(), gone));
    }

    private static void assertNowhere(byte[] bytes, long id) {
        var big = ByteBuffer.allocate(8).putLong(id).array();
        var little = ByteBuffer.allocate(8).putLong(Long.reverseBytes(id)).array();
        assertFalse(found(bytes, Long.toString(id).getBytes(US_ASCII)));
        assertFalse(found(bytes, "%x".formatted(id).getBytes(US_ASCII)));
        assertFalse(found(bytes, "%X".formatted(id).getBytes(US_ASCII)));
        // SQLite leaves out leading zero bytes.
        assertFalse(found(bytes, Arrays.copyOfRange(big, 2, 8)));
        assertFalse(found(bytes, Arrays.copyOfRange(little, 0, 6)));
    }

    private byte[] files() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var files = Files.list(dir)) {
            for (var file : files.toList()) {
                bytes.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean found(byte[] bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    private static int count(byte[] bytes, Set<Long> wanted) {
        var buffer = ByteBuffer.wrap(bytes);
        int count = 0;
        for (int at = 0; at + Long.BYTES <= bytes.length; at++) {
            count += wanted.contains(buffer.getLong(at)) ? 1 : 0;
        }
        return count;
    }

    private static long nonce(byte[] seal) {
        return ByteBuffer.wrap(seal).getLong(5);
    }

    private List<byte[]> seals() throws Exception {
        var seals = new ArrayList<byte[]>();
        try (var statement = database.connection().createStatement();
                var rows = statement.executeQuery("SELECT sealed_id FROM active")) {
            while (rows.next()) {
                seals.add(rows.getBytes(1));
            }
        }
        return seals;
    }

    private static Change paired(long session, Person one, Person other) {
        return new Change.Paired(new SessionId(session), one, other, Town.NOW);
    }

    private static Change ended(long session, Person one, Person other) {
        return new Change.Ended(
                new SessionId(session), one.pseudonym(), other.pseudonym(), Town.NOW, Town.NOW);
    }

    private static Change reported(Person one, Person other) {
        return new Change.Reported(
                new Change.ReportId(1),
                new SessionId(1),
                one,
                other.pseudonym(),
                Optional.of(other),
                Change.Reason.MINOR,
                Optional.empty(),
                Town.NOW);
    }
}
