package parley.playground.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The bot's database as somebody would find it who got hold of the file. It is only read.
final class Tables {
    private static final int MAX_ROWS = 50;
    private static final int MAX_BYTES = 256;
    private static final int MAX_TEXT = 500;

    private final Path file;

    Tables(Path file) {
        this.file = file;
    }

    /// Each table: its name, its columns, how many rows it has, and the newest of them.
    Map<String, Object> read() throws Complaint {
        if (Files.notExists(file)) {
            throw Complaint.conflict("the bot has made no database yet");
        }
        var address = "jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?mode=ro";
        try (var connection = DriverManager.getConnection(address)) {
            var tables = new ArrayList<Map<String, Object>>();
            for (var name : names(connection)) {
                tables.add(table(connection, name));
            }
            return Map.of("tables", tables);
        } catch (SQLException e) {
            throw Complaint.conflict("the database cannot be read now: " + e.getMessage());
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        var sql =
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                        + " ORDER BY name";
        try (var query = connection.createStatement();
                var rows = query.executeQuery(sql)) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static Map<String, Object> table(Connection connection, String name)
            throws SQLException {
        var quoted = '"' + name.replace("\"", "\"\"") + '"';
        var table = new LinkedHashMap<String, Object>();
        table.put("name", name);
        try (var query = connection.createStatement()) {
            try (var rows = query.executeQuery("SELECT count(*) FROM " + quoted)) {
                rows.next();
                table.put("count", rows.getLong(1));
            }
            try (var rows = query.executeQuery("SELECT * FROM " + quoted + " LIMIT " + MAX_ROWS)) {
                table.put("columns", columns(rows));
                table.put("rows", rows(rows));
            }
        }
        return table;
    }

    private static List<String> columns(ResultSet rows) throws SQLException {
        var about = rows.getMetaData();
        var columns = new ArrayList<String>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            columns.add(about.getColumnName(i));
        }
        return columns;
    }

    private static List<List<String>> rows(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        var found = new ArrayList<List<String>>();
        while (rows.next()) {
            var row = new ArrayList<String>();
            for (int i = 1; i <= columns; i++) {
                row.add(shown(rows.getObject(i)));
            }
            found.add(row);
        }
        return found;
    }

    private static String shown(Object value) {
        return switch (value) {
            case null -> "NULL";
            case byte[] bytes -> {
                int shown = Math.min(bytes.length, MAX_BYTES);
                var hex = HexFormat.of().formatHex(bytes, 0, shown);
                yield "x'" + hex + (shown < bytes.length ? "… " + bytes.length + " bytes" : "'");
            }
            default -> {
                var text = value.toString();
                yield text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
            }
        };
    }
}
