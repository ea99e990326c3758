package parley.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;

class DoorTest extends PlaygroundFixture {
    private static final String END = "--B--\r\n";
    private static final String PART = "--B\r\nContent-Disposition: form-data; name=";

    @ParameterizedTest
    @CsvSource({
        "/bot42:other/getMe, 401, Unauthorized",
        "/bot/getMe, 404, Not Found",
        "/botabc/getMe, 404, Not Found",
        "/bot42:test-token, 404, Not Found",
        "/, 404, Not Found",
        "/file/bot42:test-token/photos/none.jpg, 404, Not Found",
        "/file/bot42:other/photos/none.jpg, 404, Not Found",
        "/bot42:test-token/getYou, 404, Not Found: method not found",
    })
    void whatIsNotTheBotsMethodIsRefused(String path, int status, String description)
            throws Exception {
        var answer = bot.get(path);

        assertEquals(status, answer.status());
        assertEquals(
                Map.of("ok", false, "error_code", (long) status, "description", description),
                answer.body());
    }

    @Test
    void methodNamesAreFoundInAnyCase() throws Exception {
        assertEquals(42L, bot.get("/bot42:test-token/GETME").object().get("id"));
        assertEquals("getMe", playground.calls().getFirst().method());
    }

    @Test
    void parametersComeAsQueryFormJsonOrMultipart() throws Exception {
        ann.says("/start");
        bot.get("/bot42:test-token/sendMessage?chat_id=1&text=a%20query");
        bot.post("sendMessage", "application/x-www-form-urlencoded", "chat_id=1&text=a+form");
        bot.post("sendMessage", "application/json", "{\"chat_id\":\"1\",\"text\":\"json\"}");
        bot.post(
                "sendMessage",
                "multipart/form-data; boundary=B",
                part("chat_id", "1") + part("text", "ü") + END);

        assertEquals(List.of("a query", "a form", "json", "ü"), annTexts());
        assertEquals(List.of(), playground.violations());
    }

    @Test
    void theFirstOccurrenceOfAParameterWins() throws Exception {
        ann.says("/start");
        bot.post("sendMessage?text=first", "application/json", "{\"chat_id\":1,\"text\":\"last\"}");

        assertEquals(List.of("first"), annTexts());
    }

    @Test
    void aStructureMayComeAsText() throws Exception {
        ann.says("/start");
        String markup = "{'inline_keyboard':[[{'text':'Go','callback_data':'g'}]]}";
        String form = "chat_id=1&text=go&protect_content=True&reply_markup=";
        String type = "application/x-www-form-urlencoded";
        bot.post("sendMessage", type, form + markup.replace('\'', '"'));

        var received = ann.awaits("go", LIMIT);

        assertEquals(List.of("Go"), received.buttons());
        assertEquals(true, received.params().get("protect_content"));
    }

    @Test
    void aFileCanBeUploadedSentAgainAndDownloaded() throws Exception {
        ann.says("/start");
        String upload =
                "--B\r\n"
                        + "Content-Disposition: form-data; name=\"document\";"
                        + " filename=\"a.txt\"\r\n\r\n"
                        + "bytes\r\n";
        bot.post(
                "sendDocument",
                "multipart/form-data; boundary=B",
                upload + part("chat_id", "1") + END);
        var document = (Map<?, ?>) ann.phone().received().getFirst().message().get("document");
        String id = (String) document.get("file_id");
        var again = bot.call("sendDocument", Map.of("chat_id", 1, "document", id));
        String path = (String) bot.call("getFile", Map.of("file_id", id)).object().get("file_path");

        assertEquals("a.txt", document.get("file_name"));
        assertEquals(document, again.object().get("document"));
        assertEquals("bytes", bot.get("/file/bot42:test-token/" + path).response().body());
    }

    @Test
    void tooManyParametersAreTooLarge() throws Exception {
        var answer = bot.says(1, "x".repeat(1 << 20));

        assertEquals(413, answer.status());
        assertEquals("Request Entity Too Large: too many parameters", answer.description());
    }

    @Test
    void everyCallIsRecorded() throws Exception {
        bot.says(7, "nobody");

        var call = playground.calls().getFirst();
        assertEquals("sendMessage", call.method());
        assertEquals(Map.of("chat_id", 7L, "text", "nobody"), call.params());
        assertEquals(403, call.status());
        assertTrue(call.answer().contains("can't initiate"));
    }

    @Test
    void aTakenPortIsNamed() {
        int port = playground.address().getPort();

        var failure =
                assertThrows(IOException.class, () -> Playground.start(port, Bot.TOKEN).close());

        assertEquals("port " + port + " on 127.0.0.1 is taken", failure.getMessage());
    }

    private List<String> annTexts() {
        return ann.phone().received().stream().map(Received::text).toList();
    }

    private static String part(String name, String value) {
        return PART + "\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
