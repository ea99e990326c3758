package parley;

import parley.chat.Change;
import parley.chat.Chats;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.config.Settings;
import parley.content.StickerPolicy;
import parley.delivery.Copies;
import parley.delivery.Courier;
import parley.engine.Core;
import parley.engine.Engine;
import parley.engine.Inbox;
import parley.limit.Backoff;
import parley.privacy.Keys;
import parley.privacy.Mask;
import parley.privacy.Secret;
import parley.privacy.SecretException;
import parley.sqlite.Database;
import parley.sqlite.RefusedException;
import parley.sqlite.SqliteStore;
import parley.telegram.ApiException;
import parley.telegram.BotApi;
import parley.telegram.Poller;
import parley.telegram.Profile;
import parley.text.Phrasebook;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// The bot, wired. The only place that knows all the parts.
final class App implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("parley");
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LAST_DELIVERIES = Duration.ofSeconds(2);

    private final Settings settings;
    private final SqliteStore store;
    private final Throttles throttles;
    private final IntFunction<Duration> pauses;
    private final Phrasebook phrasebook;
    private final BotApi api;
    private final Core core;
    private final Courier courier;
    private final Engine engine;
    private final Poller poller;
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("retention").daemon().factory());

    private App(Settings settings, Keys keys, SqliteStore store) {
        this.settings = settings;
        this.store = store;
        var random = new SecureRandom();
        pauses = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), random);
        throttles = new Throttles(settings.limits());
        phrasebook = new Phrasebook(settings.chats().jitsi());
        api =
                new BotApi(
                        settings.telegram().apiUrl(),
                        settings.telegram().token().orElseThrow().reveal(),
                        user -> keys.pseudonyms().of(user.value(), Pseudonym::new));
        var mask = settings.storage().maskUserIds() ? keys.mask() : Mask.off();
        var log = new ChangeLog(store, mask);
        var chats = new Chats();
        var copies = new Copies();
        var post = new Post(api, phrasebook, copies);
        store.load(change -> restore(change, chats, copies));
        LOG.log(
                Level.INFO,
                "{0} people are waiting, {1} chats are running",
                chats.waiting(),
                chats.running());
        core = new Core(new Rules(random), chats, log, post);
        var timer = Engine.Timer.system();
        engine = new Engine(core, post, throttles.limits(), timer, CLOCK.instant());
        var relay = api.relay(settings.chats().protectContent(), stickers(settings.chats()));
        var outlet = new Outlet(api, relay, phrasebook);
        var patience = new Courier.Patience(pauses, Thread::sleep);
        courier = new Courier(store, copies, outlet, post, patience);
        post.connect(courier, engine);
        poller = new Poller(api, new Reception(engine, new Inbox(), api), pauses, Thread::sleep);
    }

    /// The ids of old messages are gone, but new ones of a running chat are remembered again.
    private static void restore(Change change, Chats chats, Copies copies) {
        chats.apply(change);
        if (change instanceof Change.Paired paired) {
            copies.open(paired.session());
        }
    }

    private static StickerPolicy stickers(Settings.Chats chats) {
        return switch (chats.stickers()) {
            case REUPLOAD -> StickerPolicy.REUPLOAD;
            case EMOJI -> StickerPolicy.EMOJI;
            case ALLOW -> StickerPolicy.ALLOW;
        };
    }

    /// Opens the database and gets everything ready; nothing is sent yet.
    ///
    /// @param settings with a token
    /// @throws RefusedException when the database cannot be used
    /// @throws SecretException when the secret behind pseudonyms and sealing cannot be used
    static App open(Settings settings) throws RefusedException, SecretException {
        var storage = settings.storage();
        var salt = storage.salt();
        var secret =
                salt.isPresent()
                        ? Secret.of(salt.get().reveal())
                        : Secret.beside(storage.database());
        var keys = Keys.of(secret);
        var database = Database.open(storage.database(), keys);
        var store = new SqliteStore(database, keys, storage.maskUserIds(), CLOCK, App::die);
        return new App(settings, keys, store);
    }

    /// Serves people until this thread is interrupted.
    ///
    /// @throws ApiException when Telegram does not let this bot go on
    /// @throws InterruptedException as the ordinary end
    void run() throws ApiException, InterruptedException {
        var greeting = new Greeting(api, pauses);
        var name = greeting.introduce();
        greeting.publish(phrasebook.languages().stream().map(this::profile).toList());
        long interval = settings.storage().cleanupInterval().toSeconds();
        // Never fails as a whole, so nobody has to look at what becomes of it.
        var _ = schedule.scheduleWithFixedDelay(this::cleanUp, 0, interval, TimeUnit.SECONDS);
        LOG.log(Level.INFO, "polling as @{0}", name);
        poller.run();
    }

    /// Lets what is under way finish, for a few seconds at most, and closes everything.
    @Override
    public void close() {
        schedule.shutdownNow();
        try {
            engine.close(PATIENCE);
            if (courier.close(LAST_DELIVERIES)) {
                confirm();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            api.close();
            store.close();
        }
    }

    private Profile.Texts profile(String language) {
        var commands = new LinkedHashMap<String, String>();
        phrasebook.menu(language).forEach(line -> commands.put(line.name(), line.description()));
        return new Profile.Texts(
                language.equals(phrasebook.languages().getFirst()) ? "" : language,
                commands,
                phrasebook.description(language),
                phrasebook.shortDescription(language));
    }

    /// What was delivered but not confirmed would come again at the next start.
    private void confirm() throws InterruptedException {
        var confirming =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                poller.confirm();
                            } catch (ApiException e) {
                                LOG.log(Level.INFO, "not confirmed: {0}", e.getMessage());
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
        confirming.join(PATIENCE);
    }

    /// Every part gets its turn, whatever happened to the one before, and the schedule goes on.
    private void cleanUp() {
        tidy("former chats", () -> core.prune(CLOCK.instant().minus(REMEMBERED)));
        tidy("limits", throttles::prune);
        tidy("refusals", engine::prune);
        tidy(
                "stored metadata",
                () -> store.prune(settings.storage().sessionTtl().orElse(Duration.ZERO)));
    }

    private static void tidy(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "retention of " + what + " failed, next time again", e);
        }
    }

    /// Memory is ahead of a disk that will not follow any more; only a new start can trust what it
    /// reads.
    private static void die(String reason) {
        LOG.log(Level.ERROR, "stopping, the database cannot be written: {0}", reason);
        Runtime.getRuntime().halt(Main.FAILED);
    }
}
