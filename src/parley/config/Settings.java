package parley.config;

import parley.config.RedisUrls.RedisUrl;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What the operator has chosen, checked and typed. Printing it shows no secret.
///
/// [Setting] is the table; a new setting is an entry there and a component here.
public record Settings(
        Telegram telegram,
        Storage storage,
        Limits limits,
        Moderation moderation,
        Chats chats,
        Optional<InetSocketAddress> http,
        Log log) {

    /// @param token empty only for the commands that do not ask for it
    /// @param apiUrl without a slash at its end
    /// @param sendRate most requests per second; 0 to adapt
    public record Telegram(Optional<Secret> token, URI apiUrl, int sendRate) {}

    /// @param database absolute when the working directory was given so
    /// @param salt the secret behind pseudonyms; empty: to be made on the first run
    /// @param newSalt what is to take its place
    /// @param journal whether messages lie sealed on the disk until they are delivered
    /// @param sessionTtl how long the metadata of an ended chat is kept; empty: for ever
    /// @param reportTtl how long reports are kept; empty: for ever
    public record Storage(
            Path database,
            Optional<Secret> salt,
            Optional<Secret> newSalt,
            boolean maskUserIds,
            boolean journal,
            Optional<Duration> sessionTtl,
            Optional<Duration> reportTtl,
            Duration cleanupInterval) {}

    /// @param redis where limits are shared with other processes
    /// @param messagesPerSecond sustained, for one person; 0 turns the limit off
    /// @param burst how many messages at once
    /// @param findDebounce least time between two searches of one person; may be zero
    /// @param reportsPerDay reports one person may make within 24 hours; 0 for any number
    public record Limits(
            Optional<RedisUrl> redis,
            double messagesPerSecond,
            int burst,
            Duration findDebounce,
            int reportsPerDay) {}

    /// @param room the moderators' chat
    /// @param moderators the Telegram ids of those who may act
    /// @param suspendAfter how many people must report somebody to suspend that person; 0 for never
    /// @param suspendWithin within what time
    /// @param repeats to how many partners the same may be said within a day; 0 for any number
    /// @param storm messages over the limit within a minute; 0 for any number
    /// @param hurry chats left at once within ten minutes; 0 for any number
    /// @param mediaAfter how old a chat must be for photos and files; may be zero
    /// @param mediaAfterChats how many chats a person must have had for them
    public record Moderation(
            OptionalLong room,
            Set<Long> moderators,
            int suspendAfter,
            Duration suspendWithin,
            int repeats,
            int storm,
            int hurry,
            Duration mediaAfter,
            int mediaAfterChats) {
        /// Names nobody.
        @Override
        public String toString() {
            return "Moderation[" + moderators.size() + " moderators]";
        }
    }

    /// @param jitsi where video rooms are, without a slash at its end
    /// @param requireConsent nobody is matched who has not accepted the rules of conduct
    /// @param conduct these rules; empty for those that are built in
    /// @param privacy where the whole privacy policy can be read
    /// @param protectContent recipients can neither forward nor save
    /// @param stickers what becomes of stickers on their way
    /// @param mentions of messages that say where somebody can be reached
    /// @param documents of files that go as they are
    /// @param allowLocation locations pass when their sender confirmed it
    public record Chats(
            URI jitsi,
            boolean requireConsent,
            Optional<String> conduct,
            Optional<URI> privacy,
            boolean protectContent,
            Stickers stickers,
            Screening links,
            Screening mentions,
            Screening documents,
            boolean allowLocation) {
        /// What becomes of messages that may give their sender away.
        public enum Screening {
            /// They pass.
            ALLOW,
            /// The first one in a chat is held until its sender confirms.
            WARN,
            /// They never pass.
            BLOCK
        }

        /// The set of a sticker tells who made it.
        public enum Stickers {
            /// As a file that is in no set.
            REUPLOAD,
            /// As the emoji that they stand for.
            EMOJI,
            /// As they are, with the set.
            ALLOW
        }
    }

    /// @param level the least important level that is still logged
    public record Log(System.Logger.Level level, Format format) {
        /// How a line of the log is written.
        public enum Format {
            /// logfmt: `key=value` pairs.
            TEXT,
            /// One JSON object a line.
            JSON
        }
    }

    /// Reads all settings.
    ///
    /// @param required what must be set although it has no default
    /// @throws SettingsException with all the faults there are
    public static Loaded load(Environment environment, Setting... required)
            throws SettingsException {
        return new Loader(environment).load(Set.of(required));
    }

    static Settings of(Map<Setting, Object> values) {
        var typed = new Typed(values);
        return new Settings(
                new Telegram(
                        typed.maybe(Setting.BOT_TOKEN, Secret.class),
                        typed.get(Setting.TELEGRAM_API_URL, URI.class),
                        typed.get(Setting.SEND_RATE_PER_SEC, Integer.class)),
                new Storage(
                        typed.get(Setting.DATABASE_PATH, Path.class),
                        typed.maybe(Setting.MASK_SALT, Secret.class),
                        typed.maybe(Setting.NEW_MASK_SALT, Secret.class),
                        typed.get(Setting.MASK_USER_IDS, Boolean.class),
                        typed.get(Setting.JOURNAL, Boolean.class),
                        typed.maybe(Setting.SESSION_TTL_SEC, Duration.class)
                                .filter(Duration::isPositive),
                        typed.maybe(Setting.REPORT_TTL_SEC, Duration.class)
                                .filter(Duration::isPositive),
                        typed.get(Setting.CLEANUP_INTERVAL_SEC, Duration.class)),
                limits(typed),
                moderation(typed),
                new Chats(
                        typed.get(Setting.JITSI_HOST, URI.class),
                        typed.get(Setting.REQUIRE_CONSENT, Boolean.class),
                        typed.maybe(Setting.RULES, String.class),
                        typed.maybe(Setting.PRIVACY_URL, URI.class),
                        typed.get(Setting.PROTECT_CONTENT, Boolean.class),
                        typed.get(Setting.STICKERS, Chats.Stickers.class),
                        typed.get(Setting.LINKS, Chats.Screening.class),
                        typed.get(Setting.MENTIONS, Chats.Screening.class),
                        typed.get(Setting.DOCUMENTS, Chats.Screening.class),
                        typed.get(Setting.ALLOW_LOCATION, Boolean.class)),
                typed.maybe(Setting.HTTP_ADDR, InetSocketAddress.class),
                new Log(
                        typed.get(Setting.LOG_LEVEL, System.Logger.Level.class),
                        typed.get(Setting.LOG_FORMAT, Log.Format.class)));
    }

    private static Limits limits(Typed typed) {
        return new Limits(
                typed.maybe(Setting.REDIS_URL, RedisUrl.class),
                typed.get(Setting.RATE_LIMIT_MSG_PER_SEC, Double.class),
                typed.get(Setting.RATE_LIMIT_BURST, Integer.class),
                typed.get(Setting.FIND_DEBOUNCE_SEC, Duration.class),
                typed.get(Setting.REPORTS_PER_DAY, Integer.class));
    }

    private static Moderation moderation(Typed typed) {
        boolean searchesFreely = typed.get(Setting.FIND_DEBOUNCE_SEC, Duration.class).isZero();
        return new Moderation(
                typed.maybe(Setting.MODERATION_CHAT_ID, Long.class)
                        .map(OptionalLong::of)
                        .orElseGet(OptionalLong::empty),
                typed.maybe(Setting.MODERATOR_IDS, Parsers.People.class)
                        .map(Parsers.People::ids)
                        .orElse(Set.of()),
                typed.get(Setting.SUSPEND_AFTER_REPORTS, Integer.class),
                typed.get(Setting.SUSPEND_WINDOW_SEC, Duration.class),
                typed.get(Setting.REPEAT_PARTNERS, Integer.class),
                typed.get(Setting.STORM_MESSAGES, Integer.class),
                // Whoever lets people search without a pause does not mind.
                searchesFreely ? 0 : typed.get(Setting.HURRY_CHATS, Integer.class),
                typed.get(Setting.MEDIA_AFTER_SEC, Duration.class),
                typed.get(Setting.NEW_USER_MEDIA_AFTER_CHATS, Integer.class));
    }

    /// Values by setting. An enum constant cannot carry a type, so a component names it again; one
    /// that its parser does not make fails at the first start and in every test.
    private record Typed(Map<Setting, Object> values) {
        <T> Optional<T> maybe(Setting setting, Class<T> type) {
            return Optional.ofNullable(type.cast(values.get(setting)));
        }

        <T> T get(Setting setting, Class<T> type) {
            return maybe(setting, type).orElseThrow();
        }
    }
}
