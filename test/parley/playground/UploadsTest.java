package parley.playground;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.json.Json;
import parley.playground.schema.Body;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Files with content, in both directions.
class UploadsTest extends PlaygroundFixture {
    private static final String BYTES = everyByte();
    private static final String END = "--B--\r\n";
    private static final String TYPE = "multipart/form-data; boundary=B";
    private static final String SEND = "/bot" + Bot.TOKEN + "/sendDocument HTTP/1.1\r\n";

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        ann.says("/start");
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void anUploadCanBeFetchedAgain() throws Exception {
        String body = text("chat_id", "1") + file("document", "image.jpg", "image/jpeg") + END;

        exchange(SEND + "Content-Length: " + body.length() + "\r\n", body, true);

        assertShownAndKept(document(ann.phone().received().getFirst().message()));
        assertEquals(List.of(), playground.violations());
    }

    @Test
    void anUploadMayComeInChunks() throws Exception {
        String body = text("chat_id", "1") + file("document", "image.jpg", "image/jpeg") + END;
        var chunks = new StringBuilder();
        for (int at = 0; at < body.length(); at += 100) {
            String chunk = body.substring(at, Math.min(at + 100, body.length()));
            chunks.append(Integer.toHexString(chunk.length())).append("\r\n");
            chunks.append(chunk).append("\r\n");
        }

        exchange(SEND + "Transfer-Encoding: chunked\r\n", chunks + "0\r\n\r\n", true);

        assertShownAndKept(document(ann.phone().received().getFirst().message()));
        assertEquals(List.of(), playground.violations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5000\r\n", "Transfer-Encoding: chunked\r\n"})
    void aRequestThatBreaksOffIsNone(String length) throws Exception {
        String body = text("chat_id", "1") + file("document", "image.jpg", "image/jpeg") + END;
        String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";

        exchange(SEND + length, length.startsWith("C") ? body : chunk, false);
        bot.call("getMe", Map.of());

        assertEquals(List.of(), ann.phone().received());
        assertEquals(List.of("getMe"), playground.calls().stream().map(c -> c.method()).toList());
        assertEquals(List.of(), playground.violations());
    }

    @Test
    void aFormWithoutAnEndIsAViolation() throws Exception {
        String body = text("chat_id", "1") + file("document", "image.jpg", "image/jpeg");

        assertEquals(400, post("sendDocument", body).status());

        assertEquals(1, playground.violations().size());
        assertEquals(List.of(), ann.phone().received());
    }

    @Test
    void anAlbumMayHaveUploadsAmongItsFiles() throws Exception {
        ann.sends(Map.of("document", Map.of("file_id", "her-pdf")));
        String media =
                Json.write(List.of(input("attach://one"), input("her-pdf"), input("attach://two")));
        String body =
                text("chat_id", "1")
                        + text("media", media)
                        + file("one", "image.jpg", "image/jpeg")
                        + file("two", "image.png", "image/png")
                        + END;

        var sent = post("sendMediaGroup", body).list();

        assertEquals(
                Arrays.asList("image.jpg", null, "image.png"),
                sent.stream().map(m -> document((Map<?, ?>) m).get("file_name")).toList());
        assertShownAndKept(document((Map<?, ?>) sent.getFirst()));
        assertEquals(List.of(), playground.violations());
    }

    @Test
    void anUploadMayTakeThePlaceOfAFile() throws Exception {
        ann.sends(Map.of("document", Map.of("file_id", "her-pdf")));
        var sent = bot.call("sendDocument", Map.of("chat_id", 1, "document", "her-pdf")).object();
        String body =
                text("chat_id", "1")
                        + text("message_id", sent.get("message_id").toString())
                        + text("media", Json.write(input("attach://one")))
                        + file("one", "image.jpg", "image/jpeg")
                        + END;

        assertShownAndKept(document(post("editMessageMedia", body).object()));
        assertEquals(List.of(), playground.violations());
    }

    @Test
    void whatIsNotInTheRequestCannotBeAttached() throws Exception {
        String body =
                text("chat_id", "1")
                        + text("media", Json.write(List.of(input("attach://a"), input("x"))))
                        + file("b", "image.jpg", "image/jpeg")
                        + END;

        assertEquals(400, post("sendMediaGroup", body).status());

        assertTrue(playground.violations().getFirst().contains("attach://a"));
        assertEquals(List.of(), ann.phone().received());
    }

    @Test
    void aPersonSendsAFileWithItsContent() throws Exception {
        bot.call("getUpdates", Map.of("offset", -1));
        byte[] bytes = BYTES.getBytes(ISO_8859_1);

        ann.sends(Map.of("document", Body.Upload.of("IMG_1.jpg", "image/jpeg", bytes)));

        var document = document(bot.newest("message"));
        assertEquals("IMG_1.jpg", document.get("file_name"));
        assertEquals("image/jpeg", document.get("mime_type"));
        assertEquals((long) bytes.length, document.get("file_size"));
        assertArrayEquals(bytes, fetched(document));
        var again = Map.of("chat_id", 1, "document", document.get("file_id"));
        assertEquals(document, document(bot.call("sendDocument", again).object()));
    }

    @Test
    void aFileOf20MebibytesCanBeFetchedAndALargerOneCannot() throws Exception {
        var largest = Body.Upload.of("a.jpg", "image/jpeg", new byte[20 << 20]);
        var larger = Body.Upload.of("b.jpg", "image/jpeg", new byte[(20 << 20) + 1]);

        ann.sends(Map.of("document", largest));
        assertEquals(20 << 20, fetched(document(bot.newest("message"))).length);
        ann.sends(Map.of("document", larger));
        var id = document(bot.newest("message")).get("file_id");

        assertEquals(
                "Bad Request: file is too big",
                bot.call("getFile", Map.of("file_id", id)).description());
    }

    @Test
    void whatTheBotIsDoingMustBeKnown() throws Exception {
        var action = Map.<String, Object>of("chat_id", 1, "action", "upload_document");
        assertEquals(true, bot.call("sendChatAction", action).result());
        assertEquals(List.of(), playground.violations());

        var odd = Map.<String, Object>of("chat_id", 1, "action", "upload_file");
        assertEquals(400, bot.call("sendChatAction", odd).status());
        assertEquals(400, bot.call("sendChatAction", Map.of("chat_id", 1)).status());
        assertEquals(2, playground.violations().size());
        assertEquals(List.of(), ann.phone().received());
    }

    private void assertShownAndKept(Map<?, ?> document) throws Exception {
        assertEquals("image.jpg", document.get("file_name"));
        assertEquals("image/jpeg", document.get("mime_type"));
        assertEquals((long) BYTES.length(), document.get("file_size"));
        assertEquals(BYTES, new String(fetched(document), ISO_8859_1));
    }

    private byte[] fetched(Map<?, ?> document) throws Exception {
        var file = bot.call("getFile", Map.of("file_id", document.get("file_id"))).object();
        var path = "/file/bot" + Bot.TOKEN + "/" + file.get("file_path");
        var request = HttpRequest.newBuilder(URI.create(playground.address() + path)).build();
        return http.send(request, BodyHandlers.ofByteArray()).body();
    }

    private static Map<?, ?> document(Map<?, ?> message) {
        return (Map<?, ?>) message.get("document");
    }

    private static Map<String, Object> input(String media) {
        return Map.of("type", "document", "media", media);
    }

    private Bot.Answer post(String method, String body) throws Exception {
        var address = playground.address() + "/bot" + Bot.TOKEN + "/" + method;
        var request =
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", TYPE)
                        .POST(BodyPublishers.ofByteArray(body.getBytes(ISO_8859_1)))
                        .build();
        return new Bot.Answer(http.send(request, BodyHandlers.ofString()));
    }

    /// A request as it is on the wire.
    ///
    /// @param whole whether it is answered; else the sender hangs up when it was written
    private void exchange(String head, String body, boolean whole) throws IOException {
        int port = playground.address().getPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request =
                    "POST " + head + "Host: x\r\nContent-Type: " + TYPE + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            byte[] answer = socket.getInputStream().readAllBytes();
            assertEquals(whole, new String(answer, UTF_8).startsWith("HTTP/1.1 200 "));
        }
    }

    private static String text(String name, String value) {
        return "--B\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, value);
    }

    private static String file(String field, String name, String type) {
        return "--B\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                        .formatted(field, name)
                + "Content-Type: %s\r\n\r\n%s\r\n".formatted(type, BYTES);
    }

    private static String everyByte() {
        var bytes = new byte[512];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return new String(bytes, ISO_8859_1);
    }
}
