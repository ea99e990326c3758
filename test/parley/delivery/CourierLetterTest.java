package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.delivery.Stage.ALICE;
import static parley.delivery.Stage.BOB;
import static parley.delivery.Stage.CHAT;
import static parley.delivery.Stage.copy;

import org.junit.jupiter.api.Test;

import parley.delivery.Stage.Sending;
import parley.delivery.Transport.Outcome;
import parley.delivery.Transport.Target;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// What the courier does with letters that are about other messages.
class CourierLetterTest {
    private static final Outcome TOO_LATE = new Outcome.Refused("too late");
    private static final Outcome UNCLEAR = new Outcome.Unclear("reset");

    private final Stage stage = new Stage();

    @Test
    void anAnswerPostedRightAfterItsMessageFindsIt() throws Exception {
        var gate = stage.holds(1);
        stage.post(
                stage.relay(ALICE, BOB, 1),
                stage.relay(ALICE, BOB, 2, Letters.answer("and", 1)),
                stage.relay(ALICE, BOB, 3, Letters.answer("and", 77)));
        gate.awaitReached();
        gate.open().countDown();

        stage.settle();

        assertEquals(List.of(Target.NONE, target(copy(1)), Target.NONE), targets());
        assertEquals(List.of(1L, 2L, 3L), stage.done);
        assertEquals(List.of(), stage.refused);
    }

    @Test
    void anAnswerInTheOtherDirectionFindsTheOriginal() throws Exception {
        var settled = stage.holds(2);
        stage.post(stage.relay(ALICE, BOB, 1), stage.relay(ALICE, BOB, 2));
        settled.awaitReached();
        stage.post(stage.relay(BOB, ALICE, 500, Letters.answer("hello", copy(1))));
        settled.open().countDown();

        stage.settle();

        assertEquals(target(1), targetOf(500));
    }

    @Test
    void anEditThatComesBeforeItsMessageIsDeliveredWaitsForIt() throws Exception {
        var gate = stage.holds(1);
        stage.answers(1, UNCLEAR, new Outcome.Wait(Duration.ofSeconds(1)), delivered(901));
        stage.post(
                stage.relay(ALICE, BOB, 1, Letters.photo("cat")),
                stage.relay(ALICE, BOB, 1, Letters.edited(Letters.media("cat", "Tom"))),
                stage.relay(ALICE, BOB, 1, Letters.edited(Letters.media("dog", "Rex"))),
                stage.relay(ALICE, BOB, 1, Letters.edited(Letters.media("dog", "Max"))));
        gate.awaitReached();
        assertEquals(List.of(Target.NONE), targets());
        gate.open().countDown();

        stage.settle();

        assertEquals(
                List.of(
                        new Target(List.of(901L), true),
                        new Target(List.of(901L), false),
                        new Target(List.of(901L), true)),
                targets().subList(3, 6));
        assertEquals(List.of(1L, 1L, 1L, 1L), stage.done);
    }

    @Test
    void aChangeThatWasRefusedLeavesTheFileAsItWas() throws Exception {
        stage.answers(1, delivered(901), TOO_LATE);
        stage.post(
                stage.relay(ALICE, BOB, 1, Letters.photo("cat")),
                stage.relay(ALICE, BOB, 1, Letters.edited(Letters.media("dog", ""))),
                stage.relay(ALICE, BOB, 1, Letters.edited(Letters.media("cat", "Tom"))));

        stage.settle();

        assertEquals(new Target(List.of(901L), true), targets().getLast());
        assertEquals(List.of(1L), stage.refused);
        assertEquals(List.of(1L, 1L, 1L), stage.done);
    }

    @Test
    void whatIsAboutAnUnknownMessageIsNotSentAndIsDone() throws Exception {
        stage.post(
                stage.relay(ALICE, BOB, 1, Letters.edited("x")),
                stage.relay(ALICE, BOB, 2, Letters.reacted()),
                stage.relay(ALICE, BOB, 3, Letters.unsend(9)),
                stage.relay(ALICE, BOB, 4, Letters.unsendLast()),
                stage.relay(ALICE, BOB, 5));

        stage.settle();

        assertEquals(List.of(5L), stage.sent);
        assertEquals(List.of(1L, 2L, 3L, 4L), stage.refused);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), stage.done);
        assertEquals(List.of(), stage.unsent);
    }

    @Test
    void anEditOfThePartnersMessageIsNotSentAndIsDone() throws Exception {
        stage.answers(1, delivered(901));
        var settled = stage.holds(2);
        stage.post(stage.relay(ALICE, BOB, 1), stage.relay(ALICE, BOB, 2));
        settled.awaitReached();
        stage.post(stage.relay(BOB, ALICE, 901, Letters.edited("x")));
        settled.open().countDown();

        stage.settle();

        assertEquals(List.of(1L, 2L), stage.sent);
        assertEquals(List.of(1L, 2L, 901L), stage.done.stream().sorted().toList());
    }

    @Test
    void aReactionReachesAMessageOfEither() throws Exception {
        stage.answers(1, delivered(901));
        var settled = stage.holds(2);
        stage.post(
                stage.relay(ALICE, BOB, 1),
                stage.relay(ALICE, BOB, 1, Letters.reacted()),
                stage.relay(ALICE, BOB, 2));
        settled.awaitReached();
        stage.post(stage.relay(BOB, ALICE, 901, Letters.reacted()));
        settled.open().countDown();

        stage.settle();

        assertEquals(target(901), targetOf(1));
        assertEquals(target(1), targetOf(901));
    }

    @Test
    void whatIsTakenBackIsForgottenAndItsSenderIsTold() throws Exception {
        stage.post(
                stage.relay(ALICE, BOB, 1),
                stage.relay(ALICE, BOB, 2, Letters.album(2, 3)),
                stage.relay(ALICE, BOB, 11, Letters.unsend(3)),
                stage.relay(ALICE, BOB, 12, Letters.unsendLast()),
                stage.relay(ALICE, BOB, 13, Letters.unsendLast()),
                stage.relay(ALICE, BOB, 14, Letters.answer("oh", 1)));

        stage.settle();

        assertEquals(target(copy(2), copy(3)), targetOf(11));
        assertEquals(target(copy(1)), targetOf(12));
        assertEquals(Target.NONE, targetOf(14));
        assertEquals(List.of(1L, 2L, 11L, 12L, 14L), stage.sent);
        assertEquals(List.of(11L, 12L), stage.unsent);
        assertEquals(List.of(13L), stage.refused);
        assertEquals(List.of(1L, 2L, 11L, 12L, 13L, 14L), stage.done);
    }

    @Test
    void whatCannotBeTakenBackAnyMoreStaysKnownAndItsSenderIsToldOnce() throws Exception {
        stage.answers(2, UNCLEAR, TOO_LATE);
        stage.post(
                stage.relay(ALICE, BOB, 1),
                stage.relay(ALICE, BOB, 2, Letters.unsendLast()),
                stage.relay(ALICE, BOB, 3, Letters.unsendLast()));

        stage.settle();

        assertEquals(List.of(2L), stage.refused);
        assertEquals(List.of(3L), stage.unsent);
        assertEquals(target(copy(1)), targetOf(3));
        assertEquals(List.of(1L, 2L, 3L), stage.done);
    }

    @Test
    void aMessageThatWasRefusedIsNotKnown() throws Exception {
        stage.answers(1, TOO_LATE);
        stage.post(
                stage.relay(ALICE, BOB, 1),
                stage.relay(ALICE, BOB, 2, Letters.answer("and", 1)),
                stage.relay(ALICE, BOB, 1, Letters.reacted()));

        stage.settle();

        assertEquals(Target.NONE, targetOf(2));
        assertEquals(List.of(1L, 1L), stage.refused);
        assertEquals(List.of(1L, 2L, 1L), stage.done);
    }

    @Test
    void onceTheChatIsOverAnAnswerGoesWithoutLinkAndTheRestIsDone() throws Exception {
        var gate = stage.holds(2);
        stage.post(
                stage.relay(ALICE, BOB, 1),
                stage.relay(ALICE, BOB, 2),
                stage.relay(ALICE, BOB, 3, Letters.answer("and", 1)),
                stage.relay(ALICE, BOB, 1, Letters.edited("x")));
        gate.awaitReached();
        stage.copies.close(CHAT);
        gate.open().countDown();

        stage.settle();

        assertEquals(Target.NONE, targetOf(3));
        assertEquals(List.of(1L, 2L, 3L), stage.sent);
        assertEquals(List.of(1L, 2L, 3L, 1L), stage.done);
    }

    @Test
    void whoIsGoneLosesLettersOfEveryKind() throws Exception {
        var gate = stage.holds(2);
        stage.answers(2, new Outcome.Gone());
        stage.post(
                stage.relay(ALICE, BOB, 1),
                stage.relay(ALICE, BOB, 2, Letters.unsendLast()),
                stage.relay(ALICE, BOB, 3, Letters.album(3, 4)),
                stage.relay(ALICE, BOB, 5, Letters.edited("x")));
        gate.awaitReached();
        gate.open().countDown();

        stage.settle();

        assertEquals(List.of(), stage.unsent);
        assertEquals(List.of(2L, 3L, 5L), stage.refused);
        assertEquals(List.of(Map.entry(BOB, List.of(2L, 3L, 5L))), stage.gone);
        assertEquals(List.of(1L, 2L, 3L, 5L), stage.done);
    }

    private List<Target> targets() {
        return stage.sendings.stream().map(Sending::target).toList();
    }

    /// What the last sending of this message was about.
    private Target targetOf(long message) {
        return stage.sendings.stream()
                .filter(sending -> Stage.number(sending.parcel()) == message)
                .reduce((_, later) -> later)
                .orElseThrow()
                .target();
    }

    private static Target target(long... messages) {
        return new Target(LongStream.of(messages).boxed().toList(), false);
    }

    private static Outcome delivered(long message) {
        return new Outcome.Delivered(List.of(message));
    }
}
