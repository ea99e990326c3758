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
    private static final String READ_CHECK = "SELECT value FROM meta WHERE name = '" + CHECK + "'";
    private static final String WRITE_CHECK = "INSERT INTO meta (name, value) VALUES (?, ?)";

    private Format() {}

    /// Refuses what is not ours, what a newer version made, and what was made with another secret.
    static void require(Path file, Keys keys) throws IOException, SQLException, RefusedException {
        requireHeader(file);
        try (var connection = Sql.openToRead(file)) {
            requirePragmas(file, connection);
            requireSecret(file, connection, keys);
        }
    }

    /// Marks a new database as ours, made with this secret.
    static void mark(Connection connection, Keys keys) throws SQLException {
        Sql.run(connection, "PRAGMA application_id = " + APPLICATION);
        try (var insert = connection.prepareStatement(WRITE_CHECK)) {
            insert.setString(1, CHECK);
            insert.setBytes(2, keys.check().seal(CHECKED, "meta", CHECKED));
            insert.executeUpdate();
        }
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
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ_CHECK)) {
            var sealed = rows.next() ? rows.getBytes(1) : new byte[0];
            keys.check().open(sealed, "meta", CHECKED);
        } catch (SealException e) {
            throw new RefusedException(
                    file
                            + " was made with another secret (its key check is "
                            + e.getMessage()
                            + "); set MASK_SALT to what it was or put the old secret.key back, or"
                            + " move the database away to start afresh");
        }
    }
}
