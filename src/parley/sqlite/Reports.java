package parley.sqlite;

import parley.chat.Pseudonym;
import parley.privacy.Keys;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What people complained about, read beside a running bot. Every method reads once, changes
/// nothing and takes no lock that the bot would notice.
public final class Reports {
    private static final String LIST =
            """
            SELECT id, session, reporter, reported, reason, at, status FROM report ORDER BY at, id
            """;

    private static final String BEGAN = "SELECT began FROM report WHERE id = ?";
    private static final String ACTS =
            "SELECT what, at, until, moderator, why FROM act WHERE report = ? ORDER BY number";

    /// Digits of a pseudonym in hexadecimal, more than any id has.
    private static final int MASKED = 32;

    /// One report.
    ///
    /// @param id sixteen hexadecimal digits
    /// @param session sixteen hexadecimal digits
    /// @param reporter a pseudonym in hexadecimal, or a raw id if masking was off
    /// @param reported likewise
    public record Report(
            String id,
            String session,
            String reporter,
            String reported,
            String reason,
            Instant at,
            String status) {
        /// Whether it says of nobody who they are.
        public boolean isMasked() {
            return reporter.length() == MASKED && reported.length() == MASKED;
        }

        /// Whether nobody has looked at it.
        public boolean isOpen() {
            return status.equals("open");
        }
    }

    /// What was done about a report.
    ///
    /// @param what a word for it
    /// @param moderator a pseudonym in hexadecimal; nothing for the operator and the bot itself
    /// @param why in the words of whoever did it; may be empty
    public record Act(
            String what,
            Instant at,
            Optional<Instant> until,
            Optional<String> moderator,
            String why) {}

    /// What else is known about a report.
    ///
    /// @param began when the chat began, if that was known
    /// @param acts the earliest first
    public record History(Optional<Instant> began, List<Act> acts) {}

    private Reports() {}

    /// All reports, oldest first.
    ///
    /// @throws RefusedException when there is no database of ours
    public static List<Report> list(Path file) throws RefusedException {
        return Database.read(file, Reports::list);
    }

    /// The report with this id, of sixteen hexadecimal digits.
    ///
    /// @throws RefusedException when there is no database of ours
    public static Optional<Report> find(Path file, String id) throws RefusedException {
        return list(file).stream().filter(report -> report.id().equals(id)).findFirst();
    }

    /// What else is known about a report.
    ///
    /// @throws RefusedException when there is no database of ours, or an older one
    public static History history(Path file, Report report) throws RefusedException {
        long id = HexFormat.fromHexDigitsToLong(report.id());
        return Bans.read(file, connection -> history(connection, id));
    }

    /// Whom a report is about; nothing when that cannot be read.
    public static Optional<Pseudonym> reported(Report report, Keys keys) {
        return new People(keys).named(report.reported());
    }

    private static List<Report> list(Connection connection) throws SQLException {
        var reports = new ArrayList<Report>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(LIST)) {
            while (rows.next()) {
                reports.add(report(rows));
            }
        }
        return reports;
    }

    private static Report report(ResultSet row) throws SQLException {
        return new Report(
                HexFormat.of().toHexDigits(row.getLong("id")),
                HexFormat.of().toHexDigits(row.getLong("session")),
                row.getString("reporter"),
                row.getString("reported"),
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("status"));
    }

    private static History history(Connection connection, long id) throws SQLException {
        var acts = new ArrayList<Act>();
        try (var select = about(connection, ACTS, id);
                var rows = select.executeQuery()) {
            while (rows.next()) {
                acts.add(act(rows));
            }
        }
        try (var select = about(connection, BEGAN, id);
                var rows = select.executeQuery()) {
            return new History(rows.next() ? Bans.time(rows, "began") : Optional.empty(), acts);
        }
    }

    private static Act act(ResultSet row) throws SQLException {
        return new Act(
                row.getString("what"),
                Instant.ofEpochMilli(row.getLong("at")),
                Bans.time(row, "until"),
                Optional.ofNullable(row.getBytes("moderator")).map(HexFormat.of()::formatHex),
                row.getString("why"));
    }

    private static PreparedStatement about(Connection connection, String query, long id)
            throws SQLException {
        var select = connection.prepareStatement(query);
        select.setLong(1, id);
        return select;
    }
}
