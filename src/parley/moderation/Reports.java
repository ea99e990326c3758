package parley.moderation;

import parley.chat.Change;
import parley.chat.Change.Penalty;
import parley.chat.Change.Reported;
import parley.chat.Change.Sanctioned;
import parley.chat.ChatEvent.Asked;
import parley.chat.Chats;
import parley.chat.Decision;
import parley.chat.Decision.Draft;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.SessionId;
import parley.moderation.Register.Case;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes reports to the moderators, and suspends whom several people report.
final class Reports {
    private static final Duration DAY = Duration.ofDays(1);

    private final Register register;
    private final Sentences sentences;
    private final Terms terms;
    private final Moderators moderators;

    /// The messages that people pointed to when they began to report. Only in memory: the question
    /// that they are asked answers that message, so the press that answers the question brings it
    /// once more, unless it was deleted meanwhile.
    private final Map<Pseudonym, Pointed> pointed = new HashMap<>();

    private record Pointed(SessionId session, String content, Instant at) {}

    Reports(Register register, Sentences sentences, Terms terms, Moderators moderators) {
        this.register = register;
        this.sentences = sentences;
        this.terms = terms;
        this.moderators = moderators;
    }

    /// Takes what the rules made of a wish to report.
    Decision take(Chats chats, Asked asked, Decision decision) {
        var made =
                decision.changes().stream()
                        .filter(Reported.class::isInstance)
                        .map(Reported.class::cast)
                        .findFirst();
        if (made.isEmpty()) {
            return decision;
        }
        if (isTooMuch(asked)) {
            return Decision.tell(asked.from(), Plain.TOO_MANY_REPORTS);
        }
        var report = made.get();
        var draft = new Draft().add(decision);
        boolean suspends = suspends(report);
        if (suspends) {
            suspend(draft, chats, report, decision);
        }
        var status = suspends ? "open; suspended until you decide" : "open";
        var evidence = evidence(chats, asked, report.session());
        moderators.room().ifPresent(room -> show(draft, report, status, room, evidence));
        return draft.done();
    }

    /// Remembers the message that is pointed to, if it came in the chat that the report is about.
    void note(Chats chats, Asked asked) {
        answered(chats, asked).ifPresent(one -> pointed.put(asked.from().pseudonym(), one));
    }

    private static Optional<Pointed> answered(Chats chats, Asked asked) {
        return asked.answered()
                .flatMap(
                        heard ->
                                chats.during(asked.from().pseudonym(), heard.at())
                                        .map(
                                                session ->
                                                        new Pointed(
                                                                session,
                                                                heard.content(),
                                                                asked.at())));
    }

    /// The message of this chat that somebody points to, or did before.
    private Optional<Notice> evidence(Chats chats, Asked asked, SessionId session) {
        var before = Optional.ofNullable(pointed.get(asked.from().pseudonym()));
        return Stream.of(answered(chats, asked), before)
                .flatMap(Optional::stream)
                .filter(one -> one.session().equals(session))
                .findFirst()
                .map(one -> new Notice.Evidence(one.content()));
    }

    /// Forgets what somebody pointed to.
    void forget(Pseudonym who) {
        pointed.remove(who);
    }

    /// Forgets what nobody came back to.
    void prune(Instant now) {
        pointed.values().removeIf(one -> one.at().plus(DAY).isBefore(now));
    }

    /// A report as the moderators see it.
    ///
    /// @param status what was made of it
    Notice.Card card(Case report, String status) {
        var others =
                register.since(report.at().minus(terms.suspendWithin()))
                        .filter(one -> one.reported().equals(report.reported()))
                        .map(Case::reporter);
        long reporters = Stream.concat(Stream.of(report.reporter()), others).distinct().count();
        return Cards.card(report, reporters, terms.suspendWithin(), status);
    }

    private boolean isTooMuch(Asked asked) {
        var who = asked.from().pseudonym();
        return terms.reportsPerDay() > 0
                && register.since(asked.at().minus(DAY))
                                .filter(one -> one.reporter().equals(who))
                                .count()
                        >= terms.reportsPerDay();
    }

    /// Whether so many people reported this person lately that a moderator should look first. What
    /// the bot counted by itself, which is soon over, does not stand in the way. Whose reports were
    /// dismissed counts less, and nobody can do it alone.
    private boolean suspends(Reported report) {
        if (terms.suspendAfter() == 0
                || register.sanction(report.reported(), report.at())
                        .filter(one -> !Sentences.isOfBot(one.penalty()))
                        .isPresent()
                || moderators.people().contains(report.reported())) {
            return false;
        }
        var reporter = report.reporter().pseudonym();
        double others =
                register.since(report.at().minus(terms.suspendWithin()))
                        .filter(one -> one.reported().equals(report.reported()))
                        .filter(one -> one.outcome().isEmpty())
                        .map(Case::reporter)
                        .filter(one -> !one.equals(reporter))
                        .distinct()
                        .mapToDouble(this::weight)
                        .sum();
        return others > 0 && others + weight(reporter) >= terms.suspendAfter();
    }

    private double weight(Pseudonym reporter) {
        long dismissed =
                register.newest().stream()
                        .filter(one -> one.reporter().equals(reporter))
                        .filter(one -> one.outcome().equals(Optional.of(Act.DISMISS.outcome())))
                        .count();
        return 1.0 / (1 + dismissed);
    }

    /// When the report itself ends the chat that the two are in, nothing is left to be ended.
    private void suspend(Draft draft, Chats chats, Reported report, Decision decision) {
        var sanction =
                new Sanctioned(
                        report.reported(),
                        Penalty.SUSPENSION,
                        report.at(),
                        Optional.empty(),
                        Optional.of(report.id()),
                        sentences.strikes(report.reported(), report.at()),
                        false);
        boolean apart =
                decision.changes().stream()
                        .anyMatch(
                                change ->
                                        change instanceof Change.Ended ended
                                                && ended.other().equals(report.reported()));
        draft.add(
                apart
                        ? sentences.pass(sanction, report.reachable())
                        : sentences.impose(chats, sanction));
        draft.change(acted(report.reported(), report));
    }

    private static Change.Acted acted(Pseudonym whom, Reported report) {
        return new Change.Acted(
                "suspended",
                whom,
                Optional.empty(),
                Optional.of(report.id()),
                Optional.empty(),
                "",
                report.at());
    }

    private void show(
            Draft draft, Reported report, String status, Person room, Optional<Notice> evidence) {
        var who = report.reporter().pseudonym();
        var shown =
                new Case(
                        report.id(),
                        who,
                        report.reported(),
                        report.reason(),
                        report.began(),
                        report.at(),
                        Optional.empty());
        draft.tell(room, card(shown, status));
        evidence.ifPresent(one -> draft.tell(room, one));
    }
}
