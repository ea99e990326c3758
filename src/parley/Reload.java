package parley;

import parley.bot.App;
import parley.config.Environment;
import parley.config.Loaded;
import parley.config.Setting;
import parley.config.Settings;
import parley.config.SettingsException;

import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// SIGHUP: the settings are read once more, and the bot goes on with them in the same process. Bad
/// ones change nothing. The token, the server, the database and its secret stay as they were.
final class Reload {
    private static final System.Logger LOG = System.getLogger("parley");

    private final AtomicReference<Settings> present;
    private final AtomicReference<Optional<Settings>> former =
            new AtomicReference<>(Optional.empty());
    private volatile Optional<App> running = Optional.empty();
    private volatile boolean due;

    /// @param settings those of the start
    Reload(Settings settings) {
        present = new AtomicReference<>(settings);
    }

    /// From now on SIGHUP reloads. The JDK offers signals in an unsupported class alone, which is
    /// looked up so that nothing depends on it: without it SIGHUP ends the program, as it would
    /// have.
    void onSignal() {
        try {
            var handler = Class.forName("sun.misc.SignalHandler");
            var signal = Class.forName("sun.misc.Signal");
            var ours =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (_, method, _) -> {
                                if (method.getName().equals("handle")) {
                                    Thread.ofVirtual().name("reload").start(this::read);
                                }
                                return null;
                            });
            var hangup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangup, ours);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "SIGHUP cannot be heard here", e);
        }
    }

    /// The settings to go on with.
    Settings settings() {
        due = false;
        return present.get();
    }

    /// This is the bot to be opened again.
    void runs(App app) {
        running = Optional.of(app);
    }

    /// Whether the bot has ended to be opened with other settings.
    boolean isDue() {
        return due;
    }

    /// Goes back to the settings before the last reload.
    ///
    /// @param setting which of the new ones does not work
    /// @return whether there are some
    boolean revert(Setting setting, String why) {
        var before = former.getAndSet(Optional.empty());
        before.ifPresent(
                settings -> {
                    LOG.log(
                            Level.ERROR,
                            "the new settings do not work, going on as before: {0}: {1}",
                            setting,
                            why);
                    present.set(settings);
                    Main.configureLog(settings);
                });
        return before.isPresent();
    }

    private void read() {
        try {
            var loaded = Settings.load(Environment.ofProcess(), Setting.BOT_TOKEN);
            take(loaded);
        } catch (SettingsException e) {
            LOG.log(Level.ERROR, "the settings stay as they were: {0}", e.getMessage());
        }
    }

    private void take(Loaded loaded) {
        var now = loaded.settings();
        var before = present.get();
        var next =
                new Settings(
                        before.telegram(),
                        before.storage(),
                        now.limits(),
                        now.moderation(),
                        now.chats(),
                        now.http(),
                        now.log());
        if (!now.telegram().equals(before.telegram()) || !now.storage().equals(before.storage())) {
            LOG.log(
                    Level.WARNING,
                    "the token, the server and what has to do with the database change only with a"
                            + " new start");
        }
        LOG.log(Level.INFO, "the settings are read once more: {0}", loaded.summary());
        loaded.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        former.set(Optional.of(before));
        present.set(next);
        Main.configureLog(next);
        due = true;
        running.ifPresent(App::reopen);
    }
}
