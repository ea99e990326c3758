package parley;

import parley.bot.App;
import parley.config.Loaded;
import parley.config.Setting;
import parley.config.Settings;
import parley.ops.Thrift;
import parley.ops.systemd.Systemd;
import parley.privacy.KeyChange;
import parley.privacy.Secret;
import parley.privacy.SecretException;
import parley.redis.RedisException;
import parley.sqlite.Rotation;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.StorageException;
import parley.telegram.http.ApiException;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `parley run`: the bot until it is told to stop.
final class Service {
    private static final System.Logger LOG = System.getLogger("parley");

    /// Less than the ten seconds that containers give, and enough for [App#close].
    private static final long STOP_SECONDS = 8;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Systemd systemd = Systemd.of(System.getenv());
    private volatile Optional<App> running = Optional.empty();
    private volatile boolean stopping;

    /// Serves until SIGTERM or SIGINT, or until it cannot go on.
    ///
    /// @return the exit code
    int run(Loaded loaded) throws RefusedException, SecretException {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> LOG.log(Level.ERROR, thread.getName() + " broke off", e));
        Thrift.begin();
        systemd.watch(() -> running.map(App::isWell).orElse(true));
        stopOnSignal(Thread.currentThread());
        LOG.log(Level.INFO, "{0} starts: {1}", Version.current(), loaded.summary());
        loaded.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        if (!loaded.settings().storage().maskUserIds()) {
            LOG.log(Level.WARNING, Main.UNMASKED);
        }
        try {
            return end(loaded.settings());
        } catch (ApiException.Unauthorized _) {
            LOG.log(
                    Level.ERROR,
                    "Telegram does not know this BOT_TOKEN; take a working one from @BotFather");
            return Main.REFUSED;
        } catch (ApiException.Conflict _) {
            LOG.log(
                    Level.ERROR,
                    "another instance keeps polling with this token; stop it, then start this one");
            return Main.REFUSED;
        } catch (IOException e) {
            LOG.log(Level.ERROR, "HTTP_ADDR: {0}", e.getMessage());
            return Main.FAILED;
        } catch (RedisException.Refused e) {
            LOG.log(Level.ERROR, "REDIS_URL: {0}", e.getMessage());
            return Main.BAD_USAGE;
        } catch (ApiException e) {
            LOG.log(Level.ERROR, "Telegram refuses: {0}", e.getMessage());
            return Main.REFUSED;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "stopped by a bug; please report it", e);
            return Main.FAILED;
        } finally {
            stopped.countDown();
        }
    }

    private int end(Settings settings)
            throws ApiException,
                    IOException,
                    RedisException.Refused,
                    RefusedException,
                    SecretException {
        try {
            serve(settings);
        } catch (InterruptedException _) {
            LOG.log(Level.INFO, "stopped");
        }
        return Main.FINE;
    }

    private void serve(Settings settings)
            throws ApiException,
                    IOException,
                    InterruptedException,
                    RedisException.Refused,
                    RefusedException,
                    SecretException {
        var version = Version.current();
        var secret = App.chosenSecret(settings.storage());
        var reload = new Reload(settings);
        reload.onSignal();
        while (!stopping) {
            try (var app = App.open(reload.settings(), secret)) {
                reload.runs(app);
                running = Optional.of(app);
                app.built(version.number(), version.commit());
                app.run(systemd::ready);
            } catch (IOException e) {
                if (!reload.revert(Setting.HTTP_ADDR, e.getMessage())) {
                    throw e;
                }
                continue;
            } catch (RedisException.Refused e) {
                if (!reload.revert(Setting.REDIS_URL, e.getMessage())) {
                    throw e;
                }
                continue;
            }
            if (!reload.isDue()) {
                secret = changedSecret(settings.storage().database(), secret);
            }
        }
    }

    /// Puts the database under the secret that lies ready.
    ///
    /// @return the secret of the settings from now on, if that is where it is
    private static Optional<Secret> changedSecret(Path database, Optional<Secret> chosen)
            throws SecretException {
        var waiting = KeyChange.waiting(database, chosen);
        if (waiting.isEmpty()) {
            LOG.log(Level.WARNING, "no other secret lies ready; going on under the present one");
            return chosen;
        }
        var change = waiting.get();
        try {
            boolean clean = Rotation.run(database, change, Service::tell);
            LOG.log(Level.INFO, "the secret is changed{0}", clean ? "" : ", but see above");
        } catch (RefusedException | SecretException | StorageException e) {
            LOG.log(Level.ERROR, "the change of the secret broke off: {0}", e.getMessage());
        }
        return chosen.map(_ -> isUnder(database, change.next()) ? change.next() : change.former());
    }

    private static void tell(String progress) {
        LOG.log(Level.INFO, "new secret: {0}", progress);
    }

    private static boolean isUnder(Path database, Secret secret) {
        try {
            return Database.keys(database, secret) != null;
        } catch (RefusedException _) {
            return false;
        }
    }

    /// The virtual machine ends when its hooks do, so the hook waits for the orderly end.
    private void stopOnSignal(Thread server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    }

    private void stop(Thread server) {
        LOG.log(Level.INFO, "stopping: what is under way gets a moment to finish");
        stopping = true;
        systemd.stopping();
        server.interrupt();
        try {
            if (stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(Main.FINE);
            }
            LOG.log(Level.ERROR, "could not stop in time");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(Main.FAILED);
    }
}
