package parley.sqlite.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The steps from an empty file to the tables of today. A step that was released is never edited;
/// the next one is added to the end of the list.
final class Migrations {
    private static final List<String> STEPS =
            List.of(
                    "001-people.sql",
                    "002-journal.sql",
                    "003-errands.sql",
                    "004-moderation.sql",
                    "005-sanctions.sql");

    private Migrations() {}

    /// The version of a database that went through every step.
    static int latest() {
        return STEPS.size();
    }

    /// Takes the steps that a database of this version lacks, each in a transaction of its own.
    static void run(Connection connection, int version) throws SQLException {
        for (int step = version; step < latest(); step++) {
            int next = step + 1;
            var script = script(STEPS.get(step));
            Sql.transact(
                    connection,
                    tx -> {
                        Sql.run(tx, script);
                        Sql.run(tx, "PRAGMA user_version = " + next);
                        return next;
                    });
        }
    }

    private static String script(String step) {
        try (var in = Migrations.class.getResourceAsStream("migrations/" + step)) {
            if (in == null) {
                throw new IllegalStateException("migration " + step + " is not in the program");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("migration " + step + " cannot be read", e);
        }
    }
}
