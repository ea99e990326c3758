package parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.delivery.Pairs.Pair;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Long random chats, with a model beside them that wastes memory instead of counting bits.
class PairsPropertyTest {
    private static final int STEPS = 4_000;

    /// As [Pair], with who wrote it, and with a number that all of an album have.
    private record Line(boolean byFirst, long original, long copy, int[] mark, int album) {
        long in(boolean firstChat) {
            return byFirst == firstChat ? original : copy;
        }
    }

    private final Pairs pairs = new Pairs();
    private final List<Line> lines = new ArrayList<>();
    private int albums;
    private int removed;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithTheModel(long seed) {
        var random = new SplittableRandom(seed);
        // Ids rise in both chats, up to the largest one there is.
        long id = (1L << 31) - 1 - 2L * STEPS;
        for (int step = 0; step < STEPS; step++) {
            boolean byFirst = random.nextInt(3) > 0;
            switch (random.nextInt(20)) {
                case 0 -> takeBack(byFirst, known(random, byFirst));
                case 1 -> takeBack(byFirst, OptionalLong.empty());
                case 2 -> remark(byFirst, known(random, byFirst), random.nextInt());
                default -> {
                    add(random, byFirst, ++id);
                    id++;
                }
            }
            assertAgree(random);
        }
        assertTrue(removed > STEPS / 50, "too little was tried: " + removed);
    }

    private void add(SplittableRandom random, boolean byFirst, long id) {
        var last = lines.stream().filter(line -> line.byFirst() == byFirst).reduce((_, b) -> b);
        boolean again = last.isPresent() && random.nextInt(10) == 0;
        boolean goesOn = last.isPresent() && random.nextInt(3) == 0;
        long original = again ? last.get().original() : id;
        int mark = random.nextInt();
        pairs.add(byFirst, new Pair(original, id + 1, mark, goesOn));

        int album = again || goesOn ? last.get().album() : ++albums;
        lines.add(new Line(byFirst, original, id + 1, new int[] {mark}, album));
        if (lines.size() > Pairs.CAPACITY) {
            lines.removeFirst();
        }
    }

    private void takeBack(boolean byFirst, OptionalLong message) {
        var copies = copies(byFirst, message);
        removed += copies.size();
        pairs.remove(byFirst, copies);
        lines.removeIf(line -> line.byFirst() == byFirst && copies.contains(line.copy()));
    }

    private void remark(boolean byFirst, OptionalLong message, int mark) {
        pairs.remark(byFirst, message.orElse(0), mark);
        oldest(byFirst, message.orElse(-1)).limit(1).forEach(l -> l.mark()[0] = mark);
    }

    private void assertAgree(SplittableRandom random) {
        for (boolean first : new boolean[] {true, false}) {
            var any = any(random);
            long message = any.map(line -> line.in(first)).findFirst().orElse(5L);
            var meant = OptionalLong.of(message);
            assertEquals(
                    lines.reversed().stream()
                            .filter(line -> line.in(first) == message)
                            .mapToLong(line -> line.in(!first))
                            .findFirst(),
                    pairs.find(first, message));
            assertEquals(
                    oldest(first, message).map(line -> line.mark()[0]).toList(),
                    pairs.sent(first, message).stream().map(Pair::mark).toList());
            assertEquals(
                    oldest(first, message).map(Line::copy).toList(),
                    pairs.sent(first, message).stream().map(Pair::copy).toList());
            assertEquals(copies(first, meant), pairs.copies(first, meant));
            assertEquals(
                    copies(first, OptionalLong.empty()), pairs.copies(first, OptionalLong.empty()));
        }
    }

    private List<Long> copies(boolean byFirst, OptionalLong message) {
        return newest(byFirst, message)
                .findFirst()
                .map(
                        found ->
                                lines.stream()
                                        .filter(line -> line.album() == found.album())
                                        .map(Line::copy)
                                        .toList())
                .orElse(List.of());
    }

    private Stream<Line> newest(boolean byFirst, OptionalLong message) {
        return lines.reversed().stream()
                .filter(line -> line.byFirst() == byFirst)
                .filter(line -> message.isEmpty() || line.original() == message.getAsLong());
    }

    private Stream<Line> oldest(boolean byFirst, long message) {
        return lines.stream()
                .filter(line -> line.byFirst() == byFirst && line.original() == message);
    }

    /// Mostly a message that the person wrote, now and then one of the partner's.
    private OptionalLong known(SplittableRandom random, boolean byFirst) {
        return any(random).mapToLong(line -> line.in(byFirst)).findFirst();
    }

    private Stream<Line> any(SplittableRandom random) {
        return lines.isEmpty()
                ? Stream.empty()
                : Stream.of(lines.get(random.nextInt(lines.size())));
    }
}
