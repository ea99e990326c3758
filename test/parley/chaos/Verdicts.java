package parley.chaos;

import parley.chaos.Event.Killed;
import parley.chaos.Fate.Arrival;
import parley.chaos.Fate.Written;
import parley.chaos.View.Standing;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Judges messages one by one, when everything else is known.
final class Verdicts {
    /// What was delivered this long before a kill was not in flight any more.
    private static final long SETTLED = Duration.ofMillis(50).toNanos();

    private final Map<String, Meeting> meetings;
    private final List<Killed> kills;
    private final Map<Key, Integer> losses;
    private final Tally tally;
    private final Map<List<Integer>, Long> newest = new HashMap<>();
    private final Map<Integer, Integer> untold = new HashMap<>();

    Verdicts(
            Map<String, Meeting> meetings,
            List<Killed> kills,
            Map<Key, Integer> losses,
            Tally tally) {
        this.meetings = meetings;
        this.kills = kills;
        this.losses = losses;
        this.tally = tally;
    }

    /// @param fates in the order in which they were written
    void judge(List<Fate> fates) {
        fates.forEach(this::judge);
    }

    private void judge(Fate fate) {
        tally.add(Count.SENT);
        var right = fate.arrivals().stream().filter(copy -> isRight(fate.written(), copy)).toList();
        fate.arrivals().stream().filter(copy -> !right.contains(copy)).forEach(c -> wrong(fate, c));
        if (!right.isEmpty()) {
            tally.add(Count.DELIVERED);
            order(fate, right.getFirst());
            repeated(fate, right);
            if (!fate.refusals().isEmpty()) {
                tally.add(Count.REFUSED_TOO, fate.name());
            }
        } else if (!fate.refusals().isEmpty()) {
            tally.add(Count.REFUSED);
        } else {
            tally.add(Count.LOST, fate.name() + ", " + nextKill(fate));
            fate.said().album().ifPresent(_ -> tally.add(Count.LOST_PARTS));
        }
        kills.stream()
                .filter(kill -> isInFlight(fate, right, kill.at()))
                .forEach(_ -> tally.add(Count.IN_FLIGHT));
        changes(fate);
    }

    private void wrong(Fate fate, Arrival copy) {
        tally.add(
                Count.WRONG_PERSON,
                "%s at %d, who was %s; the sender was %s"
                        .formatted(
                                fate.name(),
                                copy.to(),
                                copy.standing(),
                                fate.written().standing()));
    }

    private void changes(Fate fate) {
        var seen = new HashSet<Integer>();
        for (var change : fate.changes()) {
            var edit = fate.edits().get(change.version());
            if (edit == null || !isRight(edit, change)) {
                wrong(fate, change);
            } else if (seen.add(change.version())) {
                tally.add(Count.EDITS_SEEN);
            }
        }
    }

    /// Whether this reached the partner of the chat that it was written in, and that one before any
    /// later chat.
    private boolean isRight(Written written, Arrival copy) {
        if (written.standing() instanceof Standing.In(var session)) {
            var meeting = meetings.get(session);
            return meeting.joins(written.who(), copy.to()) && !isStale(meeting, copy);
        }
        return meetings.values().stream()
                        .filter(meeting -> !meeting.isToldBefore(written.who(), written.at()))
                        .filter(meeting -> !isStale(meeting, copy))
                        .anyMatch(meeting -> meeting.joins(copy.to(), written.who()))
                || isUntold(written, copy);
    }

    /// Whether both are looking for somebody and may have found each other without being told: that
    /// is another fault.
    private boolean isUntold(Written written, Arrival copy) {
        var one = written.who();
        var other = copy.to();
        if (one == other || !isSearching(written.standing()) || !isSearching(copy.standing())) {
            return false;
        }
        if (!untold.containsKey(one) && !untold.containsKey(other)) {
            untold.put(one, other);
            untold.put(other, one);
            tally.add(Count.NOT_TOLD, "neither %d nor %d was told".formatted(one, other));
        }
        return Integer.valueOf(other).equals(untold.get(one));
    }

    private static boolean isSearching(Standing standing) {
        return standing instanceof Standing.Waiting
                || standing instanceof Standing.Asked(var command) && command.searches();
    }

    /// Whether the recipient had been told of a later chat by then.
    private boolean isStale(Meeting meeting, Arrival copy) {
        return copy.standing() instanceof Standing.In(var session)
                && !meetings.get(session).equals(meeting)
                && meeting.isToldBefore(copy.to(), meetings.get(session).toldAt(copy.to()));
    }

    private void order(Fate fate, Arrival first) {
        var way = List.of(fate.written().who(), first.to());
        long before = newest.getOrDefault(way, Long.MIN_VALUE);
        if (first.at() < before) {
            tally.add(Count.OUT_OF_ORDER, fate.name() + " at " + first.to());
        }
        newest.put(way, Math.max(before, first.at()));
    }

    /// A kill explains one more copy, and so does a lost answer.
    private void repeated(Fate fate, List<Arrival> copies) {
        int lost = losses.getOrDefault(fate.said().key(), 0);
        Set<Killed> used = new HashSet<>();
        for (int i = 1; i < copies.size(); i++) {
            long before = copies.get(i - 1).at();
            long now = copies.get(i).at();
            var kill = killAfter(before).filter(k -> k.at() <= now && !used.contains(k));
            if (kill.isPresent()) {
                used.add(kill.get());
                long earlier = kill.get().at() - before;
                if (earlier > SETTLED) {
                    var how = "%s, %d ms before the kill";
                    tally.add(
                            Count.DUPLICATE_LATE, how.formatted(fate.name(), earlier / 1_000_000));
                } else {
                    tally.add(Count.DUPLICATE_IN_FLIGHT);
                }
            } else if (lost-- > 0) {
                tally.add(Count.DUPLICATE_UNKNOWN);
            } else {
                tally.add(
                        Count.DUPLICATE,
                        "%s, %d ms later".formatted(fate.name(), (now - before) / 1_000_000));
            }
        }
    }

    private Optional<Killed> killAfter(long at) {
        return kills.stream().filter(kill -> kill.silent() >= at).findFirst();
    }

    private static boolean isInFlight(Fate fate, List<Arrival> right, long kill) {
        long settled = kill - SETTLED;
        return fate.said().at() <= kill
                && right.stream().noneMatch(copy -> copy.at() < settled)
                && fate.refusals().stream().noneMatch(at -> at < settled);
    }

    private String nextKill(Fate fate) {
        long written = fate.said().at();
        var kill = kills.stream().mapToLong(Killed::at).filter(at -> at > written).findFirst();
        return kill.isPresent()
                ? "written %d ms before a kill".formatted((kill.getAsLong() - written) / 1_000_000)
                : "no kill after it";
    }
}
