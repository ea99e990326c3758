package parley.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.engine.Stage.ALICE;
import static parley.engine.Stage.BOB;
import static parley.engine.Stage.CAROL;
import static parley.engine.Stage.TEXT;
import static parley.engine.Stage.effects;
import static parley.engine.Stage.told;

import org.junit.jupiter.api.Test;

import parley.chat.ChatEvent.Revised;
import parley.chat.ChatEvent.Verb;
import parley.chat.Decision.Effect;
import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.SessionId;
import parley.content.Content;
import parley.content.Letter;
import parley.content.Letter.Edited;
import parley.content.Letter.Reacted;
import parley.content.Letter.Unsent;
import parley.engine.Recorder.Answer;
import parley.engine.Recorder.Posted;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/// What becomes of the different things that a partner may get to see, and of the chats around
/// them.
class LettersTest {
    private final Stage stage = new Stage();

    @Test
    void aChangeReachesThePartner() {
        var session = stage.meet(ALICE, BOB);
        var edited = new Edited(TEXT);

        assertRelayed(session, 70, edited, stage.revises(ALICE, 70, edited));
    }

    @Test
    void aReactionReachesThePartnerAndSoDoesItsEnd() {
        var session = stage.meet(ALICE, BOB);
        for (var emoji : List.of(Optional.of("👍"), Optional.<String>empty())) {
            var reacted = new Reacted(emoji);
            assertRelayed(session, 70, reacted, stage.revises(ALICE, 70, reacted));
        }
    }

    @Test
    void aWishToTakeSomethingBackReachesThePartnersChat() {
        var session = stage.meet(ALICE, BOB);
        for (var about : List.of(Optional.of(70L), Optional.<Long>empty())) {
            assertRelayed(session, 71, new Unsent(about), stage.unsends(ALICE, 71, about));
        }
    }

    @Test
    void outsideAChatOnlyTheWishToTakeSomethingBackIsAnswered() {
        assertEquals(List.of(), stage.revises(ALICE, 70, new Edited(TEXT)));
        assertEquals(List.of(), stage.revises(ALICE, 70, new Reacted(Optional.of("👍"))));
        assertEquals(
                List.of(told(ALICE, Plain.NOT_IN_CHAT)),
                effects(stage.unsends(ALICE, 71, Optional.of(70L))));
    }

    @Test
    void aNewMessageThatDoesNotPassIsRefusedInReplyToIt() {
        stage.meet(ALICE, BOB);

        var posts = stage.says(ALICE, 70, new Content.Refused("poll"));

        assertEquals(List.of(told(ALICE, new Notice.NotPassed("poll"))), effects(posts));
        assertEquals(OptionalLong.of(70), posts.getFirst().cause().messageId());
    }

    @Test
    void withoutAChatThatIsWhatMattersAndNotTheKindOfMessage() {
        assertEquals(
                List.of(told(ALICE, Plain.NOT_SENT_NO_CHAT)),
                effects(stage.says(ALICE, 70, new Content.Refused("poll"))));
    }

    @Test
    void aChangeToSomethingThatDoesNotPassIsDroppedQuietlyAndDoneWithAtOnce() {
        stage.meet(ALICE, BOB);
        stage.outbox.hold();
        var done = new AtomicInteger();

        var event = new Revised(ALICE, stage.tick());
        var edited = new Edited(new Content.Refused("location"));
        stage.core.handle(Incoming.of(event, 70, edited, Entry.none(done::incrementAndGet)));

        assertEquals(List.of(), stage.outbox.take());
        assertEquals(1, done.get());
    }

    @Test
    void aForgedButtonWithNothingToPassOnIsAnUnknownCommand() {
        var session = stage.meet(ALICE, BOB);
        for (var about : List.of(Optional.of(session), Optional.<SessionId>empty())) {
            var posts = stage.presses(ALICE, Verb.UNSEND, about);

            assertEquals(List.of(told(ALICE, Plain.UNKNOWN_COMMAND)), effects(posts));
            assertEquals(
                    List.of(new Answer("press", Optional.empty())), stage.outbox.takeAnswers());
        }
    }

    @Test
    void aChatBeginsBeforeTheNewsOfIt() {
        var session = stage.meet(ALICE, BOB);

        assertEquals(
                List.of("post", "begins " + session, "post", "post"), stage.outbox.takeTurns());
    }

    @Test
    void theEndOfAChatIsMadeKnown() {
        var session = stage.meet(ALICE, BOB);
        stage.outbox.takeTurns();

        stage.asks(BOB, Verb.END);

        assertEquals(List.of("ends " + session, "post", "post"), stage.outbox.takeTurns());
    }

    @Test
    void whoGoesOnToTheNextEndsOneChatAndBeginsAnother() {
        var first = stage.meet(ALICE, BOB);
        stage.asks(CAROL, Verb.FIND);
        stage.outbox.takeTurns();

        stage.asks(ALICE, Verb.NEXT);

        assertEquals(
                List.of("ends " + first, "begins " + stage.session(ALICE)),
                stage.outbox.takeTurns().subList(0, 2));
    }

    @Test
    void nothingThatIsSaidBeginsOrEndsAChat() {
        stage.meet(ALICE, BOB);
        stage.outbox.takeTurns();

        stage.says(ALICE, 70, TEXT);
        stage.revises(ALICE, 70, new Edited(TEXT));
        stage.unsends(ALICE, 71, Optional.empty());

        assertEquals(List.of("post", "post", "post"), stage.outbox.takeTurns());
    }

    private static void assertRelayed(
            SessionId session, long message, Letter letter, List<Posted> posts) {
        assertEquals(List.of(new Effect.Relay(BOB, session)), effects(posts));
        var cause = posts.getFirst().cause();
        assertEquals(Optional.of(letter), cause.letter());
        assertEquals(OptionalLong.of(message), cause.messageId());
    }
}
