package parley.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.content.Entity.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Random texts with random entities, and what has to hold for each of them.
class FormattedPropertyTest {
    private static final int ROUNDS = 5_000;
    private static final String JOINER = "\u2060";
    private static final Pattern TAPPABLE =
            Pattern.compile("(?<![\\p{L}\\p{Nd}_/])/(?=[A-Za-z0-9_])");
    private static final List<String> PIECES =
            List.of("/", "/stop", "/a", "//", "a", "Z9", "_", " ", "\n", ".", "\ud83d\ude00", "é");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingButJoinersInCommandsIsAdded(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            var text = text(random);
            var entities = entities(random, text);
            var safe = Formatted.safe(text, entities);

            assertEquals(text, withoutJoiners(safe.text()));
            assertEquals(tappable(text, entities), safe.text().length() - text.length());
            assertEquals(0, tappable(safe.text(), safe.entities()), safe.text());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void everyEntityStillCoversTheSameCharacters(long seed) {
        var random = new SplittableRandom(seed);
        int moved = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var text = text(random);
            var entities = entities(random, text);
            var safe = Formatted.safe(text, entities);

            assertEquals(entities.size(), safe.entities().size());
            for (int k = 0; k < entities.size(); k++) {
                var before = entities.get(k);
                var after = safe.entities().get(k);
                assertCovers(text, before, safe.text(), after);
                moved += before.equals(after) ? 0 : 1;
            }
        }
        assertTrue(moved > ROUNDS / 4, "too little was tried: " + moved);
    }

    private static void assertCovers(String text, Entity before, String joined, Entity after) {
        assertEquals(before.kind(), after.kind());
        assertEquals(
                text.substring(0, before.offset()),
                withoutJoiners(joined.substring(0, after.offset())));
        var covered = joined.substring(after.offset(), after.end());
        assertEquals(text.substring(before.offset(), before.end()), withoutJoiners(covered));
        assertFalse(covered.startsWith(JOINER) || covered.endsWith(JOINER), joined);
    }

    private static long tappable(String text, List<Entity> entities) {
        return TAPPABLE.matcher(text)
                .results()
                .filter(
                        found ->
                                entities.stream()
                                        .filter(e -> e.kind() == Kind.CODE || e.kind() == Kind.PRE)
                                        .noneMatch(
                                                e ->
                                                        e.offset() <= found.start()
                                                                && found.start() < e.end()))
                .count();
    }

    private static String text(RandomGenerator random) {
        var text = new StringBuilder("x");
        random.ints(random.nextInt(20), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .forEach(text::append);
        return text.toString();
    }

    /// Up to four entities that fit the text.
    private static List<Entity> entities(RandomGenerator random, String text) {
        var entities = new ArrayList<Entity>();
        for (int i = random.nextInt(5); i > 0; i--) {
            int start = text.offsetByCodePoints(0, random.nextInt(characters(text)));
            int length = 1 + random.nextInt(characters(text.substring(start)));
            int end = text.offsetByCodePoints(start, length);
            var kind = Kind.values()[random.nextInt(Kind.values().length)];
            entities.add(new Entity(kind, start, end - start, Optional.empty()));
        }
        return entities;
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String withoutJoiners(String text) {
        return text.replace(JOINER, "");
    }
}
