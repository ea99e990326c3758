package parley.sqlite.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import parley.privacy.Keys;
import parley.privacy.SealException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/// Recognises a database of ours before anything is written to it. The header is read as bytes
/// first, because SQLite would recover, and so change, what it opens; then a connection that cannot
/// write looks at what only the write-ahead log may know.
final class Format {
    /// The letters Prly: which application a SQLite file belongs to.
    static final int APPLICATION = 0x50726c79;

    private static final int HEADER = 100;
    private static final int VERSION_AT = 60;
    private static final int APPLICATION_AT = 68;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(US_ASCII);

    private static final String CHECK = "key check";
    private static final byte[] CHECKED = "parley".getBytes(US_ASCII);
    private static final String FORMER = "former keys";

    /// There while something made with former keys may lie in unused parts of the file.
    private static final String UNCLEAN = "unclean";

    private static final String READ = "SELECT value FROM meta WHERE name = ?";
    private static final String WRITE =
            """
            INSERT INTO meta (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """;

    private Format() {}

    /// Refuses what is not ours, what a newer version made, and what was made with another secret.
    ///
    /// @param own the keys of the secret
    /// @return the keys for this database, which may have had other secrets before
    static Keys require(Path file, Keys own) throws IOException, SQLException, RefusedException {
        requireHeader(file);
        try (var connection = Sql.openToRead(file)) {
            requirePragmas(file, connection);
            requireSecret(file, connection, own);
            return complete(file, connection, own);
        }
    }

    /// Marks a new database as ours, made with this secret.
    static void mark(Connection connection, Keys keys) throws SQLException {
        Sql.run(connection, "PRAGMA application_id = " + APPLICATION);
        writeCheck(connection, keys);
    }

    /// Marks a database as made with another secret from now on, in the transaction that rewrites
    /// everything else.
    static void renew(Connection tx, Keys next) throws SQLException {
        writeCheck(tx, next);
        write(tx, FORMER, next.former());
        write(tx, UNCLEAN, new byte[] {1});
    }

    static boolean isUnclean(Connection connection) throws SQLException {
        return read(connection, UNCLEAN).isPresent();
    }

    static void clean(Connection connection) throws SQLException {
        Sql.run(connection, "DELETE FROM meta WHERE name = '" + UNCLEAN + "'");
    }

    /// Refuses an open database that is not ours or that a newer version made.
    static void requirePragmas(Path file, Connection connection)
            throws SQLException, RefusedException {
        requireOurs(
                file,
                Sql.number(connection, "PRAGMA application_id"),
                Sql.number(connection, "PRAGMA user_version"));
    }

    private static void requireHeader(Path file) throws IOException, RefusedException {
        byte[] header;
        try (var in = Files.newInputStream(file)) {
            header = in.readNBytes(HEADER);
        }
        if (header.length < HEADER || !Arrays.equals(MAGIC, Arrays.copyOf(header, MAGIC.length))) {
            throw new RefusedException(file + " is not a database; name another DATABASE_PATH");
        }
        var numbers = ByteBuffer.wrap(header);
        requireOurs(file, numbers.getInt(APPLICATION_AT), numbers.getInt(VERSION_AT));
    }

    private static void requireOurs(Path file, long application, long version)
            throws RefusedException {
        if (application != APPLICATION) {
            throw new RefusedException(
                    file + " belongs to another application; name another DATABASE_PATH");
        }
        if (version > Migrations.latest()) {
            throw new RefusedException(
                    "%s was made by a newer parley (its version is %d, ours is %d); install that"
                            .formatted(file, version, Migrations.latest()));
        }
    }

    private static void requireSecret(Path file, Connection connection, Keys keys)
            throws SQLException, RefusedException {
        try {
            keys.check().open(read(connection, CHECK).orElse(new byte[0]), "meta", CHECKED);
        } catch (SealException e) {
            throw new RefusedException.OtherSecret(
                    file
                            + " was made with another secret (its key check is "
                            + e.getMessage()
                            + "); if `parley rotate-key` changed the secret, put the new one into"
                            + " MASK_SALT; otherwise set MASK_SALT to what it was or put the old"
                            + " secret.key back, or move the database away to start afresh");
        }
    }

    private static Keys complete(Path file, Connection connection, Keys own)
            throws SQLException, RefusedException {
        var former = read(connection, FORMER);
        try {
            return former.isPresent() ? own.following(former.get()) : own;
        } catch (SealException e) {
            throw new RefusedException(
                    file + " is damaged: its former keys do not open; restore it from a backup", e);
        }
    }

    private static void writeCheck(Connection connection, Keys keys) throws SQLException {
        write(connection, CHECK, keys.check().seal(CHECKED, "meta", CHECKED));
    }

    private static Optional<byte[]> read(Connection connection, String name) throws SQLException {
        try (var select = connection.prepareStatement(READ)) {
            select.setString(1, name);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        }
    }

    private static void write(Connection connection, String name, byte[] value)
            throws SQLException {
        try (var insert = connection.prepareStatement(WRITE)) {
            insert.setString(1, name);
            insert.setBytes(2, value);
            insert.executeUpdate();
        }
    }
}
