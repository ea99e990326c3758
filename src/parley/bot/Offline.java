package parley.bot;

import parley.chat.ChatEvent;
import parley.chat.ChatEvent.Erased;
import parley.chat.ChatEvent.Ordered;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Decision.Effect.Notify;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.Rules;
import parley.chat.UserId;
import parley.config.Settings;
import parley.moderation.Guard;
import parley.privacy.Mask;
import parley.privacy.Pseudonyms;
import parley.sqlite.JournalEntry;
import parley.sqlite.SqliteStore;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does what the operator wants while no bot runs, by the rules that hold while one does. People
/// are told at the next start.
public final class Offline {
    private Offline() {}

    /// Erases everything about a person but for what others said. Blocks until it is on disk.
    public static void erase(SqliteStore store, Pseudonym who) throws InterruptedException {
        perform(store, new Rules(new SecureRandom()), new Erased(nameless(who), Instant.now()));
    }

    /// Does what a moderator could do. Blocks until it is on disk.
    ///
    /// @param words as a moderator would write it
    public static void order(
            SqliteStore store, Settings settings, Pseudonyms pseudonyms, String words)
            throws InterruptedException {
        var terms = Screens.terms(settings, Optional.empty());
        var moderators = Screens.moderators(settings.moderation(), pseudonyms);
        var guard = new Guard(new Rules(new SecureRandom()), terms, moderators, Map.of());
        perform(store, guard, order(words, Instant.now()));
    }

    /// What the operator wants, as the core hears it. Nobody is answered.
    static Ordered order(String words, Instant at) {
        return new Ordered(nameless(new Pseudonym(0, 0)), at, Optional.empty(), words);
    }

    /// Somebody of whom nothing else is known, and who is told nothing.
    static Person nameless(Pseudonym who) {
        return new Person(new UserId(0), who, "");
    }

    private static void perform(SqliteStore store, Decision.Maker maker, ChatEvent event)
            throws InterruptedException {
        var chats = new Chats();
        store.load(
                change -> {
                    chats.apply(change);
                    maker.apply(change);
                });
        var decision = maker.decide(chats, event);
        long entry = store.journal().number();
        var _ = store.journal().append(List.of(new JournalEntry(entry, entry, new byte[0])));
        var notices = decision.effects().stream().map(Notify.class::cast).toList();
        var log = new ChangeLog(store, Mask.off(), new Counts());
        store.awaitDurable(log.save(decision.changes(), entry, notices));
    }
}
