package parley.bot;

import parley.bot.Ledger.Leftover;
import parley.bot.notice.NoticeJson;
import parley.chat.Change;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.chat.UserId;
import parley.config.Settings;
import parley.delivery.Budget;
import parley.delivery.Copies;
import parley.delivery.Courier;
import parley.engine.Core;
import parley.engine.Engine;
import parley.engine.Inbox;
import parley.engine.Pending;
import parley.limit.Backoff;
import parley.moderation.Guard;
import parley.ops.Retention;
import parley.ops.Watchdog;
import parley.privacy.Keys;
import parley.privacy.Mask;
import parley.privacy.Pseudonyms;
import parley.privacy.Secret;
import parley.privacy.SecretException;
import parley.redis.RedisException;
import parley.sqlite.Dossier;
import parley.sqlite.Errands;
import parley.sqlite.Errands.Errand;
import parley.sqlite.Errands.What;
import parley.sqlite.Rotation;
import parley.sqlite.SqliteStore;
import parley.sqlite.Upkeep;
import parley.sqlite.file.RefusedException;
import parley.telegram.BotApi;
import parley.telegram.Poller;
import parley.telegram.Profile;
import parley.telegram.http.ApiException;
import parley.text.Phrasebook;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.IntFunction;

/// The bot, wired. The only place that knows all the parts.
public final class App implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("parley");
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration REMEMBERED = Duration.ofHours(24);

    /// The exit code of a process that cannot go on.
    private static final int FAILED = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LAST_DELIVERIES = Duration.ofSeconds(2);

    private final Settings settings;
    private final Counts counts = new Counts();
    private final SqliteStore store;
    private final Upkeep upkeep;
    private final Errands errands;
    private final Throttles throttles;
    private final IntFunction<Duration> pauses;
    private final Phrasebook phrasebook;
    private final BotApi api;
    private final Pseudonyms pseudonyms;
    private final Ledger ledger;
    private final Post post;
    private final ChangeLog log;
    private final Outlet outlet;
    private final Reception reception;
    private final Core core;
    private final Courier courier;
    private final Announcer announcer;
    private final Engine engine;
    private final Poller poller;
    private final Watchdog watchdog;
    private final Retention retention;
    private final Porter porter;
    private final Gauges gauges;
    private volatile Runnable ready = () -> {};
    private volatile Thread server;
    private volatile boolean reopens;

    private App(Settings settings, Keys keys, SqliteStore store, Throttles throttles) {
        this.settings = settings;
        this.store = store;
        pseudonyms = keys.pseudonyms();
        upkeep = new Upkeep(store, CLOCK);
        errands = new Errands(store);
        this.throttles = throttles;
        phrasebook = Screens.phrasebook(settings.chats());
        var telegram = settings.telegram();
        api = api(telegram);
        var random = new SecureRandom();
        pauses = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), random);
        var mask = settings.storage().maskUserIds() ? keys.mask() : Mask.off();
        log = new ChangeLog(store, mask, counts);
        ledger =
                new Ledger(
                        store.journal(),
                        new Inbox(keys.updates()::of),
                        new Pending(log),
                        settings.storage().journal());
        var copies = new Copies();
        post = new Post(api, phrasebook, copies, ledger, counts);
        core = core(guard(new Rules(random)), copies);
        engine = new Engine(core, post, throttles.limits(), Engine.Timer.system(), CLOCK.instant());
        outlet = outlet(new MyData(who -> Dossier.of(who, store), phrasebook, CLOCK));
        var patience = new Courier.Patience(pauses, Thread::sleep, new Budget(telegram.sendRate()));
        courier = new Courier(log, copies, outlet, post, patience);
        announcer = new Announcer(courier);
        post.connect(courier, announcer, engine);
        reception = new Reception(engine, ledger, api, counts);
        poller = new Poller(api, reception, pauses, Thread::sleep);
        watchdog = watchdog();
        var parts = new Gauges.Parts(core, courier, ledger, poller, throttles);
        gauges = new Gauges(parts, counts, watchdog, settings.storage().database(), CLOCK);
        store.onCommit(counts::committed);
        retention = retention();
        porter = new Porter(errands, this::perform);
    }

    private BotApi api(Settings.Telegram telegram) {
        return new BotApi(
                telegram.apiUrl(),
                telegram.token().orElseThrow().reveal(),
                user -> pseudonyms.of(user.value(), Pseudonym::new),
                settings.moderation().room());
    }

    private Guard guard(Rules rules) {
        var terms = Screens.terms(settings, conduct());
        var moderators = Screens.moderators(settings.moderation(), pseudonyms);
        return new Guard(rules, terms, moderators, upkeep.chats(terms.mediaAfterChats()));
    }

    /// Which rules of conduct people must accept. A change of a word in them makes other ones.
    private Optional<String> conduct() {
        return settings.chats().requireConsent()
                ? Optional.of(Screens.version(phrasebook.rules("")))
                : Optional.empty();
    }

    private Core core(Decision.Maker maker, Copies copies) {
        var chats = new Chats();
        store.load(change -> restore(change, maker, chats, copies));
        LOG.log(
                Level.INFO,
                "{0} people are waiting, {1} chats are running",
                chats.waiting(),
                chats.running());
        return new Core(maker, chats, log, post, Screens.policy(settings.chats()));
    }

    /// The ids of old messages are gone, but new ones of a running chat are remembered again.
    private static void restore(Change change, Decision.Maker maker, Chats chats, Copies copies) {
        chats.apply(change);
        maker.apply(change);
        if (change instanceof Change.Paired paired) {
            copies.open(paired.session());
        }
    }

    private Watchdog watchdog() {
        return new Watchdog(App::restart)
                .watch("poller", poller::isStuck)
                .watch("core", core::isStuck)
                .watch("database", store::isStuck)
                .watch("delivery", outlet::isStuck);
    }

    private Outlet outlet(MyData myData) {
        var chats = settings.chats();
        var relay = api.relay(chats.protectContent(), Screens.stickers(chats));
        var evidence = api.relay(true, Screens.stickers(chats));
        return new Outlet(api, relay, evidence, myData, counts);
    }

    /// What was accepted before the bot last stopped comes before anything new.
    private void takeUp() {
        var notices = new NoticeJson(this::person);
        for (var leftover : ledger.leftovers(api::read, notices)) {
            switch (leftover) {
                case Leftover.Unread(var arrival) -> reception.handIn(arrival);
                case Leftover.Untold(var rest) -> post.tell(rest);
            }
        }
    }

    private Person person(UserId id, String language) {
        return new Person(id, pseudonyms.of(id.value(), Pseudonym::new), language);
    }

    /// The secret of the settings, if they have one.
    ///
    /// @throws SecretException when it is too short
    public static Optional<Secret> chosenSecret(Settings.Storage storage) throws SecretException {
        var salt = storage.salt();
        return salt.isPresent() ? Optional.of(Secret.of(salt.get().reveal())) : Optional.empty();
    }

    /// Opens the database and gets everything ready; nothing is sent yet.
    ///
    /// @param settings with a token
    /// @param chosen the secret behind pseudonyms and sealing; without one, it is in a file
    /// @throws RefusedException when the database cannot be used
    /// @throws SecretException when the file of the secret cannot be used
    /// @throws RedisException.Refused when there is a Redis that does not let us in
    public static App open(Settings settings, Optional<Secret> chosen)
            throws RefusedException, SecretException, RedisException.Refused {
        var storage = settings.storage();
        var throttles = Throttles.open(settings.limits());
        try {
            var database = Rotation.open(storage.database(), chosen);
            var keys = database.keys();
            var store = new SqliteStore(database, keys, storage.maskUserIds(), CLOCK, App::die);
            return new App(settings, keys, store, throttles);
        } catch (RefusedException | SecretException e) {
            throttles.close();
            throw e;
        }
    }

    /// From now on the metrics say which Parley this is.
    ///
    /// @param commit what it was built from
    public void built(String version, String commit) {
        counts.built(version, commit);
    }

    /// Serves people until this thread is interrupted. Returns only to be opened again: with other
    /// settings, or after the secret that lies ready was put in place of the present one.
    ///
    /// @param ready called when people are served
    /// @throws ApiException when Telegram does not let this bot go on
    /// @throws InterruptedException as the ordinary end
    /// @throws IOException when the address for health and metrics cannot be had
    public void run(Runnable ready) throws ApiException, InterruptedException, IOException {
        this.ready = ready;
        server = Thread.currentThread();
        try {
            serve();
        } catch (InterruptedException e) {
            if (!reopens) {
                throw e;
            }
        }
    }

    /// Whether nothing hangs.
    public boolean isWell() {
        return watchdog.stuck().isEmpty();
    }

    /// Has [#run] return, so that the bot can be opened again.
    public void reopen() {
        reopens = true;
        Optional.ofNullable(server).ifPresent(Thread::interrupt);
    }

    private void serve() throws ApiException, InterruptedException, IOException {
        if (settings.http().isPresent()) {
            gauges.listen(settings.http().get());
        }
        var greeting = new Greeting(api, pauses);
        var name = greeting.introduce();
        greeting.publish(phrasebook.languages().stream().map(this::profile).toList());
        retention.start(settings.storage().cleanupInterval());
        takeUp();
        watchdog.start();
        // Whoever wanted that was before this start, and heard of it.
        errands.left().stream()
                .filter(errand -> errand.what() instanceof What.ChangeSecret)
                .forEach(errand -> errands.done(errand.number()));
        porter.start();
        announcer.start();
        gauges.summarise();
        LOG.log(Level.INFO, "polling as {0}", name);
        ready.run();
        poller.run();
    }

    /// Lets what is under way finish, for a few seconds at most, and closes everything.
    @Override
    public void close() {
        gauges.close();
        retention.close();
        watchdog.close();
        porter.close();
        announcer.close();
        try {
            engine.close(PATIENCE);
            if (courier.close(LAST_DELIVERIES) && ledger.isClear()) {
                confirm();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            api.close();
            store.close();
            throttles.close();
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

    private void perform(Errand errand) {
        switch (errand.what()) {
            case What.Erase(var who) ->
                    engine.erase(
                            Offline.nameless(who),
                            ledger.open(),
                            () -> errands.done(errand.number()));
            case What.ChangeSecret _ -> {
                reopen();
            }
            case What.Order order ->
                    engine.order(
                            Offline.order(order.words(), CLOCK.instant()),
                            ledger.open(),
                            () -> errands.done(errand.number()));
            case What.Unknown _ -> {
                LOG.log(Level.WARNING, "an errand of another version is dropped");
                errands.done(errand.number());
            }
        }
    }

    private Retention retention() {
        var retention =
                new Retention()
                        .add("former chats", () -> core.prune(CLOCK.instant(), REMEMBERED))
                        .add("bans", upkeep::pruneSanctions)
                        .add("limits", throttles::prune)
                        .add("refusals", engine::prune)
                        .add("known updates", upkeep::pruneKnown);
        var storage = settings.storage();
        storage.sessionTtl()
                .ifPresent(ttl -> retention.add("chats", () -> upkeep.pruneSessions(ttl)));
        storage.reportTtl()
                .ifPresent(ttl -> retention.add("reports", () -> upkeep.pruneReports(ttl)));
        return retention.add("free space", upkeep::shrink);
    }

    /// What hangs cannot be stopped in order. Whatever is not done is taken up at the next start.
    private static void restart(String stuck) {
        LOG.log(
                Level.ERROR,
                "the {0} hangs, which is a bug; ending, so that the bot is started again",
                stuck);
        Runtime.getRuntime().halt(FAILED);
    }

    /// Memory is ahead of a disk that will not follow any more; only a new start can trust what it
    /// reads.
    private static void die(String reason) {
        LOG.log(Level.ERROR, "stopping, the database cannot be written: {0}", reason);
        Runtime.getRuntime().halt(FAILED);
    }
}
