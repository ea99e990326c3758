package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;

/// After a whole day, with everything that people do and a crash, all that is left and all that was
/// sent is searched byte by byte for what nobody should learn.
class CanaryTest {
    private static final String TOKEN = "token";
    private static final String SECRET = "Cnry salt, with a \"quote\" and a läst character";
    private static final String SALT = "salt";
    private static final String KEY = "key in the file";

    private static final String REPORTS = "6-reports.out";

    /// Some of what is searched.
    private static final List<String> FILES =
            List.of(
                    "data/anon.sqlite3",
                    "data/anon.sqlite3.lock",
                    "copies/morning/anon.sqlite3-wal",
                    "copies/noon/anon.sqlite3-wal",
                    "copies/crash/anon.sqlite3-shm",
                    "copies/evening/anon.sqlite3",
                    "copies/morning.sqlite3",
                    "copies/noon.sqlite3",
                    "copies/evening.sqlite3",
                    "morning-metrics",
                    "noon-readyz",
                    "evening-healthz",
                    "1-run.out",
                    "1-run.err",
                    "4-run.out",
                    REPORTS);

    @TempDir private Path one;
    @TempDir private Path other;

    @Test
    void nothingIsLeftAndNobodyLearnsWhatNobodySaid() throws Exception {
        // Both days at once, because most of a day is waiting.
        try (var days = Executors.newFixedThreadPool(2)) {
            var salted = days.submit(() -> day(one, List.of("text", "json"), SALT));
            var keyed = days.submit(() -> day(other, List.of("json", "text"), KEY));
            assertAll(salted::get, keyed::get);
        }
    }

    /// @param secret where the secret of the bot comes from, [#SALT] or [#KEY]
    private static Void day(Path folder, List<String> logFormats, String secret) throws Exception {
        try (var stage = new CanaryStage(folder)) {
            stage.canaries.secret(TOKEN, BotProcess.TOKEN.replaceAll(".*:", ""));
            if (secret.equals(SALT)) {
                stage.canaries.secret(SALT, SECRET);
                stage.bot.with("MASK_SALT", SECRET);
            }
            // A leak may be what spoils the day, so that it is looked for in any case.
            assertAll(
                    "the day with a " + secret,
                    () -> new CanaryDay(stage).pass(logFormats),
                    () -> assertNothingIsFound(stage, folder, secret));
        }
        return null;
    }

    private static void assertNothingIsFound(CanaryStage stage, Path folder, String secret)
            throws Exception {
        var key = folder.resolve("data/secret.key");
        if (secret.equals(KEY)) {
            stage.canaries.secret(KEY, key(key));
        }
        var search = new CanarySearch(stage.canaries);
        var files = search.files(folder, key);
        search.requests(stage.tap.requests(), BotProcess.TOKEN);

        assertEquals("", search.finds());
        assertTrue(files.containsAll(FILES), files::toString);
        var metrics = Files.readString(folder.resolve("noon-metrics"));
        assertTrue(metrics.contains("parley_relayed_messages_total{kind=\"text\"}"), metrics);
        assertTrue(Files.readString(folder.resolve(REPORTS)).contains("reporter"), REPORTS);
        assertEquals(List.of(), search.untold());
        assertEquals(List.of(secret, TOKEN), search.unplanted(stage.tap.answers()));
    }

    /// The digits in a key file, which holds nothing else.
    private static String key(Path file) throws Exception {
        var text = Files.readString(file);
        assertTrue(text.matches("[0-9a-f]{64}\n"), "the key file holds something else");
        return text.strip();
    }
}
