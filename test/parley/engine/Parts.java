package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import parley.chat.ChatEvent.Said;
import parley.chat.Decision.Effect;
import parley.chat.Person;
import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Formatted;
import parley.content.Letter;
import parley.content.Letter.Fresh;
import parley.engine.Recorder.Posted;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Sends photos one by one, as the parts of albums or alone, and knows which are done with.
final class Parts {
    private final Stage stage;
    private final BlockingQueue<Long> done = new LinkedBlockingQueue<>();
    private final List<Long> open = new ArrayList<>();

    Parts(Stage stage) {
        this.stage = stage;
    }

    /// Somebody sends a part of an album; whether that is handled yet is not known.
    void send(Person who, long message, String album) {
        send(who, message, album, Fresh.of(photo(message)));
    }

    void send(Person who, long message, String album, Fresh letter) {
        open.add(message);
        stage.engine.accept(
                Incoming.of(
                        new Said(who, stage.tick()),
                        message,
                        letter,
                        Entry.none(() -> done.add(message))),
                album);
    }

    /// The same for a part after which more are waited for; what ends the wait comes back.
    Runnable sendAndWait(Person who, long message, String album) throws InterruptedException {
        send(who, message, album);
        return stage.timer.next();
    }

    /// Waits until these are done with, in this order and before all others.
    void awaitDone(long... messages) throws InterruptedException {
        for (long message : messages) {
            assertEquals(message, done.poll(20, TimeUnit.SECONDS), "done with another, or never");
            open.remove(message);
        }
    }

    /// Waits until all are done with, in any order.
    void awaitAllDone() throws InterruptedException {
        while (!open.isEmpty()) {
            var message = done.poll(20, TimeUnit.SECONDS);
            assertTrue(open.remove(message), "done with twice, or never");
        }
    }

    void assertNoneDone() {
        assertEquals(List.of(), List.copyOf(done));
    }

    /// When everything is over, all must be done with, and only once.
    void assertAllDone() {
        assertEquals(List.of(), open, "never done with");
        assertEquals(List.of(), List.copyOf(done), "done with twice");
    }

    static Media photo(long message) {
        var file = new File("file" + message, "unique" + message);
        return new Media(Kind.PHOTO, file, Formatted.NONE, Look.PLAIN);
    }

    /// Which messages were relayed to this person: in each list those that were sent as one.
    static List<List<Long>> relayed(Person to, List<Posted> posts) {
        return posts.stream()
                .filter(
                        post ->
                                post.effect() instanceof Effect.Relay relay
                                        && relay.to().equals(to))
                .map(Parts::messages)
                .toList();
    }

    private static List<Long> messages(Posted post) {
        long id = post.cause().messageId().orElseThrow();
        if (post.cause().letter().orElseThrow() instanceof Letter.Album(var parts, _, _)) {
            assertEquals(id, parts.getFirst().messageId(), "an album stands for its first part");
            parts.forEach(part -> assertEquals(photo(part.messageId()), part.media()));
            return parts.stream().map(Letter.Part::messageId).toList();
        }
        return List.of(id);
    }
}
