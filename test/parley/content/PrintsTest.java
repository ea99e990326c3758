package parley.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Letter.Album;
import parley.content.Letter.Edited;
import parley.content.Letter.Fresh;
import parley.content.Letter.Part;
import parley.content.Letter.Reacted;
import parley.content.Letter.Unsent;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// By what the same message is known again.
class PrintsTest {
    private static final String LONG = "I sell the best coins in town";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i SELL the BEST coins in TOWN",
                "  I sell\nthe best   coins in town!!!",
                "I.sell.the.best.coins.in.town",
                "I sell the best coins in town 👍👍👍",
                "I s\u200bell the best coins in t\u2060own"
            })
    void theSameTextIsKnownHoweverItIsSpaced(String text) {
        assertEquals(1, of(LONG).size());
        assertEquals(of(LONG), of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"I sell the best coins in tow", "I sell the best coins in town 1", "x"})
    void anotherTextIsNotTheSame(String text) {
        assertNotEquals(of(LONG), of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hi",
                "hello, where are you",
                "1234567890123456789",
                "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
                "ha ha ha ha ha ha ha !!!!"
            })
    void whatIsShortIsSaidByMany(String text) {
        assertEquals(Set.of(), of(text));
    }

    @Test
    void twentyLettersAreEnough() {
        assertEquals(1, of("12345678901234567890").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a",
                "look: HTTPS://EXAMPLE.COM/A",
                "a wholly different text of some length\nhttps://example.com/a",
                "(https://example.com/a)!"
            })
    void aLinkIsKnownInOtherWords(String text) {
        assertTrue(of(text).containsAll(of("https://example.com/a")));
    }

    @Test
    void eachLinkCountsForItself() {
        assertEquals(1, of("https://example.com/a").size());
        assertNotEquals(of("https://example.com/a"), of("https://example.com/b"));
        assertEquals(3, of("buy https://example.com/a or https://example.com/b").size());
        assertEquals(1, of("@someone_1").size());
    }

    @Test
    void captionsCountLikeTexts() {
        var media = media(LONG);
        var album =
                new Album(
                        List.of(new Part(1, media), new Part(2, media(""))),
                        Optional.empty(),
                        Optional.empty());

        assertEquals(of(LONG), Prints.of(Fresh.of(media)));
        assertEquals(of(LONG), Prints.of(new Edited(media)));
        assertEquals(of(LONG), Prints.of(album));
        assertEquals(Set.of(), Prints.of(Fresh.of(media(""))));
    }

    @Test
    void whatIsNoTextHasNone() {
        for (var letter :
                List.of(
                        Fresh.of(new Content.Place(1, 2)),
                        Fresh.of(new Content.Refused("poll")),
                        new Reacted(Optional.of("👍")),
                        new Unsent(Optional.empty()))) {
            assertEquals(Set.of(), Prints.of(letter));
            assertFalse(Prints.isMedia(letter));
        }
    }

    @Test
    void mediaAreToldFromText() {
        var media = media(LONG);
        assertTrue(Prints.isMedia(Fresh.of(media)));
        assertTrue(Prints.isMedia(new Edited(media)));
        var parts = List.of(new Part(1, media), new Part(2, media));
        assertTrue(Prints.isMedia(new Album(parts, Optional.empty(), Optional.empty())));
        assertFalse(Prints.isMedia(Fresh.of(text(LONG))));
        assertFalse(Prints.isMedia(new Edited(text(LONG))));
    }

    @Test
    void manyTextsHaveManyNumbers() {
        var seen = new HashSet<Long>();
        for (int i = 0; i < 20_000; i++) {
            assertTrue(seen.addAll(of("this is one of many texts, number " + i)));
        }
    }

    private static Set<Long> of(String text) {
        return Prints.of(Fresh.of(text(text)));
    }

    private static Text text(String text) {
        return new Text(new Formatted(text, List.of()));
    }

    private static Media media(String caption) {
        return new Media(
                Kind.PHOTO,
                new File("file", "unique"),
                new Formatted(caption, List.of()),
                Look.PLAIN);
    }
}
