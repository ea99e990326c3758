package parley.bot;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.bot.notice.NoticeJson;
import parley.chat.Decision.Effect.Notify;
import parley.engine.Entry;
import parley.engine.Inbox;
import parley.engine.Pending;
import parley.json.DecodeException;
import parley.json.Fields;
import parley.json.Json;
import parley.sqlite.Journal;
import parley.sqlite.JournalEntry;
import parley.telegram.Update;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The journal, in terms of updates: what comes in is entered before it is acknowledged, recognised
/// when it comes again, and taken up again after a crash.
final class Ledger {
    private static final System.Logger LOG = System.getLogger("parley");

    private final Journal journal;
    private final Inbox inbox;
    private final Pending pending;
    private final boolean keepsMessages;

    /// An update that is to be dealt with.
    record Arrival(Update update, Entry entry) {}

    /// What came at once.
    ///
    /// @param arrivals what is here for the first time
    /// @param known by what all of it is recognised
    record Batch(List<Arrival> arrivals, List<Long> known) {}

    /// Notices that are still to be told.
    record Rest(List<Notify> notices, Entry entry) {}

    /// What was left over when the bot last stopped, in its old order.
    sealed interface Leftover {
        record Unread(Arrival arrival) implements Leftover {}

        record Untold(Rest rest) implements Leftover {}
    }

    /// @param keepsMessages false to enter nothing that people say to each other
    Ledger(Journal journal, Inbox inbox, Pending pending, boolean keepsMessages) {
        this.journal = journal;
        this.inbox = inbox;
        this.pending = pending;
        this.keepsMessages = keepsMessages;
    }

    /// Enters those of a batch that are here for the first time. Does not wait for the disk.
    Batch enter(List<Update> updates) {
        var all = updates.stream().map(this::known).toList();
        var arrivals = new ArrayList<Arrival>();
        var entries = new ArrayList<JournalEntry>();
        for (int i = 0; i < updates.size(); i++) {
            long known = all.get(i);
            if (inbox.admit(known)) {
                var update = updates.get(i);
                long number = isKept(update) ? journal.number() : 0;
                if (number > 0) {
                    entries.add(new JournalEntry(number, known, update.essence().getBytes(UTF_8)));
                }
                pending.add(known, 0);
                arrivals.add(new Arrival(update, entry(number, known)));
            }
        }
        long ticket = entries.isEmpty() ? 0 : journal.append(entries);
        entries.forEach(entry -> pending.add(entry.known(), ticket));
        return new Batch(arrivals, all);
    }

    /// Waits for room for one more batch.
    ///
    /// @return whether there is some now
    boolean awaitRoom(Duration patience) throws InterruptedException {
        return pending.awaitRoom(patience);
    }

    /// Whether the disk takes nothing at the moment.
    boolean isIll() {
        return journal.isIll();
    }

    /// Whether the disk takes a change within so long.
    boolean takesChanges(Duration patience) throws InterruptedException {
        return journal.takesChanges(patience);
    }

    /// How much was entered and is not dealt with.
    int backlog() {
        return pending.size();
    }

    /// Whether everything that was entered is dealt with.
    boolean isClear() {
        return pending.isEmpty();
    }

    /// Waits until nothing of this batch can be lost any more.
    ///
    /// @return whether that is so now
    boolean awaitSafe(Batch batch, Duration patience) throws InterruptedException {
        return pending.awaitSafe(batch.known(), patience);
    }

    /// An entry for something that no update told us.
    Entry open() {
        long number = journal.number();
        var _ = journal.append(List.of(new JournalEntry(number, number, new byte[0])));
        return new Entry(number, false, () -> journal.end(number));
    }

    /// What was left over when the bot last stopped; to be asked for before anything is entered.
    List<Leftover> leftovers(Function<Fields, Update> updates, NoticeJson notices) {
        var kept = new ArrayList<JournalEntry>();
        int damaged =
                journal.load(
                        entry -> {
                            inbox.admit(entry.known());
                            if (entry.content().length > 0) {
                                kept.add(entry);
                            }
                        });
        LOG.log(
                Level.INFO,
                "{0} updates are taken up again, {1} are damaged",
                kept.size(),
                damaged);
        var leftovers = new ArrayList<Leftover>();
        for (var entry : kept) {
            read(entry, updates, notices, leftovers);
        }
        return leftovers;
    }

    private void read(
            JournalEntry kept,
            Function<Fields, Update> updates,
            NoticeJson notices,
            List<Leftover> leftovers) {
        long number = kept.number();
        var entry = new Entry(number, true, () -> journal.end(number));
        try {
            var json = new Fields("entry", Json.parse("entry", new String(kept.content(), UTF_8)));
            leftovers.add(
                    NoticeJson.isOne(json)
                            ? new Leftover.Untold(new Rest(notices.read(json), entry))
                            : new Leftover.Unread(new Arrival(updates.apply(json), entry)));
        } catch (DecodeException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "journal entry {0} skipped: {1}", number, e.getMessage());
            journal.end(number);
        }
    }

    private Entry entry(long number, long known) {
        Runnable done =
                () -> {
                    if (number > 0) {
                        journal.end(number);
                    }
                    pending.done(known);
                };
        return new Entry(number, false, done);
    }

    /// While the disk takes nothing, messages that wait for it would fill the memory; they are safe
    /// when they are delivered.
    private boolean isKept(Update update) {
        return switch (update.payload()) {
            case Update.Message _ -> keepsMessages && !journal.isIll();
            case Update.Command _, Update.Press _, Update.Order _, Update.Left _ -> true;
            case Update.Stray _, Update.Nothing _ -> false;
        };
    }

    private long known(Update update) {
        return inbox.fingerprint(update.id(), update.key());
    }
}
