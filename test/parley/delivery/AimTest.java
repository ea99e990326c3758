package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.delivery.Stage.ALICE;
import static parley.delivery.Stage.BOB;
import static parley.delivery.Stage.CHAT;

import org.junit.jupiter.api.Test;

import parley.chat.Notice;
import parley.chat.Person;
import parley.content.Content;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Formatted;
import parley.content.Letter;
import parley.content.Letter.Fresh;
import parley.delivery.Parcel.Note;
import parley.delivery.Parcel.Relay;
import parley.delivery.Parcel.Terms;
import parley.delivery.Transport.Target;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

class AimTest {
    private static final Optional<Target> NOTHING_TO_DO = Optional.empty();
    private static final Optional<Target> NO_LINK = Optional.of(Target.NONE);

    private final Copies copies = new Copies();
    private final Aim aim = new Aim(copies);

    AimTest() {
        copies.open(CHAT);
    }

    @Test
    void aNoticeAndANewMessageAreAboutNothing() throws Exception {
        var note = new Note(BOB, Notice.Plain.HELP, OptionalLong.of(1), new Terms(0, () -> {}));

        assertEquals(NO_LINK, aim.of(note));
        assertEquals(NO_LINK, fromAlice(1, Letters.text("hi")));
        assertEquals(NO_LINK, fromAlice(1, Letters.album(1, 2)));
    }

    @Test
    void anAnswerGetsThePartnersIdInBothDirections() throws Exception {
        aliceSent(1, Letters.text("hi"), 101);

        assertEquals(one(101), fromAlice(2, Letters.answer("and", 1)));
        assertEquals(one(1), fromBob(102, Letters.answer("hello", 101)));
        assertEquals(one(1), fromBob(102, Letters.answering(Letters.album(102, 103), 101)));
    }

    @Test
    void anAnswerToAPartOfAnAlbumGetsThatPart() throws Exception {
        aliceSent(1, Letters.album(1, 2, 3), 101, 102, 103);

        assertEquals(one(102), fromAlice(4, Letters.answer("this", 2)));
        assertEquals(one(3), fromBob(104, Letters.answer("that", 103)));
    }

    @Test
    void anAnswerToSomethingUnknownGoesWithoutLink() throws Exception {
        aliceSent(1, Letters.text("hi"), 101);

        assertEquals(NO_LINK, fromAlice(2, Letters.answer("and", 99)));
        assertEquals(NO_LINK, fromAlice(2, Letters.answer("and", 101)));
        assertEquals(NO_LINK, fromBob(102, Letters.answering(Letters.album(102, 103), 99)));
    }

    @Test
    void anEditIsAboutTheCopyOfTheMessage() throws Exception {
        aliceSent(1, Letters.text("hi"), 101);
        aliceSent(2, Letters.album(2, 3), 102, 103);

        assertEquals(List.of(101L), messages(fromAlice(1, Letters.edited("hello"))));
        assertEquals(List.of(103L), messages(fromAlice(3, edited("file-3"))));
    }

    @Test
    void anEditOfSomethingUnknownOrOfThePartnersMessageIsNothingToDo() throws Exception {
        aliceSent(1, Letters.text("hi"), 101);

        assertEquals(NOTHING_TO_DO, fromAlice(2, Letters.edited("hello")));
        assertEquals(NOTHING_TO_DO, fromBob(101, Letters.edited("hello")));
        assertEquals(NOTHING_TO_DO, fromBob(1, Letters.edited("hello")));
    }

    @Test
    void anEditSaysWhetherTheFileIsTheSame() throws Exception {
        aliceSent(1, Letters.photo("cat"), 101);

        assertEquals(Optional.of(new Target(List.of(101L), true)), fromAlice(1, edited("cat")));
        assertEquals(Optional.of(new Target(List.of(101L), false)), fromAlice(1, edited("dog")));
    }

    @Test
    void afterAChangeOfTheFileTheNewOneIsTheSame() throws Exception {
        aliceSent(1, Letters.photo("cat"), 101);
        aliceSent(1, edited("dog"));

        assertEquals(Optional.of(new Target(List.of(101L), true)), fromAlice(1, edited("dog")));
        assertEquals(Optional.of(new Target(List.of(101L), false)), fromAlice(1, edited("cat")));
    }

    @Test
    void onlyThePartOfAnAlbumThatWasChangedHasAnotherFile() throws Exception {
        aliceSent(1, Letters.album(1, 2), 101, 102);
        aliceSent(2, edited("dog"));

        assertEquals(Optional.of(new Target(List.of(101L), true)), fromAlice(1, edited("file-1")));
        assertEquals(Optional.of(new Target(List.of(102L), true)), fromAlice(2, edited("dog")));
    }

    @Test
    void aFileWhoseCaptionWentAsATextHasBothChanged() throws Exception {
        aliceSent(1, Letters.photo("cat"), 101);
        aliceSent(1, Letters.text("a long caption"), 102);
        aliceSent(2, Letters.text("hi"), 103);

        var both = List.of(101L, 102L);
        assertEquals(Optional.of(new Target(both, true)), fromAlice(1, edited("cat")));
        assertEquals(Optional.of(new Target(both, false)), fromAlice(1, edited("dog")));
        aliceSent(1, edited("dog"));
        assertEquals(Optional.of(new Target(both, true)), fromAlice(1, edited("dog")));
    }

    @Test
    void aTextBecomesAFileButAFileNeverAText() throws Exception {
        aliceSent(1, Letters.text("hi"), 101);
        aliceSent(2, Letters.photo("cat"), 102);

        assertEquals(Optional.of(new Target(List.of(101L), false)), fromAlice(1, edited("cat")));
        assertEquals(NOTHING_TO_DO, fromAlice(2, Letters.edited("hello")));
    }

    @Test
    void aTextThatBecameAFileIsOne() throws Exception {
        aliceSent(1, Letters.text("hi"), 101);
        aliceSent(1, edited("cat"));

        assertEquals(Optional.of(new Target(List.of(101L), true)), fromAlice(1, edited("cat")));
        assertEquals(NOTHING_TO_DO, fromAlice(1, Letters.edited("hello")));
    }

    @Test
    void aVoiceHasOnlyItsCaptionChangedAndWhatHasNoneIsNeverChanged() throws Exception {
        aliceSent(1, Fresh.of(of(Kind.VOICE, "hum")), 101);
        aliceSent(2, Fresh.of(of(Kind.VIDEO_NOTE, "me")), 102);
        aliceSent(3, Fresh.of(of(Kind.STICKER, "cat")), 103);

        assertEquals(
                Optional.of(new Target(List.of(101L), true)),
                fromAlice(1, Letters.edited(of(Kind.VOICE, "hum"))));
        assertEquals(NOTHING_TO_DO, fromAlice(1, Letters.edited(of(Kind.VOICE, "song"))));
        assertEquals(NOTHING_TO_DO, fromAlice(2, Letters.edited(of(Kind.VIDEO_NOTE, "me"))));
        assertEquals(NOTHING_TO_DO, fromAlice(3, Letters.edited(of(Kind.STICKER, "dog"))));
    }

    @Test
    void aFileWhoseIdHasNoHashIsStillNoText() throws Exception {
        var photo = of(Kind.PHOTO, "");
        aliceSent(1, Fresh.of(photo), 101);

        var changed = fromAlice(1, Letters.edited(photo));

        assertEquals(Optional.of(new Target(List.of(101L), true)), changed);
    }

    @Test
    void aReactionIsAboutAMessageWhoeverOfTheTwoWroteIt() throws Exception {
        aliceSent(1, Letters.text("hi"), 101);

        assertEquals(one(101), fromAlice(1, Letters.reacted()));
        assertEquals(one(1), fromBob(101, Letters.reacted()));
        assertEquals(NOTHING_TO_DO, fromAlice(2, Letters.reacted()));
        assertEquals(NOTHING_TO_DO, fromBob(1, Letters.reacted()));
    }

    @Test
    void whatIsTakenBackIsTheMessageTheWholeAlbumOrTheLast() throws Exception {
        aliceSent(1, Letters.text("hi"), 101);
        aliceSent(2, Letters.album(2, 3), 102, 103);
        aliceSent(4, Letters.text("oh"), 104);

        assertEquals(one(101), fromAlice(9, Letters.unsend(1)));
        assertEquals(List.of(102L, 103L), messages(fromAlice(9, Letters.unsend(3))));
        assertEquals(one(104), fromAlice(9, Letters.unsendLast()));
    }

    @Test
    void nobodyTakesBackWhatThePartnerWrote() throws Exception {
        aliceSent(1, Letters.text("hi"), 101);

        assertEquals(NOTHING_TO_DO, fromBob(109, Letters.unsend(101)));
        assertEquals(NOTHING_TO_DO, fromBob(109, Letters.unsend(1)));
        assertEquals(NOTHING_TO_DO, fromBob(109, Letters.unsendLast()));
        assertEquals(NOTHING_TO_DO, fromAlice(9, Letters.unsend(9)));
    }

    @Test
    void whatWasTakenBackIsForgotten() throws Exception {
        aliceSent(1, Letters.text("hi"), 101);
        aliceSent(2, Letters.album(2, 3), 102, 103);
        var relay = relay(ALICE, BOB, 9, Letters.unsendLast());

        aim.delivered(relay, aim.of(relay).orElseThrow(), List.of(), false);

        assertEquals(NO_LINK, fromBob(104, Letters.answer("what?", 103)));
        assertEquals(NOTHING_TO_DO, fromAlice(2, edited("file-2")));
        assertEquals(one(101), fromAlice(9, Letters.unsendLast()));
    }

    @Test
    void aReactionOrAnEditThatArrivedIsNoMessage() throws Exception {
        aliceSent(1, Letters.text("hi"), 101);
        aliceSent(1, Letters.reacted());
        aliceSent(1, Letters.edited("hello"));

        assertEquals(one(101), fromAlice(9, Letters.unsend(1)));
    }

    @Test
    void aMessageWhoseIdIsNotKnownIsNotRemembered() throws Exception {
        aliceSent(1, Letters.text("hi"));
        aliceSent(2, Letters.album(2, 3));

        assertEquals(NOTHING_TO_DO, fromAlice(1, Letters.reacted()));
        assertEquals(NOTHING_TO_DO, fromAlice(3, Letters.reacted()));
    }

    @Test
    void anAlbumOfWhichSomeIdsAreKnownIsRememberedThatFarAndNoMore() throws Exception {
        aliceSent(1, Letters.album(1, 2, 3), 101, 102);
        aliceSent(4, Letters.album(4, 5), 104, 105, 106);

        assertEquals(List.of(101L, 102L), messages(fromAlice(9, Letters.unsend(1))));
        assertEquals(List.of(104L, 105L), messages(fromAlice(9, Letters.unsend(4))));
    }

    private static Content.Media of(Kind kind, String uniqueId) {
        return new Content.Media(
                kind, new Content.File("id", uniqueId), Formatted.NONE, Look.PLAIN);
    }

    private void aliceSent(long message, Letter letter, long... copies)
            throws InterruptedException {
        var relay = relay(ALICE, BOB, message, letter);
        var target = aim.of(relay).orElseThrow();
        aim.delivered(relay, target, LongStream.of(copies).boxed().toList(), false);
    }

    private Optional<Target> fromAlice(long message, Letter letter) throws InterruptedException {
        return aim.of(relay(ALICE, BOB, message, letter));
    }

    private Optional<Target> fromBob(long message, Letter letter) throws InterruptedException {
        return aim.of(relay(BOB, ALICE, message, letter));
    }

    private static Relay relay(Person from, Person to, long message, Letter letter)
            throws InterruptedException {
        return new Relay(to, from, CHAT, message, letter, new Terms(0, () -> {}));
    }

    private static Letter edited(String file) throws InterruptedException {
        return Letters.edited(Letters.media(file, "another caption"));
    }

    private static Optional<Target> one(long message) throws InterruptedException {
        return Optional.of(new Target(List.of(message), false));
    }

    private static List<Long> messages(Optional<Target> target) throws InterruptedException {
        return target.orElseThrow().messages();
    }
}
