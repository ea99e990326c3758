package parley.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the program itself has to say stays as it is, and nothing makes the redaction fail.
class OwnLinesTest {
    private static final Path SOURCES = Path.of("src", "parley");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final int LINES = 20_000;

    private static final List<String> MESSAGES =
            List.of(
                    "chat {session} begins: {mask} and {mask}",
                    "chat {session} is over",
                    "chat {session} gets a video room",
                    "{mask} reports the partner of chat {session}",
                    "{mask} waits",
                    "{count} people are waiting, {count} chats are running",
                    "update {update} skipped: update.message.chat.type: missing",
                    "update {update} skipped: update.message.entities[{count}].offset: expected an"
                            + " integer",
                    "journal row {count} is set aside: damaged, or sealed for another place",
                    "{count} updates are taken up again, {count} are damaged",
                    "polling failed, next try in {count} ms: getUpdates: 502 Bad Gateway",
                    "polling pauses: getUpdates: flood wait of {count} s",
                    "a message was refused: sendPhoto: 400 Bad Request: wrong file identifier/HTTP"
                            + " URL specified",
                    "another instance polls with this token; stop it (conflict 1 of 10)",
                    "the database takes no changes ([SQLITE_FULL] Insertion failed because database"
                        + " is full (database or disk is full)); the disk is full: free some space;"
                        + " trying until it works",
                    "[SQLITE_ERROR] SQL error or missing database (near \"FROM\": syntax error)",
                    "cannot open {path}: [SQLITE_CANTOPEN]",
                    "another parley uses {path}; stop it first",
                    "others can use the secret; run: chmod 600 {path}",
                    "retention of former chats failed, next time again",
                    "IllegalStateException: pair; ConnectException: Connection refused",
                    "java.net.http.HttpConnectTimeoutException: HTTP connect timed out",
                    "UnresolvedAddressException: /127.0.0.1:{port}, [::1]:{port}",
                    "parley 0.1.0 ({commit}) starts: BOT_TOKEN=set"
                            + " TELEGRAM_API_URL=https://api.telegram.org DATABASE_PATH={path}"
                            + " MASK_SALT=unset MASK_USER_IDS=true SESSION_TTL_SEC=315360000"
                            + " JITSI_HOST=https://meet.jit.si LOG_FORMAT=text",
                    "Telegram does not know this BOT_TOKEN; take a working one from @BotFather",
                    "HttpClient-17-SelectorManager",
                    "since {time}, until {time}");

    /// Of everything that is looked for.
    private static final List<String> PIECES =
            Stream.concat(
                            Stream.of(" ", "\n", "\tat ", "\"", "\\", "\\\"", "\ud83d"),
                            Stream.of(
                                    (": { } [ ] , = @ + . / // - _ < ~ % text value id ok t me dog"
                                                    + " tg T u- abc Xy 123 4567890 a1b2c3d4e5f6a7b8"
                                                    + " abcdefghijklmno1 é 😀")
                                            .split(" ")))
                    .toList();

    private final Random random = new Random(7);

    private String line() {
        var text = MESSAGES.get(random.nextInt(MESSAGES.size()));
        return text.replace("{session}", hex(16))
                .replace("{commit}", hex(12))
                .replace("{mask}", "u-" + hex(10))
                .replace("{update}", Integer.toString(random.nextInt(1_000_000_000)))
                .replace("{count}", Integer.toString(random.nextInt(1_000_000)))
                .replace("{port}", Integer.toString(random.nextInt(65_536)))
                .replace("{path}", "/var/lib/" + hex(64) + "/parley-bot/anon.sqlite3")
                .replace("{time}", Instant.ofEpochMilli(random.nextLong(1L << 41)).toString());
    }

    /// With a letter at least: what is all decimal cannot be told from an id.
    private String hex(int digits) {
        var text = HexFormat.of().toHexDigits(random.nextLong(), Math.min(digits, 16));
        var long64 = text.repeat(digits / text.length());
        return long64.matches("\\d{12,}") ? hex(digits) : long64;
    }

    @Test
    void itsOwnLinesAreNeverChanged() {
        for (int i = 0; i < LINES; i++) {
            var line = line();
            assertSame(line, Redaction.NONE.apply(line));
        }
    }

    /// What has words is logged or printed, or becomes the message of an exception.
    @Test
    void noSentenceInTheSourcesIsTakenForSomethingElse() throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.filter(OwnLinesTest::speaks).toList()) {
                LITERAL.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1).replace("\\\"", "\""))
                        .filter(text -> text.contains(" "))
                        .forEach(texts::add);
            }
        }
        assertTrue(texts.size() > 300, () -> texts.size() + " texts");
        assertEquals(
                List.of(),
                texts.stream().filter(text -> !Redaction.NONE.apply(text).equals(text)).toList());
    }

    private static boolean speaks(Path file) {
        return file.toString().endsWith(".java") && !file.startsWith(SOURCES.resolve("playground"));
    }

    @Test
    void nothingMakesItFailAndAGlanceMissesNothing() {
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            for (int left = random.nextInt(12); left >= 0; left--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            var found = Shapes.hidden(text.toString(), false);
            assertEquals(found, Redaction.NONE.apply(text.toString()));
        }
    }
}
