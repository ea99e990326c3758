package parley.playground.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import parley.json.Json;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// The page as a browser uses it: what is done, what is told, and what stays.
class PageTest extends PageFixture {
    private static final Map<String, Object> BUTTON =
            Map.of(
                    "inline_keyboard",
                    List.of(
                            List.of(
                                    Map.of("text", "b", "callback_data", "a"),
                                    Map.of("text", "a", "callback_data", "b"))));

    @Test
    void twoPeopleAreThereAtFirst() throws Exception {
        var names = visitor.people().stream().map(person -> person.get("name")).toList();

        assertEquals(List.of("Ann", "Ben"), names);
    }

    @Test
    void aTabIsToldOfEverythingThatHappensInAChat() throws Exception {
        long ann = visitor.person("Ann");
        try (var events = visitor.events()) {
            visitor.act("send", Map.of("person", ann, "text", "hello"));
            var said = (Map<?, ?>) events.await("message").get("message");
            assertEquals("hello", said.get("text"));

            long id = visitor.sends(ann, Map.of("text", "old", "reply_markup", BUTTON));
            events.await("message", event -> text(event).equals("old"));
            visitor.call(
                    "editMessageText",
                    Map.of(
                            "chat_id",
                            ann,
                            "message_id",
                            id,
                            "text",
                            "new",
                            "reply_markup",
                            BUTTON));
            events.await("message", event -> text(event).equals("new"));

            var absent = "{\"act\":\"press\",\"person\":%d,\"message\":%d,\"data\":\"c\"}";
            assertEquals(409, visitor.act(absent.formatted(ann, id)).statusCode());
            visitor.act("press", Map.of("person", ann, "message", id, "data", "a"));
            answerPress();
            assertEquals("pressed a", events.await("toast").get("text"));

            visitor.act("react", Map.of("person", ann, "message", id, "emoji", "👍"));
            assertEquals(Map.of("own", List.of("👍")), events.await("reacted").get("reactions"));
            visitor.call("deleteMessage", Map.of("chat_id", ann, "message_id", id));
            assertEquals(id, events.await("gone").get("message"));
        }
    }

    private void answerPress() throws Exception {
        var updates = (Map<?, ?>) Json.parse("answer", visitor.call("getUpdates", Map.of()).body());
        var press =
                ((List<?>) updates.get("result"))
                        .stream()
                                .map(update -> ((Map<?, ?>) update).get("callback_query"))
                                .filter(Map.class::isInstance)
                                .map(query -> (Map<?, ?>) query)
                                .findFirst()
                                .orElseThrow();
        visitor.call(
                "answerCallbackQuery",
                Map.of(
                        "callback_query_id",
                        press.get("id"),
                        "text",
                        "pressed " + press.get("data")));
    }

    private static String text(Map<?, ?> event) {
        return (String) ((Map<?, ?>) event.get("message")).get("text");
    }

    @Test
    void aNewTabSeesAllThatWasThere() throws Exception {
        long ann = visitor.person("Ann");
        visitor.act("send", Map.of("person", ann, "text", "first"));
        long id = visitor.sends(ann, Map.of("text", "answer"));
        visitor.act("react", Map.of("person", ann, "message", id, "emoji", "🔥"));
        visitor.act("change", Map.of("person", ann, "name", "Anna", "language", "de"));
        visitor.act("slow", Map.of("on", true));

        var state = visitor.state();

        var anna = (Map<?, ?>) ((List<?>) state.get("people")).getFirst();
        assertEquals("Anna", anna.get("name"));
        assertEquals("de", anna.get("language"));
        assertEquals(2, ((List<?>) anna.get("messages")).size());
        assertEquals(
                Map.of(Long.toString(id), Map.of("own", List.of("🔥"))), anna.get("reactions"));
        assertEquals(true, ((Map<?, ?>) state.get("trouble")).get("slow"));
        var calls = (List<?>) state.get("calls");
        assertEquals("sendMessage", ((Map<?, ?>) calls.getLast()).get("method"));
    }

    @Test
    void commandsAreThoseOfTheLanguage() throws Exception {
        var scope = Map.of("type", "all_private_chats");
        var plain = List.of(Map.of("command", "find", "description", "Find"));
        var german = List.of(Map.of("command", "find", "description", "Finden"));
        visitor.call("setMyCommands", Map.of("commands", plain, "scope", scope));
        visitor.call(
                "setMyCommands", Map.of("commands", german, "scope", scope, "language_code", "de"));

        visitor.act("add", Map.of("name", "Cleo", "language", "de"));

        assertEquals(plain, visitor.people().getFirst().get("commands"));
        assertEquals(german, visitor.people().getLast().get("commands"));
    }

    @Test
    void onlyOnesOwnMessagesCanBeEdited() throws Exception {
        long ann = visitor.person("Ann");
        visitor.act("send", Map.of("person", ann, "text", "mine"));
        long own = (Long) visitor.messages(ann).getFirst().get("message_id");
        long other = visitor.sends(ann, Map.of("text", "of the bot"));
        var edit = "{\"act\":\"edit\",\"person\":" + ann + ",\"message\":%d,\"text\":\"changed\"}";

        assertEquals(200, visitor.act(edit.formatted(own)).statusCode());
        assertEquals(409, visitor.act(edit.formatted(other)).statusCode());

        var texts = visitor.messages(ann).stream().map(message -> message.get("text")).toList();
        assertEquals(List.of("changed", "of the bot"), texts);
    }

    @Test
    void whoIsRemovedBlocksTheBotAndIsGone() throws Exception {
        long ann = visitor.person("Ann");
        visitor.act("send", Map.of("person", ann, "text", "hello"));

        visitor.act("remove", Map.of("person", ann));

        assertEquals(1, visitor.people().size());
        var answer = visitor.call("sendMessage", Map.of("chat_id", ann, "text", "still there?"));
        assertEquals(403, answer.statusCode());
        var again = visitor.act("{\"act\":\"send\",\"person\":" + ann + ",\"text\":\"x\"}");
        assertEquals(404, again.statusCode());
    }

    @Test
    void whoBlocksTheBotCannotWriteUntilItIsUnblocked() throws Exception {
        long ann = visitor.person("Ann");
        visitor.act("block", Map.of("person", ann, "on", true));
        var send = "{\"act\":\"send\",\"person\":" + ann + ",\"text\":\"x\"}";

        assertEquals(409, visitor.act(send).statusCode());
        visitor.act("block", Map.of("person", ann, "on", false));

        assertEquals(200, visitor.act(send).statusCode());
    }

    @Test
    void anUploadedFileReachesTheBotAndComesBackAsWhatItIs() throws Exception {
        long ann = visitor.person("Ann");
        var picture = "\u0089PNG\r\n\u001a\n and so on".getBytes(StandardCharsets.ISO_8859_1);
        var html = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

        var shown = visitor.get("/files/" + sent(ann, "photo", "a.png", picture));
        var saved = visitor.get("/files/" + sent(ann, "document", "a.html", html));

        assertEquals("image/png", shown.headers().firstValue("Content-Type").orElseThrow());
        var headers = saved.headers();
        assertEquals("application/octet-stream", headers.firstValue("Content-Type").orElseThrow());
        assertEquals("attachment", headers.firstValue("Content-Disposition").orElseThrow());
        assertArrayEquals(html, saved.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void playersGetThePartOfAFileThatTheyAskFor() throws Exception {
        long ann = visitor.person("Ann");
        var path =
                "/files/"
                        + sent(
                                ann,
                                "audio",
                                "a.ogg",
                                "OggS0123456789".getBytes(StandardCharsets.UTF_8));

        var part = visitor.get(path, "Range", "bytes=4-6");

        assertEquals(206, part.statusCode());
        assertEquals("012", part.body());
        assertEquals("bytes 4-6/14", part.headers().firstValue("Content-Range").orElseThrow());
        assertEquals("89", visitor.get(path, "Range", "bytes=12-").body());
        assertEquals("89", visitor.get(path, "Range", "bytes=12-999999999").body());
        assertEquals(416, visitor.get(path, "Range", "bytes=14-").statusCode());
        assertEquals(200, visitor.get(path, "Range", "bytes=-1").statusCode());
    }

    private Object sent(long person, String kind, String name, byte[] content) throws Exception {
        var taken = visitor.upload("kind=" + kind + "&name=" + name, content);
        var file = ((Map<?, ?>) Json.parse("answer", taken.body())).get("file");
        visitor.act(
                "send",
                Map.of("person", person, "files", List.of(Map.of("kind", kind, "file", file))));
        var field = visitor.messages(person).getLast().get(kind);
        var about = field instanceof List<?> sizes ? sizes.getLast() : field;
        return ((Map<?, ?>) about).get("file_id");
    }

    @Test
    void hugeAndStrangeUploadsAreRefusedAndChatsGoOn() throws Exception {
        long ann = visitor.person("Ann");
        long limit = (Long) visitor.state().get("fileLimit");
        var port = page.address().getPort();
        var huge =
                "POST /files?kind=photo HTTP/1.1\nHost: 127.0.0.1:%d\nOrigin: http://127.0.0.1:%d\n"
                        .formatted(port, port);

        assertTrue(limit <= 20 << 20);
        assertEquals(413, visitor.upload("kind=photo", new byte[(int) limit + 1]).statusCode());
        assertEquals(400, visitor.upload("kind=photo", new byte[0]).statusCode());
        assertEquals(400, visitor.upload("kind=game", new byte[1]).statusCode());
        assertTrue(
                visitor.raw(huge.replace("photo", "%zz") + "Content-Length: 0\n\n")
                        .contains(" 40"));
        visitor.connect(huge + "Content-Length: 9000000000\n\nand then nothing").close();

        visitor.act("send", Map.of("person", ann, "text", "still here"));
        assertEquals("still here", visitor.messages(ann).getLast().get("text"));
    }

    @Test
    void twentyPeopleAtOnceAreAllServed() throws Exception {
        var acts = new ArrayList<Callable<Long>>();
        for (int i = 0; i < 20; i++) {
            var name = "Guest" + i;
            acts.add(
                    () -> {
                        var added = visitor.act("add", Map.of("name", name, "language", "en"));
                        long id = (Long) added.get("person");
                        for (int n = 0; n < 20; n++) {
                            visitor.act("send", Map.of("person", id, "text", name + " " + n));
                        }
                        return id;
                    });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var added : threads.invokeAll(acts)) {
                assertEquals(20, visitor.messages(added.get()).size());
            }
        }
        assertEquals(22, visitor.people().size());
    }

    @Test
    void tabsThatVanishOrStopReadingHoldUpNobody() throws Exception {
        long ann = visitor.person("Ann");
        var get = "GET /events HTTP/1.1\nHost: 127.0.0.1:" + page.address().getPort() + "\n\n";
        visitor.connect(get).close();
        try (var asleep = visitor.connect(get);
                var awake = visitor.events()) {
            assertEquals('H', asleep.getInputStream().read());
            for (int n = 0; n < 4_000; n++) {
                playground.human(ann).says("x".repeat(3_000));
            }
            playground.human(ann).says("the last");

            awake.await("state");
        }
        assertEquals("the last", visitor.messages(ann).getLast().get("text"));
    }

    @Test
    void troubleHitsTheBotUntilItIsTurnedOff() throws Exception {
        long ann = visitor.person("Ann");
        long ben = visitor.person("Ben");
        visitor.act("flood", Map.of("person", ann));
        assertEquals(429, visitor.call("sendChatAction", action(ann)).statusCode());
        assertEquals(403, visitor.call("sendChatAction", action(ben)).statusCode());
        assertEquals(403, visitor.call("sendChatAction", action(ann)).statusCode());

        visitor.act("outage", Map.of("on", true));
        assertEquals(502, visitor.call("getMe", Map.of()).statusCode());
        assertEquals(502, visitor.call("getMe", Map.of()).statusCode());
        visitor.act("outage", Map.of("on", false));
        assertEquals(200, visitor.call("getMe", Map.of()).statusCode());
    }

    private static Map<String, Object> action(long chat) {
        return Map.of("chat_id", chat, "action", "typing");
    }

    @Test
    void theBotIsKilledAndStarted() throws Exception {
        visitor.act("kill", Map.of());
        assertEquals(false, ((Map<?, ?>) visitor.state().get("trouble")).get("running"));
        visitor.act("start", Map.of());
        visitor.act("start", Map.of());

        assertEquals(List.of("kill", "start"), bot.done);
    }

    @Test
    void theDatabaseIsShownAsItLiesOnTheDisk() throws Exception {
        assertEquals(409, visitor.get("/database").statusCode());
        var file = bot.database();
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + file.toUri().toString().replace("%3F", "%3f"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE \"odd \"\" name\" (a TEXT, b BLOB, c)");
            statement.execute("INSERT INTO \"odd \"\" name\" VALUES ('x', x'00ff', NULL)");
        }
        var before = Files.readAllBytes(file);

        var answer = (Map<?, ?>) Json.parse("answer", visitor.get("/database").body());

        var table = (Map<?, ?>) ((List<?>) answer.get("tables")).getFirst();
        assertEquals("odd \" name", table.get("name"));
        assertEquals(List.of("a", "b", "c"), table.get("columns"));
        assertEquals(List.of(List.of("x", "x'00ff'", "NULL")), table.get("rows"));
        assertArrayEquals(before, Files.readAllBytes(file));
        assertFalse(Files.exists(file.resolveSibling(file.getFileName() + "-wal")));
    }
}
