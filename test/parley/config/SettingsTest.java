package parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.config.Settings.Chats.Screening.ALLOW;
import static parley.config.Settings.Chats.Screening.BLOCK;
import static parley.config.Settings.Chats.Screening.WARN;
import static parley.config.Settings.Chats.Stickers.EMOJI;
import static parley.config.Settings.Chats.Stickers.REUPLOAD;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

class SettingsTest {
    private static final String TOKEN = "123456789:AAE-a_token_that_is_secret_00";
    private static final String SALT = "a salt nobody can guess";

    private static final String[] EVERY_ONE = {
        "BOT_TOKEN", TOKEN,
        "TELEGRAM_API_URL", "http://127.0.0.1:8081/api/",
        "DATABASE_PATH", "other.db",
        "MASK_SALT", SALT,
        "NEW_MASK_SALT", "another one that nobody can guess",
        "MASK_USER_IDS", "False",
        "JOURNAL", "Off",
        "REDIS_URL", "rediss://bot:hidden@redis.example.org/2",
        "RATE_LIMIT_MSG_PER_SEC", "0.5",
        "RATE_LIMIT_BURST", "7",
        "FIND_DEBOUNCE_SEC", "0",
        "REPORTS_PER_DAY", "3",
        "MODERATION_CHAT_ID", "-1001234567890",
        "MODERATOR_IDS", "1111, 2222",
        "SUSPEND_AFTER_REPORTS", "4",
        "SUSPEND_WINDOW_SEC", "3600",
        "REPEAT_PARTNERS", "0",
        "STORM_MESSAGES", "500",
        "HURRY_CHATS", "9",
        "MEDIA_AFTER_SEC", "15",
        "NEW_USER_MEDIA_AFTER_CHATS", "2",
        "SEND_RATE_PER_SEC", "25",
        "SESSION_TTL_SEC", "86400",
        "REPORT_TTL_SEC", "172800",
        "CLEANUP_INTERVAL_SEC", "60",
        "JITSI_HOST", "https://video.example.org/rooms/",
        "REQUIRE_CONSENT", "FALSE",
        "RULES", "Be kind.\nBe 18.",
        "PRIVACY_URL", "https://example.org/privacy",
        "PROTECT_CONTENT", "true",
        "STICKERS", "Emoji",
        "LINKS", "Block",
        "MENTIONS", "ALLOW",
        "DOCUMENTS", "block",
        "ALLOW_LOCATION", "TRUE",
        "HTTP_ADDR", "[::1]:9464",
        "LOG_LEVEL", "warn",
        "LOG_FORMAT", "JSON"
    };

    @TempDir Path directory;

    static SettingsException fault(Environment environment, Setting... required) {
        return assertThrows(SettingsException.class, () -> Settings.load(environment, required));
    }

    private Environment environment(String... pairs) {
        var variables = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(pairs[i], pairs[i + 1]);
        }
        return new Environment(variables, directory);
    }

    private Settings load(String... pairs) throws SettingsException {
        return Settings.load(environment(pairs)).settings();
    }

    @Test
    void anEmptyEnvironmentGivesTheDefaults() throws Exception {
        assertEquals(
                new Settings(
                        new Settings.Telegram(
                                Optional.empty(), URI.create("https://api.telegram.org"), 0),
                        new Settings.Storage(
                                directory.resolve("./data/anon.sqlite3"),
                                Optional.empty(),
                                Optional.empty(),
                                true,
                                true,
                                Optional.empty(),
                                Optional.of(Duration.ofDays(90)),
                                Duration.ofMinutes(10)),
                        new Settings.Limits(Optional.empty(), 1, 5, Duration.ofSeconds(3), 10),
                        usualModeration(),
                        new Settings.Chats(
                                URI.create("https://meet.jit.si"),
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                REUPLOAD,
                                ALLOW,
                                WARN,
                                WARN,
                                false),
                        Optional.empty(),
                        new Settings.Log(System.Logger.Level.INFO, Settings.Log.Format.TEXT)),
                load());
    }

    private static Settings.Moderation usualModeration() {
        return new Settings.Moderation(
                OptionalLong.empty(),
                Set.of(),
                3,
                Duration.ofDays(1),
                10,
                120,
                20,
                Duration.ZERO,
                0);
    }

    @Test
    void everySettingReachesItsField() throws Exception {
        var settings = load(EVERY_ONE);
        assertEquals(
                new Settings(
                        new Settings.Telegram(
                                Optional.of(new Secret(TOKEN)),
                                URI.create("http://127.0.0.1:8081/api"),
                                25),
                        new Settings.Storage(
                                directory.resolve("other.db"),
                                Optional.of(new Secret(SALT)),
                                Optional.of(new Secret("another one that nobody can guess")),
                                false,
                                false,
                                Optional.of(Duration.ofDays(1)),
                                Optional.of(Duration.ofDays(2)),
                                Duration.ofMinutes(1)),
                        limits(),
                        moderation(),
                        new Settings.Chats(
                                URI.create("https://video.example.org/rooms"),
                                false,
                                Optional.of("Be kind.\nBe 18."),
                                Optional.of(URI.create("https://example.org/privacy")),
                                true,
                                EMOJI,
                                BLOCK,
                                ALLOW,
                                BLOCK,
                                true),
                        Optional.of(new InetSocketAddress("::1", 9464)),
                        new Settings.Log(System.Logger.Level.WARNING, Settings.Log.Format.JSON)),
                settings);
    }

    private static Settings.Limits limits() {
        return new Settings.Limits(
                Optional.of(
                        new RedisUrls.RedisUrl(
                                true,
                                "redis.example.org",
                                6379,
                                Optional.empty(),
                                Optional.of("bot"),
                                Optional.of(new Secret("hidden")),
                                2)),
                0.5,
                7,
                Duration.ZERO,
                3);
    }

    private static Settings.Moderation moderation() {
        return new Settings.Moderation(
                OptionalLong.of(-1001234567890L),
                Set.of(1111L, 2222L),
                4,
                Duration.ofHours(1),
                0,
                500,
                0,
                Duration.ofSeconds(15),
                2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:TOKEN", "123456:TEST-token", TOKEN})
    void takesTokensOfAnyLength(String token) throws Exception {
        assertEquals(Optional.of(new Secret(token)), load("BOT_TOKEN", token).telegram().token());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8081",
                "http://LOCALHOST",
                "http://127.8.9.10",
                "http://[::1]:8081",
                "HTTPS://bot.example.org:8443/base"
            })
    void takesServersOnThisMachineAndHttps(String url) throws Exception {
        assertEquals(URI.create(url), load("TELEGRAM_API_URL", url).telegram().apiUrl());
        assertEquals(URI.create(url), load("JITSI_HOST", url).chats().jitsi());
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMIT_MSG_PER_SEC, 0",
        "RATE_LIMIT_MSG_PER_SEC, 0.001",
        "RATE_LIMIT_MSG_PER_SEC, 1000",
        "RATE_LIMIT_BURST, 1",
        "RATE_LIMIT_BURST, 1000",
        "FIND_DEBOUNCE_SEC, 3600",
        "SESSION_TTL_SEC, 315360000",
        "CLEANUP_INTERVAL_SEC, 1",
        "CLEANUP_INTERVAL_SEC, 86400",
        "MASK_SALT, sixteen-letters-",
        "NEW_MASK_SALT, sixteen-letters-",
        "STICKERS, ALLOW",
        "LINKS, warn",
        "MENTIONS, Block",
        "DOCUMENTS, ALLOW",
        "ALLOW_LOCATION, True",
        "LOG_LEVEL, off",
        "LOG_LEVEL, TRACE"
    })
    void takesTheEdgesOfWhatIsAllowed(String name, String value) throws Exception {
        assertEquals(List.of(), Settings.load(environment(name, value)).warnings());
    }

    @Test
    void theTokenIsMissedOnlyWhereItIsAskedFor() {
        assertEquals(
                List.of("BOT_TOKEN: is not set; must be " + Setting.BOT_TOKEN.meaning()),
                fault(environment("BOT_TOKEN", ""), Setting.BOT_TOKEN).faults());
    }

    @Test
    void reportsAllFaultsInTheOrderOfTheTable() throws Exception {
        Files.writeString(directory.resolve(".env"), "what is this\nJITSI_HOST=meet\n");
        var faults =
                fault(environment("LOG_LEVEL", "loud", "RATE_LIMIT_BURST", "0"), Setting.BOT_TOKEN)
                        .faults();
        assertEquals(
                List.of(".env, line 1", "BOT_TOKEN", "RATE_LIMIT_BURST", "JITSI_HOST", "LOG_LEVEL"),
                faults.stream().map(fault -> fault.substring(0, fault.indexOf(':'))).toList());
    }

    @Test
    void noFormOfSettingsShowsASecret() throws Exception {
        var loaded = Settings.load(environment("BOT_TOKEN", TOKEN, "MASK_SALT", SALT));
        for (var text :
                List.of(loaded.toString(), loaded.summary(), loaded.settings().toString())) {
            assertFalse(text.contains(TOKEN), text);
            assertFalse(text.contains(SALT), text);
        }
        assertFalse(environment("BOT_TOKEN", TOKEN).toString().contains(TOKEN));
    }

    @Test
    void nobodyIsNamedInAnyFormOfSettings() throws Exception {
        var loaded =
                Settings.load(
                        environment("MODERATION_CHAT_ID", "-1001234567", "MODERATOR_IDS", "4711"));
        for (var text :
                List.of(loaded.toString(), loaded.summary(), loaded.settings().toString())) {
            assertFalse(text.contains("4711"), text);
            assertFalse(text.contains("1001234567"), text);
        }
        assertTrue(loaded.summary().contains(" MODERATOR_IDS=set "));
    }

    @Test
    void aRoomWhereNobodyMayActIsMentioned() throws Exception {
        assertEquals(
                List.of(
                        "MODERATION_CHAT_ID is set and MODERATOR_IDS is not: nobody can act on"
                                + " reports there"),
                Settings.load(environment("MODERATION_CHAT_ID", "-100123")).warnings());
    }

    @Test
    void searchesWithoutAPauseAreNeverTooMany() throws Exception {
        var freely = load("FIND_DEBOUNCE_SEC", "0", "HURRY_CHATS", "9");
        assertEquals(0, freely.moderation().hurry());
        assertEquals(9, load("HURRY_CHATS", "9").moderation().hurry());
    }

    @Test
    void theSummaryHasEverySettingInOrder() throws Exception {
        var summary =
                Settings.load(environment("BOT_TOKEN", TOKEN, "DATABASE_PATH", "my bot/a.db"))
                        .summary();
        assertEquals(
                "BOT_TOKEN=set TELEGRAM_API_URL=https://api.telegram.org DATABASE_PATH='my"
                    + " bot/a.db' MASK_SALT=unset NEW_MASK_SALT=unset MASK_USER_IDS=true"
                    + " JOURNAL=sealed REDIS_URL=unset RATE_LIMIT_MSG_PER_SEC=1 RATE_LIMIT_BURST=5"
                    + " FIND_DEBOUNCE_SEC=3 REPORTS_PER_DAY=10 MODERATION_CHAT_ID=unset"
                    + " MODERATOR_IDS=unset SUSPEND_AFTER_REPORTS=3 SUSPEND_WINDOW_SEC=86400"
                    + " REPEAT_PARTNERS=10 STORM_MESSAGES=120 HURRY_CHATS=20 MEDIA_AFTER_SEC=0"
                    + " NEW_USER_MEDIA_AFTER_CHATS=0 SEND_RATE_PER_SEC=0 SESSION_TTL_SEC=0"
                    + " REPORT_TTL_SEC=7776000 CLEANUP_INTERVAL_SEC=600"
                    + " JITSI_HOST=https://meet.jit.si REQUIRE_CONSENT=true RULES=unset"
                    + " PRIVACY_URL=unset PROTECT_CONTENT=false STICKERS=reupload LINKS=allow"
                    + " MENTIONS=warn DOCUMENTS=warn ALLOW_LOCATION=false HTTP_ADDR=unset"
                    + " LOG_LEVEL=INFO LOG_FORMAT=text",
                summary);
    }

    @Test
    void namesThatAreNearlyOursAreMentioned() throws Exception {
        Files.writeString(
                directory.resolve(".env"), "BOT_TOKN=1\nPATH=/bin\nmiiSecretPiece=\nlog_level=x\n");
        var warnings =
                Settings.load(environment("LOG_LEVLE", "x", "HOME", "/", "BOT_TOKEN_FIL", "x"))
                        .warnings();
        assertEquals(
                List.of(
                        ".env, line 1: BOT_TOKN is not a setting; BOT_TOKEN was perhaps meant",
                        ".env, line 2: PATH is not a setting of this program",
                        ".env, line 3: not a setting of this program",
                        ".env, line 4: log_level is not a setting; LOG_LEVEL was perhaps meant",
                        "environment: BOT_TOKEN_FIL is not a setting; BOT_TOKEN_FILE was perhaps"
                                + " meant",
                        "environment: LOG_LEVLE is not a setting; LOG_LEVEL was perhaps meant"),
                warnings);
    }

    @Test
    void faultsComeWithTheWarningsThatMayExplainThem() {
        var fault = fault(environment("BOT_TOKN", TOKEN), Setting.BOT_TOKEN);
        assertEquals(
                List.of("environment: BOT_TOKN is not a setting; BOT_TOKEN was perhaps meant"),
                fault.warnings());
        assertTrue(fault.getMessage().contains("BOT_TOKEN: is not set"));
    }

    @Test
    void allNamesOfOursAreKnown() throws Exception {
        Files.writeString(directory.resolve("file"), "json\n");
        assertEquals(List.of(), Settings.load(environment("LOG_FORMAT_FILE", "file")).warnings());
    }

    @Test
    void aFileOfSecretsThatOthersCanReadIsWarnedAbout() throws Exception {
        var file = Files.writeString(directory.resolve(".env"), "BOT_TOKEN=1:TOKEN\n");
        var warning = "others can read .env, which holds secrets; run: chmod 600 .env";

        for (var open : List.of("rw-r--r--", "rw-r-----")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
            assertEquals(List.of(warning), Settings.load(environment()).warnings());
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertEquals(List.of(), Settings.load(environment()).warnings());
        Files.writeString(file, "LOG_LEVEL=DEBUG\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(List.of(), Settings.load(environment()).warnings());
    }
}
