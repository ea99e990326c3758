package parley;

import parley.bot.App;
import parley.bot.Throttles;
import parley.chat.Pseudonym;
import parley.config.Loaded;
import parley.config.Settings;
import parley.config.Settings.Storage;
import parley.privacy.Secret;
import parley.privacy.SecretException;
import parley.redis.RedisException;
import parley.sqlite.backup.Backup;
import parley.sqlite.file.Beside;
import parley.sqlite.file.RefusedException;
import parley.telegram.BotApi;
import parley.telegram.http.ApiException;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// `parley check`: looks at everything that the bot needs, and says of each whether it is well, or
/// what to do. Changes nothing, and can be used beside the running bot.
final class Check {
    private static final long LEAST_SPACE = 200L << 20;
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final PrintStream out;
    private boolean failed;

    Check(PrintStream out) {
        this.out = out;
    }

    /// @return the exit code: fine only when all is well
    int run(Loaded loaded) {
        var settings = loaded.settings();
        say("settings", Optional.empty(), "complete");
        loaded.warnings().forEach(warning -> note("settings", warning));
        telegram(settings);
        clock(settings);
        database(settings.storage());
        space(settings.storage());
        redis(settings.limits());
        return failed ? Main.FAILED : Main.FINE;
    }

    /// @param trouble what to do; nothing when it is well
    private void say(String what, Optional<String> trouble, String fine) {
        failed |= trouble.isPresent();
        out.printf(
                "%-6s %-9s %s%n", trouble.isEmpty() ? "ok" : "FAILS", what, trouble.orElse(fine));
    }

    private void note(String what, String text) {
        out.printf("%-6s %-9s %s%n", "note", what, text);
    }

    private void telegram(Settings settings) {
        var telegram = settings.telegram();
        var token = telegram.token().orElseThrow().reveal();
        var nobody = new Pseudonym(0, 0);
        try (var api = new BotApi(telegram.apiUrl(), token, _ -> nobody, OptionalLong.empty())) {
            say("telegram", Optional.empty(), "the token is that of " + api.getMe());
        } catch (ApiException.Unauthorized _) {
            fail("telegram", "does not know this BOT_TOKEN; take a working one from @BotFather");
        } catch (ApiException e) {
            fail("telegram", "cannot be asked: " + e.getMessage() + "; look at the network");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(String what, String trouble) {
        say(what, Optional.of(trouble), "");
    }

    /// Telegram's own time comes with every answer.
    private void clock(Settings settings) {
        try {
            var connection =
                    (HttpURLConnection) settings.telegram().apiUrl().toURL().openConnection();
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.setRequestMethod("HEAD");
            long theirs = connection.getHeaderFieldDate("Date", 0);
            connection.disconnect();
            if (theirs == 0) {
                note("clock", "could not be compared: the server does not tell its time");
                return;
            }
            var skew = Duration.between(Instant.ofEpochMilli(theirs), Instant.now()).abs();
            var trouble =
                    skew.compareTo(MOST_SKEW) > 0
                            ? Optional.of(
                                    "is wrong by "
                                            + skew.toSeconds()
                                            + " s; set it, for instance by"
                                            + " `timedatectl set-ntp true`")
                            : Optional.<String>empty();
            say("clock", trouble, "agrees with Telegram");
        } catch (IOException _) {
            note("clock", "could not be compared: the server does not answer");
        }
    }

    private void database(Storage storage) {
        var path = storage.database();
        if (Files.notExists(path)) {
            folder(path);
            return;
        }
        try {
            var chosen = App.chosenSecret(storage);
            var secret = chosen.isPresent() ? chosen.get() : Secret.beside(path);
            var contents = Backup.verify(path, Optional.of(secret));
            say("database", Optional.empty(), "whole, %,d bytes".formatted(contents.bytes()));
            say("key", Optional.empty(), "fits the database");
            if (Beside.isHeld(path)) {
                note("database", "a bot uses it at this moment");
            }
        } catch (SecretException e) {
            fail("key", e.getMessage());
        } catch (RefusedException e) {
            fail("database", e.getMessage());
        }
    }

    private void folder(Path path) {
        var folder = existing(path);
        var trouble =
                Files.isWritable(folder)
                        ? Optional.<String>empty()
                        : Optional.of(folder + " cannot be written; change its owner or mode");
        say("database", trouble, "will be made at " + path);
    }

    private static Path existing(Path path) {
        var folder = path.toAbsolutePath().getParent();
        while (Files.notExists(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    private void space(Storage storage) {
        try {
            long left = Files.getFileStore(existing(storage.database())).getUsableSpace();
            var trouble =
                    left < LEAST_SPACE
                            ? Optional.of("only " + (left >> 20) + " MB are left; make room")
                            : Optional.<String>empty();
            say("space", trouble, (left >> 20) + " MB are left");
        } catch (IOException e) {
            note("space", "cannot be told: " + e.getClass().getSimpleName());
        }
    }

    private void redis(Settings.Limits limits) {
        if (limits.redis().isEmpty()) {
            return;
        }
        try {
            Throttles.check(limits);
            say("redis", Optional.empty(), "answers, and lets us do what is needed");
        } catch (RedisException.Unreachable e) {
            fail("redis", e.getMessage() + "; the bot would go on with limits of its own");
        } catch (RedisException e) {
            fail("redis", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
