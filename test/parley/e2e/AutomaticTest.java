package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.LIMIT;
import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.playground.Human;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the running bot does by itself about those who do too much of something. Where time has to
/// pass, messages bear a later date.
class AutomaticTest {
    private static final long ANN = 5_551_001;

    @TempDir private Path folder;

    private final Instant start = Instant.now();

    private Scene scene;
    private Human ann;
    private Human ben;
    private Human cara;

    @BeforeEach
    void build() throws Exception {
        scene = new Scene(folder);
        ann = scene.playground.human(ANN);
        ben = scene.playground.human(5_551_002);
        cara = scene.playground.human(5_551_003);
    }

    @AfterEach
    void stop() {
        try (var ended = scene) {
            assertEquals(List.of(), ended.playground.violations());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I sell the very best coins in town",
                "Number %d, look at https://shop.example.com/coins and buy"
            })
    void theSameToManyIsRefusedAndThenMutes(String text) throws Exception {
        scene.with("REPEAT_PARTNERS", "2").start();
        for (int i = 1; i <= 2; i++) {
            var partner = says(i, text);
            hears(partner, text.formatted(i));
            leaves(ann);
        }
        says(3, text);
        hears(ann, "you said the same to many people already");
        leaves(ann);
        var last = says(4, text);

        var notice = hears(ann, "You sent the same to many people");
        assertTrue(notice.text().contains("for 60 seconds."), notice::text);
        last.says("are you still there?");
        hears(ann, "are you still there?");
        assertEquals(0, said(last, "coins"));
        leaves(ann);
        ann.says("/find");
        hears(ann, "You sent the same to many people");
        ann.sends(at(Instant.now().plusSeconds(61), "/find"));
        hears(ann, "Searching");
    }

    @Test
    void aStormBeyondTheLimitMutes() throws Exception {
        scene.with("RATE_LIMIT_MSG_PER_SEC", "0.001")
                .with("RATE_LIMIT_BURST", "1")
                .with("STORM_MESSAGES", "10")
                .start();
        scene.pair(ann, ben);
        ann.says("the first");
        hears(ben, "the first");
        for (int i = 0; i < 9; i++) {
            ann.says("too much");
        }
        hears(ann, "too many messages at once");
        ann.says("/help");
        hears(ann, "connects two strangers");
        assertEquals(0, said(ann, "far too many messages"));

        ann.says("too much");

        var notice = hears(ann, "You sent far too many messages at once");
        assertTrue(notice.text().contains("for 60 seconds."), notice::text);
        ben.says("slowly, please");
        hears(ann, "slowly, please");
        assertEquals(0, said(ben, "too much"));
    }

    @Test
    void aStormOfAlbumsMutesLikeOneOfWords() throws Exception {
        scene.with("RATE_LIMIT_MSG_PER_SEC", "0.001")
                .with("RATE_LIMIT_BURST", "1")
                .with("STORM_MESSAGES", "10")
                .start();
        scene.pair(ann, ben);
        ann.says("the first");
        hears(ben, "the first");
        for (int album = 0; album < 10; album++) {
            assertEquals(0, said(ann, "far too many messages"));
            for (int part = 0; part < 2; part++) {
                var photo = new HashMap<>(photo("too much", 0));
                photo.put("media_group_id", "album-" + album);
                ann.sends(photo);
            }
            ann.says("/help");
            hears(ann, "connects two strangers");
        }

        assertEquals(1, said(ann, "far too many messages"));
        assertEquals(0, said(ben, "too much"));
    }

    @Test
    void aStormOfWhatIsRefusedMutesToo() throws Exception {
        scene.with("RATE_LIMIT_MSG_PER_SEC", "0.001")
                .with("RATE_LIMIT_BURST", "1")
                .with("STORM_MESSAGES", "10")
                .start();
        scene.pair(ann, ben);

        for (int i = 0; i < 11; i++) {
            ann.sends(Map.of("contact", Map.of("phone_number", "+491", "first_name", "Ann")));
        }

        hears(ann, "far too many messages");
    }

    @Test
    void whoLeavesOneAfterTheOtherIsSlowedDownAndThenMuted() throws Exception {
        scene.with("HURRY_CHATS", "2").with("FIND_DEBOUNCE_SEC", "1").start();
        hops(1, 0);
        hops(2, 0);

        var slowed = search(22);
        assertTrue(slowed.matches("(?s).*Wait 1[01] seconds.*"), slowed);
        hops(3, 40);

        var muted = search(43);
        assertTrue(muted.contains("You left many people at once"), muted);
        assertTrue(muted.contains("for 60 seconds."), muted);
        var over = search(200);
        assertTrue(over.contains("Searching"), over);
    }

    @Test
    void whoIsLeftByEverybodyCanGoOn() throws Exception {
        scene.with("HURRY_CHATS", "2").with("FIND_DEBOUNCE_SEC", "1").start();
        for (int i = 1; i <= 4; i++) {
            var partner = partner(i);
            assertTrue(search(0).contains("Searching"));
            partner.says("/find");
            hears(partner, "Partner found");
            leaves(partner);
            hears(ann, "Your partner has left");
        }
    }

    @Test
    void mediaWaitUntilTheChatIsOldEnough() throws Exception {
        scene.with("MEDIA_AFTER_SEC", "60").start();
        scene.pair(ann, ben);

        ann.sends(photo("too soon", 0));
        hears(ann, "do not pass so soon");
        ann.says("only words");
        hears(ben, "only words");
        ann.sends(photo("now", 70));

        assertEquals("sendPhoto", hears(ben, "now").method());
        assertEquals(0, said(ben, "too soon"));
    }

    @Test
    void mediaOfWhoIsNewWaitAndARestartForgetsNobody() throws Exception {
        var bot = scene.with("NEW_USER_MEDIA_AFTER_CHATS", "2").start();
        scene.pair(ann, ben);
        ann.sends(photo("first", 0));
        hears(ann, "from people who are new here only text passes");
        leaves(ann);
        bot.kill();
        bot = scene.start();
        scene.pair(ann, ben);
        ann.sends(photo("first again", 0));
        hears(ann, "from people who are new here only text passes");
        leaves(ann);
        scene.pair(ann, ben);
        ann.sends(photo("second", 0));
        assertEquals("sendPhoto", hears(ben, "second").method());
        leaves(ann);
        bot.kill();
        scene.start();

        scene.pair(ann, cara);
        ann.sends(photo("third", 0));
        hears(cara, "third");
        cara.sends(photo("fourth", 0));
        hears(cara, "from people who are new here only text passes");
        assertEquals(0, said(ben, "first") + said(ann, "fourth"));
    }

    @Test
    void aBanHoweverShortEndsTheChatAtOnce() throws Exception {
        scene.start();
        scene.pair(ann, ben);

        does("ban " + ANN + " 1m");

        hears(ann, "You are banned here for 60 seconds");
        hears(ben, "Your partner has left");
        ann.says("I am not heard");
        hears(ann, "You are banned");
        assertEquals(0, said(ben, "I am not heard"));
    }

    private void does(String command) throws InterruptedException {
        try (var process = scene.launch(command)) {
            assertEquals(0, process.awaitEnd(LIMIT), process::output);
        }
    }

    /// Ann says this to somebody new.
    private Human says(int number, String text) {
        var partner = partner(number);
        scene.pair(ann, partner);
        ann.says(text.formatted(number));
        return partner;
    }

    /// Ann meets somebody new and leaves at once.
    ///
    /// @param after how many seconds from the start
    private void hops(int number, int after) {
        var answer = search(after);
        assertTrue(answer.contains("Searching"), answer);
        partner(number).says("/find");
        hears(ann, "Partner found");
        ann.sends(at(start.plusSeconds(after + 2L), "/end"));
        hears(ann, "You left");
    }

    /// What Ann is told who looks for a partner again and again, until more than a second has
    /// passed since the last search.
    ///
    /// @param after how many seconds from the start
    private String search(int after) {
        while (true) {
            ann.sends(at(start.plusSeconds(after), "/find"));
            ann.says("/help");
            var answer = new ArrayList<String>();
            ann.phone().awaits(item -> isHelp(item.text()) || !answer.add(item.text()), LIMIT);
            if (!answer.isEmpty() && !answer.getFirst().contains("Wait 1 second,")) {
                return answer.getFirst();
            }
        }
    }

    private static boolean isHelp(String text) {
        return text.contains("connects two strangers");
    }

    private Human partner(int number) {
        return scene.playground.human(5_552_000 + number);
    }

    private static void leaves(Human human) {
        human.says("/end");
        hears(human, "You left");
    }

    private static Map<String, Object> at(Instant date, String text) {
        return Map.of("text", text, "date", date.getEpochSecond());
    }

    private static Map<String, Object> photo(String caption, int seconds) {
        return Map.of(
                "photo",
                List.of(Map.of("file_id", "photo-1")),
                "caption",
                caption,
                "date",
                Instant.now().getEpochSecond() + seconds);
    }

    /// How often somebody was shown a text with this in it so far.
    private static long said(Human human, String text) {
        return human.phone().received().stream().filter(r -> r.text().contains(text)).count();
    }
}
