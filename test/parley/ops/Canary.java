package parley.ops;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Something that must never be in the log.
///
/// @param text as somebody might log it by mistake
/// @param parts what is not to be seen of it
record Canary(String text, List<String> parts) {
    static final String SECRET = "correct \"horse\"\\ battery";
    static final String TOKEN = "7123456789:AAEabcdefghijklmnopqrstuvwxyz012345";

    private static final String FILE_ID =
            "AgACAgIAAxkBAAIBZ2VfXk8jU0pQdGx0AAEB0AACAgADeAADNgQ-kanari_x";
    private static final String PERSON =
            "{\"id\":5000000042,\"is_bot\":false,\"first_name\":\"Kanari\",\"last_name\":"
                    + "\"Vogel \\\"Sang\\\"\",\"username\":\"kanari_v\",\"language_code\":\"gsw\"}";

    private static final String MESSAGE =
            "{\"update_id\":123456789,\"message\":{\"message_id\":17,\"from\":"
                    + PERSON
                    + ",\"chat\":{\"id\":42424242,\"type\":\"private\",\"title\":\"Kanari\"}"
                    + ",\"date\":1790000000,\"text\":\"kanari sings: \\\"la\\\", {[ \\\\\"}}";

    private static final String ATTACHMENTS =
            "{\"message\":{\"caption\":\"kanari\",\"contact\":{\"phone_number\":\"4915123\","
                    + "\"vcard\":\"kanari\",\"user_id\":42424242},\"location\":{\"latitude\":"
                    + "47.3769,\"longitude\":8.5417},\"document\":{\"file_id\":\"kanari\","
                    + "\"file_unique_id\":\"kanari\",\"file_name\":\"kanari.pdf\",\"file_path\":"
                    + "\"kanari/1\"},\"sticker\":{\"emoji\":\"🐤\",\"set_name\":\"kanari\"},"
                    + "\"poll\":{\"question\":\"kanari\",\"options\":[{\"text\":\"kanari\"}]},"
                    + "\"entities\":[{\"type\":\"text_link\",\"url\":\"https://kanari.example\","
                    + "\"user\":"
                    + PERSON
                    + "}],\"audio\":{\"performer\":\"kanari\",\"title\":\"kanari\"},\"venue\":"
                    + "{\"address\":\"kanari\"}},\"callback_query\":{\"data\":\"kanari\"}}";

    private static final List<String> OF_JSON =
            List.of(
                    "anari",
                    "Vogel",
                    "Sang",
                    "gsw",
                    "sings",
                    "la\\",
                    "42424242",
                    "5000000042",
                    "4915123",
                    "47.3769",
                    "8.5417",
                    "🐤");

    static List<Canary> all() {
        return List.of(
                new Canary(MESSAGE, OF_JSON),
                new Canary(ATTACHMENTS, OF_JSON),
                new Canary("answer: " + quoted(MESSAGE), OF_JSON),
                new Canary(quoted(quoted(ATTACHMENTS)), OF_JSON),
                new Canary(MESSAGE.substring(0, MESSAGE.indexOf("sings")), OF_JSON),
                new Canary("said \"" + quoted(MESSAGE).substring(0, 250) + "\" at 7", OF_JSON),
                new Canary("{\"text\":\"" + "Канарейка 🐤\u202e ".repeat(500) + "\"}", cyrillic()),
                of("sendMessage {chat_id=42424242, text=kanari, \"sings\"}", "42424242"),
                of("Formatted[text=kanari, 5 sings]\n, entities=[Entity[kind=BOLD]]]", "BOLD"),
                of("Person[id=UserId[value=42424242], language=de]", "42424242"),
                of("chat_id=42424242&text=kanari%20sings&x=1", "42424242"),
                of("call +41 (0)44 123-45-67, now", "+41", "(0)44", "45-67"),
                of("write to kanari.vogel@example.org.", "example.org"),
                of("I am @kanari_vogel!"),
                of("see https://t.me/kanari?start=1 and kanari.t.me", "start=1"),
                of("tg://resolve?domain=kanari"),
                of("person 5000000042 in -1001234567890", "5000000042", "1001234567890"),
                of("no file " + FILE_ID, "AgAC", "NgQ"),
                of(
                        "GET https://api.telegram.org/file/bot" + TOKEN + "/photos/1.jpg",
                        "7123",
                        "AAE"),
                of("key 0f1e2d3c4b5a69788796a5b4c3d2e1f0", "0f1e", "e1f0"),
                of("sealed " + base64(Base64.getEncoder()), "IGthb"),
                of("sealed " + base64(Base64.getUrlEncoder()), "IGthb"),
                of("the salt is " + SECRET, "horse", "battery"),
                of("{\"salt\":" + quoted(SECRET) + "}", "horse", "battery"));
    }

    private static Canary of(String text, String... parts) {
        return new Canary(text, List.of(("anari sings " + String.join(" ", parts)).split(" ")));
    }

    private static List<String> cyrillic() {
        return List.of("анарейк", "🐤");
    }

    private static String base64(Base64.Encoder encoder) {
        var sealed =
                " kanari? > kanari ÿÿþ 5000000042 ??>> kanari".getBytes(StandardCharsets.UTF_8);
        return encoder.encodeToString(sealed);
    }

    /// As a string of JSON.
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
