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
import java.net.URI;
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
        say("settings", "complete");
        loaded.warnings().forEach(warning -> note("settings", warning));
        if (telegram(settings.telegram())) {
            clock(settings.telegram().apiUrl());
        } else {
            note("clock", "could not be compared, for Telegram did not answer");
        }
        database(settings.storage());
        space(settings.storage());
        redis(settings.limits());
        return failed ? Main.FAILED : Main.FINE;
    }

    private void say(String what, String text) {
        line("ok", what, text);
    }

    private void note(String what, String text) {
        line("note", what, text);
    }

    /// @param trouble with what to do
    private void fail(String what, String trouble) {
        failed = true;
        line("FAILS", what, trouble);
    }

    private void line(String verdict, String what, String text) {
        out.printf("%-6s %-9s %s%n", verdict, what, text);
    }

    /// @return whether Telegram answered
    private boolean telegram(Settings.Telegram telegram) {
        var token = telegram.token().orElseThrow().reveal();
        var nobody = new Pseudonym(0, 0);
        try (var api = new BotApi(telegram.apiUrl(), token, _ -> nobody, OptionalLong.empty())) {
            say("telegram", "the token is that of " + api.getMe(PATIENCE));
        } catch (ApiException.Unauthorized _) {
            fail("telegram", "does not know this BOT_TOKEN; take a working one from @BotFather");
        } catch (ApiException.FloodWait e) {
            fail("telegram", e.getMessage() + "; wait that long, then check again");
        } catch (ApiException.Transient e) {
            fail("telegram", "cannot be asked: " + e.getMessage() + "; " + advice(telegram));
            return false;
        } catch (ApiException e) {
            fail("telegram", "refuses: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private static String advice(Settings.Telegram telegram) {
        return "try `curl -I " + telegram.apiUrl() + "` on this machine";
    }

    /// Telegram's own time comes with every answer.
    private void clock(URI server) {
        try {
            var connection = (HttpURLConnection) server.toURL().openConnection();
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.setRequestMethod("HEAD");
            // Throws, unlike the next line, when there is no answer.
            connection.getResponseCode();
            long theirs = connection.getHeaderFieldDate("Date", 0);
            connection.disconnect();
            if (theirs == 0) {
                note("clock", "could not be compared, for the server does not tell its time");
            } else {
                clock(Duration.between(Instant.ofEpochMilli(theirs), Instant.now()).abs());
            }
        } catch (IOException e) {
            note("clock", "could not be compared: " + e.getClass().getSimpleName());
        }
    }

    private void clock(Duration skew) {
        if (skew.compareTo(MOST_SKEW) <= 0) {
            say("clock", "agrees with Telegram");
            return;
        }
        fail(
                "clock",
                "is wrong by "
                        + skew.toSeconds()
                        + " s; set it, for instance by `timedatectl set-ntp true`");
    }

    private void database(Storage storage) {
        var path = storage.database();
        try {
            var chosen = App.chosenSecret(storage);
            if (Files.notExists(path)) {
                folder(path);
                say("key", chosen.isPresent() ? "is in the settings" : "will be beside it");
                return;
            }
            var secret = chosen.isPresent() ? chosen.get() : Secret.beside(path);
            var contents = Backup.verify(path, Optional.of(secret));
            say("database", "whole, %,d bytes".formatted(contents.bytes()));
            say("key", "fits the database");
            if (Beside.isHeld(path)) {
                note("database", "a bot uses it at this moment");
            }
        } catch (SecretException | RefusedException.OtherSecret e) {
            fail("key", e.getMessage());
        } catch (RefusedException e) {
            fail("database", e.getMessage());
        }
    }

    private void folder(Path path) {
        var folder = existing(path);
        if (Files.isWritable(folder)) {
            say("database", "will be made at " + path);
        } else {
            fail("database", folder + " cannot be written to; change its owner or mode");
        }
    }

    private static Path existing(Path path) {
        var folder = path.toAbsolutePath().normalize().getParent();
        while (Files.notExists(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    private void space(Storage storage) {
        try {
            long left = Files.getFileStore(existing(storage.database())).getUsableSpace();
            if (left < LEAST_SPACE) {
                fail("space", "only " + (left >> 20) + " MB are left; make room");
            } else {
                say("space", "%,d MB are left".formatted(left >> 20));
            }
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
            say("redis", "answers, and lets us do what is needed");
        } catch (RedisException.Unreachable e) {
            fail("redis", e.getMessage() + "; the bot would go on with limits of its own");
        } catch (RedisException e) {
            fail("redis", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
