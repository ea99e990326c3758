package parley.chaos;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One chat: who was told of it, and who ended it.
final class Meeting {
    private final Map<Integer, Long> told = new HashMap<>();
    private final Set<Integer> greeted = new HashSet<>();
    private final Set<Integer> leavers = new HashSet<>();
    private OptionalInt silent = OptionalInt.empty();
    private Optional<String> vanished = Optional.empty();

    /// Somebody was told that it begins, or that it is running.
    void greet(int who) {
        greeted.add(who);
    }

    Set<Integer> greeted() {
        return greeted;
    }

    /// Somebody was told of it, in whatever way; the first time counts.
    void tell(int who, long at) {
        told.putIfAbsent(who, at);
    }

    /// Somebody asked to leave it.
    void leave(int who) {
        leavers.add(who);
    }

    boolean isLeft() {
        return !leavers.isEmpty();
    }

    boolean isLeftByOther(int who) {
        return leavers.stream().anyMatch(leaver -> leaver != who);
    }

    /// It is over, and neither of the two ended it.
    void vanish(String how) {
        vanished = vanished.or(() -> Optional.of(how));
    }

    Optional<String> vanished() {
        return vanished;
    }

    Set<Integer> told() {
        return told.keySet();
    }

    boolean isToldBefore(int who, long at) {
        return told.getOrDefault(who, Long.MAX_VALUE) < at;
    }

    long toldAt(int who) {
        return told.getOrDefault(who, Long.MAX_VALUE);
    }

    /// Whether the two are, or may be, the people of this chat: who was not told of it is seen for
    /// the first time when a message arrives.
    boolean joins(int one, int other) {
        if (told.containsKey(one) && told.containsKey(other)) {
            return one != other;
        }
        if (told.size() != 1 || told.containsKey(one) == told.containsKey(other)) {
            return false;
        }
        int stranger = told.containsKey(one) ? other : one;
        silent = silent.isPresent() ? silent : OptionalInt.of(stranger);
        return silent.getAsInt() == stranger;
    }
}
