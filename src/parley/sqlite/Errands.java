package parley.sqlite;

import parley.chat.Pseudonym;
import parley.sqlite.file.Beside;
import parley.sqlite.file.Database;
import parley.sqlite.file.RefusedException;
import parley.sqlite.file.Sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a command asks of the bot that runs beside it, through the database: the bot alone changes
/// what is kept, so memory and disk never differ.
public final class Errands {
    /// No number comes twice, for the bot remembers what it has taken.
    private static final String LEAVE =
            """
            INSERT INTO errand (number, what, who, detail)
            VALUES (
              max(CAST(unixepoch('subsec') * 1000 AS INTEGER),
                  1 + (SELECT coalesce(max(number), 0) FROM errand)),
              ?, ?, ?)
            """;

    private static final String READ =
            "SELECT number, what, who, detail FROM errand ORDER BY number";
    private static final String LEFT = "SELECT count(*) FROM errand WHERE number = ";
    private static final String DONE = "DELETE FROM errand WHERE number = ?";

    private final SqliteStore store;

    /// What is to be done.
    public sealed interface What {
        /// Erase everything about a person.
        record Erase(Pseudonym who) implements What {}

        /// Change to the secret that lies ready.
        record ChangeSecret() implements What {}

        /// What a moderator could do.
        ///
        /// @param verb what is to be done
        /// @param who to whom
        /// @param rest what else there is to say about it
        record Order(String verb, Optional<Pseudonym> who, String rest) implements What {
            /// As a moderator would write it.
            public String words() {
                return (verb + who.map(one -> " " + People.text(one)).orElse("") + " " + rest)
                        .strip();
            }
        }

        /// Something that this version does not know.
        record Unknown() implements What {}
    }

    /// One of them, by its number.
    public record Errand(long number, What what) {}

    /// The errands that are left for the bot of this store.
    public Errands(SqliteStore store) {
        this.store = store;
    }

    /// What is to be done, in its order. Blocks.
    ///
    /// @throws parley.sqlite.file.StorageException when it cannot be read now
    public List<Errand> left() {
        return store.call("errands", Errands::read);
    }

    /// Takes note that one is done, after everything that was saved before, and leaves no trace of
    /// it. Never waits.
    public void done(long number) {
        store.addSwept(_ -> store.statements().run(DONE, number));
    }

    /// Leaves an errand for the bot that uses a database. Blocks for a moment.
    ///
    /// @return its number
    /// @throws RefusedException when there is no database of ours, or it takes nothing
    public static long leave(Path database, What what) throws RefusedException {
        return Beside.write(database, tx -> leave(tx, what));
    }

    /// Whether an errand is still to be done.
    ///
    /// @throws RefusedException when the database cannot be read
    public static boolean isLeft(Path database, long number) throws RefusedException {
        return Database.read(database, tx -> Sql.number(tx, LEFT + number) > 0);
    }

    /// Takes an errand back that nobody did.
    ///
    /// @throws RefusedException when the database takes nothing
    public static void withdraw(Path database, long number) throws RefusedException {
        Beside.write(database, tx -> drop(tx, number));
    }

    private static long leave(Connection tx, What what) throws SQLException {
        try (var insert = tx.prepareStatement(LEAVE)) {
            insert.setString(1, word(what));
            insert.setBytes(2, who(what).map(People::bytes).orElse(null));
            insert.setString(
                    3,
                    what instanceof What.Order(var verb, _, var rest) ? verb + " " + rest : null);
            insert.executeUpdate();
        }
        return Sql.number(tx, "SELECT last_insert_rowid()");
    }

    private static int drop(Connection tx, long number) throws SQLException {
        try (var delete = tx.prepareStatement(DONE)) {
            delete.setLong(1, number);
            return delete.executeUpdate();
        }
    }

    private static List<Errand> read(Connection connection) throws SQLException {
        var left = new ArrayList<Errand>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                left.add(new Errand(rows.getLong(1), what(rows)));
            }
        }
        return left;
    }

    private static String word(What what) {
        return switch (what) {
            case What.Erase _ -> "erase";
            case What.ChangeSecret _ -> "change secret";
            case What.Order _ -> "order";
            case What.Unknown _ -> throw new IllegalArgumentException("nothing to do");
        };
    }

    private static Optional<Pseudonym> who(What what) {
        return switch (what) {
            case What.Erase(var who) -> Optional.of(who);
            case What.Order order -> order.who();
            case What.ChangeSecret _, What.Unknown _ -> Optional.empty();
        };
    }

    private static What what(ResultSet row) throws SQLException {
        var who = Optional.ofNullable(row.getBytes("who")).map(People::pseudonym);
        var words = Optional.ofNullable(row.getString("detail")).orElse("").split(" ", 2);
        return switch (row.getString("what")) {
            case "erase" -> who.<What>map(What.Erase::new).orElseGet(What.Unknown::new);
            case "change secret" -> new What.ChangeSecret();
            case "order" -> new What.Order(words[0], who, words.length > 1 ? words[1] : "");
            default -> new What.Unknown();
        };
    }
}
