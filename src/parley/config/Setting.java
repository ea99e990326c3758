package parley.config;

import java.nio.file.Path;
import java.util.Locale;

/// The table of settings. Reading them, the manual and the line logged at start all follow it, in
/// this order.
public enum Setting {
    BOT_TOKEN("", "the bot's token, from @BotFather; required by `run`", Parsers.token()),
    TELEGRAM_API_URL(
            "https://api.telegram.org",
            "the Bot API server; plain http only on this machine",
            Urls.parser("https://api.telegram.org")),
    DATABASE_PATH(
            "./data/anon.sqlite3",
            "the SQLite file; its folder is made when it is missing",
            Parsers.file()),
    MASK_SALT(
            "",
            "the secret behind pseudonyms and sealing, 16 characters or more; made on the first run"
                    + " when it is not set",
            Parsers.salt()),
    NEW_MASK_SALT(
            "",
            "the next `MASK_SALT`, for `parley rotate-key` only; not set otherwise",
            Parsers.salt()),
    MASK_USER_IDS("true", "mask user ids in logs and reports: `true` or `false`", Parsers.flag()),
    JOURNAL(
            "sealed",
            "`sealed`: messages lie encrypted on the disk until they are delivered, so that a crash"
                    + " loses none; `off`: they never do",
            Parsers.journal()),
    REDIS_URL(
            "",
            "a Redis by which several processes share their rate limits: `redis://`, `rediss://` or"
                    + " `unix://`, with user, password and database; see docs/redis.md",
            RedisUrls.parser()),
    RATE_LIMIT_MSG_PER_SEC(
            "1",
            "messages a person may send per second, sustained, 0.001 to 1000; 0 turns the limit"
                    + " off",
            Parsers.rate()),
    RATE_LIMIT_BURST("5", "messages a person may send at once, 1 to 1000", Parsers.whole(1, 1000)),
    FIND_DEBOUNCE_SEC(
            "3",
            "least time between two searches of one person, in seconds, 0 to 3600; 0 means none",
            Parsers.seconds(0, 3600)),
    REPORTS_PER_DAY(
            "10",
            "reports a person may make within 24 hours, 0 to 1000; 0 means any number",
            Parsers.whole(0, 1000)),
    MODERATION_CHAT_ID(
            "",
            "the chat that reports arrive in: the id of a group that the bot is in, or of a"
                    + " moderator",
            Parsers.chat()),
    MODERATOR_IDS("", "who may act there: Telegram ids with commas between them", Parsers.people()),
    SUSPEND_AFTER_REPORTS(
            "3",
            "how many people must report somebody to keep that person out until a moderator has"
                    + " looked, 2 to 100; 0 means never",
            Parsers.wholeOrNone(2, 100)),
    SUSPEND_WINDOW_SEC(
            "86400", "within what time, in seconds, 60 to 2592000", Parsers.seconds(60, 2_592_000)),
    REPEAT_PARTNERS(
            "10",
            "to how many partners a person may say the same long text or send the same link within"
                    + " a day, 2 to 1000; 0 means any number",
            Parsers.wholeOrNone(2, 1000)),
    STORM_MESSAGES(
            "120",
            "how many messages over the limit a person may write within a minute before nothing"
                    + " passes for a while, 10 to 10000; 0 means any number",
            Parsers.wholeOrNone(10, 10_000)),
    HURRY_CHATS(
            "20",
            "how many chats a person may leave within ten seconds of their start, in ten minutes, 2"
                    + " to 1000; 0 means any number, and so does `FIND_DEBOUNCE_SEC=0`",
            Parsers.wholeOrNone(2, 1000)),
    MEDIA_AFTER_SEC(
            "0",
            "how old a chat must be for photos, voices and files, in seconds, 0 to 3600",
            Parsers.seconds(0, 3600)),
    NEW_USER_MEDIA_AFTER_CHATS(
            "0",
            "how many chats a person must have had for photos, voices and files, 0 to 100",
            Parsers.whole(0, 100)),
    SEND_RATE_PER_SEC(
            "0",
            "most requests to Telegram per second, 0 to 10000; 0 adapts to what Telegram takes",
            Parsers.whole(0, 10_000)),
    SESSION_TTL_SEC(
            "0",
            "how long metadata of ended chats is kept, in seconds, up to 315360000; 0 keeps it",
            Parsers.seconds(0, 315_360_000)),
    REPORT_TTL_SEC(
            "7776000",
            "how long reports are kept, in seconds, up to 315360000; 0 keeps them",
            Parsers.seconds(0, 315_360_000)),
    CLEANUP_INTERVAL_SEC(
            "600",
            "how often what has expired is removed, in seconds, 1 to 86400",
            Parsers.seconds(1, 86_400)),
    JITSI_HOST(
            "https://meet.jit.si",
            "the Jitsi Meet server of `/video` rooms",
            Urls.parser("https://meet.jit.si")),
    REQUIRE_CONSENT(
            "true",
            "nobody is matched who has not confirmed to be 18 or older and to accept the rules:"
                    + " `true` or `false`",
            Parsers.flag()),
    RULES(
            "",
            "the rules that people accept, up to 3000 characters, in place of those that are built"
                    + " in; as a rule by `RULES_FILE`",
            Parsers.text(3000)),
    PRIVACY_URL(
            "",
            "where people can read the whole privacy policy; `/privacy` links to it",
            Urls.parser("https://example.org/privacy")),
    PROTECT_CONTENT(
            "false",
            "keep recipients from forwarding and saving: `true` or `false`",
            Parsers.flag()),
    STICKERS(
            "reupload",
            "how stickers pass: `reupload` (as a file of no set), `emoji` (as text) or `allow` (as"
                    + " they are, which shows who made the set)",
            Parsers.stickers()),
    LINKS(
            "allow",
            "messages with links: `allow`, `warn` (held until their sender confirms, once in a"
                    + " chat) or `block`",
            Parsers.screening()),
    MENTIONS(
            "warn",
            "messages with an @name, a link to Telegram, a phone number or a mail address: `allow`,"
                    + " `warn` or `block`",
            Parsers.screening()),
    DOCUMENTS(
            "warn",
            "files, which pass with their name and what is hidden inside: `allow`, `warn` or"
                    + " `block`; JPEG and PNG up to 20 MB always pass, without their metadata",
            Parsers.screening()),
    ALLOW_LOCATION(
            "false",
            "pass locations on when their sender confirms, once in a chat: `true` or `false`",
            Parsers.flag()),
    HTTP_ADDR(
            "",
            "where `/healthz`, `/readyz` and `/metrics` are, such as `127.0.0.1:9464`; off when it"
                    + " is not set",
            Urls.address()),
    LOG_LEVEL(
            "INFO",
            "least level that is logged: `TRACE`, `DEBUG`, `INFO`, `WARNING`, `ERROR` or `OFF`",
            Parsers.logLevel()),
    LOG_FORMAT("text", "`text` (logfmt) or `json`, one line per event", Parsers.logFormat());

    /// Turns the text of a setting into its typed value.
    @FunctionalInterface
    interface Parser {
        /// @param directory where relative paths start
        /// @throws BadValue saying what is wrong and what would be right
        Object parse(String text, Path directory) throws BadValue;
    }

    private final String fallback;
    private final String meaning;
    private final Parser parser;

    Setting(String fallback, String meaning, Parser parser) {
        this.fallback = fallback;
        this.meaning = meaning;
        this.parser = parser;
    }

    /// The default, as an operator would write it; empty when there is none.
    public String fallback() {
        return fallback;
    }

    /// One line of Markdown for the manual.
    public String meaning() {
        return meaning;
    }

    /// Whether the value may have more than one line.
    boolean hasLines() {
        return this == RULES;
    }

    /// Whether it says who somebody is, so that it is not printed.
    boolean isAboutPeople() {
        return this == MODERATOR_IDS || this == MODERATION_CHAT_ID;
    }

    Object parse(String text, Path directory) throws BadValue {
        return parser.parse(text, directory);
    }

    /// The variable that names a file holding the value.
    String fileName() {
        return name() + "_FILE";
    }

    /// The name systemd users give to credentials.
    String credentialName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
