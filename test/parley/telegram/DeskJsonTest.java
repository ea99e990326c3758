package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.ChatEvent.Ordered;
import parley.chat.ChatEvent.Verb;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.json.DecodeException;
import parley.json.Fields;
import parley.json.Json;
import parley.telegram.Update.Command;
import parley.telegram.Update.Message;
import parley.telegram.Update.Nothing;
import parley.telegram.Update.Order;
import parley.telegram.Update.Payload;
import parley.telegram.Update.Press;
import parley.telegram.Update.Pressed;
import parley.telegram.Update.Stray;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What is for moderators, and what is not.
class DeskJsonTest {
    private static final long ROOM = -1001234567890L;
    private static final long MONA = 7001;
    private static final long DATE = 1_700_000_000;

    private final UpdateJson group = json(OptionalLong.of(ROOM));
    private final UpdateJson alone = json(OptionalLong.of(MONA));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/reports                | 'reports '",
                "/BAN@Some_bot 0aB 7d    | ban 0aB 7d",
                "/ban  0a   7d  Too Loud | ban 0a   7d  Too Loud",
                "/announce a\\nb         | announce a\\nb",
                "/whatever x             | whatever x"
            })
    void aCommandInTheGroupIsAnOrder(String text, String words) {
        var order = assertInstanceOf(Order.class, said(group, ROOM, "supergroup", text));

        assertEquals(
                new Ordered(
                        new Person(new UserId(ROOM), new Pseudonym(ROOM, 7), ""),
                        Instant.ofEpochSecond(DATE, 11),
                        Optional.of(new Pseudonym(MONA, 7)),
                        words.replace("\\n", "\n")),
                order.event());
        assertEquals(Optional.empty(), order.press());
    }

    @ParameterizedTest
    @CsvSource({
        "judge:0123456789abcdef:ban7d, judge 0123456789abcdef ban7d",
        "pardon::0123456789abcdef0123456789abcdef, pardon  0123456789abcdef0123456789abcdef",
        "x:y:z:0, judge",
        "ban 0123456789abcdef, judge",
        "find, judge",
        "'', judge"
    })
    void aPressInTheGroupIsAnOrder(String data, String words) {
        var order = assertInstanceOf(Order.class, pressed(group, ROOM, "supergroup", data));

        assertEquals(words, order.event().words());
        assertEquals(Optional.of(new Pseudonym(MONA, 7)), order.event().by());
        assertEquals(Optional.of(new Pressed(70, "press-1")), order.press());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "ban me", "", "what about /ban"})
    void whatModeratorsSayToEachOtherIsNothing(String text) {
        assertEquals(new Nothing(), said(group, ROOM, "supergroup", text));
    }

    @Test
    void anotherGroupIsLeftWhateverIsSaidThere() {
        assertEquals(new Stray(-5), said(group, -5, "group", "/ban 0a"));
        assertEquals(new Stray(ROOM), said(json(OptionalLong.empty()), ROOM, "group", "/ban 0a"));
    }

    @Test
    void aPressInAnotherGroupIsNothing() {
        assertEquals(new Nothing(), pressed(group, -5, "group", "judge:0123456789abcdef:ban"));
    }

    @Test
    void elsewhereTheWordsOfModeratorsMeanNothing() {
        var command = assertInstanceOf(Command.class, said(group, MONA, "private", "/ban 0a"));
        assertEquals(Verb.UNKNOWN, command.asked().verb());
        var press = pressed(group, MONA, "private", "judge:0123456789abcdef:ban");
        assertEquals(Verb.JUDGE, assertInstanceOf(Press.class, press).asked().verb());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reports",
                "/show x",
                "/BAN x",
                "/unban x",
                "/stats",
                "/announce hello you"
            })
    void aModeratorAloneGivesOrdersInThePrivateChat(String text) {
        assertInstanceOf(Order.class, said(alone, MONA, "private", text));
    }

    @Test
    void aModeratorAloneIsAPersonLikeAnyOtherBesides() {
        assertInstanceOf(Message.class, said(alone, MONA, "private", "hello"));
        var find = assertInstanceOf(Command.class, said(alone, MONA, "private", "/find"));
        assertEquals(Verb.FIND, find.asked().verb());
        assertInstanceOf(Press.class, pressed(alone, MONA, "private", "end:0123456789abcdef"));
        assertInstanceOf(
                Order.class, pressed(alone, MONA, "private", "judge:0123456789abcdef:ban"));
        assertInstanceOf(Order.class, pressed(alone, MONA, "private", "pardon::0123456789abcdef"));
    }

    @Test
    void nobodyElseGivesOrdersToAModeratorsPrivateChat() {
        var stranger = MONA + 1;
        var command = said(alone, stranger, "private", "/ban 0a");
        assertEquals(Verb.UNKNOWN, assertInstanceOf(Command.class, command).asked().verb());
    }

    @Test
    void botsAndChannelsAndWhoHidesBehindTheGroupAreNoModeratorsWhateverTheirId() {
        var bot = "{\"id\":%d,\"is_bot\":true}".formatted(MONA);
        var signed = message(ROOM, "group", "/ban 0a", bot);
        var unsigned = signed.replaceAll("\"from\":\\{[^}]*},", "");
        assertFalse(unsigned.contains("from"));
        for (var update : List.of(signed, unsigned)) {
            var order = assertInstanceOf(Order.class, read(group, update));
            assertEquals(Optional.of(new Pseudonym(0, 7)), order.event().by());
        }
    }

    @Test
    void aCommandForAnotherBotIsNothing() {
        group.called("Parley_bot");

        assertEquals(new Nothing(), said(group, ROOM, "supergroup", "/ban@Other_bot 0a"));
        assertInstanceOf(Order.class, said(group, ROOM, "supergroup", "/ban@parley_BOT 0a"));
        assertInstanceOf(Order.class, said(group, ROOM, "supergroup", "/ban 0a"));
    }

    @Test
    void whatIsChangedLaterIsNoOrder() {
        var message = message(ROOM, "supergroup", "/ban 0a", mona(MONA));

        assertEquals(
                new Nothing(), read(group, message.replace("\"message\":", "\"edited_message\":")));
    }

    @Test
    void aLongPressIsNoOrderForAnybody() {
        var words = "judge:" + "x".repeat(5000) + "\\u0000:\\ud83d:-1";

        var order = assertInstanceOf(Order.class, pressed(group, ROOM, "group", words));

        assertEquals("judge", order.event().words());
    }

    private static UpdateJson json(OptionalLong room) {
        return new UpdateJson(id -> new Pseudonym(id.value(), 7), room);
    }

    /// Who is in a private chat writes there; in a group it is Mona.
    private static Payload said(UpdateJson json, long chat, String type, String text) {
        return read(json, message(chat, type, text, mona(type.equals("private") ? chat : MONA)));
    }

    private static Payload pressed(UpdateJson json, long chat, String type, String data) {
        return read(
                json,
                """
                {"update_id":11,"callback_query":{"id":"press-1","from":%s,"data":"%s",
                "message":{"message_id":70,"date":%d,"chat":{"id":%d,"type":"%s"}}}}\
                """
                        .formatted(mona(MONA), data, DATE, chat, type));
    }

    private static String message(long chat, String type, String text, String from) {
        return """
        {"update_id":11,"message":{"message_id":70,"date":%d,"from":%s,
        "chat":{"id":%d,"type":"%s"},"text":"%s"}}\
        """
                .formatted(DATE, from, chat, type, text);
    }

    private static String mona(long id) {
        return "{\"id\":%d,\"is_bot\":false,\"first_name\":\"Mona\"}".formatted(id);
    }

    private static Payload read(UpdateJson json, String update) {
        try {
            return json.update(new Fields("update", Json.parse("update", update))).payload();
        } catch (DecodeException e) {
            throw new AssertionError(e);
        }
    }
}
