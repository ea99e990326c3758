package parley.sqlite;

import static java.util.stream.Collectors.joining;

import parley.privacy.Keys;
import parley.privacy.SealException;
import parley.sqlite.file.Sql;
import parley.sqlite.file.SqlFunction;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Makes everything in the tables anew that was made with the keys before. Used once, within one
/// transaction. A table is rewritten by one statement, which calls back for each value.
final class Renewal {
    private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{32}");

    private final Keys former;
    private final Keys next;
    private final Count count;

    /// What is wrong with a row, once something is.
    private String fault = "";

    Renewal(Keys former, Keys next, Consumer<String> progress) {
        this.former = former;
        this.next = next;
        count = new Count(progress);
    }

    /// Does it all.
    ///
    /// @throws SQLException when a row cannot be made anew, or would be left as it was
    void on(Connection tx) throws SQLException {
        define(tx);
        // What is in there does not open, so it cannot be carried over.
        Sql.run(tx, "DELETE FROM journal_set_aside");
        var tables = new LinkedHashMap<String, List<Column>>();
        Column.ALL.forEach(
                column ->
                        tables.computeIfAbsent(column.table(), _ -> new ArrayList<>()).add(column));
        for (var table : tables.entrySet()) {
            rewrite(tx, table.getKey(), table.getValue());
        }
    }

    private void define(Connection tx) throws SQLException {
        SqlFunction.define(tx, Column.Person.FUNCTION, values -> counted(person(values[0])));
        SqlFunction.define(tx, Column.Update.FUNCTION, values -> counted(update((long) values[0])));
        for (var column : Column.ALL) {
            if (column instanceof Column.Sealed sealed) {
                SqlFunction.define(
                        tx,
                        sealed.function(),
                        values -> counted(sealed(sealed, (byte[]) values[0], values[1])));
            }
        }
    }

    /// Indexes are made anew too: putting each row into its new place would take ten times as long.
    private void rewrite(Connection tx, String table, List<Column> columns) throws SQLException {
        long rows = Sql.number(tx, "SELECT count(*) FROM " + table);
        var indexes = indexes(tx, table, columns);
        for (var index : indexes.keySet()) {
            Sql.run(tx, "DROP INDEX " + index);
        }
        count.begin(table, rows, columns.size());
        long rewritten = update(tx, table, columns);
        for (var index : indexes.values()) {
            Sql.run(tx, index);
        }
        for (var column : columns) {
            if (column instanceof Column.Sealed sealed) {
                requireNext(tx, sealed);
            }
        }
        if (rewritten != rows) {
            throw new SQLException(
                    "%d of %d rows of %s would stay under the former secret; report this as a bug"
                            .formatted(rows - rewritten, rows, table));
        }
        count.end();
    }

    private long update(Connection tx, String table, List<Column> columns) throws SQLException {
        var values =
                columns.stream()
                        .map(column -> column.name() + " = " + column.renewed())
                        .collect(joining(", "));
        try (var statement = tx.createStatement()) {
            return statement.executeLargeUpdate("UPDATE " + table + " SET " + values);
        } catch (SQLException e) {
            throw fault.isEmpty() ? e : new SQLException(fault, e);
        }
    }

    private static Map<String, String> indexes(Connection tx, String table, List<Column> columns)
            throws SQLException {
        var names = columns.stream().map(it -> "'" + it.name() + "'").collect(joining(", "));
        // But for those that SQLite makes by itself.
        var query =
                """
                SELECT name, sql FROM sqlite_schema
                WHERE type = 'index' AND tbl_name = '%s' AND sql IS NOT NULL AND EXISTS (
                  SELECT 1 FROM pragma_index_info(sqlite_schema.name) AS part
                  WHERE part.name IN (%s))
                """
                        .formatted(table, names);
        var indexes = new LinkedHashMap<String, String>();
        try (var statement = tx.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                indexes.put(rows.getString(1), rows.getString(2));
            }
        }
        return indexes;
    }

    /// A text that is no pseudonym is the raw id of somebody, from when masking was off.
    private Object person(Object value) {
        return switch (value) {
            case byte[] bytes -> next.pseudonyms().renewed(bytes);
            case String text when PSEUDONYM.matcher(text).matches() -> {
                var bytes = HexFormat.of().parseHex(text);
                yield HexFormat.of().formatHex(next.pseudonyms().renewed(bytes));
            }
            case null, default -> value;
        };
    }

    private Object update(long fingerprint) {
        return next.updates().renewed(fingerprint);
    }

    private Object sealed(Column.Sealed column, byte[] sealed, Object row) throws SQLException {
        if (sealed == null) {
            return null;
        }
        try {
            var plain = column.seal().apply(former).open(sealed, column.table(), place(row));
            return column.seal().apply(next).seal(plain, column.table(), place(person(row)));
        } catch (SealException e) {
            fault =
                    "%s does not open (%s); start the bot once, which sets it aside, then run this again"
                            .formatted(name(column, row, count.rows() + 1), e.getMessage());
            throw new SQLException(fault, e);
        }
    }

    /// Looks at what the rows say of themselves; nothing is left to chance here.
    private void requireNext(Connection tx, Column.Sealed column) throws SQLException {
        var query = "SELECT %s, %s FROM %s".formatted(column.row(), column.name(), column.table());
        try (var statement = tx.createStatement();
                var rows = statement.executeQuery(query)) {
            for (long i = 1; rows.next(); i++) {
                var sealed = rows.getBytes(2);
                if (sealed != null && !column.seal().apply(next).isBehind(sealed)) {
                    throw new SQLException(
                            name(column, rows.getObject(1), i)
                                    + " is still under the former secret; report this as a bug");
                }
            }
        }
    }

    private Object counted(Object value) {
        count.add();
        return value;
    }

    /// By its number, or else by its place in the table.
    private static String name(Column.Sealed column, Object row, long place) {
        var number = row instanceof Number given ? given : place;
        return "row %s of %s".formatted(number, column.table());
    }

    private static byte[] place(Object row) {
        return row instanceof byte[] pseudonym
                ? pseudonym
                : ByteBuffer.allocate(Long.BYTES).putLong((long) row).array();
    }

    /// Tells how far it is: a line for a table, and more for one that takes a while.
    private static final class Count {
        private static final long LARGE = 50_000;
        private static final int STEPS = 10;

        private final Consumer<String> progress;
        private String table;
        private long total;
        private int columns;
        private long values;

        Count(Consumer<String> progress) {
            this.progress = progress;
        }

        void begin(String name, long rows, int columnsOfEach) {
            table = name;
            total = rows;
            columns = columnsOfEach;
            values = 0;
        }

        void add() {
            values++;
            if (total >= LARGE && values % (total / STEPS * columns) == 0 && rows() < total) {
                progress.accept(String.format(Locale.ROOT, "%s: %,d of %,d", table, rows(), total));
            }
        }

        long rows() {
            return values / columns;
        }

        void end() {
            if (total > 0) {
                progress.accept(String.format(Locale.ROOT, "%s: %,d", table, total));
            }
        }
    }
}
