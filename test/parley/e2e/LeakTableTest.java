package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.LeakRows.CANARY;
import static parley.e2e.LeakRows.CANARY_ID;
import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.playground.Human;
import parley.playground.Playground.Call;
import parley.playground.Profile;
import parley.playground.Received;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every known way in which a message, or the bot itself, can tell who somebody is: a canary is
/// planted there, and nothing that leaves may hold it, while what is harmless arrives. A custom
/// emoji as a reaction is looked at where updates are read.
class LeakTableTest {
    private static final Pattern DATA = Pattern.compile("[a-z]+(:[0-9a-f]{16}(:[a-z]+)?)?");

    /// Files that Telegram sends on under the name that the app of their sender gave them.
    private static final Set<String> NAMED = Set.of("video", "animation", "audio");

    @TempDir static Path folder;
    private static Scene scene;
    private static long people = 7_000_000_000L;

    private Human ann;
    private Human ben;
    private int before;

    @BeforeAll
    static void open() throws Exception {
        scene = new Scene(folder);
        scene.start();
    }

    @AfterAll
    static void close() {
        try (var ended = scene) {
            assertEquals(List.of(), ended.playground.violations());
        }
    }

    @BeforeEach
    void meet() {
        ann = scene.playground.human(profile());
        ben = scene.playground.human(profile());
        before = scene.playground.calls().size();
        scene.pair(ann, ben);
    }

    @ParameterizedTest
    @MethodSource("parley.e2e.LeakRows#rows")
    void nothingLeavesButWhatIsHarmless(LeakRows.Row row) {
        long message = ann.sends(row.message());

        switch (row.fate()) {
            case ARRIVES -> {
                var got = ben.phone().awaits(r -> r.params().containsKey(row.kind()), Scene.LIMIT);
                boolean seen = got.message().get(row.kind()).toString().contains(CANARY);
                assertEquals(NAMED.contains(row.kind()), seen, got::toString);
                ann.edits(message, row.changed());
                if (!row.changed().equals(row.message())) {
                    hears(ben, "harmless words again");
                }
            }
            case WAITS -> hears(ann, "Not sent yet");
            case STAYS -> ann.edits(message, row.changed());
        }
        assertNothingElseCame(row.fate() == LeakRows.Fate.ARRIVES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stop", "try /end@parley_bot now", "(/block)", "a\n/next"})
    void aPartnersCommandIsNotTappable(String text) {
        long message = ann.sends(Map.of("text", "x " + text));
        var got = ben.phone().awaits(r -> r.text().startsWith("x "), Scene.LIMIT);
        ann.edits(message, Map.of("text", "y " + text));
        var changed = ben.phone().awaits(r -> r.text().startsWith("y "), Scene.LIMIT);
        ann.sends(Map.of("photo", List.of(Map.of("file_id", "f")), "caption", "z " + text));
        var caption = ben.phone().awaits(r -> r.text().startsWith("z "), Scene.LIMIT);

        for (var item : List.of(got, changed, caption)) {
            assertFalse(item.message().toString().contains("bot_command"), item::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/start " + CANARY, "/start end", "/start end:0000000000000000"})
    void aLinkThatStartsTheBotDoesNothingButGreet(String tapped) {
        ben.says(tapped);
        hears(ben, "Welcome");
        ben.says("still here");
        hears(ann, "still here");

        assertNothingElseCame(true);
    }

    @Test
    void aLinkToTheBotItselfIsAskedAboutLikeAnyOther() {
        ann.says("t.me/parley_bot?start=" + CANARY);

        hears(ann, "Not sent yet");
        assertNothingElseCame(false);
    }

    @Test
    void noLinkHasAPreview() {
        long message = ann.says("see https://example.org/page");
        var got = hears(ben, "example.org/page");
        ann.edits(message, Map.of("text", "see https://example.org/other"));
        var changed = hears(ben, "example.org/other");

        for (var item : List.of(got, changed)) {
            assertEquals(Map.of("is_disabled", true), item.params().get("link_preview_options"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden: user is deactivated, has left",
        "403, Forbidden: bot was blocked by the user, has left",
        "400, Bad Request: chat not found, has left",
        "400, Bad Request: VOICE_MESSAGES_FORBIDDEN, Not delivered",
        "400, Bad Request: PRIVACY_PREMIUM_REQUIRED, Not delivered",
        "400, Bad Request: something new, Not delivered",
    })
    void whatTelegramSaysOfThePartnerIsNotPassedOn(int status, String error, String notice) {
        var words = error + " " + CANARY + " " + ben.id();
        scene.playground.faults().on("sendMessage").chat(ben.id()).fails(status, words);

        ann.says("hello?");

        var told = hears(ann, notice);
        var text = error.substring(error.indexOf(' ') + 1);
        for (var hidden : List.of(text, "Bad Request", "Forbidden", Long.toString(ben.id()))) {
            assertFalse(told.text().contains(hidden), told::text);
        }
        assertEquals(List.of(), leaks());
    }

    @Test
    void noButtonHoldsAnythingButAVerbAndTheChat() {
        ann.sends(Map.of("document", Map.of("file_id", "f")));
        hears(ann, "Not sent yet");
        ann.says("/video");
        hears(ben, "invites you");
        ann.says("/next");
        hears(ben, "has left");
        ann.says("/end");
        hears(ann, "stopped");

        var keys =
                calls().stream()
                        .filter(call -> call.params().containsKey("reply_markup"))
                        .flatMap(call -> buttons(call).stream())
                        .toList();
        assertTrue(keys.size() > 10, keys::toString);
        for (var key : keys) {
            assertTrue(DATA.matcher((String) key.get("callback_data")).matches(), key::toString);
            assertFalse(key.toString().contains(Long.toString(ann.id())), key::toString);
            assertFalse(key.toString().contains(Long.toHexString(ann.id())), key::toString);
        }
    }

    @Test
    void anAnswerNamesThePartnersCopyAndQuotesOnlyItsWords() {
        long original = ben.says("which words exactly");
        long copy = hears(ann, "which words").messageId();
        var quote = new HashMap<String, Object>();
        quote.put("text", "words");
        quote.put("position", 6L);
        quote.put("entities", List.of(mention()));

        ann.sends(
                Map.of(
                        "text",
                        "harmless",
                        "quote",
                        quote,
                        "reply_to_message",
                        Map.of(
                                "message_id",
                                copy,
                                "date",
                                1L,
                                "text",
                                CANARY,
                                "chat",
                                Map.of("id", ann.id(), "type", "private"))));

        var reply = (Map<?, ?>) hears(ben, "harmless").params().get("reply_parameters");
        assertEquals(original, reply.get("message_id"));
        assertEquals("words", reply.get("quote"));
        assertNothingElseCame(true);
    }

    /// Its number may be that of a message of this chat.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerToSomethingElsewhereGoesWithoutTheLinkAndTheQuote(boolean external) {
        long copy = ann.says("some words");
        hears(ben, "some words");
        var elsewhere = Map.<String, Object>of("id", -100_123L, "type", "channel", "title", CANARY);
        var here = Map.<String, Object>of("id", ann.id(), "type", "private");
        var answer = new HashMap<String, Object>();
        answer.put("text", "harmless");
        answer.put("quote", Map.of("text", CANARY, "position", 0L));
        answer.put(
                "reply_to_message",
                Map.of("message_id", copy, "date", 1L, "chat", external ? here : elsewhere));
        if (external) {
            answer.put(
                    "external_reply", Map.of("origin", Map.of("type", "user"), "chat", elsewhere));
        }

        ann.sends(answer);

        assertFalse(hears(ben, "harmless").params().containsKey("reply_parameters"));
        assertNothingElseCame(true);
    }

    @Test
    void whatWasWrittenBeforeTheChatOrAboutAnEarlierOneReachesNoNewPartner() {
        long old = ann.says("old " + "words");
        hears(ben, "old words");
        ann.says("/end");
        hears(ben, "has left");
        var cleo = scene.playground.human(profile());
        scene.pair(ann, cleo);
        before = scene.playground.calls().size();

        ann.sends(Map.of("text", CANARY, "date", Instant.now().getEpochSecond() - 3_600));
        hears(ann, "older than this chat");
        ann.edits(old, Map.of("text", CANARY));
        ann.reacts(old, "👍");
        ann.says("the end");
        hears(cleo, "the end");

        assertEquals(1, cleo.phone().received().stream().filter(LeakTableTest::isNews).count());
        assertEquals(List.of(), leaks());
    }

    @ParameterizedTest
    @ValueSource(strings = {"group", "supergroup", "channel"})
    void whatIsWrittenElsewhereReachesNobody(String type) {
        ann.sends(
                Map.of(
                        "text",
                        CANARY,
                        "chat",
                        Map.of("id", -100_123L, "type", type, "title", "x")));

        assertNothingElseCame(false);
    }

    @Test
    void recipientsCannotPassAnythingOnIfTheOperatorWantsSo(@TempDir Path other) throws Exception {
        try (var strict = new Scene(other).with("PROTECT_CONTENT", "true")) {
            strict.with("ALLOW_LOCATION", "true").start();
            var from = strict.playground.human(1_000_001L);
            var to = strict.playground.human(1_000_002L);
            strict.pair(from, to);

            from.says("words");
            assertTrue(isProtected(hears(to, "words")));
            from.sends(Map.of("sticker", Map.of("file_id", "s", "emoji", "🙂")));
            from.sends(Map.of("location", Map.of("latitude", 1.5, "longitude", 2.5)));
            from.presses(hears(from, "Not sent yet"), "Send it");
            for (var kind : List.of("sticker", "latitude")) {
                assertTrue(
                        isProtected(
                                to.phone().awaits(r -> r.params().containsKey(kind), Scene.LIMIT)));
            }
            var photo = List.of(Map.of("file_id", "a"));
            var part = Map.<String, Object>of("photo", photo, "media_group_id", "1");
            strict.atOnce(() -> Stream.of(part, part).forEach(from::sends));
            var album = to.phone().awaits(r -> r.params().containsKey("media"), Scene.LIMIT);
            assertTrue(isProtected(album));
        }
    }

    /// Waits until all that could come has come.
    private void assertNothingElseCame(boolean expected) {
        ann.says("the end");
        hears(ben, "the end");
        long news = ben.phone().received().stream().filter(LeakTableTest::isNews).count();
        assertTrue(expected || news == 1, "something reached the partner");
        assertEquals(List.of(), leaks());
    }

    /// Something from the partner, and not a notice of the bot about the chat.
    private static boolean isNews(Received item) {
        return !item.params().containsKey("reply_markup");
    }

    /// What was sent that says who Ann is, or anybody else; her id may be sent to herself only.
    private List<String> leaks() {
        return calls().stream()
                .filter(call -> says(call, CANARY) || says(call, CANARY_ID) || namesOther(call))
                .map(call -> call.method() + " " + call.params())
                .toList();
    }

    private boolean namesOther(Call call) {
        return Stream.of(ann, ben)
                .filter(human -> !Long.valueOf(human.id()).equals(call.params().get("chat_id")))
                .anyMatch(human -> says(call, Long.toString(human.id())));
    }

    private static boolean says(Call call, String words) {
        return call.params()
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .contains(words.toLowerCase(Locale.ROOT))
                || call.method().matches("(?i)(forward|copy).*");
    }

    private List<Call> calls() {
        var calls = scene.playground.calls();
        return calls.subList(before, calls.size());
    }

    private static List<Map<?, ?>> buttons(Call call) {
        var rows = (List<?>) ((Map<?, ?>) call.params().get("reply_markup")).get("inline_keyboard");
        return rows.stream()
                .flatMap(row -> ((List<?>) row).stream())
                .<Map<?, ?>>map(key -> (Map<?, ?>) key)
                .toList();
    }

    private static Map<String, Object> mention() {
        var user = Map.of("id", 6_555_444_333L, "is_bot", false, "first_name", CANARY);
        return Map.of("type", "text_mention", "offset", 0L, "length", 5L, "user", user);
    }

    private static boolean isProtected(Received item) {
        return Boolean.TRUE.equals(item.params().get("protect_content"));
    }

    /// Somebody new, in whose name everything is a canary.
    private static Profile profile() {
        people++;
        return new Profile(people, CANARY + "first", CANARY + "last", CANARY + "user", "en");
    }
}
