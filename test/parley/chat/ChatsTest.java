package parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.chat.Scene.ALICE;
import static parley.chat.Scene.BOB;
import static parley.chat.Scene.CAROL;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import parley.chat.Change.Blocked;
import parley.chat.Change.Ended;
import parley.chat.Change.Paired;
import parley.chat.Change.RoomOpened;
import parley.chat.Change.StopsWaiting;
import parley.chat.Change.Waits;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

class ChatsTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final SessionId SESSION = new SessionId(7);
    private static final SessionId OTHER = new SessionId(8);

    private final Chats chats = new Chats();

    /// Changes that do not fit where Alice and Bob are in a chat and Carol waits.
    static Stream<Change> misfits() {
        return Stream.of(
                new Waits(ALICE, NOW, false),
                new Waits(CAROL, NOW, true),
                new StopsWaiting(ALICE.pseudonym()),
                new StopsWaiting(Scene.DAVE.pseudonym()),
                new Paired(OTHER, ALICE, CAROL, NOW),
                new Paired(OTHER, CAROL, ALICE, NOW),
                new Paired(OTHER, CAROL, CAROL, NOW),
                new RoomOpened(OTHER, ALICE.pseudonym(), BOB.pseudonym(), "room"),
                new RoomOpened(SESSION, CAROL.pseudonym(), ALICE.pseudonym(), "room"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void refusesWhatDoesNotFitAndStaysAsItWas(Change change) {
        chats.apply(new Paired(SESSION, ALICE, BOB, NOW));
        chats.apply(new Waits(CAROL, NOW, false));
        var alice = chats.session(ALICE.pseudonym());
        var carol = chats.session(CAROL.pseudonym());

        assertThrows(IllegalStateException.class, () -> chats.apply(change));

        assertEquals(alice, chats.session(ALICE.pseudonym()));
        assertEquals(carol, chats.session(CAROL.pseudonym()));
        assertEquals(1, chats.waiting());
        assertEquals(1, chats.running());
    }

    @Test
    void refusesToPairWhoeverBlockedOneAnother() {
        chats.apply(new Blocked(ALICE.pseudonym(), BOB.pseudonym(), NOW));

        assertThrows(
                IllegalStateException.class,
                () -> chats.apply(new Paired(SESSION, ALICE, BOB, NOW)));
        assertThrows(
                IllegalStateException.class,
                () -> chats.apply(new Paired(SESSION, BOB, ALICE, NOW)));
    }

    @Test
    void remembersAChatThatEndedBeforeARestart() {
        var began = NOW.minusSeconds(60);
        chats.apply(new Ended(SESSION, ALICE.pseudonym(), BOB.pseudonym(), began, NOW));

        assertEquals(
                new Chats.Past(SESSION, BOB.pseudonym(), Optional.empty(), began, NOW, false),
                chats.past(ALICE.pseudonym()).getFirst());
        assertEquals(0, chats.running());
    }

    @Test
    void remembersTheLastFiveChatsNewestFirst() {
        for (int i = 1; i <= 7; i++) {
            var partner = Scene.person(10 + i).pseudonym();
            chats.apply(new Ended(new SessionId(i), ALICE.pseudonym(), partner, NOW, NOW));
        }

        assertEquals(
                Stream.of(7L, 6L, 5L, 4L, 3L).map(SessionId::new).toList(),
                chats.past(ALICE.pseudonym()).stream().map(Chats.Past::session).toList());
    }

    @Test
    void forgetsChatsThatEndedUpToATime() {
        var later = NOW.plusSeconds(1);
        chats.apply(new Ended(SESSION, ALICE.pseudonym(), BOB.pseudonym(), NOW, NOW));
        chats.apply(new Ended(OTHER, ALICE.pseudonym(), CAROL.pseudonym(), NOW, later));

        chats.prune(NOW);

        assertEquals(1, chats.past(ALICE.pseudonym()).size());
        assertEquals(OTHER, chats.past(ALICE.pseudonym()).getFirst().session());
        assertTrue(chats.past(BOB.pseudonym()).isEmpty());
    }
}
