package parley.moderation;

import parley.chat.Change.Penalty;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a moderator can do about a report by one press.
enum Act {
    DISMISS("dismissed", Optional.empty(), Optional.empty()),
    WARN("warned", Optional.of(Penalty.WARNING), Optional.empty()),
    MUTE("muted", Optional.of(Penalty.MUTE), Optional.of(Duration.ofHours(24))),
    BAN7D("banned", Optional.of(Penalty.BAN), Optional.of(Duration.ofDays(7))),
    BAN("banned", Optional.of(Penalty.BAN), Optional.empty()),
    UNDO("open", Optional.empty(), Optional.empty());

    private final String outcome;
    private final Optional<Penalty> penalty;
    private final Optional<Duration> length;

    Act(String outcome, Optional<Penalty> penalty, Optional<Duration> length) {
        this.outcome = outcome;
        this.penalty = penalty;
        this.length = length;
    }

    /// The act behind a word in lower case; nothing when there is none.
    static Optional<Act> of(String word) {
        return Stream.of(values())
                .filter(act -> act.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /// What the report is after that, in a word.
    String outcome() {
        return outcome;
    }

    /// What becomes of the reported person.
    Optional<Penalty> penalty() {
        return penalty;
    }

    /// For how long; nothing until somebody lifts it.
    Optional<Duration> length() {
        return length;
    }
}
