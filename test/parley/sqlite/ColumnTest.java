package parley.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import parley.sqlite.file.Database;
import parley.sqlite.file.Statements;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Holds the list of columns to the tables of the newest version: a column that the change of the
/// secret forgot would stay under the former one for ever.
class ColumnTest {
    /// Hold nothing that was made with the secret.
    private static final Set<String> PLAIN =
            Set.of(
                    "act.what",
                    "act.why",
                    "active.language",
                    "errand.detail",
                    "sanction.penalty",
                    "errand.what",
                    "meta.name",
                    "report.reason",
                    "consent.version",
                    "report.status",
                    "session.room");

    /// Seen to otherwise: with the change itself, and by deleting every row.
    private static final Set<String> SEEN_TO = Set.of("meta.value", "journal_set_aside.sealed");

    /// Whatever holds bytes or text, and numbers that are fingerprints.
    private static final String COLUMNS =
            """
            SELECT t.name || '.' || c.name
            FROM sqlite_schema AS t JOIN pragma_table_xinfo(t.name) AS c
            WHERE t.type = 'table' AND (c.type <> 'INTEGER' OR c.name = 'known')
            """;

    @TempDir Path dir;

    @Test
    void everyColumnThatCouldHoldSomethingMadeWithTheSecretIsInTheListOrKnownNotTo()
            throws Exception {
        Set<String> unknown;
        try (var database = Database.open(dir.resolve("anon.sqlite3"), Town.KEYS)) {
            unknown = new TreeSet<>(new Statements(database.connection()).texts(COLUMNS));
        }
        unknown.removeAll(PLAIN);
        unknown.removeAll(SEEN_TO);

        assertEquals(listed(), unknown, "belongs into Column.ALL, or among those that are plain");
    }

    private static Set<String> listed() {
        return Column.ALL.stream()
                .map(column -> column.table() + "." + column.name())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
