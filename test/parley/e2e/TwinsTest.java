package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Two bots that start with the same database and the same secret, and are told the same.
class TwinsTest {
    private static final int CHATS = 5;

    /// Of a chat in a button, and of a room in a link.
    private static final Pattern NUMBER = Pattern.compile("end:([0-9a-f]{16})");

    private static final Pattern ROOM = Pattern.compile("meet\\.jit\\.si/(\\S+)");

    @TempDir Path one;
    @TempDir Path other;

    @Test
    void noNumberOfAChatAndNoRoomComesTwice() throws Exception {
        var seen = new ArrayList<>(chats(one, 7_000_000_001L));
        copy();

        seen.addAll(chats(one, 7_000_000_003L));
        seen.addAll(chats(other, 7_000_000_003L));

        assertEquals(3 * 2 * CHATS, seen.size());
        assertEquals(seen.size(), new HashSet<>(seen).size(), seen::toString);
    }

    /// This one and the next meet again and again.
    ///
    /// @return what their chats and rooms are called
    private static List<String> chats(Path folder, long id) throws Exception {
        var names = new ArrayList<String>();
        try (var scene = new Scene(folder)) {
            var ann = scene.playground.human(id);
            var ben = scene.playground.human(id + 1);
            var bot = scene.start();
            for (int i = 0; i < CHATS; i++) {
                scene.pair(ann, ben);
                ann.says("/video");
                var video = hears(ben, "invites you");
                names.add(found(NUMBER, video.params().toString()));
                names.add(found(ROOM, video.text()));
                ann.says("/end");
                hears(ben, "has left");
                hears(ann, "You left");
            }
            bot.terminate();
            assertEquals(0, bot.awaitEnd(Scene.LIMIT));
        }
        return names;
    }

    private static String found(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        assertTrue(match.find(), text);
        return match.group(1);
    }

    private void copy() throws IOException {
        try (var files = Files.walk(one)) {
            for (var file : files.toList()) {
                var to = other.resolve(one.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        assertTrue(Files.exists(other.resolve("data/anon.sqlite3")));
    }
}
