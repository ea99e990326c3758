package parley.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class ConversationTest extends PlaygroundFixture {
    private static final Map<String, Object> BUTTONS =
            Map.of(
                    "inline_keyboard",
                    List.of(List.of(Map.of("text", "Next", "callback_data", "next:1"))));

    @BeforeEach
    void start() {
        ann.says("/start now");
    }

    @AfterEach
    void nothingWasWrong() {
        assertEquals(List.of(), playground.violations());
    }

    @Test
    void aMessageCarriesItsSenderAndItsCommands() throws Exception {
        var message = bot.newest("message");

        assertEquals(
                Map.of(
                        "id", 1L,
                        "is_bot", false,
                        "first_name", "First1",
                        "last_name", "Last1",
                        "username", "user1",
                        "language_code", "en"),
                message.get("from"));
        assertEquals("private", ((Map<?, ?>) message.get("chat")).get("type"));
        assertEquals(
                List.of(Map.of("type", "bot_command", "offset", 0L, "length", 6L)),
                message.get("entities"));
    }

    @Test
    void idsCountOverAllChats() throws Exception {
        long first = ben.says("one");
        long second = ann.says("two");
        long third = (Long) bot.says(1, "three").object().get("message_id");

        assertEquals(List.of(first + 1, first + 2), List.of(second, third));
    }

    @Test
    void theAppShowsTrimmedTextWithLinksAndCommandsFound() throws Exception {
        var bold = Map.of("type", "bold", "offset", 2, "length", 2);
        var code = Map.of("type", "code", "offset", 5, "length", 4);
        bot.call(
                "sendMessage",
                Map.of("chat_id", 1, "text", "  hi /end /next ", "entities", List.of(bold, code)));

        var message = ann.awaits("hi /end /next", LIMIT).message();

        assertEquals("hi /end /next", message.get("text"));
        assertEquals(
                List.of(
                        Map.of("type", "bold", "offset", 0L, "length", 2L),
                        Map.of("type", "code", "offset", 3L, "length", 4L),
                        Map.of("type", "bot_command", "offset", 8L, "length", 5L)),
                message.get("entities"));
    }

    @Test
    void aPressIsAnsweredOnce() throws Exception {
        bot.call("sendMessage", Map.of("chat_id", 1, "text", "hi", "reply_markup", BUTTONS));
        var received = ann.awaits("hi", LIMIT);
        ann.presses(received, "Next");
        var query = bot.newest("callback_query");
        Map<String, Object> answer =
                Map.of("callback_query_id", query.get("id"), "text", "As you wish");

        assertEquals("next:1", query.get("data"));
        assertEquals(received.messageId(), ((Map<?, ?>) query.get("message")).get("message_id"));
        assertEquals(200, bot.call("answerCallbackQuery", answer).status());
        assertEquals(400, bot.call("answerCallbackQuery", answer).status());
        assertEquals(List.of("As you wish"), ann.phone().toasts());
    }

    @Test
    void aButtonIsFoundByItsDataAndAStaleOneCanBePressed() throws Exception {
        bot.call("sendMessage", Map.of("chat_id", 1, "text", "hi", "reply_markup", BUTTONS));
        var received = ann.awaits("hi", LIMIT);
        bot.call("deleteMessage", Map.of("chat_id", 1, "message_id", received.messageId()));
        ann.presses(received, "next:");

        assertEquals(0L, ((Map<?, ?>) bot.newest("callback_query").get("message")).get("date"));
        assertThrows(AssertionError.class, () -> ann.presses(received, "End"));
    }

    @Test
    void whoBlocksTheBotGetsNothing() throws Exception {
        ann.blocks();
        var blocked = bot.newest("my_chat_member");
        var refused = bot.says(1, "are you there?");
        ann.unblocks();

        assertEquals("kicked", ((Map<?, ?>) blocked.get("new_chat_member")).get("status"));
        assertEquals(403, refused.status());
        assertEquals("Forbidden: bot was blocked by the user", refused.description());
        assertEquals(
                "member",
                ((Map<?, ?>) bot.newest("my_chat_member").get("new_chat_member")).get("status"));
        assertEquals(200, bot.says(1, "welcome back").status());
    }

    @Test
    void aFileIsSentByItsIdAsItCame() throws Exception {
        ann.sends(Map.of("video_note", Map.of("file_id", "note-1")));
        var sent = (Map<?, ?>) bot.newest("message").get("video_note");
        bot.call("sendVideoNote", Map.of("chat_id", 1, "video_note", "note-1"));

        var shown = ann.phone().received().getLast();

        assertEquals("sendVideoNote", shown.method());
        assertEquals(sent, shown.message().get("video_note"));
        assertTrue(sent.containsKey("length"));
    }

    @Test
    void anyPhotoSizeSendsThePhotoWithItsCaption() throws Exception {
        ann.sends(Map.of("photo", List.of(Map.of("file_id", "s"), Map.of("file_id", "l"))));
        bot.call("sendPhoto", Map.of("chat_id", 1, "photo", "l", "caption", "a cat"));

        var shown = ann.awaits("a cat", LIMIT);

        assertEquals(2, ((List<?>) shown.message().get("photo")).size());
        assertEquals("a cat", shown.message().get("caption"));
    }

    @Test
    void anAlbumIsOneGroupInOrder() throws Exception {
        ann.sends(Map.of("photo", List.of(Map.of("file_id", "p"))));
        ann.sends(Map.of("video", Map.of("file_id", "v")));
        var media =
                List.of(
                        Map.of("type", "photo", "media", "p", "caption", "first"),
                        Map.of("type", "video", "media", "v"));
        var sent = bot.call("sendMediaGroup", Map.of("chat_id", 1, "media", media)).list();

        var groups = sent.stream().map(m -> ((Map<?, ?>) m).get("media_group_id")).distinct();
        assertEquals(1, groups.count());
        assertEquals("first", ann.phone().received().getFirst().text());
        assertTrue(ann.phone().received().getLast().message().containsKey("video"));
    }

    @Test
    void aReplyShowsWhatItRepliesToOrDoesWithout() throws Exception {
        long question = ann.says("why?");
        Map<String, Object> reply = Map.of("message_id", question, "quote", "why");
        bot.call("sendMessage", Map.of("chat_id", 1, "text", "so", "reply_parameters", reply));
        Map<String, Object> gone = Map.of("message_id", 99, "allow_sending_without_reply", true);
        bot.call("sendMessage", Map.of("chat_id", 1, "text", "or so", "reply_parameters", gone));

        var replied = (Map<?, ?>) ann.awaits("so", LIMIT).message().get("reply_to_message");
        assertEquals(question, replied.get("message_id"));
        assertFalse(ann.awaits("or so", LIMIT).message().containsKey("reply_to_message"));
    }

    @Test
    void anEditIsSeenAndTheSameAgainIsRefused() throws Exception {
        long id = (Long) bot.says(1, "typo").object().get("message_id");
        Map<String, Object> edit = Map.of("chat_id", 1, "message_id", id, "text", "no typo");

        assertEquals(200, bot.call("editMessageText", edit).status());
        assertTrue(bot.call("editMessageText", edit).description().contains("is not modified"));
        assertEquals("editMessageText", ann.awaits("no typo", LIMIT).method());
        assertEquals("no typo", ann.phone().screen().getLast().get("text"));
    }

    @Test
    void theWordsOfAPersonAndMessagesWithAReplyKeyboardCannotBeEdited() throws Exception {
        long own = ann.says("mine");
        Map<String, Object> force = Map.of("force_reply", true);
        var sent =
                bot.call("sendMessage", Map.of("chat_id", 1, "text", "q", "reply_markup", force));
        long forced = (Long) sent.object().get("message_id");

        for (long id : List.of(own, forced)) {
            var edit =
                    bot.call(
                            "editMessageText", Map.of("chat_id", 1, "message_id", id, "text", "x"));
            assertEquals("Bad Request: message can't be edited", edit.description());
        }
    }

    @Test
    void aDeletedMessageIsGoneFromTheScreen() throws Exception {
        long id = (Long) bot.says(1, "oops").object().get("message_id");
        bot.call("deleteMessages", Map.of("chat_id", 1, "message_ids", List.of(id, 999)));

        assertTrue(ann.phone().screen().stream().noneMatch(m -> m.get("message_id").equals(id)));
        assertEquals(
                List.of("oops", ""), ann.phone().received().stream().map(Received::text).toList());
    }

    @Test
    void aPersonEditsAndNothingHappensWhenNothingChanged() throws Exception {
        long id = ann.says("helo");
        ann.edits(id, Map.of("text", "hello"));
        var edited = bot.newest("edited_message");
        int calls = bot.call("getUpdates", Map.of()).list().size();
        ann.edits(id, Map.of("text", "hello"));

        assertEquals("hello", edited.get("text"));
        assertTrue(edited.containsKey("edit_date"));
        assertEquals(calls, bot.call("getUpdates", Map.of("offset", 3)).list().size());
    }

    @Test
    void copiesAndForwardsWorkSoThatTheyCanBeSeen() throws Exception {
        ben.says("/start");
        long id = ann.says("secret");
        Map<String, Object> from = Map.of("chat_id", 2, "from_chat_id", 1, "message_id", id);
        bot.call("copyMessage", from);
        bot.call("forwardMessage", from);

        var received = ben.phone().received();
        assertFalse(received.getFirst().message().containsKey("forward_origin"));
        assertTrue(received.getLast().message().containsKey("forward_origin"));
    }

    @Test
    void aLinkToAPersonNamesThemAsOnTheRealServer() throws Exception {
        var link = Map.of("type", "text_link", "offset", 0, "length", 2, "url", "tg://user?id=77");
        bot.call("sendMessage", Map.of("chat_id", 1, "text", "me", "entities", List.of(link)));

        var entity =
                (Map<?, ?>)
                        ((List<?>) ann.awaits("me", LIMIT).message().get("entities")).getFirst();

        assertEquals("text_mention", entity.get("type"));
        assertEquals(77L, ((Map<?, ?>) entity.get("user")).get("id"));
    }

    @Test
    void waitingReadsOnAndSaysWhatWasUnread() throws Exception {
        bot.says(1, "one");
        bot.says(1, "two");
        ann.awaits("two", LIMIT);
        bot.says(1, "three");

        var failure = assertThrows(AssertionError.class, () -> ann.awaits("one", Duration.ZERO));

        assertTrue(failure.getMessage().contains("three"));
        assertFalse(failure.getMessage().contains("two"));
        assertEquals("three", ann.awaits("three", LIMIT).text());
    }

    @Test
    void whatTheBotSaysAboutItselfIsKeptByLanguage() throws Exception {
        Map<String, Object> command = Map.of("command", "find", "description", "finden");
        bot.call("setMyCommands", Map.of("commands", List.of(command), "language_code", "de"));
        bot.call("setMyShortDescription", Map.of("short_description", "Chat"));

        assertEquals(List.of(), bot.call("getMyCommands", Map.of()).result());
        assertEquals(
                List.of(command),
                bot.call("getMyCommands", Map.of("language_code", "de")).result());
        assertEquals(
                Map.of("short_description", "Chat"),
                bot.call("getMyShortDescription", Map.of()).result());
        assertEquals(Map.of("description", ""), bot.call("getMyDescription", Map.of()).result());
    }
}
