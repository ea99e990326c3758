package parley.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import parley.chaos.Heard.Told;
import parley.playground.Received;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class HeardTest {
    private static final String SESSION = "0123456789abcdef";

    @Test
    void aCopyIsKnownByItsKey() {
        assertEquals(new Heard.Copy(new Key(3, 17), false), heard("p3-17", Map.of()));
    }

    @Test
    void aChangeIsKnownByItsVersion() {
        var change = Heard.of(new Received(1, "editMessageText", text("p3-17 v2"), Map.of()));

        assertEquals(new Heard.Changed(new Key(3, 17), 2), change);
    }

    @Test
    void anAnswerMustBeLinkedToWhatItAnswersOrToNothing() {
        var key = new Key(3, 17);
        assertEquals(new Heard.Copy(key, false), heard("p3-17 re p4-5", Map.of()));
        assertEquals(new Heard.Copy(key, false), heard("p3-17 re p4-5", to("text", "p4-5 v1")));
        assertEquals(new Heard.Copy(key, false), heard("p3-17 re p4-5", to("caption", "p4-5")));
        assertEquals(new Heard.Copy(key, true), heard("p3-17 re p4-5", to("text", "p4-50")));
        assertEquals(new Heard.Copy(key, true), heard("p3-17 re p4-5", to("text", "Partner")));
        assertEquals(new Heard.Copy(key, true), heard("p3-17", to("text", "p4-5")));
        assertEquals(new Heard.Copy(key, true), heard("p3-17", to("text", "Partner")));
    }

    @Test
    void aNoticeSaysWhichChatAndWhichMessageItIsAbout() {
        var rows =
                List.of(
                        List.of(Map.of("text", "Find", "callback_data", "find")),
                        List.of(Map.of("text", "End", "callback_data", "end:" + SESSION)));
        var message = text(Topic.MATCHED.first() + "\n\nmore");
        message.put("reply_markup", Map.of("inline_keyboard", rows));
        var params = Map.<String, Object>of("reply_parameters", Map.of("message_id", 9L));

        assertEquals(
                new Told(Topic.MATCHED, SESSION, 9),
                Heard.of(new Received(1, "sendMessage", message, params)));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OTHER")
    void everyTopicHasWordsOfItsOwn(Topic topic) {
        assertEquals(topic, Topic.of(topic.first().replace("{kind}", "polls") + "\n\nmore"));
    }

    @Test
    void otherNoticesAreNoise() {
        assertEquals(new Told(Topic.OTHER, "", 0), heard("Something else", Map.of()));
        assertNotEquals(Topic.YOU_LEFT, Topic.of(Topic.YOU_LEFT_FOR_NEXT.first()));
    }

    private static Heard heard(String text, Map<String, Object> more) {
        var message = text(text);
        message.putAll(more);
        return Heard.of(new Received(1, "sendMessage", message, Map.of()));
    }

    private static Map<String, Object> to(String field, String text) {
        return Map.of("reply_to_message", Map.of(field, text));
    }

    private static Map<String, Object> text(String text) {
        return new HashMap<>(Map.of("text", text));
    }
}
