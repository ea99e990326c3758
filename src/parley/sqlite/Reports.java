package parley.sqlite;

import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What people complained about, read beside a running bot and without any key.
public final class Reports {
    private static final String LIST =
            """
            SELECT id, session, reporter, reported, reason, at, status FROM report ORDER BY at, id
            """;

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
    }

    private Reports() {}

    /// All reports, oldest first. Changes nothing and takes no lock that the bot would notice.
    ///
    /// @throws RefusedException when there is no database of ours
    public static List<Report> list(Path file) throws RefusedException {
        return Database.read(file, Reports::list);
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
}
