package parley.bot;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.bot.notice.NoticeJson;
import parley.chat.Change;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Person;
import parley.chat.Store;
import parley.privacy.Mask;
import parley.sqlite.SqliteStore;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The store, in the terms of the core: keeps notices in their own form, and tells the log what
/// changes, with people under their masks. Nothing in the log is in the database too, so that the
/// one cannot be laid beside the other.
final class ChangeLog implements Store {
    private static final System.Logger LOG = System.getLogger("parley");

    private final SqliteStore store;
    private final Mask mask;
    private final Counts counts;

    /// @param counts what happens
    ChangeLog(SqliteStore store, Mask mask, Counts counts) {
        this.counts = counts;
        this.store = store;
        this.mask = mask;
    }

    @Override
    public long save(List<Change> changes, long entry, List<Notify> notices) {
        changes.forEach(this::tell);
        changes.forEach(counts::change);
        if (entry == 0) {
            return store.save(changes);
        }
        var rest = notices.isEmpty() ? "" : NoticeJson.write(notices);
        return store.save(changes, entry, rest.getBytes(UTF_8));
    }

    @Override
    public void awaitDurable(long ticket) throws InterruptedException {
        store.awaitDurable(ticket);
    }

    @Override
    public void awaitDurable(long ticket, Duration patience) throws InterruptedException {
        store.awaitDurable(ticket, patience);
    }

    @Override
    public long durable() {
        return store.durable();
    }

    @Override
    public void load(Consumer<Change> replay) {
        store.load(replay);
    }

    private void tell(Change change) {
        switch (change) {
            case Change.Waits waits -> LOG.log(Level.DEBUG, "{0} waits", name(waits.who()));
            case Change.StopsWaiting _ -> LOG.log(Level.DEBUG, "somebody stops waiting");
            case Change.Paired(_, var one, var other, _) ->
                    LOG.log(Level.DEBUG, "a chat begins: {0} and {1}", name(one), name(other));
            case Change.Ended _ -> LOG.log(Level.DEBUG, "a chat is over");
            case Change.RoomOpened _ -> LOG.log(Level.DEBUG, "a chat gets a video room");
            case Change.Blocked _ -> LOG.log(Level.DEBUG, "somebody blocks a partner");
            case Change.Consented _ -> LOG.log(Level.DEBUG, "somebody accepts the rules");
            case Change.Forgotten _ -> LOG.log(Level.INFO, "somebody is forgotten");
            case Change.Reported report ->
                    LOG.log(Level.INFO, "{0} reports a partner", name(report.reporter()));
            case Change.Sanctioned sanction ->
                    LOG.log(Level.INFO, "somebody is kept out: {0}", sanction.penalty().word());
            case Change.Pardoned _ -> LOG.log(Level.INFO, "somebody is let in again");
            case Change.Acted act -> LOG.log(Level.INFO, "about a person: {0}", act.what());
            case Change.Judged _ -> LOG.log(Level.DEBUG, "a report is judged");
            case Change.Tuned _ -> LOG.log(Level.DEBUG, "somebody changes the settings");
        }
    }

    private String name(Person person) {
        return mask.of(person.id().value());
    }
}
