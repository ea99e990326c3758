package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import parley.delivery.Pairs.Pair;

import java.lang.reflect.Array;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

class PairsTest {
    private static final boolean FIRST = true;
    private static final boolean OTHER = false;
    private static final OptionalLong LAST = OptionalLong.empty();
    private static final OptionalLong UNKNOWN = OptionalLong.empty();
    private static final long LARGEST = (1L << 31) - 1;

    private final Pairs pairs = new Pairs();

    @Test
    void findsAMessageFromBothSidesWhoeverWroteIt() {
        add(FIRST, 10, 20);
        add(OTHER, 21, 11);

        assertEquals(OptionalLong.of(20), pairs.find(FIRST, 10));
        assertEquals(OptionalLong.of(10), pairs.find(OTHER, 20));
        assertEquals(OptionalLong.of(21), pairs.find(FIRST, 11));
        assertEquals(OptionalLong.of(11), pairs.find(OTHER, 21));
    }

    @Test
    void anIdOfOneChatIsNotTakenForOneOfTheOther() {
        add(FIRST, 10, 20);

        assertEquals(UNKNOWN, pairs.find(OTHER, 10));
        assertEquals(UNKNOWN, pairs.find(FIRST, 20));
        assertEquals(UNKNOWN, pairs.find(FIRST, 0));
    }

    @Test
    void keepsAHundredAndThenTheOldestMakesWay() {
        for (long i = 1; i <= 100; i++) {
            add(FIRST, i, 1000 + i);
        }
        assertEquals(OptionalLong.of(1001), pairs.find(FIRST, 1));

        add(OTHER, 1101, 101);

        assertEquals(UNKNOWN, pairs.find(FIRST, 1));
        for (long i = 2; i <= 101; i++) {
            assertEquals(OptionalLong.of(1000 + i), pairs.find(FIRST, i));
        }
        assertEquals(List.of(1004), marks(FIRST, 2));
    }

    @Test
    void thePartsOfAnAlbumBelongTogetherAndNothingElseDoes() {
        add(FIRST, 1, 101);
        album(FIRST, 2, 3, 4);
        album(FIRST, 5, 6);
        add(FIRST, 7, 107);

        assertEquals(List.of(101L), copies(FIRST, 1));
        LongStream.of(2, 3, 4)
                .forEach(part -> assertEquals(List.of(102L, 103L, 104L), copies(FIRST, part)));
        LongStream.of(5, 6).forEach(part -> assertEquals(List.of(105L, 106L), copies(FIRST, part)));
        assertEquals(List.of(107L), copies(FIRST, 7));
    }

    @Test
    void theLastIsTheLastOfThatPersonAlbumAndAll() {
        assertEquals(List.of(), pairs.copies(FIRST, LAST));
        album(FIRST, 1, 2);
        add(OTHER, 500, 3);

        assertEquals(List.of(101L, 102L), pairs.copies(FIRST, LAST));
        assertEquals(List.of(3L), pairs.copies(OTHER, LAST));
    }

    @Test
    void onlyOwnMessagesHaveCopiesAndMarks() {
        add(OTHER, 20, 10);

        assertEquals(List.of(), copies(FIRST, 10));
        assertEquals(List.of(), copies(FIRST, 99));
        assertEquals(List.of(), marks(FIRST, 10));
        pairs.remark(FIRST, 10, 5);
        assertEquals(List.of(30), marks(OTHER, 20));
    }

    @Test
    void anAlbumWhoseHeadWasPushedOutBeginsWithItsNextPart() {
        album(FIRST, 1, 2, 3);
        for (long i = 4; i <= 101; i++) {
            add(OTHER, 1000 + i, i);
        }

        assertEquals(UNKNOWN, pairs.find(FIRST, 1));
        assertEquals(List.of(102L, 103L), copies(FIRST, 3));
    }

    @Test
    void anAlbumWhoseHeadWasPushedOutIsNotJoinedToWhatThePartnerWrote() {
        add(FIRST, 1, 101, false);
        add(OTHER, 900, 90, false);
        add(FIRST, 2, 102, true);
        for (long i = 3; i <= 100; i++) {
            add(FIRST, i, 100 + i);
        }

        assertEquals(UNKNOWN, pairs.find(FIRST, 1));
        assertEquals(List.of(102L), copies(FIRST, 2));
        assertEquals(List.of(90L), copies(OTHER, 900));
    }

    @Test
    void whatThePartnerWritesInBetweenDoesNotCutAnAlbum() {
        add(FIRST, 1, 101, false);
        add(OTHER, 900, 90, false);
        add(FIRST, 2, 102, true);
        add(OTHER, 901, 91, true);
        add(FIRST, 3, 103, true);

        assertEquals(List.of(101L, 102L, 103L), copies(FIRST, 2));
        assertEquals(List.of(101L, 102L, 103L), pairs.copies(FIRST, LAST));
        assertEquals(List.of(90L, 91L), copies(OTHER, 900));
    }

    @Test
    void aSecondCopyOfAMessageJoinsTheFirst() {
        add(FIRST, 1, 101);
        add(FIRST, 2, 102);
        add(FIRST, 2, 103);
        add(FIRST, 3, 104);

        assertEquals(List.of(102L, 103L), copies(FIRST, 2));
        assertEquals(OptionalLong.of(2), pairs.find(OTHER, 102));
        assertEquals(OptionalLong.of(2), pairs.find(OTHER, 103));
        assertEquals(List.of(104L), pairs.copies(FIRST, LAST));
    }

    @Test
    void aSecondCopyJoinsTheFirstAlsoWhenThePartnerWroteInBetween() {
        add(FIRST, 2, 102);
        add(OTHER, 2, 90);
        add(FIRST, 2, 103);

        assertEquals(List.of(102L, 103L), copies(FIRST, 2));
        assertEquals(List.of(90L), copies(OTHER, 2));
    }

    @Test
    void aMarkIsKeptAndReplaced() {
        pairs.add(FIRST, new Pair(1, 101, Integer.MIN_VALUE, false));
        pairs.add(FIRST, new Pair(2, 102, -1, true));
        pairs.remark(FIRST, 2, 7);
        pairs.remark(FIRST, 99, 8);

        assertEquals(List.of(Integer.MIN_VALUE), marks(FIRST, 1));
        assertEquals(List.of(7), marks(FIRST, 2));
        assertEquals(List.of(), marks(FIRST, 99));
        assertEquals(List.of(101L, 102L), copies(FIRST, 1));
    }

    @Test
    void aMessageWithTwoCopiesIsFoundInOrderAndOnlyTheFirstIsMarkedAnew() {
        pairs.add(FIRST, new Pair(1, 101, 11, false));
        pairs.add(FIRST, new Pair(2, 102, 12, true));
        pairs.add(OTHER, new Pair(2, 90, 13, false));
        pairs.add(FIRST, new Pair(2, 103, 14, false));
        pairs.add(FIRST, new Pair(3, 104, 15, false));

        pairs.remark(FIRST, 2, 7);

        assertEquals(
                List.of(new Pair(2, 102, 7, true), new Pair(2, 103, 14, true)),
                pairs.sent(FIRST, 2));
        assertEquals(List.of(new Pair(2, 90, 13, false)), pairs.sent(OTHER, 2));
        assertEquals(List.of(new Pair(1, 101, 11, false)), pairs.sent(FIRST, 1));
    }

    @Test
    void forgetsWhatIsRemovedAndNothingElse() {
        add(FIRST, 1, 101);
        album(FIRST, 2, 3);
        add(OTHER, 900, 102);
        add(FIRST, 4, 104);

        pairs.remove(FIRST, List.of(102L, 103L, 777L, 900L));

        assertEquals(List.of(), copies(FIRST, 2));
        assertEquals(UNKNOWN, pairs.find(OTHER, 103));
        assertEquals(List.of(101L), copies(FIRST, 1));
        assertEquals(List.of(101 + 1), marks(FIRST, 1));
        assertEquals(List.of(104 + 4), marks(FIRST, 4));
        assertEquals(OptionalLong.of(900), pairs.find(FIRST, 102));
    }

    @Test
    void theLargestIdsFitOnBothSides() {
        for (boolean by : List.of(FIRST, OTHER)) {
            var fresh = new Pairs();
            fresh.add(by, new Pair(LARGEST, LARGEST - 1, -1, false));
            fresh.add(by, new Pair(LARGEST - 2, LARGEST, -1, true));

            assertEquals(OptionalLong.of(LARGEST - 1), fresh.find(by, LARGEST));
            assertEquals(OptionalLong.of(LARGEST - 2), fresh.find(!by, LARGEST));
            assertEquals(List.of(LARGEST - 1, LARGEST), fresh.copies(by, LAST));
            assertEquals(List.of(), fresh.copies(!by, LAST));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2147483648, 1",
        "1, 2147483648",
        "-1, 1",
        "1, -1",
        "4294967297, 1",
        "1, 9223372036854775807",
        "-9223372036854775808, 1"
    })
    void idsThatDoNotFitAreIgnored(long original, long copy) {
        for (boolean by : List.of(FIRST, OTHER)) {
            add(by, original, copy);

            assertEquals(UNKNOWN, pairs.find(by, original));
            assertEquals(UNKNOWN, pairs.find(!by, copy));
            assertEquals(List.of(), pairs.copies(by, LAST));
            assertEquals(UNKNOWN, pairs.find(by, 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "4, 4", "5, 8", "50, 64", "64, 64", "65, 100", "100, 100", "1000, 100"})
    void theArraysAreNoLargerThanThatManyMessagesNeed(int messages, int room) throws Exception {
        for (long i = 1; i <= messages; i++) {
            add(FIRST, i, 1000 + i);
        }

        assertTrue(room("ids") <= room, () -> "too much for " + messages + " messages");
        assertEquals(room("ids"), room("marks"));
    }

    /// There is no other way to see this, for it changes nothing but the need for memory.
    private int room(String array) throws ReflectiveOperationException {
        var field = Pairs.class.getDeclaredField(array);
        field.setAccessible(true);
        return Array.getLength(field.get(pairs));
    }

    private void album(boolean byFirst, long... messages) {
        for (long message : messages) {
            add(byFirst, message, 100 + message, message != messages[0]);
        }
    }

    private void add(boolean byFirst, long original, long copy) {
        add(byFirst, original, copy, false);
    }

    private void add(boolean byFirst, long original, long copy, boolean goesOn) {
        pairs.add(byFirst, new Pair(original, copy, (int) (original + copy), goesOn));
    }

    private List<Integer> marks(boolean byFirst, long message) {
        return pairs.sent(byFirst, message).stream().map(Pair::mark).toList();
    }

    private List<Long> copies(boolean byFirst, long message) {
        return pairs.copies(byFirst, OptionalLong.of(message));
    }
}
