package parley.moderation;

import parley.chat.Change;
import parley.chat.Change.Reason;
import parley.chat.Change.ReportId;
import parley.chat.Change.Reported;
import parley.chat.Change.Sanctioned;
import parley.chat.Person;
import parley.chat.Pseudonym;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is known of people besides their chats: who accepted which rules, who reported whom, and
/// who is kept out. It changes by [#apply] alone. Not thread-safe; whoever owns it takes turns.
final class Register {
    /// So long a penalty that the bot gave by itself counts when it gives the next.
    static final Duration DECAY = Duration.ofDays(7);

    /// So long a warning waits for its person.
    private static final Duration UNHEARD = Duration.ofDays(90);

    /// How long it is known, in memory alone, where somebody can be reached who was reported.
    private static final Duration REACH = Duration.ofHours(24);

    /// Newest first, to the millisecond, as it is kept; what came within one stands in the order of
    /// its id, so that every list of reports has the same order.
    static final Comparator<Case> NEWEST =
            Comparator.<Case>comparingLong(one -> one.at().toEpochMilli())
                    .thenComparingLong(one -> one.id().value())
                    .reversed();

    private static final Pattern FULL = Pattern.compile("[0-9a-f]{32}");

    private final Map<Pseudonym, String> consents = new HashMap<>();
    private final SequencedMap<ReportId, Case> cases = new LinkedHashMap<>();
    private final Map<Pseudonym, Sanctioned> sanctions = new HashMap<>();
    private final Map<Pseudonym, Contact> contacts = new HashMap<>();
    private final Set<Pseudonym> quiet = new HashSet<>();

    /// A report.
    ///
    /// @param outcome nothing as long as nobody has looked at it
    record Case(
            ReportId id,
            Pseudonym reporter,
            Pseudonym reported,
            Reason reason,
            Optional<Instant> began,
            Instant at,
            Optional<String> outcome) {
        /// The same with another outcome.
        Case with(Optional<String> other) {
            return new Case(id, reporter, reported, reason, began, at, other);
        }
    }

    private record Contact(Person person, Instant at) {}

    /// Whether a person accepted this version of the rules.
    boolean hasAccepted(Pseudonym who, String version) {
        return version.equals(consents.get(who));
    }

    /// Whether a person wants no announcements.
    boolean isQuiet(Pseudonym who) {
        return quiet.contains(who);
    }

    /// A report, as it is now.
    Optional<Case> find(ReportId id) {
        return Optional.ofNullable(cases.get(id));
    }

    /// All reports, newest first.
    Collection<Case> newest() {
        return cases.sequencedValues().reversed();
    }

    /// The person behind a pseudonym, or behind its first digits if those are of one person known
    /// here.
    Optional<Pseudonym> person(String digits) {
        if (FULL.matcher(digits).matches()) {
            return Optional.of(
                    new Pseudonym(
                            HexFormat.fromHexDigitsToLong(digits, 0, 16),
                            HexFormat.fromHexDigitsToLong(digits, 16, 32)));
        }
        if (digits.length() < Cards.MASK) {
            return Optional.empty();
        }
        var found =
                Stream.concat(
                                sanctions.keySet().stream(),
                                cases.values().stream()
                                        .flatMap(one -> Stream.of(one.reported(), one.reporter())))
                        .filter(who -> Cards.pseudonym(who).startsWith(digits))
                        .distinct()
                        .limit(2)
                        .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// The reports since then, newest first.
    Stream<Case> since(Instant then) {
        return newest().stream().takeWhile(one -> !one.at().isBefore(then));
    }

    /// What keeps a person from searching and writing now.
    Optional<Sanctioned> sanction(Pseudonym who, Instant now) {
        return latest(who)
                .filter(one -> one.penalty() != Change.Penalty.WARNING)
                .filter(one -> one.until().isEmpty() || one.until().get().isAfter(now));
    }

    /// The last sanction of a person, over or not.
    Optional<Sanctioned> latest(Pseudonym who) {
        return Optional.ofNullable(sanctions.get(who));
    }

    /// Everybody who is kept from searching and writing now.
    List<Sanctioned> sanctions(Instant now) {
        return sanctions.values().stream()
                .filter(one -> sanction(one.who(), now).isPresent())
                .toList();
    }

    /// Where a person can be reached who was reported lately.
    Optional<Person> contact(Pseudonym who) {
        return Optional.ofNullable(contacts.get(who)).map(Contact::person);
    }

    /// Remembers for a while where somebody can be reached.
    void meet(Person person, Instant at) {
        contacts.put(person.pseudonym(), new Contact(person, at));
    }

    /// Forgets what is only remembered for a while.
    ///
    /// @param ttl how long reports are kept; nothing for ever
    void prune(Instant now, Optional<Duration> ttl) {
        contacts.values().removeIf(contact -> contact.at().plus(REACH).isBefore(now));
        sanctions.values().removeIf(one -> isOver(one, now));
        ttl.ifPresent(kept -> cases.values().removeIf(one -> one.at().isBefore(now.minus(kept))));
    }

    private static boolean isOver(Sanctioned one, Instant now) {
        if (one.penalty() == Change.Penalty.WARNING) {
            return one.since().plus(UNHEARD).isBefore(now);
        }
        return one.until().filter(until -> until.plus(DECAY).isBefore(now)).isPresent();
    }

    void apply(Change change) {
        switch (change) {
            case Change.Consented(var who, var version, _) -> consents.put(who, version);
            case Reported report -> report(report);
            case Change.Judged(var id, var outcome) ->
                    cases.computeIfPresent(id, (_, one) -> one.with(outcome));
            case Sanctioned sanction -> sanctions.put(sanction.who(), sanction);
            case Change.Pardoned(var who) -> sanctions.remove(who);
            case Change.Tuned(var who, var announcements) -> {
                if (announcements) {
                    quiet.remove(who);
                } else {
                    quiet.add(who);
                }
            }
            case Change.Forgotten(var who) -> forget(who);
            case Change.Waits _,
                    Change.StopsWaiting _,
                    Change.Paired _,
                    Change.Ended _,
                    Change.RoomOpened _,
                    Change.Acted _,
                    Change.Blocked _ -> {}
        }
    }

    private void report(Reported report) {
        report.reachable().ifPresent(person -> meet(person, report.at()));
        cases.put(
                report.id(),
                new Case(
                        report.id(),
                        report.reporter().pseudonym(),
                        report.reported(),
                        report.reason(),
                        report.began(),
                        report.at(),
                        Optional.empty()));
    }

    private void forget(Pseudonym who) {
        consents.remove(who);
        contacts.remove(who);
        quiet.remove(who);
        cases.values().removeIf(one -> one.reporter().equals(who));
    }
}
