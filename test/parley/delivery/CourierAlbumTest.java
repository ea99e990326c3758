package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.delivery.Letters.album;
import static parley.delivery.Letters.answering;
import static parley.delivery.Letters.part;
import static parley.delivery.Stage.ALICE;
import static parley.delivery.Stage.BOB;
import static parley.delivery.Stage.copy;

import org.junit.jupiter.api.Test;

import parley.content.Content;
import parley.content.Formatted;
import parley.content.Letter;
import parley.content.Letter.Fresh;
import parley.delivery.Stage.Sending;
import parley.delivery.Transport.Outcome;
import parley.delivery.Transport.Target;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// An album has the number of its first part.
class CourierAlbumTest {
    private static final Outcome REFUSED = new Outcome.Refused("no album");
    private static final Outcome GONE = new Outcome.Gone();

    private final Stage stage = new Stage();

    @Test
    void goesAsOneAndItsPartsAreKnown() throws Exception {
        var letter = album(1, 2, 3);
        stage.post(
                stage.relay(ALICE, BOB, 1, letter),
                stage.relay(ALICE, BOB, 4, Letters.answer("this", 2)));

        stage.settle();

        assertEquals(letter, stage.sendings.getFirst().letter());
        assertEquals(target(copy(2)), stage.sendings.getLast().target());
        assertEquals(List.of(1L, 4L), stage.sent);
        assertEquals(List.of(1L, 4L), stage.done);
    }

    @Test
    void refusedAsAWholeItGoesInPartsInOrderAndIsDoneOnce() throws Exception {
        stage.answers(1, REFUSED);
        var letter = album(1, 2, 3);
        stage.post(stage.relay(ALICE, BOB, 1, letter), stage.relay(ALICE, BOB, 4));

        stage.settle();

        assertEquals(List.of(1L, 1L, 2L, 3L, 4L), stage.sent);
        assertEquals(
                letter.parts().stream().map(part -> (Letter) Fresh.of(part.media())).toList(),
                letters().subList(1, 4));
        assertEquals(List.of(1L, 4L), stage.done);
        assertEquals(List.of(), stage.refused);
    }

    @Test
    void onlyTheFirstPartAnswers() throws Exception {
        stage.answers(10, REFUSED);
        stage.post(
                stage.relay(ALICE, BOB, 1),
                stage.relay(ALICE, BOB, 10, answering(album(10, 11, 12), 1)));

        stage.settle();

        assertEquals(
                List.of(target(copy(1)), target(copy(1)), Target.NONE, Target.NONE),
                stage.sendings.stream().map(Sending::target).skip(1).toList());
        var replies =
                letters().stream().skip(2).map(letter -> ((Fresh) letter).reply().isPresent());
        assertEquals(List.of(true, false, false), replies.toList());
    }

    @Test
    void theLongCaptionOfAPartFollowsThatPartAsAText() throws Exception {
        stage.answers(1, REFUSED);
        var caption = "x".repeat(1025);
        stage.post(
                stage.relay(
                        ALICE, BOB, 1, answering(album(part(1, caption), part(2, "short")), 77)));

        stage.settle();

        assertEquals(List.of(1L, 1L, 1L, 2L), stage.sent);
        var media = part(1, "").media();
        assertEquals(
                List.of(
                        new Fresh(
                                media.with(Formatted.NONE),
                                Optional.of(Letters.reply(77)),
                                Optional.empty()),
                        Fresh.of(new Content.Text(Letters.formatted(caption))),
                        Fresh.of(part(2, "short").media())),
                letters().subList(1, 4));
        assertEquals(List.of(1L), stage.done);
    }

    @Test
    void aPartThatIsRefusedIsReportedAndTheRestGoesOn() throws Exception {
        stage.answers(1, REFUSED).answers(2, REFUSED);
        stage.post(stage.relay(ALICE, BOB, 1, album(1, 2, 3)));

        stage.settle();

        assertEquals(List.of(1L, 1L, 2L, 3L), stage.sent);
        assertEquals(List.of(2L), stage.refused);
        assertEquals(List.of(1L), stage.done);
    }

    @Test
    void eachPartIsReportedWhenNoneIsTaken() throws Exception {
        stage.answers(1, REFUSED, REFUSED).answers(2, REFUSED);
        stage.post(
                stage.relay(ALICE, BOB, 1, album(1, 2)),
                stage.relay(ALICE, BOB, 3, Letters.unsendLast()));

        stage.settle();

        assertEquals(List.of(1L, 1L, 2L), stage.sent);
        assertEquals(List.of(1L, 2L, 3L), stage.refused);
        assertEquals(List.of(1L, 3L), stage.done);
    }

    @Test
    void itsLaneIsDroppedWhenTheRecipientIsGoneInTheMiddleOfTheParts() throws Exception {
        stage.answers(1, REFUSED).answers(2, GONE);
        var gate = stage.holds(2);
        stage.post(
                stage.relay(ALICE, BOB, 1, album(1, 2, 3)),
                stage.relay(ALICE, BOB, 4),
                stage.note(BOB, 5));
        gate.awaitReached();
        gate.open().countDown();

        stage.settle();

        assertEquals(List.of(1L, 1L, 2L), stage.sent);
        assertEquals(List.of(1L, 4L), stage.refused);
        assertEquals(List.of(Map.entry(BOB, List.of(1L, 4L, 5L))), stage.gone);
        assertEquals(List.of(1L, 4L, 5L), stage.done);
    }

    @Test
    void aWaitOrAnUnclearOutcomeInTheMiddleRepeatsThatPartAlone() throws Exception {
        stage.answers(1, REFUSED)
                .answers(
                        2,
                        new Outcome.Wait(Duration.ofSeconds(3)),
                        new Outcome.Unclear("reset"),
                        new Outcome.Wait(Duration.ofSeconds(1)));
        stage.post(stage.relay(ALICE, BOB, 1, album(1, 2, 3)));

        stage.settle();

        assertEquals(List.of(1L, 1L, 2L, 2L, 2L, 2L, 3L), stage.sent);
        assertEquals(
                List.of(Duration.ofMillis(3200), Duration.ofDays(1), Duration.ofMillis(1200)),
                stage.naps);
        assertEquals(List.of(1L), stage.done);
    }

    @Test
    void aWaitForTheWholeAlbumRepeatsTheWholeAlbum() throws Exception {
        stage.answers(1, new Outcome.Wait(Duration.ofSeconds(3)));
        stage.post(stage.relay(ALICE, BOB, 1, album(1, 2)));

        stage.settle();

        assertEquals(List.of(album(1, 2), album(1, 2)), letters());
        assertEquals(List.of(1L), stage.done);
    }

    @Test
    void partsThatWentOneByOneAreTakenBackTogether() throws Exception {
        stage.answers(10, REFUSED, REFUSED)
                .answers(11, delivered(911), delivered(912))
                .answers(12, delivered(913));
        var letter = album(part(10, ""), part(11, "x".repeat(1025)), part(12, ""));
        stage.post(
                stage.relay(ALICE, BOB, 1),
                stage.relay(ALICE, BOB, 10, letter),
                stage.relay(ALICE, BOB, 20),
                stage.relay(ALICE, BOB, 21, Letters.unsend(11)),
                stage.relay(ALICE, BOB, 22, Letters.unsend(1)));

        stage.settle();

        var targets = stage.sendings.stream().map(Sending::target).toList();
        assertEquals(target(911, 912, 913), targets.get(targets.size() - 2));
        assertEquals(target(copy(1)), targets.getLast());
        assertEquals(List.of(21L, 22L), stage.unsent);
    }

    @Test
    void aPartWhoseIdIsNotKnownDoesNotJoinTheRestToWhatCameBefore() throws Exception {
        stage.answers(10, REFUSED, new Outcome.Delivered(List.of()));
        stage.post(
                stage.relay(ALICE, BOB, 1),
                stage.relay(ALICE, BOB, 10, album(10, 11)),
                stage.relay(ALICE, BOB, 21, Letters.unsend(11)));

        stage.settle();

        assertEquals(target(copy(11)), stage.sendings.getLast().target());
    }

    @Test
    void stoppingInTheMiddleReportsNothingAsDone() throws Exception {
        stage.answers(1, REFUSED);
        var gate = stage.holds(2);
        stage.post(stage.relay(ALICE, BOB, 1, album(1, 2, 3)));
        gate.awaitReached();

        assertFalse(stage.courier.close(Duration.ZERO));
        assertTrue(stage.interrupted.await(20, TimeUnit.SECONDS));
        assertFalse(stage.courier.close(Duration.ofSeconds(20)));

        assertEquals(List.of(1L, 1L, 2L), stage.sent);
        assertEquals(List.of(), stage.done);
    }

    private List<Letter> letters() {
        return stage.sendings.stream().map(Sending::letter).toList();
    }

    private static Target target(long... messages) {
        return new Target(LongStream.of(messages).boxed().toList(), false);
    }

    private static Outcome delivered(long message) {
        return new Outcome.Delivered(List.of(message));
    }
}
