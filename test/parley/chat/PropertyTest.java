package parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

import parley.chat.Play.Step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Random sequences of events, with all invariants checked after each event. A failure names its
/// seed and the few steps that are enough to bring it about.
class PropertyTest {
    private static final int SEQUENCES = 2_000;
    private static final int MOST_STEPS = 300;

    @Test
    void theInvariantsHoldAfterEveryEvent() {
        for (long seed = 0; seed < SEQUENCES; seed++) {
            var random = new SplittableRandom(seed);
            int people = random.nextInt(2, 13);
            var steps =
                    Stream.generate(() -> Step.random(people, random))
                            .limit(random.nextInt(MOST_STEPS / 3, MOST_STEPS))
                            .toList();
            if (failure(people, steps).isPresent()) {
                report(seed, people, shrink(steps, s -> failure(people, s).isPresent()));
            }
        }
    }

    @Test
    void shrinkingKeepsOnlyWhatTheFailureNeeds() {
        var steps = IntStream.range(0, 200).boxed().toList();

        var shrunk = shrink(steps, s -> s.contains(17) && s.contains(150));

        assertEquals(List.of(17, 150), shrunk);
    }

    private static Optional<Throwable> failure(int people, List<Step> steps) {
        try {
            new Play(people).all(steps);
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e);
        }
    }

    /// Leaves out ever smaller pieces, from halves down to single steps, as long as it still fails.
    private static <T> List<T> shrink(List<T> steps, Predicate<List<T>> fails) {
        var kept = steps;
        for (int size = (kept.size() + 1) / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
            for (int from = 0; from < kept.size(); ) {
                var without = new ArrayList<>(kept.subList(0, from));
                without.addAll(kept.subList(Math.min(from + size, kept.size()), kept.size()));
                if (fails.test(without)) {
                    kept = without;
                } else {
                    from += size;
                }
            }
        }
        return kept;
    }

    private static void report(long seed, int people, List<Step> steps) {
        var cause = failure(people, steps).orElseThrow();
        var text = steps.stream().map(Step::toString).collect(Collectors.joining("\n  "));
        fail("seed %d, %d people:%n  %s".formatted(seed, people, text), cause);
    }
}
