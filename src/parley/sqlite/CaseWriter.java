package parley.sqlite;

import parley.chat.Change;
import parley.chat.Change.ReportId;
import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.sqlite.file.Statements;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Writes into the tables what is known of people besides their chats: consent, reports, and who is
/// kept out.
///
/// It belongs to the thread of its statements.
final class CaseWriter {
    private static final String CONSENTS =
            """
            INSERT INTO consent (pseudonym, version, day) VALUES (?, ?, ?)
            ON CONFLICT (pseudonym) DO UPDATE SET version = excluded.version, day = excluded.day
            """;
    private static final String REPORTS =
            """
            INSERT INTO report (id, session, reporter, reported, reason, began, at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (session, reporter) DO NOTHING
            """;
    private static final String JUDGES = "UPDATE report SET status = ? WHERE id = ?";
    private static final String SANCTIONS =
            """
            INSERT INTO sanction (pseudonym, penalty, since, until, report, strikes, appealed)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (pseudonym) DO UPDATE SET
              penalty = excluded.penalty, since = excluded.since, until = excluded.until,
              report = excluded.report, strikes = excluded.strikes, appealed = excluded.appealed
            """;
    private static final String PARDONS = "DELETE FROM sanction WHERE pseudonym = ?";
    private static final String ACTS =
            """
            INSERT INTO act (what, whom, moderator, report, until, why, at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String QUIETS =
            "INSERT INTO quiet (pseudonym) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String LISTENS = "DELETE FROM quiet WHERE pseudonym = ?";

    private static final String FORGET_CONSENT = "DELETE FROM consent WHERE pseudonym = ?";
    private static final String FORGET_REPORTS = "DELETE FROM report WHERE reporter = ?";
    private static final String FORGET_SUBJECT = "UPDATE act SET whom = NULL WHERE whom = ?";
    private static final String FORGET_MODERATOR =
            "UPDATE act SET moderator = NULL WHERE moderator = ?";

    /// What is over, or keeps from nothing.
    private static final String FORGET_SANCTION =
            """
            DELETE FROM sanction
            WHERE pseudonym = ? AND (penalty = 'warning' OR until <= unixepoch() * 1000)
            """;

    private static final String KEPT_OUT = "SELECT penalty FROM sanction WHERE pseudonym = ?";

    /// Those that were made while masking was off.
    private static final String REPORTERS_BY_ID =
            "SELECT DISTINCT reporter FROM report WHERE length(reporter) < 32";

    private final Statements statements;
    private final People people;
    private final boolean maskIds;

    CaseWriter(Statements statements, People people, boolean maskIds) {
        this.statements = statements;
        this.people = people;
        this.maskIds = maskIds;
    }

    /// Changes of other tables are none of its business.
    void write(Change change) throws SQLException {
        switch (change) {
            case Change.Reported report -> report(report);
            case Change.Consented(var who, var version, var at) ->
                    statements.run(CONSENTS, People.bytes(who), version, day(at));
            case Change.Sanctioned sanction -> sanction(sanction);
            case Change.Pardoned(var who) -> statements.run(PARDONS, People.bytes(who));
            case Change.Judged(var report, var outcome) ->
                    statements.run(JUDGES, outcome.orElse("open"), report.value());
            case Change.Acted act -> act(act);
            case Change.Tuned(var who, var announcements) ->
                    statements.run(announcements ? LISTENS : QUIETS, People.bytes(who));
            default -> throw new IllegalArgumentException("not of these tables");
        }
    }

    /// What others said about that person stays, and what keeps that person out.
    ///
    /// @return how many rows there were
    int forget(Pseudonym who) throws SQLException {
        var bytes = People.bytes(who);
        int rows =
                statements.run(FORGET_CONSENT, bytes)
                        + statements.run(FORGET_REPORTS, People.text(who))
                        + statements.run(FORGET_SUBJECT, bytes)
                        + statements.run(FORGET_MODERATOR, bytes)
                        + statements.run(FORGET_SANCTION, bytes)
                        + statements.run(LISTENS, bytes);
        for (var reporter : statements.texts(REPORTERS_BY_ID)) {
            if (people.named(reporter).equals(Optional.of(who))) {
                statements.run(FORGET_REPORTS, reporter);
            }
        }
        return rows;
    }

    /// Whether something keeps a person out that `/forget` does not take away.
    boolean isKeptOut(Pseudonym who) throws SQLException {
        return !statements.texts(KEPT_OUT, People.bytes(who)).isEmpty();
    }

    private void report(Change.Reported report) throws SQLException {
        var reporter = report.reporter();
        statements.run(
                REPORTS,
                report.id().value(),
                report.session().value(),
                maskIds ? People.text(reporter.pseudonym()) : raw(reporter.id()),
                reported(report),
                report.reason().word(),
                millis(report.began()),
                report.at().toEpochMilli());
    }

    private String reported(Change.Reported report) {
        var pseudonym = People.text(report.reported());
        return maskIds
                ? pseudonym
                : report.reachable().map(person -> raw(person.id())).orElse(pseudonym);
    }

    private void sanction(Change.Sanctioned sanction) throws SQLException {
        statements.run(
                SANCTIONS,
                People.bytes(sanction.who()),
                sanction.penalty().word(),
                sanction.since().toEpochMilli(),
                millis(sanction.until()),
                sanction.report().map(ReportId::value).orElse(null),
                sanction.strikes(),
                sanction.appealed() ? 1 : 0);
    }

    private void act(Change.Acted act) throws SQLException {
        statements.run(
                ACTS,
                act.what(),
                People.bytes(act.whom()),
                act.by().map(People::bytes).orElse(null),
                act.report().map(ReportId::value).orElse(null),
                millis(act.until()),
                act.why(),
                act.at().toEpochMilli());
    }

    private static String raw(UserId id) {
        return Long.toString(id.value());
    }

    private static long day(Instant at) {
        return Duration.between(Instant.EPOCH, at).toDays();
    }

    private static Long millis(Optional<Instant> at) {
        return at.map(Instant::toEpochMilli).orElse(null);
    }
}
