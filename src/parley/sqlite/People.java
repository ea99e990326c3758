package parley.sqlite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.chat.SessionId;
import parley.chat.UserId;
import parley.privacy.Keys;
import parley.privacy.SealException;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// How people look at rest: pseudonyms as bytes or text, ids sealed for the row of their owner.
final class People {
    private static final String TABLE = "active";
    private static final String SESSIONS = "session";
    private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern RAW_ID = Pattern.compile("[0-9]{1,18}");

    private final Keys keys;

    People(Keys keys) {
        this.keys = keys;
    }

    byte[] seal(Person person) {
        var id = ByteBuffer.allocate(Long.BYTES).putLong(person.id().value()).array();
        return keys.seal().seal(id, TABLE, bytes(person.pseudonym()));
    }

    UserId open(byte[] sealed, byte[] pseudonym) throws SealException {
        return new UserId(ByteBuffer.wrap(keys.seal().open(sealed, TABLE, pseudonym)).getLong());
    }

    /// The name of a video room, sealed for the row of its session.
    byte[] sealRoom(SessionId session, String room) {
        return keys.seal().seal(room.getBytes(US_ASCII), SESSIONS, place(session));
    }

    String openRoom(SessionId session, byte[] sealed) throws SealException {
        return new String(keys.seal().open(sealed, SESSIONS, place(session)), US_ASCII);
    }

    private static byte[] place(SessionId session) {
        return ByteBuffer.allocate(Long.BYTES).putLong(session.value()).array();
    }

    /// The person behind a text of the report table, which is a pseudonym or a raw id.
    Optional<Pseudonym> named(String text) {
        if (PSEUDONYM.matcher(text).matches()) {
            return Optional.of(pseudonym(HexFormat.of().parseHex(text)));
        }
        return RAW_ID.matcher(text).matches()
                ? Optional.of(keys.pseudonyms().of(Long.parseLong(text), Pseudonym::new))
                : Optional.empty();
    }

    static byte[] bytes(Pseudonym pseudonym) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(pseudonym.high())
                .putLong(pseudonym.low())
                .array();
    }

    static Pseudonym pseudonym(byte[] bytes) {
        var halves = ByteBuffer.wrap(bytes);
        return new Pseudonym(halves.getLong(), halves.getLong());
    }

    static String text(Pseudonym pseudonym) {
        return HexFormat.of().formatHex(bytes(pseudonym));
    }
}
