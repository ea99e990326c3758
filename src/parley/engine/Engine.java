package parley.engine;

import parley.chat.ChatEvent;
import parley.chat.ChatEvent.Asked;
import parley.chat.ChatEvent.Erased;
import parley.chat.ChatEvent.Gone;
import parley.chat.ChatEvent.Hasty;
import parley.chat.ChatEvent.Ordered;
import parley.chat.ChatEvent.Revised;
import parley.chat.ChatEvent.Said;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Person;
import parley.chat.SessionId;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Takes what people do: in order for each person, at the same time for different ones. Whoever is
/// too fast is told so; the parts of an album are put together; the rest is up to the [Core].
public final class Engine {
    private static final System.Logger LOG = System.getLogger("parley.engine");

    /// Parts of an album come one right after the other, but uploads can be slow.
    private static final Duration ALBUM_PAUSE = Duration.ofMillis(800);

    /// Whoever accepts the rules goes on searching.
    private static final Set<Verb> SEARCHES = Set.of(Verb.FIND, Verb.NEXT, Verb.CONSENT);

    private final Core core;
    private final Outbox outbox;
    private final Gate messages;
    private final Gate commands;
    private final Gate searches;
    private final Timer timer;
    private final Albums albums = new Albums();
    private final Mailboxes mailboxes = new Mailboxes();
    private volatile Instant latest;

    /// Does something later; tests do it when they like.
    @FunctionalInterface
    public interface Timer {
        /// Runs a task, which does not block, after a pause.
        void after(Duration pause, Runnable task);

        /// The JDK's own.
        static Timer system() {
            return (pause, task) ->
                    CompletableFuture.delayedExecutor(
                                    pause.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                            .execute(task);
        }
    }

    /// @param start stands for the time of the newest event as long as there was none
    public Engine(Core core, Outbox outbox, Limits limits, Timer timer, Instant start) {
        this.core = core;
        this.outbox = outbox;
        this.timer = timer;
        this.latest = start;
        messages = new Gate(limits.messages(), Notice.SlowDown::new);
        commands = new Gate(limits.commands(), Notice.SlowDown::new);
        searches = new Gate(limits.searches(), Notice.SearchLater::new);
    }

    /// Takes what a person did. Returns at once.
    public void accept(Incoming incoming) {
        see(incoming.event());
        put(incoming, () -> handleAlone(incoming));
    }

    /// Takes a part of an album. Returns at once.
    ///
    /// @param album the name that its parts share
    public void accept(Incoming incoming, String album) {
        see(incoming.event());
        put(incoming, () -> collect(incoming, album));
    }

    /// Takes note that nothing reaches this person any more.
    ///
    /// @param missed the session whose opening notice did not arrive
    /// @param entry what this is to the journal
    public void gone(Person person, Optional<SessionId> missed, Entry entry) {
        var incoming = Incoming.of(new Gone(person, latest, missed), entry);
        put(incoming, () -> handleAlone(incoming));
    }

    /// Forgets a person, as the operator wants it.
    ///
    /// @param entry what this is to the journal
    /// @param then comes when it is decided and on its way to the disk, whether or not a partner
    ///   has heard of it yet
    public void erase(Person person, Entry entry, Runnable then) {
        var incoming = Incoming.of(new Erased(person, latest), entry);
        put(
                incoming,
                () -> {
                    handleAlone(incoming);
                    then.run();
                });
    }

    /// Does what the operator wants.
    ///
    /// @param entry what this is to the journal
    /// @param then comes when it is decided and on its way to the disk
    public void order(Ordered order, Entry entry, Runnable then) {
        var incoming = Incoming.of(order, entry);
        put(
                incoming,
                () -> {
                    handleAlone(incoming);
                    then.run();
                });
    }

    /// Tells a person what became of something that was accepted before.
    ///
    /// @param message the message that it is about, in the chat of that person
    /// @param done called once, when that person knows
    public void tell(Person person, Notice notice, long message, Runnable done) {
        outbox.post(
                new Effect.Notify(person, notice),
                Incoming.about(new Said(person, latest), message),
                0,
                done);
    }

    /// Forgets what is only remembered for a while; to be called now and then.
    public void prune() {
        messages.prune();
        commands.prune();
        searches.prune();
        albums.prune();
    }

    /// Lets what was accepted be handled, for so long at most, and takes nothing more. No album
    /// waits for more parts then.
    public void close(Duration patience) throws InterruptedException {
        if (mailboxes.close(patience)) {
            albums.takeAll().forEach(this::conclude);
        }
    }

    /// A change has the date of the message that was changed, which may be long ago.
    private void see(ChatEvent event) {
        if (!(event instanceof Revised)) {
            latest = event.at();
        }
    }

    /// The one place where a bug in handling is caught: it costs one event, not the mailbox.
    private void put(Incoming incoming, Runnable task) {
        mailboxes.put(
                incoming.event().from().pseudonym(),
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.log(Level.ERROR, "an event was dropped", e);
                        incoming.done().run();
                    }
                });
    }

    private void handleAlone(Incoming incoming) {
        var who = incoming.event().from().pseudonym();
        albums.forgetRefused(who);
        albums.take(who).ifPresent(this::conclude);
        handle(incoming);
    }

    /// An album counts as one message, so its first part alone has to pass the limit, and where
    /// that goes, the others go.
    private void collect(Incoming part, String album) {
        var who = part.event().from().pseudonym();
        if (albums.isRefused(who, album)) {
            refuse(part, Optional.empty());
            return;
        }
        if (!albums.continues(who, album)) {
            albums.forgetRefused(who);
            albums.take(who).ifPresent(this::conclude);
            if (verdict(part) instanceof Gate.Verdict.Refused(var notice)) {
                albums.refuse(who, album);
                turnAway(part, notice);
                return;
            }
        }
        int parts = albums.add(who, album, part);
        if (albums.isFull(parts)) {
            albums.take(who).ifPresent(this::conclude);
            return;
        }
        timer.after(
                ALBUM_PAUSE,
                () -> mailboxes.put(who, () -> albums.takeIf(who, part).ifPresent(this::conclude)));
    }

    private void conclude(Incoming album) {
        try {
            core.handle(album);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an album was dropped", e);
            album.done().run();
        }
    }

    private void handle(Incoming incoming) {
        switch (verdict(incoming)) {
            case Gate.Verdict.Passed _ -> core.handle(incoming);
            case Gate.Verdict.Refused(var notice) -> turnAway(incoming, notice);
        }
    }

    /// Who goes on writing far too much is not only turned away.
    private void turnAway(Incoming incoming, Optional<Notice> notice) {
        refuse(incoming, notice);
        if (incoming.event() instanceof Said said) {
            var hasty = new Hasty(said.from(), said.at());
            core.handle(Incoming.of(hasty, Entry.none(() -> {})));
        }
    }

    private Gate.Verdict verdict(Incoming incoming) {
        if (incoming.entry().again()) {
            return new Gate.Verdict.Passed();
        }
        var who = incoming.event().from().pseudonym();
        return switch (incoming.event()) {
            case Gone _, Erased _, Hasty _, Ordered _ -> new Gate.Verdict.Passed();
            case Said _ -> messages.pass(who);
            case Revised _ -> commands.passQuietly(who);
            case Asked asked -> {
                var first = commands.pass(who);
                yield first instanceof Gate.Verdict.Passed && searches(asked)
                        ? searches.pass(who)
                        : first;
            }
        };
    }

    private boolean searches(Asked asked) {
        return SEARCHES.contains(asked.verb()) && core.startsSearch(asked);
    }

    private void refuse(Incoming incoming, Optional<Notice> notice) {
        var from = incoming.event().from();
        incoming.callback()
                .ifPresent(
                        callback ->
                                notice.ifPresentOrElse(
                                        words -> outbox.answer(callback, from, words),
                                        () -> outbox.answer(callback)));
        if (notice.isEmpty() || incoming.callback().isPresent()) {
            incoming.done().run();
            return;
        }
        outbox.post(new Effect.Notify(from, notice.get()), incoming, 0, incoming.done());
    }
}
