package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.playground.Human;
import parley.playground.Received;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// What happens to messages after they were sent: answers, changes, reactions, taking back; and
/// several media as one.
class RelayTest {
    @TempDir Path folder;
    private Scene scene;
    private Human ann;
    private Human ben;

    @BeforeEach
    void meet() throws Exception {
        scene = new Scene(folder);
        scene.start();
        ann = scene.playground.human(7_000_000_001L);
        ben = scene.playground.human(7_000_000_002L);
        scene.pair(ann, ben);
    }

    @AfterEach
    void stop() {
        try (var ended = scene) {
            assertEquals(List.of(), ended.playground.violations());
        }
    }

    @Test
    void anAnswerPointsToThePartnersOwnCopyInBothDirections() {
        long original = ann.says("question");
        long copy = hears(ben, "question").messageId();

        long answer = ben.sends(answering(ben, copy, "answer"));
        var answered = hears(ann, "answer");
        assertEquals(original, target(answered));

        ann.sends(answering(ann, answered.messageId(), "thanks"));
        assertEquals(answer, target(hears(ben, "thanks")));
        ann.sends(answering(ann, original, "by the way"));
        assertEquals(copy, target(hears(ben, "by the way")));
    }

    @Test
    void anAnswerToAMessageOfAnEarlierChatGoesWithoutTheLink() {
        ann.says("old");
        long old = hears(ben, "old").messageId();
        ann.says("/end");
        hears(ben, "has left");
        scene.pair(ann, ben);

        ben.sends(answering(ben, old, "new"));

        assertFalse(hears(ann, "new").params().containsKey("reply_parameters"));
    }

    @Test
    void changesOfTextAndCaptionReachTheCopy() {
        long text = ann.says("helo");
        long copy = hears(ben, "helo").messageId();
        ann.edits(text, Map.of("text", "hello /stop"));
        var edited = hears(ben, "hello");
        assertEquals(
                List.of("editMessageText", copy), List.of(edited.method(), edited.messageId()));
        assertEquals("hello /\u2060stop", edited.params().get("text"));

        long photo = ann.sends(photo("p1", "first"));
        hears(ben, "first");
        ann.edits(photo, photo("p1", "second"));
        assertEquals("editMessageCaption", hears(ben, "second").method());
        ann.edits(photo, photo("p2", "third"));
        assertEquals("editMessageMedia", hears(ben, "third").method());
    }

    @Test
    void aTextToWhichAPhotoIsAddedBecomesThatPhoto() {
        long text = ann.says("look");
        long copy = hears(ben, "look").messageId();

        ann.edits(text, photo("p1", "look at this"));
        var photo = hears(ben, "look at this");
        assertEquals(List.of("editMessageMedia", copy), List.of(photo.method(), photo.messageId()));

        ann.edits(text, photo("p1", "look here"));
        assertEquals("editMessageCaption", hears(ben, "look here").method());
    }

    @Test
    void whoChangesAMessageHearsWhenTelegramRefusesTheChange() {
        long photo = ann.sends(photo("p1", "short"));
        hears(ben, "short");
        scene.playground
                .faults()
                .on("editMessageCaption")
                .fails(400, "Bad Request: MEDIA_CAPTION_TOO_LONG");

        ann.edits(photo, photo("p1", "much longer"));

        assertEquals(photo, target(hears(ann, "Not changed")));
        ann.says("after");
        hears(ben, "after");
        assertFalse(ben.phone().received().stream().anyMatch(r -> r.text().contains("longer")));
    }

    @Test
    void whoChangesWhatThePartnerNeverGotIsToldThatItStaysSo() {
        long command = ann.says("/nonsense");
        hears(ann, "do not know that command");

        ann.edits(command, Map.of("text", "hello"));

        assertEquals(command, target(hears(ann, "Not changed")));
    }

    @Test
    void aChangeOfAMessageOfAnEarlierChatReachesNobody() {
        long old = ann.says("old");
        hears(ben, "old");
        ann.says("/end");
        hears(ben, "has left");
        scene.pair(ann, ben);

        ann.edits(old, Map.of("text", "changed"));
        ann.says("after");

        hears(ben, "after");
        assertFalse(ben.phone().received().stream().anyMatch(r -> r.text().contains("changed")));
    }

    @Test
    void reactionsAreSetChangedAndRemovedBothWays() {
        long original = ann.says("funny");
        long copy = hears(ben, "funny").messageId();

        ben.reacts(copy, "😁");
        assertEquals(List.of("😁"), reaction(ann, original));
        ben.reacts(copy, "🔥");
        assertEquals(List.of("🔥"), reaction(ann, original));
        ben.reacts(copy);
        assertEquals(List.of(), reaction(ann, original));
        ann.reacts(original, "👍");
        assertEquals(List.of("👍"), reaction(ben, copy));
    }

    @Test
    void unsendTakesBackTheAnsweredMessageOrTheLast() {
        long first = ann.says("first");
        long firstCopy = hears(ben, "first").messageId();
        ann.says("second");
        long secondCopy = hears(ben, "second").messageId();

        ann.says("/unsend");
        hears(ann, "Taken back");
        ann.sends(answering(ann, first, "/unsend"));
        hears(ann, "Taken back");
        ann.says("/unsend");
        hears(ann, "cannot be taken back");

        assertEquals(List.of(secondCopy, firstCopy), deleted(ben));
    }

    @Test
    void whoTriesToTakeBackTooLateIsTold() {
        ann.says("too old");
        hears(ben, "too old");
        scene.playground
                .faults()
                .on("deleteMessage")
                .fails(400, "Bad Request: message can't be deleted for everyone");

        ann.says("/unsend");

        hears(ann, "cannot be taken back");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10})
    void anAlbumArrivesAsOneInOrder(int size) throws Exception {
        var ids = new ArrayList<Long>();
        scene.atOnce(
                () ->
                        IntStream.range(0, size)
                                .mapToLong(i -> ann.sends(part("album-1", "p" + i, "caption " + i)))
                                .forEach(ids::add));

        var parts = IntStream.range(0, size).mapToObj(i -> hears(ben, "caption " + i)).toList();

        Scene.await(() -> calls("sendMediaGroup") == 1);
        assertEquals(
                LongStream.range(0, size)
                        .map(i -> parts.getFirst().messageId() + i)
                        .boxed()
                        .toList(),
                parts.stream().map(Received::messageId).toList());
        ben.sends(answering(ben, parts.getLast().messageId(), "nice one"));
        assertEquals(ids.getLast(), target(hears(ann, "nice one")));
        ann.sends(answering(ann, ids.getFirst(), "/unsend"));
        hears(ann, "Taken back");
        assertEquals(parts.stream().map(Received::messageId).toList(), deleted(ben));
    }

    @Test
    void anAlbumHasTheEffectAndTheAnswerOfItsFirstPart() throws Exception {
        long original = ben.says("show me");
        long asked = hears(ann, "show me").messageId();
        var first = new HashMap<>(answering(ann, asked, ""));
        first.remove("text");
        first.putAll(part("album-1", "p1", "one"));
        first.put("effect_id", "5104841245755180586");

        scene.atOnce(
                () -> {
                    ann.sends(first);
                    ann.sends(part("album-1", "p2", "two"));
                });

        var got = hears(ben, "one");
        assertEquals("sendMediaGroup", got.method());
        assertEquals("5104841245755180586", got.params().get("message_effect_id"));
        assertEquals(original, target(got));
    }

    @Test
    void whatComesAfterAnAlbumArrivesAfterIt() {
        ann.sends(part("album-1", "p1", "one"));
        ann.sends(part("album-1", "p2", "two"));
        ann.says("and this");
        ann.sends(part("album-1", "p3", "late"));

        hears(ben, "one");
        hears(ben, "two");
        hears(ben, "and this");
        hears(ben, "late");
    }

    @Test
    void anAlbumThatIsRefusedGoesInParts() {
        scene.playground
                .faults()
                .on("sendMediaGroup")
                .fails(400, "Bad Request: failed to send message #1 with the error message \"x\"");

        ann.sends(part("album-1", "p1", "one"));
        ann.sends(part("album-1", "p2", "two"));

        assertEquals("sendPhoto", hears(ben, "one").method());
        assertEquals("sendPhoto", hears(ben, "two").method());
    }

    @Test
    void aLongCaptionFollowsAsAText() {
        var caption = "long ".repeat(300) + "end";

        ann.sends(photo("p1", caption));

        var text = hears(ben, "long long");
        assertEquals("sendMessage", text.method());
        Scene.await(() -> calls("sendPhoto") == 1);
    }

    @Test
    void aChangeOfALongCaptionReachesTheTextAndOneOfTheFileReachesTheFile() {
        var caption = "long ".repeat(300);
        long message = ann.sends(photo("p1", caption + "one"));
        long text = hears(ben, caption).messageId();
        long file = text - 1;

        ann.edits(message, photo("p1", caption + "two"));
        assertEquals(text, edited("two", "editMessageText").messageId());
        assertEquals(0, calls("editMessageMedia"));

        ann.edits(message, photo("p2", caption + "three"));
        var media = ben.phone().awaits(r -> r.method().equals("editMessageMedia"), Scene.LIMIT);
        assertEquals(file, media.messageId());
        assertFalse(media.message().containsKey("caption"), media::toString);
        assertEquals(text, edited("three", "editMessageText").messageId());

        ann.edits(message, photo("p2", ""));
        var gone = ben.phone().awaits(r -> r.method().startsWith("delete"), Scene.LIMIT);
        assertEquals(text, gone.messageId());
    }

    private Received edited(String end, String method) {
        return ben.phone()
                .awaits(r -> r.method().equals(method) && r.text().endsWith(end), Scene.LIMIT);
    }

    @Test
    void everyKindOfMediaIsSentAsItself() {
        for (var kind : List.of("animation", "audio", "video_note", "voice")) {
            ann.sends(Map.of(kind, Map.of("file_id", kind + "-1")));
            var got = ben.phone().awaits(item -> item.params().containsKey(kind), Scene.LIMIT);
            assertEquals(kind + "-1", got.params().get(kind));
        }
        var still = List.of(Map.of("file_id", "still-1"));
        ann.sends(Map.of("live_photo", Map.of("file_id", "live-1"), "photo", still));
        var live = ben.phone().awaits(i -> i.params().containsKey("live_photo"), Scene.LIMIT);
        assertEquals(
                List.of("live-1", "still-1"),
                List.of(live.params().get("live_photo"), live.params().get("photo")));
        ann.sends(Map.of("dice", Map.of("emoji", "🎯", "value", 6L)));
        assertEquals("🎯 6", hears(ben, "🎯").text());
    }

    @Test
    void anEditThatOvertakesASlowMessageWaitsForIt() {
        scene.playground.faults().on("sendMessage").chat(ben.id()).floods(Duration.ofSeconds(1));

        long message = ann.says("slow and wrng");
        ann.edits(message, Map.of("text", "slow and right"));

        assertEquals("editMessageText", hears(ben, "slow and right").method());
    }

    private static Map<String, Object> answering(Human human, long message, String text) {
        var answered =
                Map.of(
                        "message_id",
                        message,
                        "date",
                        1L,
                        "chat",
                        Map.of("id", human.id(), "type", "private"));
        return Map.of("text", text, "reply_to_message", answered);
    }

    private static Map<String, Object> photo(String file, String caption) {
        return Map.of("photo", List.of(Map.of("file_id", file)), "caption", caption);
    }

    private static Map<String, Object> part(String album, String file, String caption) {
        return Map.of(
                "photo",
                List.of(Map.of("file_id", file)),
                "caption",
                caption,
                "media_group_id",
                album);
    }

    private static Object target(Received received) {
        return ((Map<?, ?>) received.params().get("reply_parameters")).get("message_id");
    }

    private static List<String> reaction(Human human, long message) {
        var set =
                human.phone()
                        .awaits(item -> item.method().equals("setMessageReaction"), Scene.LIMIT);
        assertEquals(message, set.messageId());
        return ((List<?>) set.params().get("reaction"))
                .stream().map(emoji -> (String) ((Map<?, ?>) emoji).get("emoji")).toList();
    }

    private static List<Long> deleted(Human human) {
        return human.phone().received().stream()
                .filter(item -> item.method().startsWith("deleteMessage"))
                .map(Received::messageId)
                .toList();
    }

    private long calls(String method) {
        return scene.playground.calls().stream().filter(c -> c.method().equals(method)).count();
    }
}
