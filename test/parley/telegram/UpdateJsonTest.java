package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.telegram.Updates.ALICE;
import static parley.telegram.Updates.DATE;
import static parley.telegram.Updates.ID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Gone;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.SessionId;
import parley.content.Content;
import parley.content.Formatted;
import parley.content.Letter.Fresh;
import parley.content.Letter.Quote;
import parley.content.Letter.Reply;
import parley.json.DecodeException;
import parley.telegram.Update.Command;
import parley.telegram.Update.Left;
import parley.telegram.Update.Message;
import parley.telegram.Update.Nothing;
import parley.telegram.Update.Payload;
import parley.telegram.Update.Press;
import parley.telegram.Update.Stray;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class UpdateJsonTest {
    private static final Instant AT = Instant.ofEpochSecond(DATE, 11);
    private static final String SHOWN = "\"date\":%d,\"chat\":%s".formatted(DATE, Updates.chat());

    private final Updates updates = new Updates();

    @Test
    void readsAPrivateMessage() {
        var text = new Content.Text(new Formatted("hi", List.of()));

        var read = updates.read("message", Updates.message("\"text\":\"hi\""));

        assertEquals(11, read.id());
        assertEquals("m" + ID + ":70", read.key());
        assertEquals(
                new Message(new Said(ALICE, AT), 70, Fresh.of(text), Optional.empty()),
                read.payload());
    }

    @Test
    void theIdTellsWhatCameFirstWithinASecond() {
        var message = Updates.message("\"text\":\"hi\"");
        var first = updates.read("{\"update_id\":11,\"message\":" + message + "}");
        var second = updates.read("{\"update_id\":1500000012,\"message\":" + message + "}");

        var one = assertInstanceOf(Message.class, first.payload()).event().at();
        var other = assertInstanceOf(Message.class, second.payload()).event().at();
        assertEquals(DATE, other.getEpochSecond());
        assertTrue(one.isBefore(other));
    }

    @Test
    void aPersonMayHaveNoLanguage() {
        var message =
                """
                {"message_id":70,"date":1,"from":{"id":5},"chat":{"id":5,"type":"private"},"text":"a"}\
                """;

        var read = assertInstanceOf(Message.class, payload("message", message));
        assertEquals("", read.event().from().language());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /start                  | START
                    /find                   | FIND
                    /FIND                   | FIND
                    /Next@parley_bot        | NEXT
                    /stop now               | END
                    /end@Parley_Bot now     | END
                    /start payload-17       | START
                    /find,please            | FIND
                    /find😀                 | FIND
                    /nonsense               | UNKNOWN
                    /find_                  | UNKNOWN
                    /1                      | UNKNOWN
                    /unsend                 | UNSEND
                    /cancel                 | CANCEL
                    """)
    void readsACommand(String text, Verb verb) {
        assertEquals(
                new Command(new Asked(ALICE, AT, verb, Optional.empty()), 70, Optional.empty()),
                payload("message", Updates.message("\"text\":\"" + text + "\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/r/funny",
                "/find/",
                "/find@ab",
                "/find@parley_bot@x",
                "/find@parley_bot/x",
                "/find<b>",
                "/findé",
                "/ find",
                "//find",
                "/",
                "/@parley_bot",
                "/é",
                "find",
                "please /find",
                " /find",
                "/\u2060find",
            })
    void whatOnlyLooksLikeACommandIsText(String text) {
        assertInstanceOf(
                Message.class, payload("message", Updates.message("\"text\":\"" + text + "\"")));
    }

    @Test
    void aWordTooLongForACommandIsText() {
        var longest = "/" + "a".repeat(64);

        assertInstanceOf(
                Command.class, payload("message", Updates.message("\"text\":\"" + longest + "\"")));
        assertInstanceOf(
                Message.class,
                payload("message", Updates.message("\"text\":\"" + longest + "a\"")));
    }

    @Test
    void aCaptionIsNeverACommand() {
        var photo = "\"photo\":[{\"file_id\":\"f\"}],\"caption\":\"/find\"";

        assertInstanceOf(Message.class, payload("message", Updates.message(photo)));
    }

    @ParameterizedTest
    @CsvSource({"/unsend, UNSEND", "/report, REPORT", "/brand_new, UNKNOWN"})
    void aCommandMayBeAboutAMessage(String text, Verb verb) {
        var message =
                Updates.message(
                        "\"text\":\"%s\",%s".formatted(text, Updates.answered("\"text\":\"a\"")));

        assertEquals(
                new Command(new Asked(ALICE, AT, verb, Optional.empty()), 70, Optional.of(69L)),
                payload("message", message));
    }

    @Test
    void aCommandIsAboutNoMessageOfAnotherChat() {
        var other =
                Updates.answered("\"text\":\"a\"")
                        .replace("\"id\":" + ID + ",\"type", "\"id\":5,\"type");

        var command =
                (Command) payload("message", Updates.message("\"text\":\"/unsend\"," + other));

        assertEquals(Optional.empty(), command.about());
    }

    @Test
    void aMessageMayAnswerAnotherAndHaveAnEffect() {
        var message =
                Updates.message(
                        """
                        "text":"hi","effect_id":"5104841","quote":{"text":"a","position":2},%s\
                        """
                                .formatted(Updates.answered("\"text\":\"a\"")));

        var quote = new Quote(new Formatted("a", List.of()), 2);
        var text = new Content.Text(new Formatted("hi", List.of()));
        var fresh =
                new Fresh(
                        text,
                        Optional.of(new Reply(69, Optional.of(quote))),
                        Optional.of("5104841"));
        assertEquals(
                new Message(new Said(ALICE, AT), 70, fresh, Optional.empty()),
                payload("message", message));
    }

    @Test
    void aPartOfAnAlbumNamesIt() {
        var part = "\"photo\":[{\"file_id\":\"f\"}],\"media_group_id\":\"137\"";

        var message = (Message) payload("message", Updates.message(part));

        assertEquals(Optional.of("137"), message.album());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pinned_message",
                "message_auto_delete_timer_changed",
                "chat_background_set",
                "write_access_allowed",
                "connected_website",
            })
    void whatNobodyWroteIsIgnored(String service) {
        assertEquals(new Nothing(), payload("message", Updates.message("\"" + service + "\":{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"group", "supergroup", "channel"})
    void aGroupIsToBeLeft(String type) {
        var message =
                """
                {"message_id":1,"date":1,"from":%s,"chat":{"id":-1001234567890,"type":"%s"},"text":"/find"}\
                """
                        .formatted(Updates.alice(), type);

        assertEquals(new Stray(-1001234567890L), payload("message", message));
        assertEquals(new Stray(-5), payload("my_chat_member", Updates.membership(type, "member")));
        assertEquals(new Nothing(), payload("my_chat_member", Updates.membership(type, "kicked")));
        assertEquals(new Nothing(), payload("my_chat_member", Updates.membership(type, "left")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":5,\"is_bot\":true}",
                "{\"id\":6}",
                "{\"id\":-5}",
                "null",
            })
    void onlyAHumanInTheirOwnChatIsHeard(String from) {
        var chat = "\"date\":1,\"chat\":{\"id\":5,\"type\":\"private\"}";
        var message = "{\"message_id\":1,\"from\":%s,%s,\"text\":\"a\"}".formatted(from, chat);
        var press =
                "{\"id\":\"p\",\"from\":%s,\"data\":\"find\",\"message\":{%s}}"
                        .formatted(from, chat);
        var member =
                "{\"from\":%s,%s,\"new_chat_member\":{\"status\":\"kicked\"}}"
                        .formatted(from, chat);

        assertEquals(new Nothing(), payload("message", message));
        assertEquals(new Nothing(), payload("callback_query", press));
        assertEquals(new Nothing(), payload("my_chat_member", member));
    }

    @Test
    void readsAPress() {
        var session = Optional.of(new SessionId(255));

        var read = updates.read("callback_query", Updates.press("end:00000000000000ff", SHOWN));

        assertEquals("cpress-1", read.key());
        assertEquals(
                new Press(new Asked(ALICE, AT, Verb.END, session), Optional.empty(), "press-1"),
                read.payload());
    }

    @Test
    void aPressThatReportsBringsTheMessageThatItIsAboutAlsoAfterAnInterruption() {
        var shown = SHOWN + "," + Updates.answered("\"text\":\"rude\"").replace("false", "true");
        var data = "report:00000000000000ff:spam";

        var read = updates.read("callback_query", Updates.press(data, shown));

        var press = (Press) read.payload();
        assertEquals(Optional.of(69L), press.about());
        var heard = press.asked().answered().orElseThrow();
        assertTrue(heard.content().contains("rude"), heard::content);
        assertEquals(press, new Updates().read(read.essence()).payload());
    }

    @ParameterizedTest
    @ValueSource(strings = {"block:00000000000000ff", "report:00000000000000ff:spam"})
    void aPressBringsNothingThatSomebodySaidThemselvesNorWhenItDoesNotReport(String data) {
        boolean bot = data.startsWith("block");
        var answered = Updates.answered("\"text\":\"rude\"");
        var shown = SHOWN + "," + (bot ? answered.replace("false", "true") : answered);

        var read = updates.read("callback_query", Updates.press(data, shown));

        var press = (Press) read.payload();
        assertEquals(Optional.empty(), press.about());
        assertEquals(Optional.empty(), press.asked().answered());
        assertFalse(bot && read.essence().contains("rude"));
    }

    @Test
    void aPressUnderAnOldMessageHappenedNoEarlierThanWhatCameBefore() {
        var old = "\"date\":0,\"chat\":" + Updates.chat();
        assertEquals(Instant.ofEpochSecond(0, 11), pressed(old));

        updates.read("message", Updates.message("\"text\":\"hi\""));

        assertEquals(AT, pressed(old));
        assertEquals(AT.plusSeconds(9), pressed(old.replace(":0,", ":" + (DATE + 9) + ",")));
    }

    @Test
    void aPressWithoutDateIsRead() {
        assertEquals(Instant.ofEpochSecond(0, 11), pressed("\"chat\":" + Updates.chat()));
    }

    @Test
    void forgedCallbackDataAsksForNothing() {
        var press = (Press) payload("callback_query", Updates.press("end:0", SHOWN));
        assertEquals(Verb.UNKNOWN, press.asked().verb());

        var game = Updates.press("x", SHOWN).replace("\"data\":\"x\",", "");
        assertEquals(Verb.UNKNOWN, ((Press) payload("callback_query", game)).asked().verb());
    }

    @Test
    void aPressWithoutAMessageIsIgnored() {
        var press = "{\"id\":\"p\",\"from\":%s,\"data\":\"find\"}".formatted(Updates.alice());

        assertEquals(new Nothing(), payload("callback_query", press));
    }

    @ParameterizedTest
    @CsvSource({"kicked, true", "left, true", "member, false", "restricted, false"})
    void whoeverBlocksTheBotIsGone(String status, boolean gone) {
        assertEquals(
                gone ? new Left(new Gone(ALICE, AT, Optional.empty())) : new Nothing(),
                payload("my_chat_member", Updates.membership("private", status)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edited_channel_post",
                "message_reaction_count",
                "business_message",
                "edited_business_message",
                "inline_query",
                "poll",
                "channel_post",
                "brand_new",
            })
    void otherUpdatesAreIgnored(String kind) {
        assertEquals(new Nothing(), payload(kind, Updates.message("\"text\":\"hi\"")));
    }

    @Test
    void theKeyTellsMessagesAndPressesApart() {
        var hi = Updates.message("\"text\":\"hi\"");

        var key = updates.read("message", hi).key();

        assertNotEquals(key, updates.read("message", hi.replace(":70,", ":71,")).key());
        assertNotEquals(
                key, updates.read("message", hi.replace("" + ID, "5").replace("" + ID, "5")).key());
        assertNotEquals(
                updates.read("callback_query", Updates.press("find", SHOWN)).key(),
                updates.read(
                                "callback_query",
                                Updates.press("find", SHOWN).replace("press-1", "press-2"))
                        .key());
    }

    @Test
    void anUpdateShowsNothingButItsId() {
        var update = updates.read("message", Updates.message("\"text\":\"hi\""));

        assertEquals("Update[11]", update.toString());
        assertFalse(update.payload().toString().contains("" + ID), update.payload()::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"update_id\":\"x\"}", "{\"update_id\":1e99}"})
    void anUpdateWithoutAnIdCannotBeSkipped(String update) {
        assertThrows(DecodeException.class, () -> updates.read(update));
    }

    private Instant pressed(String message) {
        var press = (Press) payload("callback_query", Updates.press("find", message));
        return press.asked().at();
    }

    private Payload payload(String kind, String inside) {
        return updates.read(kind, inside).payload();
    }
}
