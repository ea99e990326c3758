package parley.sqlite.file;

import org.sqlite.Function;

import java.sql.Connection;
import java.sql.SQLException;

/// A function of ours that statements on one connection can call: it gets and gives a `byte[]`, a
/// `Long`, a `String` or null.
@FunctionalInterface
public interface SqlFunction {
    /// What the function gives for these. Whatever it throws fails the statement.
    Object of(Object... values) throws SQLException;

    /// Lets statements on this connection call a function by this name.
    static void define(Connection connection, String name, SqlFunction function)
            throws SQLException {
        Function.create(connection, name, new Adapter(function));
    }

    /// As the driver wants it.
    final class Adapter extends Function {
        private final SqlFunction function;

        private Adapter(SqlFunction function) {
            this.function = function;
        }

        @Override
        protected void xFunc() throws SQLException {
            var values = new Object[args()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(i);
            }
            give(function.of(values));
        }

        private Object value(int i) throws SQLException {
            return switch (value_type(i)) {
                case 1 -> value_long(i);
                case 3 -> value_text(i);
                case 4 -> value_blob(i);
                case 5 -> null;
                default -> throw new SQLException("no value for a function of ours");
            };
        }

        private void give(Object value) throws SQLException {
            switch (value) {
                case null -> result();
                case Long number -> result(number);
                case String text -> result(text);
                case byte[] bytes -> result(bytes);
                default -> throw new SQLException("no value of a column");
            }
        }
    }
}
