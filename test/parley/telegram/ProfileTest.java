package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Pseudonym;
import parley.telegram.Profile.Texts;
import parley.telegram.http.ApiException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

class ProfileTest {
    private static final Map<String, Object> PRIVATE =
            Map.of("scope", Map.of("type", "all_private_chats"));
    private static final List<Map<String, String>> MENU =
            List.of(
                    Map.of("command", "find", "description", "Find somebody"),
                    Map.of("command", "end", "description", "Leave"));
    private static final String COMMANDS =
            """
            {"ok":true,"result":[{"command":"find","description":"Find somebody"},
                                 {"command":"end","description":"Leave"}]}\
            """;
    private static final String LONG = "{\"ok\":true,\"result\":{\"description\":\"Long\"}}";
    private static final String SHORT =
            "{\"ok\":true,\"result\":{\"short_description\":\"Short\"}}";
    private static final String DONE = "{\"ok\":true,\"result\":true}";

    private final FakeTelegram telegram = new FakeTelegram();
    private final BotApi api =
            new BotApi(
                    telegram.address(),
                    FakeTelegram.TOKEN,
                    id -> new Pseudonym(id.value(), 0),
                    OptionalLong.empty());
    private final Map<String, String> commands = new LinkedHashMap<>();

    @BeforeEach
    void chooseCommands() {
        commands.put("find", "Find somebody");
        commands.put("end", "Leave");
    }

    @AfterEach
    void stop() {
        api.close();
        telegram.close();
    }

    @Test
    void nothingIsSetWhereNothingDiffers() throws Exception {
        telegram.answers(COMMANDS).answers(LONG).answers(SHORT);

        publish("");

        assertEquals(
                List.of("getMyCommands", "getMyDescription", "getMyShortDescription"),
                telegram.methods());
        assertEquals(PRIVATE, telegram.call(0).body());
        assertEquals(Map.of(), telegram.call(1).body());
        assertEquals(Map.of(), telegram.call(2).body());
    }

    @Test
    void whatDiffersIsSetForItsLanguage() throws Exception {
        telegram.answers("{\"ok\":true,\"result\":[]}").answers(DONE);
        telegram.answers("{\"ok\":true,\"result\":{\"description\":\"\"}}").answers(DONE);
        telegram.answers("{\"ok\":true,\"result\":{}}").answers(DONE);

        publish("de");

        assertEquals(
                List.of(
                        "getMyCommands",
                        "setMyCommands",
                        "getMyDescription",
                        "setMyDescription",
                        "getMyShortDescription",
                        "setMyShortDescription"),
                telegram.methods());
        assertEquals("de", telegram.call(0).body().get("language_code"));
        assertEquals(
                Map.of("language_code", "de", "scope", PRIVATE.get("scope"), "commands", MENU),
                telegram.call(1).body());
        assertEquals(Map.of("language_code", "de"), telegram.call(2).body());
        assertEquals(Map.of("language_code", "de", "description", "Long"), telegram.call(3).body());
        assertEquals(
                Map.of("language_code", "de", "short_description", "Short"),
                telegram.call(5).body());
    }

    @Test
    void onlyWhatDiffersIsSet() throws Exception {
        telegram.answers(COMMANDS);
        telegram.answers("{\"ok\":true,\"result\":{\"description\":\"Old\"}}").answers(DONE);
        telegram.answers(SHORT);

        publish("");

        assertEquals(
                List.of(
                        "getMyCommands",
                        "getMyDescription",
                        "setMyDescription",
                        "getMyShortDescription"),
                telegram.methods());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"ok":true,"result":[{"command":"end","description":"Leave"},
                                     {"command":"find","description":"Find somebody"}]}\
                """,
                "{\"ok\":true,\"result\":[{\"command\":\"find\"}]}",
                "{\"ok\":true,\"result\":7}",
                "{\"ok\":true}",
                "nonsense",
            })
    void aMenuInAnotherOrderOrThatCannotBeReadIsSet(String menu) throws Exception {
        telegram.answers(menu).answers(DONE).answers(LONG).answers(SHORT);

        publish("");

        assertEquals("setMyCommands", telegram.methods().get(1));
        assertEquals(4, telegram.methods().size());
    }

    @Test
    void everyLanguageIsPublished() throws Exception {
        telegram.answers(COMMANDS).answers(LONG).answers(SHORT);
        telegram.answers(COMMANDS).answers(LONG).answers(SHORT);

        api.profile().publish(List.of(texts(""), texts("ru")));

        assertEquals(6, telegram.methods().size());
        assertEquals("ru", telegram.call(5).body().get("language_code"));
    }

    @Test
    void aFloodWaitIsForTheCallerToDealWith() {
        telegram.answers(COMMANDS).floods(9);

        Assertions.assertThrows(ApiException.FloodWait.class, () -> publish(""));
        assertEquals(2, telegram.methods().size());
    }

    private void publish(String language) throws Exception {
        api.profile().publish(List.of(texts(language)));
    }

    private Texts texts(String language) {
        return new Texts(language, commands, "Long", "Short");
    }
}
