package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.UserId;
import parley.content.Content;
import parley.json.Json;
import parley.telegram.Update.Nothing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whatever is inside an update, it is read without an exception and has its id, or it would be
/// fetched for ever; and nothing that names a person comes through.
class StrangeUpdatesTest {
    private static final List<String> FORMATTED =
            List.of(
                    "\"text\":\"hi"
                        + " there\",\"entities\":[{\"type\":\"bold\",\"offset\":0,\"length\":2},"
                        + "{\"type\":\"pre\",\"offset\":3,\"length\":5,\"language\":\"java\"}]",
                    "\"text\":\"/find now\"",
                    "\"photo\":[{\"file_id\":\"s\",\"width\":9},{\"file_id\":\"l\",\"width\":90}],"
                        + "\"caption\":\"hi\",\"has_media_spoiler\":true,"
                        + "\"caption_entities\":[{\"type\":\"bold\",\"offset\":0,\"length\":2}]",
                    "\"video\":{\"file_id\":\"f\"},\"show_caption_above_media\":true",
                    "\"sticker\":{\"file_id\":\"f\",\"set_name\":\"zebby_q\"}",
                    "\"poll\":{\"id\":\"7\"}");

    private final Updates updates = new Updates();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "\"x\"",
                "[]",
                "true",
                "{}",
                "{\"chat\":7}",
                "{\"chat\":{}}",
                "{\"chat\":{\"id\":5}}",
                "{\"chat\":{\"type\":\"private\"}}",
                "{\"chat\":{\"id\":5,\"type\":\"private\"},\"from\":{\"id\":5}}",
                "{\"chat\":{\"id\":5,\"type\":\"private\"},\"from\":{\"id\":5},\"message_id\":1}",
                "{\"chat\":{\"id\":5,\"type\":\"private\"},\"from\":{},\"message_id\":1,\"date\":1}",
            })
    void anUpdateThatCannotBeReadIsSkipped(String inside) {
        for (var kind : List.of("message", "callback_query", "my_chat_member")) {
            assertEquals(new Nothing(), updates.read(kind, inside).payload());
            assertEquals(11, updates.read(kind, inside).id());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "31556889864403200",
                "1e99",
                "1.5",
                "\"1\"",
            })
    void aDateThatIsNoneIsSkipped(String date) {
        var message =
                Updates.message("\"text\":\"hi\"")
                        .replace("\"date\":" + Updates.DATE, "\"date\":" + date);

        assertEquals(new Nothing(), updates.read("message", message).payload());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void noValueOfAWrongTypeOrSizeMakesItThrow(Object update) {
        var strange = new ArrayList<Object>();
        strange.addAll(List.of("x", "", true, 7L, -1L, 1e99, Long.MAX_VALUE, Long.MIN_VALUE));
        strange.addAll(List.of(List.of(), Map.of(), List.of(7L), "\ud800", 1L << 31));
        strange.add(null);
        int tried = 0;
        for (var value : strange) {
            for (var variant : Updates.replacingEach(((Map<?, ?>) update).get("inside"), value)) {
                var whole = new HashMap<Object, Object>((Map<?, ?>) update);
                whole.put(whole.remove("kind"), variant);
                whole.remove("inside");
                assertEquals(11, updates.read(whole).id());
                tried++;
            }
        }
        assertTrue(tried > 100, "too little was tried: " + tried);
    }

    static List<Map<String, Object>> valid() {
        var valid = new ArrayList<Map<String, Object>>();
        for (var fields : FORMATTED) {
            valid.add(update("message", Updates.message(fields)));
        }
        var shown = "\"message_id\":1,\"date\":1,\"chat\":" + Updates.chat();
        valid.add(update("callback_query", Updates.press("end:00000000000000ff", shown)));
        valid.add(update("my_chat_member", Updates.membership("private", "kicked")));
        return valid;
    }

    private static Map<String, Object> update(String kind, String inside) {
        return Map.of("update_id", 11L, "kind", kind, "inside", Json.parse(kind, inside));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"text\":\"hi\"",
                "\"photo\":[{\"file_id\":\"f\"}],\"caption\":\"hi\"",
                "\"sticker\":{\"file_id\":\"f\",\"set_name\":\"zebby_q\"}",
                "\"document\":{\"file_id\":\"f\",\"file_name\":\"Zebedee.pdf\"}",
                "\"contact\":{\"phone_number\":\"+4915112345\",\"first_name\":\"Zebedee\"}",
                "\"text\":\"hi\",\"entities\":[{\"type\":\"text_mention\",\"offset\":0,\"length\":2,"
                    + "\"user\":{\"id\":4503599627370495,\"username\":\"zebby_q\"}}]",
                "\"text\":\"hi\",\"entities\":[{\"type\":\"text_link\",\"offset\":0,\"length\":2,"
                        + "\"url\":\"https://t.me/zebby_q\"}]",
                "\"text\":\"hi\",\"entities\":[{\"type\":\"bold\",\"offset\":0,\"length\":2,"
                        + "\"language\":\"zebby_q\"}]",
            })
    void nothingThatNamesThePersonComesThrough(String fields) {
        var everywhere =
                fields
                        + """
                        ,"forward_origin":{"type":"user","sender_user":%1$s},
                         "reply_to_message":{"from":%1$s,"text":"biography"},
                         "external_reply":{"origin":{"sender_user":%1$s}},
                         "quote":{"text":"biography"},"via_bot":{"username":"zebby_q"},
                         "sender_chat":%2$s,"author_signature":"Zebedee","effect_id":"7"
                        """
                                .formatted(Updates.alice(), Updates.chat());

        var read = updates.read("message", Updates.message(everywhere));

        assertEquals(updates.read("message", Updates.message(fields)).payload(), read.payload());
        assertHidden(read);
    }

    @Test
    void neitherPressesNorLeavingNameThePerson() {
        for (var update : valid()) {
            var kind = (String) update.get("kind");
            assertHidden(updates.read(Map.of("update_id", 11L, kind, update.get("inside"))));
        }
    }

    /// Looks at everything that a record has: its fields by name, with all that is in them.
    private static void assertHidden(Update update) {
        var shown = new StringBuilder(update + " " + update.payload());
        if (update.payload() instanceof Update.Message message) {
            var bodies =
                    message.content() instanceof Content.Refused
                            ? ""
                            : Json.write(
                                    SendJson.content(new UserId(2), message.content(), false)
                                            .parameters());
            shown.append(bodies);
        }
        for (var secret : Updates.SECRETS) {
            assertFalse(shown.toString().contains(secret), shown::toString);
        }
        assertFalse(shown.toString().contains("" + Updates.ID), shown::toString);
    }
}
