package parley.sqlite;

import parley.sqlite.file.Statements;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Everything in a database that was made with its secret, to be looked for in the bytes of files.
final class Remains {
    private static final int LENGTH = 16;

    /// Names of people, the random part of envelopes, and the last sixteen digits of names in text.
    private static final List<String> MADE =
            List.of(
                    "SELECT hex(one) FROM session",
                    "SELECT hex(other) FROM session",
                    "SELECT hex(pseudonym) FROM active",
                    "SELECT hex(blocker) FROM block",
                    "SELECT hex(blocked) FROM block",
                    "SELECT hex(who) FROM errand WHERE who IS NOT NULL",
                    "SELECT hex(substr(reporter, 17)) FROM report WHERE length(reporter) = 32",
                    "SELECT hex(substr(reported, 17)) FROM report WHERE length(reported) = 32",
                    "SELECT hex(substr(sealed_id, 6, 16)) FROM active",
                    "SELECT hex(substr(sealed_room, 6, 16)) FROM session WHERE sealed_room IS NOT"
                            + " NULL",
                    "SELECT hex(substr(sealed, 6, 16)) FROM journal WHERE sealed IS NOT NULL",
                    "SELECT hex(substr(value, 6, 16)) FROM meta WHERE length(value) > 21");

    private static final String FINGERPRINTS = "SELECT printf('%016x', known) FROM journal";

    private final Set<Long> heads = new HashSet<>();
    private final Set<ByteBuffer> made = new HashSet<>();
    private final Set<Long> fingerprints = new HashSet<>();

    Remains(Connection db) throws SQLException {
        var statements = new Statements(db);
        for (var query : MADE) {
            for (var hex : statements.texts(query)) {
                var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
                heads.add(bytes.getLong(0));
                made.add(bytes);
            }
        }
        for (var hex : statements.texts(FINGERPRINTS)) {
            fingerprints.add(HexFormat.fromHexDigitsToLong(hex));
        }
    }

    /// How often something of it is in the files of a folder.
    int in(Path folder) throws IOException {
        int found = 0;
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
                for (int at = 0; at + LENGTH <= bytes.limit(); at++) {
                    found += isAt(bytes, at) ? 1 : 0;
                }
            }
        }
        return found;
    }

    private boolean isAt(ByteBuffer bytes, int at) {
        long head = bytes.getLong(at);
        return fingerprints.contains(head)
                || heads.contains(head) && made.contains(bytes.slice(at, LENGTH));
    }
}
