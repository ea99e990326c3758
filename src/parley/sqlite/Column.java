package parley.sqlite;

import parley.privacy.Keys;
import parley.privacy.Seal;

import java.util.List;
import java.util.function.Function;

/// A column that holds something made with the secret, which is made anew when that changes.
/// Whoever adds one to a table adds it here; a test compares the list with the tables.
sealed interface Column {
    /// All of them.
    List<Column> ALL =
            List.of(
                    new Person("session", "one"),
                    new Person("session", "other"),
                    new Sealed("session", "sealed_room", Keys::seal, "id"),
                    new Person("active", "pseudonym"),
                    new Sealed("active", "sealed_id", Keys::seal, "pseudonym"),
                    new Person("block", "blocker"),
                    new Person("block", "blocked"),
                    new Person("report", "reporter"),
                    new Person("report", "reported"),
                    new Person("errand", "who"),
                    new Person("consent", "pseudonym"),
                    new Person("sanction", "pseudonym"),
                    new Person("act", "whom"),
                    new Person("act", "moderator"),
                    new Person("quiet", "pseudonym"),
                    new Update("journal", "known"),
                    new Sealed("journal", "sealed", Keys::journal, "number"));

    String table();

    String name();

    /// What makes its new value, in SQL with the functions of [Renewal].
    String renewed();

    /// A pseudonym, as bytes or in hexadecimal; a raw id, which has no key, may be there instead.
    record Person(String table, String name) implements Column {
        static final String FUNCTION = "person";

        @Override
        public String renewed() {
            return "%s(%s)".formatted(FUNCTION, name);
        }
    }

    /// The fingerprint of an update.
    record Update(String table, String name) implements Column {
        static final String FUNCTION = "fingerprint";

        @Override
        public String renewed() {
            return "%s(%s)".formatted(FUNCTION, name);
        }
    }

    /// Something sealed for its row.
    ///
    /// @param seal by which keys
    /// @param row the column by which the row was named: a number, or a pseudonym
    record Sealed(String table, String name, Function<Keys, Seal> seal, String row)
            implements Column {
        String function() {
            return "sealed_" + table + "_" + name;
        }

        @Override
        public String renewed() {
            return "%s(%s, %s)".formatted(function(), name, row);
        }
    }
}
