package parley.engine;

import parley.chat.Notice;
import parley.chat.Pseudonym;
import parley.limit.Limiter;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// A rate limit that tells people about it once: with the first refusal of an episode, which lasts
/// until something passes again.
final class Gate {
    private final Limiter<Pseudonym> limiter;
    private final Function<Duration, Notice> notice;
    private final Set<Pseudonym> refused = ConcurrentHashMap.newKeySet();

    /// What came of an attempt.
    sealed interface Verdict {
        record Passed() implements Verdict {}

        /// @param notice what to say; nothing if it was said before
        record Refused(Optional<Notice> notice) implements Verdict {}
    }

    Gate(Limiter<Pseudonym> limiter, Function<Duration, Notice> notice) {
        this.limiter = limiter;
        this.notice = notice;
    }

    Verdict pass(Pseudonym who) {
        var pause = limiter.tryAcquire(who);
        if (pause.isZero()) {
            refused.remove(who);
            return new Verdict.Passed();
        }
        return new Verdict.Refused(Optional.of(notice.apply(pause)).filter(_ -> refused.add(who)));
    }

    /// The same for what nobody misses: a refusal is not told, and takes nothing from one that is.
    Verdict passQuietly(Pseudonym who) {
        if (limiter.tryAcquire(who).isZero()) {
            refused.remove(who);
            return new Verdict.Passed();
        }
        return new Verdict.Refused(Optional.empty());
    }

    /// Forgets who was told, so that those who never came back take no room. Whoever is still over
    /// the limit is told once more.
    void prune() {
        refused.clear();
    }
}
