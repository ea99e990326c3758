package parley.bot;

import parley.chat.ChatEvent.Erased;
import parley.chat.Chats;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.chat.UserId;
import parley.privacy.Mask;
import parley.sqlite.JournalEntry;
import parley.sqlite.SqliteStore;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/// Forgets a person while no bot runs, by the rules that hold while one does. A partner is told at
/// the next start.
public final class Erasure {
    private Erasure() {}

    /// Erases everything about a person but for what others said. Blocks until it is on disk.
    public static void erase(SqliteStore store, Pseudonym who) throws InterruptedException {
        var chats = new Chats();
        store.load(chats::apply);
        var event = new Erased(nameless(who), Instant.now());
        var decision = new Rules(new SecureRandom()).decide(chats, event);
        long entry = store.journal().number();
        var _ = store.journal().append(List.of(new JournalEntry(entry, entry, new byte[0])));
        var notices = decision.effects().stream().map(Notify.class::cast).toList();
        var log = new ChangeLog(store, Mask.off());
        store.awaitDurable(log.save(decision.changes(), entry, notices));
    }

    /// Somebody of whom nothing else is known, and who is told nothing.
    static Person nameless(Pseudonym who) {
        return new Person(new UserId(0), who, "");
    }
}
