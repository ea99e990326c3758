package parley.sqlite;

import parley.chat.Pseudonym;
import parley.privacy.Keys;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who is kept out, what was done about people, and what goes on, read beside a running bot. Every
/// method reads once, changes nothing and takes no lock that the bot would notice.
public final class Bans {
    private static final Duration DAY = Duration.ofDays(1);

    /// A warning keeps nobody out.
    private static final String HOLDS =
            " FROM sanction WHERE penalty <> 'warning' AND (until IS NULL OR until > ?)";

    private static final String LIST =
            "SELECT pseudonym, penalty, since, until, report, appealed"
                    + HOLDS
                    + " ORDER BY since, pseudonym";
    private static final String KEPT_OUT = "SELECT penalty, count(*)" + HOLDS + " GROUP BY penalty";

    private static final String KNOWN =
            """
            SELECT lower(hex(pseudonym)) FROM sanction
            UNION SELECT reported FROM report UNION SELECT reporter FROM report
            """;

    private static final String CHATS = "SELECT count(*) FROM session WHERE ended IS NULL";
    private static final String WAITING = "SELECT count(*) FROM active WHERE session IS NULL";
    private static final String ENDED = "SELECT count(*) FROM session WHERE ended > ";
    private static final String OPEN = "SELECT count(*) FROM report WHERE status = 'open'";
    private static final String REPORTS = "SELECT count(*) FROM report";

    private static final String ACTS =
            "SELECT count(*) FROM act WHERE number > ? AND what = ? AND whom = ?";
    private static final String OURS =
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'sanction'";

    /// What keeps somebody out.
    ///
    /// @param who a pseudonym in hexadecimal
    /// @param until when that is over; nothing when somebody must lift it
    /// @param report what it follows from: sixteen hexadecimal digits
    public record Ban(
            String who,
            String penalty,
            Instant since,
            Optional<Instant> until,
            Optional<String> report,
            boolean appealed) {}

    /// What goes on.
    ///
    /// @param ended chats that were over within the last 24 hours, if they are kept so long
    /// @param keptOut how many people are kept out, by penalty
    public record Figures(
            long chats,
            long waiting,
            long ended,
            long openReports,
            long reports,
            SortedMap<String, Long> keptOut) {}

    private Bans() {}

    /// All who are kept out now, the earliest first.
    ///
    /// @throws RefusedException when there is no database of ours, or an older one
    public static List<Ban> list(Path file, Instant now) throws RefusedException {
        return read(file, connection -> list(connection, now));
    }

    /// What keeps this person out now.
    ///
    /// @throws RefusedException when there is no database of ours, or an older one
    public static Optional<Ban> find(Path file, Pseudonym who, Instant now)
            throws RefusedException {
        var text = People.text(who);
        return list(file, now).stream().filter(ban -> ban.who().equals(text)).findFirst();
    }

    /// What goes on, counted.
    ///
    /// @throws RefusedException when there is no database of ours, or an older one
    public static Figures figures(Path file, Instant now) throws RefusedException {
        return read(file, connection -> figures(connection, now));
    }

    /// Those in reports and among the kept out whose pseudonym in hexadecimal begins so.
    ///
    /// @param keys for reports that hold raw ids
    /// @throws RefusedException when there is no database of ours, or an older one
    public static Set<Pseudonym> known(Path file, Keys keys, String digits)
            throws RefusedException {
        return read(file, connection -> known(connection, new People(keys), digits));
    }

    /// The number of the latest act about a person; 0 before the first.
    ///
    /// @throws RefusedException when there is no database of ours, or an older one
    public static long lastAct(Path file) throws RefusedException {
        return read(file, connection -> Sql.number(connection, "SELECT max(number) FROM act"));
    }

    /// Whether somebody did this about a person.
    ///
    /// @param what the word for it
    /// @param after the number of an act before it
    /// @throws RefusedException when there is no database of ours, or an older one
    public static boolean isDone(Path file, String what, Pseudonym whom, long after)
            throws RefusedException {
        return read(file, connection -> isDone(connection, what, whom, after));
    }

    /// Reads a database that has tables about what was done about people.
    static <T> T read(Path file, Sql.Work<T> work) throws RefusedException {
        return Database.read(
                file,
                connection -> {
                    if (Sql.number(connection, OURS) == 0) {
                        throw new SQLException(
                                "an older parley made it; start the bot of this version first");
                    }
                    return work.on(connection);
                });
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static List<Ban> list(Connection connection, Instant now) throws SQLException {
        var bans = new ArrayList<Ban>();
        try (var select = at(connection, LIST, now);
                var rows = select.executeQuery()) {
            while (rows.next()) {
                bans.add(ban(rows));
            }
        }
        return bans;
    }

    private static Ban ban(ResultSet row) throws SQLException {
        long report = row.getLong("report");
        var id =
                row.wasNull()
                        ? Optional.<String>empty()
                        : Optional.of(HexFormat.of().toHexDigits(report));
        return new Ban(
                HexFormat.of().formatHex(row.getBytes("pseudonym")),
                row.getString("penalty"),
                Instant.ofEpochMilli(row.getLong("since")),
                time(row, "until"),
                id,
                row.getBoolean("appealed"));
    }

    private static Figures figures(Connection connection, Instant now) throws SQLException {
        var keptOut = new TreeMap<String, Long>();
        try (var select = at(connection, KEPT_OUT, now);
                var rows = select.executeQuery()) {
            while (rows.next()) {
                keptOut.put(rows.getString(1), rows.getLong(2));
            }
        }
        return new Figures(
                Sql.number(connection, CHATS),
                Sql.number(connection, WAITING),
                Sql.number(connection, ENDED + now.minus(DAY).toEpochMilli()),
                Sql.number(connection, OPEN),
                Sql.number(connection, REPORTS),
                keptOut);
    }

    private static PreparedStatement at(Connection connection, String query, Instant now)
            throws SQLException {
        var select = connection.prepareStatement(query);
        select.setLong(1, now.toEpochMilli());
        return select;
    }

    private static Set<Pseudonym> known(Connection connection, People people, String digits)
            throws SQLException {
        var known = new HashSet<Pseudonym>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(KNOWN)) {
            while (rows.next()) {
                people.named(rows.getString(1))
                        .filter(who -> People.text(who).startsWith(digits))
                        .ifPresent(known::add);
            }
        }
        return known;
    }

    private static boolean isDone(Connection connection, String what, Pseudonym whom, long after)
            throws SQLException {
        try (var count = connection.prepareStatement(ACTS)) {
            count.setLong(1, after);
            count.setString(2, what);
            count.setBytes(3, People.bytes(whom));
            try (var rows = count.executeQuery()) {
                return rows.next() && rows.getLong(1) > 0;
            }
        }
    }
}
