package parley.playground.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.json.Json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The moderators' chat, as the page asks for it and the bot sees it.
class RoomTest extends PageFixture {
    private static final long ROOM = Page.MODERATORS_CHAT;

    @Test
    void whatEachMemberWritesAndPressesReachesTheBotAsTheirs() throws Exception {
        long card =
                visitor.sends(
                        ROOM,
                        Map.of("text", "card", "reply_markup", Json.write(keyboard("ban", "a:1"))));
        for (var member : members()) {
            visitor.act("send", in(member, Map.of("text", "/reports")));
            visitor.act("press", in(member, Map.of("message", card, "data", "a:1")));
        }

        var updates = updates();

        assertEquals(6, updates.size());
        for (int i = 0; i < 6; i++) {
            var update = updates.get(i);
            var press = (Map<?, ?>) update.get("callback_query");
            var message = (Map<?, ?>) (press == null ? update : press).get("message");
            var from = (Map<?, ?>) (press == null ? message : press).get("from");
            assertEquals(members().get(i / 2), from.get("id"));
            assertEquals(ROOM, ((Map<?, ?>) message.get("chat")).get("id"));
            assertEquals("supergroup", ((Map<?, ?>) message.get("chat")).get("type"));
            assertEquals(i % 2 == 1, press != null);
        }
    }

    @Test
    void theModeratorsAreThoseThatTheBotIsToldOf() throws Exception {
        assertEquals(3, members().size());
        assertEquals(Page.MODERATORS, members().subList(0, 2));
    }

    @Test
    void aNewTabIsToldOfTheChatAndAnOpenOneOfWhatChanges() throws Exception {
        long card = visitor.sends(ROOM, Map.of("text", "before"));
        try (var tab = visitor.events()) {
            var room = (Map<?, ?>) tab.await("state").get("room");
            assertTrue(Json.write(room.get("messages")).contains("before"));

            var edit = Map.<String, Object>of("chat_id", ROOM, "message_id", card, "text", "after");
            assertEquals(200, visitor.call("editMessageText", edit).statusCode());

            var event = tab.await("message");
            assertEquals(ROOM, event.get("person"));
            assertEquals("after", ((Map<?, ?>) event.get("message")).get("text"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"act\":\"send\",\"person\":ROOM,\"text\":\"x\"}",
                "{\"act\":\"send\",\"person\":ROOM,\"as\":1,\"text\":\"x\"}",
                "{\"act\":\"send\",\"person\":ROOM,\"as\":MEMBER,\"text\":\" \"}",
                "{\"act\":\"press\",\"person\":ROOM,\"as\":1,\"message\":1,\"data\":\"a\"}",
                "{\"act\":\"remove\",\"person\":ROOM,\"as\":MEMBER}",
                "{\"act\":\"block\",\"person\":ROOM,\"as\":MEMBER,\"on\":true}",
                "{\"act\":\"change\",\"person\":ROOM,\"name\":\"x\",\"language\":\"en\"}",
                "{\"act\":\"edit\",\"person\":ROOM,\"as\":MEMBER,\"message\":1,\"text\":\"x\"}",
                "{\"act\":\"react\",\"person\":ROOM,\"message\":1,\"emoji\":\"x\"}",
            })
    void nobodyDoesThereWhatThePageDoesNotOffer(String request) throws Exception {
        var filled =
                request.replace("ROOM", Long.toString(ROOM))
                        .replace("MEMBER", Long.toString(Page.MODERATORS.getFirst()));

        assertEquals(400, visitor.act(filled).statusCode());
        assertEquals(List.of(), updates());
    }

    @Test
    void aButtonThatIsNotThereCannotBePressed() throws Exception {
        long card =
                visitor.sends(
                        ROOM,
                        Map.of("text", "card", "reply_markup", Json.write(keyboard("ban", "a:1"))));
        var press = new LinkedHashMap<>(in(members().getFirst(), Map.of("message", card)));
        press.put("act", "press");
        press.put("data", "a:2");

        assertEquals(409, visitor.act(Json.write(press)).statusCode());
        assertEquals(List.of(), updates());
    }

    @Test
    void aFloodHitsTheChatOfTheModerators() throws Exception {
        visitor.act("flood", Map.of("person", ROOM));

        var action = Map.<String, Object>of("chat_id", ROOM, "action", "typing");
        assertEquals(429, visitor.call("sendChatAction", action).statusCode());
        assertEquals(200, visitor.call("sendChatAction", action).statusCode());
    }

    @Test
    void theChatIsNoPhoneOfAPerson() throws Exception {
        assertFalse(visitor.people().stream().anyMatch(person -> person.get("id").equals(ROOM)));
    }

    private static Map<String, Object> keyboard(String text, String data) {
        return Map.of(
                "inline_keyboard", List.of(List.of(Map.of("text", text, "callback_data", data))));
    }

    private static Map<String, Object> in(Object member, Map<String, Object> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put("person", ROOM);
        all.put("as", member);
        return all;
    }

    private List<Object> members() throws Exception {
        var room = (Map<?, ?>) visitor.state().get("room");
        return ((List<?>) room.get("members"))
                .stream().<Object>map(member -> ((Map<?, ?>) member).get("id")).toList();
    }

    private List<Map<?, ?>> updates() throws Exception {
        var answer = visitor.call("getUpdates", Map.of("offset", 0)).body();
        return ((List<?>) ((Map<?, ?>) Json.parse("answer", answer)).get("result"))
                .stream().<Map<?, ?>>map(update -> (Map<?, ?>) update).toList();
    }
}
