package parley.sqlite;

import parley.chat.Person;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that is kept about one person, as far as it is about nobody else.
///
/// @param now where the person is, unless idle
/// @param consent to the rules of conduct
/// @param chats newest first, at most 10,000
/// @param blocks when the person blocked somebody
/// @param reports what the person reported
public record Dossier(
        Optional<Presence> now,
        Optional<Consent> consent,
        List<Chat> chats,
        List<Instant> blocks,
        List<Report> reports,
        Optional<Penalty> penalty,
        List<Act> acts,
        boolean announcements) {
    private static final String NOW =
            "SELECT session IS NOT NULL, since, language FROM active WHERE pseudonym = ?";
    private static final String CONSENT = "SELECT version, day FROM consent WHERE pseudonym = ?";
    private static final String CHATS =
            """
            SELECT started, ended, sealed_room IS NOT NULL FROM session WHERE one = ?
            UNION ALL SELECT started, ended, sealed_room IS NOT NULL FROM session WHERE other = ?
            ORDER BY started DESC LIMIT 10000
            """;
    private static final String BLOCKS = "SELECT at FROM block WHERE blocker = ? ORDER BY at";
    private static final String REPORTS =
            "SELECT at, reason, status FROM report WHERE reporter IN (?, ?) ORDER BY at";

    private static final String PENALTY =
            "SELECT penalty, since, until, appealed FROM sanction WHERE pseudonym = ?";
    private static final String ACTS =
            "SELECT what, at, whom = ? FROM act WHERE whom = ? OR moderator = ? ORDER BY at";
    private static final String QUIET = "SELECT 1 FROM quiet WHERE pseudonym = ?";

    /// Somebody who waits or is in a chat; only then a Telegram id is kept.
    ///
    /// @param language of the app
    public record Presence(boolean inChat, Instant since, String language) {}

    /// To which rules of conduct the person agreed.
    ///
    /// @param version a word that stands for their text
    /// @param day on which that was, at its beginning
    public record Consent(String version, Instant day) {}

    /// One chat.
    ///
    /// @param ended nothing while it is running
    /// @param room whether the name of a video room is kept, sealed, which is until it ends
    public record Chat(Instant began, Optional<Instant> ended, boolean room) {}

    /// What keeps the person out, or did lately.
    ///
    /// @param until nothing when somebody must lift it
    public record Penalty(String word, Instant since, Optional<Instant> until, boolean appealed) {}

    /// What was done about the person, or what the person did as a moderator.
    ///
    /// @param about whether it was about the person
    public record Act(String what, Instant at, boolean about) {}

    /// One report.
    public record Report(Instant at, String reason, String status) {}

    /// Reads it all, after everything that was saved before. Blocks.
    ///
    /// @throws parley.sqlite.file.StorageException when it cannot be read now
    public static Dossier of(Person who, SqliteStore store) {
        var pseudonym = People.bytes(who.pseudonym());
        var masked = People.text(who.pseudonym());
        var raw = Long.toString(who.id().value());
        return store.call(
                "what is kept about somebody",
                tx ->
                        new Dossier(
                                all(tx, NOW, Dossier::presence, pseudonym).stream().findFirst(),
                                all(tx, CONSENT, Dossier::consent, pseudonym).stream().findFirst(),
                                all(tx, CHATS, Dossier::chat, pseudonym, pseudonym),
                                all(tx, BLOCKS, row -> time(row, 1), pseudonym),
                                all(tx, REPORTS, Dossier::report, masked, raw),
                                all(tx, PENALTY, Dossier::penalty, pseudonym).stream().findFirst(),
                                all(tx, ACTS, Dossier::act, pseudonym, pseudonym, pseudonym),
                                all(tx, QUIET, _ -> true, pseudonym).isEmpty()));
    }

    private static Presence presence(ResultSet row) throws SQLException {
        return new Presence(
                row.getBoolean(1), Instant.ofEpochSecond(0, row.getLong(2)), row.getString(3));
    }

    private static Consent consent(ResultSet row) throws SQLException {
        return new Consent(row.getString(1), Instant.EPOCH.plus(Duration.ofDays(row.getLong(2))));
    }

    private static Chat chat(ResultSet row) throws SQLException {
        var ended = row.getLong(2);
        boolean running = row.wasNull();
        return new Chat(
                time(row, 1),
                running ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)),
                row.getBoolean(3));
    }

    private static Penalty penalty(ResultSet row) throws SQLException {
        long until = row.getLong(3);
        boolean open = row.wasNull();
        return new Penalty(
                row.getString(1),
                time(row, 2),
                open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until)),
                row.getBoolean(4));
    }

    private static Act act(ResultSet row) throws SQLException {
        return new Act(row.getString(1), time(row, 2), row.getBoolean(3));
    }

    private static Report report(ResultSet row) throws SQLException {
        return new Report(time(row, 1), row.getString(2), row.getString(3));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> all(Connection tx, String query, Row<T> reader, Object... values)
            throws SQLException {
        try (var statement = tx.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }
}
