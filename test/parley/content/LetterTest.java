package parley.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Letter.Album;
import parley.content.Letter.Fresh;
import parley.content.Letter.Part;
import parley.content.Letter.Reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class LetterTest {
    private static final String GRIN = "\ud83d\ude00";
    private static final Optional<Reply> REPLY = Optional.of(new Reply(3, Optional.empty()));
    private static final Optional<String> EFFECT = Optional.of("5104841245755180586");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024})
    void aCaptionThatABotMayWriteGoesWithItsFile(int length) {
        for (var character : List.of("x", GRIN)) {
            var fresh = Fresh.of(media(caption(character.repeat(length))));

            assertEquals(List.of(fresh), fresh.messages());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1025, 4096})
    void aLongerCaptionFollowsItsFileAsAText(int length) {
        for (var character : List.of("x", GRIN)) {
            var text = character.repeat(length);
            var bold = new Entity(Entity.Kind.BOLD, 2, 1022, Optional.empty());
            var caption = new Formatted(text, List.of(bold));

            assertEquals(
                    List.of(
                            Fresh.of(media(Formatted.NONE)),
                            Fresh.of(new Text(new Formatted(text, List.of(bold))))),
                    Fresh.of(media(caption)).messages());
        }
    }

    @Test
    void theFileAnswersAndHasTheEffectButTheTextThatFollowsHasNeither() {
        var caption = caption("x".repeat(1025));

        assertEquals(
                List.of(
                        new Fresh(media(Formatted.NONE), REPLY, EFFECT),
                        new Fresh(new Text(caption), Optional.empty(), Optional.empty())),
                new Fresh(media(caption), REPLY, EFFECT).messages());
    }

    @Test
    void aLongTextIsOneMessage() {
        var fresh = new Fresh(new Text(caption("x".repeat(4096))), REPLY, EFFECT);

        assertEquals(List.of(fresh), fresh.messages());
    }

    @Test
    void anotherCaptionChangesNothingElse() {
        var media = media(caption("before"));

        var after = media.with(caption("after"));

        assertEquals(caption("after"), after.caption());
        assertEquals(media, after.with(caption("before")));
    }

    @Test
    void anAlbumStaysAsItWasMade() {
        var parts = new ArrayList<>(List.of(new Part(1, media(Formatted.NONE))));
        var album = new Album(parts, Optional.empty(), Optional.empty());

        parts.clear();

        assertEquals(1, album.parts().size());
        assertThrows(UnsupportedOperationException.class, album.parts()::clear);
    }

    private static Media media(Formatted caption) {
        return new Media(
                Kind.VIDEO,
                new File("id", "unique id"),
                caption,
                new Look(true, true, Optional.of("cover"), Optional.of(3L), Optional.empty()));
    }

    private static Formatted caption(String text) {
        return new Formatted(text, List.of());
    }
}
