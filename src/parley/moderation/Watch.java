package parley.moderation;

import parley.chat.Change.Ended;
import parley.chat.ChatEvent.Gist;
import parley.chat.Pseudonym;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Counts what people do too much of. In memory alone; texts are known by a number that says
/// nothing about them. Not thread-safe; whoever owns it takes turns.
final class Watch {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HURRY = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    /// A chat that is left sooner was none.
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    /// So many different texts of one person are remembered.
    private static final int PRINTS = 50;

    private final Map<Pseudonym, Count> storms = new HashMap<>();
    private final Map<Pseudonym, Count> hurries = new HashMap<>();
    private final Map<Pseudonym, Texts> texts = new HashMap<>();
    private final Map<Pseudonym, Integer> chats = new HashMap<>();
    private final int veteran;
    private long minute;
    private long messages;
    private long messagesBefore;

    /// What somebody did since then, and when that was last.
    private record Count(Instant since, Instant latest, int times) {
        Count next(Instant now, Duration window) {
            return since.plus(window).isBefore(now)
                    ? new Count(now, now, 1)
                    : new Count(since, now, times + 1);
        }
    }

    /// To whom somebody said what since then.
    private record Texts(Instant since, SequencedMap<Long, Set<Pseudonym>> partners) {}

    /// @param veteran how many chats make somebody known here; 0 when it does not matter
    /// @param before how many chats people had before the start
    Watch(int veteran, Map<Pseudonym, Integer> before) {
        this.veteran = veteran;
        chats.putAll(before);
    }

    /// Whether somebody has had as many chats as make a person known here.
    boolean isVeteran(Pseudonym who) {
        return chats.getOrDefault(who, 0) >= veteran;
    }

    /// How many messages too many this would be within a minute.
    int storm(Pseudonym who, Instant now) {
        return next(storms, who, now, MINUTE).times();
    }

    void noteStorm(Pseudonym who, Instant now) {
        storms.put(who, next(storms, who, now, MINUTE));
    }

    /// How many chats somebody left at once within ten minutes.
    int hurry(Pseudonym who, Instant now) {
        return next(hurries, who, now, HURRY).times() - 1;
    }

    /// How long it is since somebody left a chat at once.
    Duration sinceHurry(Pseudonym who, Instant now) {
        var last = hurries.get(who);
        return Duration.between(last == null ? Instant.EPOCH : last.latest(), now);
    }

    /// A chat is over.
    void noteEnd(Ended ended) {
        count(ended.one());
        count(ended.other());
    }

    /// Somebody left a chat.
    void noteLeft(Ended ended) {
        if (Duration.between(ended.began(), ended.at()).compareTo(AT_ONCE) < 0) {
            hurries.put(ended.one(), next(hurries, ended.one(), ended.at(), HURRY));
        }
    }

    private void count(Pseudonym who) {
        if (veteran > 0) {
            chats.merge(who, 1, (had, one) -> Math.min(veteran, had + one));
        }
    }

    /// To how many others than this partner somebody has said this within a day.
    int repeats(Pseudonym who, Pseudonym partner, Gist gist, Instant now) {
        var said = texts.get(who);
        if (said == null || said.since().plus(DAY).isBefore(now)) {
            return 0;
        }
        return gist.prints().stream()
                .map(print -> said.partners().getOrDefault(print, Set.of()))
                .mapToInt(heard -> heard.size() - (heard.contains(partner) ? 1 : 0))
                .max()
                .orElse(0);
    }

    void noteText(Pseudonym who, Pseudonym partner, Gist gist, Instant now) {
        if (gist.prints().isEmpty()) {
            return;
        }
        var said =
                texts.compute(
                        who,
                        (_, old) ->
                                old == null || old.since().plus(DAY).isBefore(now)
                                        ? new Texts(now, new LinkedHashMap<>())
                                        : old);
        for (var print : gist.prints()) {
            var heard = said.partners().computeIfAbsent(print, _ -> new HashSet<>());
            heard.add(partner);
            // What is said again and again is not what is forgotten first.
            said.partners().putLast(print, heard);
        }
        while (said.partners().size() > PRINTS) {
            said.partners().pollFirstEntry();
        }
    }

    /// Somebody is as new here as at first. What would shut that person out still counts: else
    /// `/forget` would be the way around.
    void forget(Pseudonym who) {
        chats.remove(who);
    }

    /// After a penalty counting begins anew.
    void startAnew(Pseudonym who) {
        storms.remove(who);
        hurries.remove(who);
        texts.remove(who);
    }

    /// How many messages were passed on in the last full minute.
    long perMinute(Instant now) {
        long current = minute(now);
        if (current == minute) {
            return messagesBefore;
        }
        return current == minute + 1 ? messages : 0;
    }

    /// Forgets what has no weight any more.
    void prune(Instant now) {
        storms.values().removeIf(one -> one.since().plus(MINUTE).isBefore(now));
        hurries.values().removeIf(one -> one.since().plus(HURRY).isBefore(now));
        texts.values().removeIf(one -> one.since().plus(DAY).isBefore(now));
    }

    /// A message was passed on.
    void noteRelay(Instant now) {
        long current = minute(now);
        if (current > minute) {
            messagesBefore = current == minute + 1 ? messages : 0;
            messages = 0;
            minute = current;
        }
        messages++;
    }

    private static long minute(Instant at) {
        return at.getEpochSecond() / MINUTE.toSeconds();
    }

    private static Count next(
            Map<Pseudonym, Count> counts, Pseudonym who, Instant now, Duration window) {
        var old = counts.get(who);
        return old == null ? new Count(now, now, 1) : old.next(now, window);
    }
}
