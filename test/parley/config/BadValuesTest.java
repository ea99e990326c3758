package parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Bad values of every setting, each with what the fault has to say.
class BadValuesTest {
    private static final String TABLE =
            """
            BOT_TOKEN | TOKEN | has no colon; must be digits, a colon
            BOT_TOKEN | bot123456:AAE | starts with "bot"
            BOT_TOKEN | 123456:AAE xyz | has a space in it
            BOT_TOKEN | "123456:AAE" | has quotes around it
            BOT_TOKEN | 123456:AAE/getMe | has a character that no token has
            BOT_TOKEN | abc:AAE | has a character that no token has
            BOT_TOKEN | 123456:\tAAE | has a line break or control character
            BOT_TOKEN | 123456: | has a character that no token has
            TELEGRAM_API_URL | api.telegram.org | does not start with https://
            TELEGRAM_API_URL | ftp://api.telegram.org | does not start with https://
            TELEGRAM_API_URL | https:// | cannot be read as a URL
            TELEGRAM_API_URL | https:///path | has no valid host
            TELEGRAM_API_URL | https://a_b.example.org | has no valid host
            TELEGRAM_API_URL | https://example.org:99999 | has no valid host or port
            TELEGRAM_API_URL | https://example.org:0 | has no valid host or port
            TELEGRAM_API_URL | https://two words | cannot be read as a URL
            TELEGRAM_API_URL | https://me:hunter2@example.org | has a user name or password
            TELEGRAM_API_URL | https://example.org/?key=hunter2 | has a ? or # part
            TELEGRAM_API_URL | https://example.org/# | has a ? or # part
            TELEGRAM_API_URL | https://example.org/bot1:hunter2 | has a colon in its path
            TELEGRAM_API_URL | http://api.telegram.org | would travel in the clear
            TELEGRAM_API_URL | http://192.168.0.2:8081 | would travel in the clear
            TELEGRAM_API_URL | http://127.0.0.1.example.org | would travel in the clear
            TELEGRAM_API_URL | http://localhost.example.org | would travel in the clear
            TELEGRAM_API_URL | http://[::2] | would travel in the clear
            DATABASE_PATH | folder | is a folder; must be the path of a file
            DATABASE_PATH | data/ | must be the path of a file
            DATABASE_PATH | ~/anon.db | ~ is not expanded
            DATABASE_PATH |  \s | must be the path of a file
            DATABASE_PATH | file/anon.db | lies below a file
            MASK_SALT | fifteen-letters | has only 15 characters; must be 16 or more
            MASK_SALT |                  \s | is blank; must be 16 characters or more
            NEW_MASK_SALT | fifteen-letters | has only 15 characters; must be 16 or more
            MASK_USER_IDS | yes | is "yes"; must be true or false
            RATE_LIMIT_MSG_PER_SEC | fast | is "fast"; must be 0, or a number from 0.001 to 1000
            RATE_LIMIT_MSG_PER_SEC | -1 | is "-1"; must be
            RATE_LIMIT_MSG_PER_SEC | 1000.1 | is "1000.1"; must be
            RATE_LIMIT_MSG_PER_SEC | 0.0001 | is "0.0001"; must be
            RATE_LIMIT_MSG_PER_SEC | 0,5 | such as 2 or 0.5
            RATE_LIMIT_MSG_PER_SEC | 1e3 | is "1e3"; must be
            RATE_LIMIT_MSG_PER_SEC | NaN | is "NaN"; must be
            JOURNAL | on | is "on"; must be sealed or off
            SEND_RATE_PER_SEC | 30/s | is "30/s"; must be a whole number from 0 to 10000
            SEND_RATE_PER_SEC | 10001 | is "10001"; must be
            RATE_LIMIT_BURST | 0 | is "0"; must be a whole number from 1 to 1000
            RATE_LIMIT_BURST | 1001 | is "1001"; must be
            RATE_LIMIT_BURST | 2.5 | is "2.5"; must be
            RATE_LIMIT_BURST | ٣ | is "٣"; must be
            RATE_LIMIT_BURST | 99999999999999999999 | is a text of 20 characters; must be
            FIND_DEBOUNCE_SEC | 3s | is "3s"; must be a whole number of seconds from 0 to 3600
            FIND_DEBOUNCE_SEC | 3601 | is "3601"; must be
            REDIS_URL | localhost:6379 | does not start with redis://, rediss:// or unix://; must be a URL
            REDIS_URL | redis://:hunter2@ | ; must be a URL
            HTTP_ADDR | 9464 | is no address; must be an IP address and a port, such as 127.0.0.1:9464
            HTTP_ADDR | localhost:9464 | is no address; must be
            HTTP_ADDR | 127.0.0.1:65536 | is no address; must be
            HTTP_ADDR | 999.0.0.1:80 | is no address of this kind; must be
            REPORTS_PER_DAY | many | is "many"; must be a whole number from 0 to 1000
            MODERATION_CHAT_ID | @mods | is no id; must be that of a chat, such as -100123456
            MODERATION_CHAT_ID | 0 | is no id; must be
            MODERATOR_IDS | alice | is no list of ids; must be Telegram ids with commas between them, such as 1111,2222
            MODERATOR_IDS | 12,,34 | must be Telegram ids
            MODERATOR_IDS | -12 | must be Telegram ids
            SUSPEND_AFTER_REPORTS | 1 | is "1"; must be 0, or a whole number from 2 to 100
            SUSPEND_WINDOW_SEC | 59 | is "59"; must be a whole number of seconds from 60 to 2592000
            REPEAT_PARTNERS | 1 | is "1"; must be 0, or a whole number from 2 to 1000
            STORM_MESSAGES | 9 | is "9"; must be 0, or a whole number from 10 to 10000
            HURRY_CHATS | 1001 | is "1001"; must be 0, or a whole number from 2 to 1000
            MEDIA_AFTER_SEC | -1 | is "-1"; must be a whole number of seconds from 0 to 3600
            NEW_USER_MEDIA_AFTER_CHATS | 101 | is "101"; must be a whole number from 0 to 100
            SESSION_TTL_SEC | -1 | is "-1"; must be a whole number of seconds from 0 to 315360000
            SESSION_TTL_SEC | 315360001 | is "315360001"; must be
            CLEANUP_INTERVAL_SEC | 0 | is "0"; must be a whole number of seconds from 1 to 86400
            CLEANUP_INTERVAL_SEC | 86401 | is "86401"; must be
            REPORT_TTL_SEC | ninety | is "ninety"; must be a whole number of seconds
            REPORT_TTL_SEC | 315360001 | is "315360001"; must be
            PRIVACY_URL | example.org/privacy | does not start with https://; must be a URL, such as
            PRIVACY_URL | https://example.org/privacy#top | has a ? or # part
            REQUIRE_CONSENT | yes | is "yes"; must be true or false
            JITSI_HOST | meet.jit.si | does not start with https://; must be a URL, such as https:
            JITSI_HOST | http://meet.jit.si | would travel in the clear
            JITSI_HOST | https://me@meet.jit.si | has a user name or password
            PROTECT_CONTENT | 1 | is "1"; must be true or false
            STICKERS | none | is "none"; must be reupload, emoji or allow
            LINKS | no | is "no"; must be allow, warn or block
            LINKS | true | is "true"; must be allow, warn or block
            MENTIONS | off | is "off"; must be allow, warn or block
            DOCUMENTS | warning | is "warning"; must be allow, warn or block
            ALLOW_LOCATION | warn | is "warn"; must be true or false
            LOG_LEVEL | ALL | is "ALL"; must be TRACE, DEBUG, INFO, WARNING, ERROR or OFF
            LOG_LEVEL | verbose | is "verbose"; must be
            LOG_FORMAT | logfmt | is "logfmt"; must be text or json
            """;

    /// Those that a secret of something else fits.
    private static final Set<Setting> ANY_TEXT =
            EnumSet.of(
                    Setting.DATABASE_PATH, Setting.MASK_SALT, Setting.NEW_MASK_SALT, Setting.RULES);

    @TempDir Path directory;

    private record Row(Setting setting, String value, String complaint) {}

    static Stream<Row> rows() {
        return TABLE.lines()
                .map(line -> line.split(" \\| ", 3))
                .map(part -> new Row(Setting.valueOf(part[0]), part[1], part[2]));
    }

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectory(directory.resolve("folder"));
        Files.createFile(directory.resolve("file"));
    }

    @Test
    void everySettingHasABadValueHere() {
        assertEquals(
                EnumSet.complementOf(EnumSet.of(Setting.RULES)),
                rows().map(Row::setting)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Setting.class))));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysWhatIsWrongAndWhatWouldBeRight(Row row) {
        var faults = SettingsTest.fault(set(row.setting, row.value)).faults();
        assertEquals(1, faults.size(), faults::toString);
        String fault = faults.getFirst();
        assertTrue(fault.startsWith(row.setting + ": "), fault);
        assertTrue(fault.contains(row.complaint), fault);
        assertTrue(fault.contains("; must be "), fault);
        assertTrue(fault.endsWith(" (from environment)"), fault);
        assertFalse(fault.contains("hunter2") || fault.contains("AAE"), fault);
    }

    /// Whoever pastes a secret into the wrong line must not find it in a bug report.
    @ParameterizedTest
    @EnumSource
    void aSecretInTheWrongPlaceIsNotShown(Setting setting) {
        for (var secret :
                Arrays.asList(
                        "123456:AAE-kept secret", "http://u:p@kept secret", "s#8Kept secret")) {
            for (var name : Arrays.asList(setting.name(), setting.fileName())) {
                var environment = new Environment(Map.of(name, secret), directory);
                try {
                    Settings.load(environment);
                } catch (SettingsException e) {
                    assertFalse(e.getMessage().contains("ept secret"), e.getMessage());
                    continue;
                }
                assertTrue(ANY_TEXT.contains(setting) && name.equals(setting.name()), name);
            }
        }
    }

    private Environment set(Setting setting, String value) {
        return new Environment(Map.of(setting.name(), value), directory);
    }

    @Test
    void rulesThatAreTooLongForAMessageAreRefused() {
        var faults = SettingsTest.fault(set(Setting.RULES, "x".repeat(3001))).faults();

        assertEquals(
                List.of(
                        "RULES: has 3001 characters; must be a text of up to 3000 (from"
                                + " environment)"),
                faults);
    }
}
