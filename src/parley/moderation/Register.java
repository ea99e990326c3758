package parley.moderation;

import parley.chat.Change;
import parley.chat.Pseudonym;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// What is known of people besides their chats: who accepted which rules, who reported how often
/// lately. It changes by [#apply] alone. Not thread-safe; whoever owns it takes turns.
final class Register {
    private final Map<Pseudonym, String> consents = new HashMap<>();

    /// When people reported somebody, oldest first.
    private final Map<Pseudonym, Deque<Instant>> reports = new HashMap<>();

    /// Whether a person accepted this version of the rules.
    boolean hasAccepted(Pseudonym who, String version) {
        return version.equals(consents.get(who));
    }

    /// How many reports a person made since then. Older ones are forgotten.
    int reports(Pseudonym who, Instant since) {
        var times = reports.getOrDefault(who, new ArrayDeque<>());
        while (!times.isEmpty() && times.getFirst().isBefore(since)) {
            times.removeFirst();
        }
        if (times.isEmpty()) {
            reports.remove(who);
        }
        return times.size();
    }

    void apply(Change change) {
        switch (change) {
            case Change.Consented(var who, var version, _) -> consents.put(who, version);
            case Change.Reported report ->
                    reports.computeIfAbsent(report.reporter().pseudonym(), _ -> new ArrayDeque<>())
                            .addLast(report.at());
            case Change.Forgotten(var who) -> {
                consents.remove(who);
                reports.remove(who);
            }
            case Change.Waits _,
                    Change.StopsWaiting _,
                    Change.Paired _,
                    Change.Ended _,
                    Change.RoomOpened _,
                    Change.Blocked _ -> {}
        }
    }
}
