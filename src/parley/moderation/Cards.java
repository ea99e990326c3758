package parley.moderation;

import parley.chat.Change.ReportId;
import parley.chat.Change.Sanctioned;
import parley.chat.Notice;
import parley.chat.Pseudonym;
import parley.moderation.Register.Case;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// What the moderators' chat shows, in English. People are there under masks alone: the first
/// digits of their pseudonyms.
final class Cards {
    /// As many digits as tell the people of one bot from each other.
    static final int MASK = 12;

    private Cards() {}

    /// A person, as moderators see one.
    static String mask(Pseudonym who) {
        return pseudonym(who).substring(0, MASK);
    }

    static String pseudonym(Pseudonym who) {
        var hex = HexFormat.of();
        return hex.toHexDigits(who.high()) + hex.toHexDigits(who.low());
    }

    /// A report.
    ///
    /// @param reporters how many people reported the same person lately, this one included
    static Notice.Card card(Case report, long reporters, Duration lately, String status) {
        var age =
                report.began()
                        .map(began -> Span.words(Duration.between(began, report.at())))
                        .map(words -> "Chat: began " + words + " before the report\n")
                        .orElse("");
        var text =
                """
                🚩 Report %s
                Reason: %s
                About %s, by %s
                %sReported by %s within %s
                Status: %s\
                """
                        .formatted(
                                report.id(),
                                reason(report),
                                mask(report.reported()),
                                mask(report.reporter()),
                                age,
                                people(reporters),
                                Span.words(lately),
                                status);
        return new Notice.Card(report.id(), text, report.outcome().isEmpty());
    }

    /// A report in a line.
    static String line(Case report, Instant now) {
        return "%s  %s  about %s, %s ago"
                .formatted(
                        report.id(),
                        reason(report),
                        mask(report.reported()),
                        Span.words(Duration.between(report.at(), now)));
    }

    /// Somebody who is kept out asks not to be.
    static Notice.Appeal appeal(Sanctioned sanction, String words, Instant now) {
        var text =
                """
                📨 Appeal of %s
                %s%s

                %s\
                """
                        .formatted(
                                mask(sanction.who()),
                                state(sanction, now),
                                sanction.report().map(id -> ", report " + id).orElse(""),
                                words);
        return new Notice.Appeal(sanction.who(), text);
    }

    /// What keeps somebody out, and for how long.
    static String state(Sanctioned sanction, Instant now) {
        return sanction.penalty().word()
                + sanction.until()
                        .map(until -> " for " + Span.words(Duration.between(now, until)))
                        .orElse(" until somebody lifts it");
    }

    /// A number that tells nothing about single people; that there is nobody would tell something,
    /// too.
    static String rough(long count) {
        return count < 10 ? "fewer than 10" : Long.toString(count);
    }

    static Optional<ReportId> report(String text) {
        return ReportId.of(text.toLowerCase(Locale.ROOT));
    }

    private static String reason(Case report) {
        return switch (report.reason()) {
            case SPAM -> "spam or advertising";
            case HARASSMENT -> "harassment";
            case SEXUAL -> "sexual content";
            case MINOR -> "under age";
            case VIOLENCE -> "threats or violence";
            case OTHER -> "something else";
        };
    }

    private static String people(long count) {
        return count == 1 ? "1 person" : count + " people";
    }
}
