package parley.sqlite;

import parley.chat.Change;
import parley.chat.Person;
import parley.chat.Pseudonym;
import parley.sqlite.file.Statements;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Writes changes into the tables. A change that does not fit what is there is a bug, and refused
/// loudly: an unnoticed difference between memory and disk would come back at the next start.
///
/// It belongs to the thread of its statements.
final class ChangeWriter {
    private static final String WAITS =
            """
            INSERT INTO active (pseudonym, sealed_id, language, session, since, front)
            VALUES (?, ?, ?, NULL, ?, ?)
            """;
    private static final String STOPS_WAITING =
            "DELETE FROM active WHERE pseudonym = ? AND session IS NULL";
    private static final String BEGINS =
            "INSERT INTO session (id, one, other, started) VALUES (?, ?, ?, ?)";
    private static final String JOINS =
            """
            INSERT INTO active (pseudonym, sealed_id, language, session, since, front)
            VALUES (?, ?, ?, ?, ?, 0)
            ON CONFLICT (pseudonym) DO UPDATE SET
              sealed_id = excluded.sealed_id, language = excluded.language,
              session = excluded.session, since = excluded.since, front = 0
            WHERE session IS NULL
            """;
    private static final String LEAVES = "DELETE FROM active WHERE pseudonym = ? AND session = ?";
    private static final String ENDS =
            "UPDATE session SET ended = ?, sealed_room = NULL WHERE id = ? AND ended IS NULL";
    private static final String OPENS_ROOM =
            "UPDATE session SET sealed_room = ? WHERE id = ? AND ended IS NULL";
    private static final String BLOCKS =
            "INSERT INTO block (blocker, blocked, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String FORGET_CHATS = "DELETE FROM session WHERE one = ? OR other = ?";
    private static final String FORGET_BLOCKS =
            "DELETE FROM block WHERE blocker = ? OR blocked = ?";

    /// Who was forgotten and may have left traces.
    private final List<byte[]> traces = new ArrayList<>();

    private final Statements statements;
    private final People people;
    private final CaseWriter cases;

    ChangeWriter(Statements statements, People people, boolean maskIds) {
        this.statements = statements;
        this.people = people;
        cases = new CaseWriter(statements, people, maskIds);
    }

    void write(Change change) throws SQLException {
        switch (change) {
            case Change.Waits(var who, var since, var front) ->
                    statements.one(
                            WAITS,
                            People.bytes(who.pseudonym()),
                            people.seal(who),
                            who.language(),
                            nanos(since),
                            front ? 1 : 0);
            case Change.StopsWaiting(var who) -> statements.one(STOPS_WAITING, People.bytes(who));
            case Change.Paired paired -> pair(paired);
            case Change.Ended ended -> end(ended);
            case Change.RoomOpened(var session, _, _, var room) ->
                    statements.one(OPENS_ROOM, people.sealRoom(session, room), session.value());
            case Change.Blocked(var by, var whom, var at) ->
                    statements.run(BLOCKS, People.bytes(by), People.bytes(whom), millis(at));
            case Change.Forgotten(var who) -> forget(who);
            case Change.Reported _,
                    Change.Consented _,
                    Change.Sanctioned _,
                    Change.Pardoned _,
                    Change.Judged _,
                    Change.Acted _,
                    Change.Tuned _ ->
                    cases.write(change);
        }
    }

    /// What others said about that person stays.
    private void forget(Pseudonym who) throws SQLException {
        var bytes = People.bytes(who);
        int rows =
                statements.run(FORGET_CHATS, bytes, bytes)
                        + statements.run(FORGET_BLOCKS, bytes, bytes)
                        + cases.forget(who);
        // Somebody of whom nothing was kept left no traces, and looking for some takes long. Of
        // somebody who is kept out a trace stays on purpose.
        if (rows > 0 && !cases.isKeptOut(who)) {
            traces.add(bytes);
        }
    }

    /// The pseudonyms, as bytes, of those who were forgotten since the traces were cleared.
    List<byte[]> traces() {
        return List.copyOf(traces);
    }

    void clearTraces() {
        traces.clear();
    }

    private void pair(Change.Paired paired) throws SQLException {
        statements.one(
                BEGINS,
                paired.session().value(),
                People.bytes(paired.one().pseudonym()),
                People.bytes(paired.other().pseudonym()),
                millis(paired.since()));
        join(paired.one(), paired);
        join(paired.other(), paired);
    }

    private void join(Person who, Change.Paired paired) throws SQLException {
        statements.one(
                JOINS,
                People.bytes(who.pseudonym()),
                people.seal(who),
                who.language(),
                paired.session().value(),
                nanos(paired.since()));
    }

    private void end(Change.Ended ended) throws SQLException {
        long session = ended.session().value();
        statements.one(LEAVES, People.bytes(ended.one()), session);
        statements.one(LEAVES, People.bytes(ended.other()), session);
        statements.one(ENDS, millis(ended.at()), session);
    }

    private static long nanos(Instant at) {
        return Instant.EPOCH.until(at, ChronoUnit.NANOS);
    }

    private static long millis(Instant at) {
        return at.toEpochMilli();
    }
}
