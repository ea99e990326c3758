package parley.sqlite.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Statements that are kept prepared, so they belong to one connection and one thread.
public final class Statements {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /// Nothing is prepared before it is needed.
    public Statements(Connection connection) {
        this.connection = connection;
    }

    /// Runs one that changes rows. The driver makes a statement useless when it fails, so that one
    /// is prepared again.
    ///
    /// @return how many rows it changed
    public int run(String sql, Object... values) throws SQLException {
        var statement = prepared.remove(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        int rows = statement.executeUpdate();
        prepared.put(sql, statement);
        return rows;
    }

    /// The first column of all rows, as texts.
    public List<String> texts(String query, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            var texts = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }

    /// Lets go of all of them, which some statements about the whole database want. They are
    /// prepared again when they are needed.
    public void release() throws SQLException {
        for (var statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
    }

    /// Runs one that must change exactly one row.
    ///
    /// @throws IllegalStateException when it changes none, or more
    public void one(String sql, Object... values) throws SQLException {
        if (run(sql, values) != 1) {
            throw new IllegalStateException("a change does not fit the database: " + sql.strip());
        }
    }
}
