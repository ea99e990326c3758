package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.UserId;
import parley.content.Content;
import parley.content.Letter;
import parley.json.Json;
import parley.telegram.SendJson.Call;
import parley.telegram.SendJson.Envelope;
import parley.telegram.Update.Nothing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Whatever is inside an update, it is read without an exception and has its id, or it would be
/// fetched for ever; and nothing that names a person comes through.
class StrangeUpdatesTest {
    private static final String ANSWER =
            "\"text\":\"hi\",\"effect_id\":\"7\",\"quote\":{\"text\":\"part\",\"position\":3,"
                    + "\"entities\":[{\"type\":\"bold\",\"offset\":0,\"length\":2}]},"
                    + Updates.answered("\"text\":\"biography\"");

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
                    "\"poll\":{\"id\":\"7\"}",
                    "\"video\":{\"file_id\":\"f\",\"file_unique_id\":\"u\",\"start_timestamp\":9,"
                            + "\"cover\":[{\"file_id\":\"c\"}]},\"media_group_id\":\"137\"",
                    "\"live_photo\":{\"file_id\":\"f\",\"photo\":[{\"file_id\":\"s\"}]},"
                            + "\"photo\":[{\"file_id\":\"l\",\"file_unique_id\":\"u\"}]",
                    "\"animation\":{\"file_id\":\"f\"},\"document\":{\"file_id\":\"d\"}",
                    "\"sticker\":{\"file_id\":\"f\",\"emoji\":\"😀\"},\"effect_id\":\"7\"",
                    "\"dice\":{\"emoji\":\"🎲\",\"value\":6}",
                    ANSWER);

    private static final List<String> KINDS =
            List.of(
                    "message",
                    "edited_message",
                    "message_reaction",
                    "callback_query",
                    "my_chat_member");

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
        for (var kind : KINDS) {
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

        var reaction = Updates.reaction("").replace("\"date\":" + Updates.DATE, "\"date\":" + date);

        assertEquals(new Nothing(), updates.read("message", message).payload());
        assertEquals(new Nothing(), updates.read("edited_message", message).payload());
        assertEquals(new Nothing(), updates.read("message_reaction", reaction).payload());
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
                var read = updates.read(whole);
                assertEquals(11, read.id());
                assertDoesNotThrow(() -> shown(read));
                tried++;
            }
        }
        assertTrue(tried > 100, "too little was tried: " + tried);
    }

    static List<Map<String, Object>> valid() {
        var valid = new ArrayList<Map<String, Object>>();
        for (var fields : FORMATTED) {
            valid.add(update("message", Updates.message(fields)));
            valid.add(update("edited_message", Updates.message(fields + ",\"edit_date\":9")));
        }
        var shown = "\"message_id\":1,\"date\":1,\"chat\":" + Updates.chat();
        valid.add(update("callback_query", Updates.press("end:00000000000000ff", shown)));
        valid.add(
                update(
                        "message_reaction",
                        Updates.reaction(
                                "{\"type\":\"paid\"},{\"type\":\"emoji\",\"emoji\":\"👍\"}")));
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
                "\"audio\":{\"file_id\":\"f\",\"performer\":\"Zebedee\",\"title\":\"zebby_q\","
                        + "\"file_name\":\"Zebedee.mp3\"}",
                "\"animation\":{\"file_id\":\"f\",\"file_name\":\"Zebedee.gif\"},"
                        + "\"document\":{\"file_id\":\"d\",\"file_name\":\"Zebedee.gif\"}",
                "\"live_photo\":{\"file_id\":\"f\"},\"photo\":[{\"file_id\":\"l\"}]",
                "\"dice\":{\"emoji\":\"🎲\",\"value\":6}",
                "\"contact\":{\"phone_number\":\"+4915112345\",\"first_name\":\"Zebedee\"}",
                "\"text\":\"hi\",\"entities\":[{\"type\":\"text_mention\",\"offset\":0,\"length\":2,"
                    + "\"user\":{\"id\":4503599627370495,\"username\":\"zebby_q\"}}]",
                "\"text\":\"hi\",\"entities\":[{\"type\":\"text_link\",\"offset\":0,\"length\":2,"
                        + "\"url\":\"https://t.me/zebby_q\"}]",
                "\"text\":\"hi\",\"entities\":[{\"type\":\"bold\",\"offset\":0,\"length\":2,"
                        + "\"language\":\"zebby_q\"}]",
            })
    void nothingThatNamesThePersonComesThrough(String fields) {
        var everywhere = fields + "," + foreign();

        for (var kind : List.of("message", "edited_message")) {
            var read = updates.read(kind, Updates.message(everywhere));
            assertEquals(updates.read(kind, Updates.message(fields)).payload(), read.payload());
            assertHidden(read);
        }
    }

    /// All that speaks of somebody, and of messages elsewhere.
    private static String foreign() {
        return """
        "forward_origin":{"type":"user","sender_user":%1$s},"forward_from":%1$s,
        "forward_sender_name":"Zebedee","forward_date":1,"is_automatic_forward":true,
        "reply_to_message":{"message_id":69,"from":%1$s,"text":"biography","chat":%3$s},
        "external_reply":{"origin":{"sender_user":%1$s},"chat":%2$s,"message_id":69},
        "quote":{"text":"biography","position":0},"via_bot":{"username":"zebby_q"},
        "reply_to_story":{"chat":%2$s,"id":5},"sender_chat":%2$s,"sender_business_bot":%1$s,
        "reply_markup":{"inline_keyboard":[[{"text":"zebby_q","url":"https://t.me/zebby_q"}]]},
        "link_preview_options":{"url":"https://t.me/zebby_q"},"author_signature":"Zebedee",
        "business_connection_id":"zebby_q","effect_id":"zebby_q"\
        """
                .formatted(
                        Updates.alice(),
                        Updates.chat(),
                        Updates.chat().replace("" + Updates.ID, "5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"text\":\"biography\"",
                "\"contact\":{\"phone_number\":\"+4915112345\"}",
                "\"text\":\"a\",\"forward_origin\":{\"sender_user_name\":\"Zebedee\"}",
            })
    void ofWhatIsAnsweredOnlyTheIdComesThrough(String answered) {
        var read = updates.read("message", Updates.message(answer(answered)));

        assertEquals(
                updates.read("message", Updates.message(answer("\"text\":\"a\""))).payload(),
                read.payload());
        assertHidden(read);
    }

    private static String answer(String answered) {
        return "\"text\":\"hi\"," + Updates.answered(answered);
    }

    @Test
    void noReactionNamesThePersonOrASet() {
        var custom = "{\"type\":\"custom_emoji\",\"custom_emoji_id\":\"zebby_q\"}";
        var emoji = "{\"type\":\"emoji\",\"emoji\":\"👍\",\"custom_emoji_id\":\"zebby_q\"}";

        assertHidden(updates.read("message_reaction", Updates.reaction(custom)));
        assertHidden(updates.read("message_reaction", Updates.reaction(custom + "," + emoji)));
    }

    @Test
    void noOtherUpdateNamesThePerson() {
        for (var update : valid()) {
            var kind = (String) update.get("kind");
            assertHidden(updates.read(Map.of("update_id", 11L, kind, update.get("inside"))));
        }
    }

    private static void assertHidden(Update update) {
        var shown = shown(update);
        for (var secret : Updates.SECRETS) {
            assertFalse(shown.contains(secret), shown);
        }
        assertFalse(shown.contains("" + Updates.ID), shown);
    }

    /// All that a log or a partner could see of an update: its fields by name, with all that is in
    /// them, and the requests that are made of it.
    private static String shown(Update update) {
        var shown = new StringBuilder(update + " " + update.payload());
        if (update.payload() instanceof Update.Message message) {
            for (var call : calls(message.letter())) {
                shown.append(' ').append(Json.write(call.parameters()));
            }
        }
        return shown.toString();
    }

    private static List<Call> calls(Letter letter) {
        var to = new UserId(2);
        return switch (letter) {
            case Letter.Fresh(Content.Refused _, _, _), Letter.Edited(Content.Refused _) ->
                    List.of();
            case Letter.Fresh fresh -> {
                var quote = fresh.reply().flatMap(Letter.Reply::quote);
                var envelope = new Envelope(to, true, OptionalLong.of(7), quote, fresh.effect());
                yield fresh.messages().stream()
                        .map(part -> SendJson.content(envelope, part.content()))
                        .toList();
            }
            case Letter.Edited(var content) ->
                    List.of(
                            SendJson.edit(to, 7, content, true),
                            SendJson.edit(to, 7, content, false));
            case Letter.Album _, Letter.Reacted _, Letter.Unsent _ -> List.of();
        };
    }
}
