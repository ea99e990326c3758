package parley.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static parley.content.Policy.Rule.ALLOW;
import static parley.content.Policy.Rule.BLOCK;
import static parley.content.Policy.Rule.WARN;
import static parley.content.Risk.DOCUMENTS;
import static parley.content.Risk.LINKS;
import static parley.content.Risk.LOCATION;
import static parley.content.Risk.MENTIONS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Content.Place;
import parley.content.Content.Refused;
import parley.content.Letter.Album;
import parley.content.Letter.Edited;
import parley.content.Letter.Fresh;
import parley.content.Letter.Part;
import parley.content.Letter.Reacted;
import parley.content.Letter.Unsent;
import parley.content.Policy.Rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class PolicyTest {
    private static final File FILE = new File("id", "unique");
    private static final File IMAGE = new File("id", "unique", true);
    private static final Policy ALL =
            new Policy(Map.of(LINKS, WARN, MENTIONS, WARN, DOCUMENTS, WARN, LOCATION, WARN));

    @Test
    void aTextHasTheRisksOfItsWords() {
        assertRisks(List.of(), text("hello"));
        assertRisks(List.of(LINKS), text("example.org"));
        assertRisks(List.of(MENTIONS), text("@somebody"));
        assertRisks(List.of(LINKS, MENTIONS), text("@somebody or t.me/somebody"));
    }

    @Test
    void codeIsSearchedLikeAllOfAText() {
        var code = new Entity(Entity.Kind.CODE, 0, 9, Optional.empty());

        assertRisks(List.of(MENTIONS), new Content.Text(new Formatted("@somebody", List.of(code))));
    }

    @ParameterizedTest
    @EnumSource
    void aCaptionIsSearchedWhateverItIsUnder(Kind kind) {
        assertRisks(List.of(LINKS), media(kind, IMAGE, "example.org"));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DOCUMENT")
    void noOtherFileIsADocument(Kind kind) {
        assertRisks(List.of(), media(kind, FILE, ""));
    }

    @Test
    void aFileIsARiskUnlessItIsAnImageThatGoesOutClean() {
        assertRisks(List.of(DOCUMENTS), media(Kind.DOCUMENT, FILE, ""));
        assertRisks(List.of(), media(Kind.DOCUMENT, IMAGE, ""));
        assertRisks(List.of(LINKS, DOCUMENTS), media(Kind.DOCUMENT, FILE, "example.org"));
    }

    @Test
    void aPlaceIsARisk() {
        assertRisks(List.of(LOCATION), new Place(1.5, 2.5));
    }

    @Test
    void anAlbumHasTheRisksOfAllItsParts() {
        var album =
                new Album(
                        List.of(
                                new Part(1, media(Kind.DOCUMENT, IMAGE, "")),
                                new Part(2, media(Kind.DOCUMENT, FILE, "")),
                                new Part(3, media(Kind.DOCUMENT, IMAGE, "@somebody"))),
                        Optional.empty(),
                        Optional.empty());

        assertEquals(List.of(MENTIONS, DOCUMENTS), ALL.risks(album, WARN));
    }

    @Test
    void whatIsNotToBeReadHasNoRisk() {
        assertRisks(List.of(), new Refused("poll"));
        assertEquals(List.of(), ALL.risks(new Reacted(Optional.of("👍")), WARN));
        assertEquals(List.of(), ALL.risks(new Unsent(Optional.of(1L)), WARN));
    }

    @Test
    void eachRiskGoesByItsOwnRule() {
        var policy = new Policy(Map.of(LINKS, BLOCK, MENTIONS, WARN, DOCUMENTS, ALLOW));
        var letter = Fresh.of(media(Kind.DOCUMENT, FILE, "@somebody or example.org"));

        assertEquals(List.of(LINKS), policy.risks(letter, BLOCK));
        assertEquals(List.of(MENTIONS), policy.risks(letter, WARN));
        assertEquals(List.of(DOCUMENTS), policy.risks(letter, ALLOW));
    }

    @ParameterizedTest
    @EnumSource
    void whatHasNoRuleIsAllowed(Risk risk) {
        assertEquals(ALLOW, Policy.OPEN.rule(risk));
        assertEquals(ALLOW, new Policy(Map.of()).rule(risk));
    }

    @Test
    void aPolicyStaysAsItWasMade() {
        var rules = new HashMap<>(Map.of(LINKS, BLOCK));
        var policy = new Policy(rules);

        rules.put(LINKS, ALLOW);

        assertEquals(BLOCK, policy.rule(LINKS));
    }

    @Test
    void aPlaceIsNotInItsDescription() {
        assertEquals("Place[hidden]", new Place(52.5, 13.25).toString());
    }

    private static void assertRisks(List<Risk> risks, Content content) {
        for (var letter : List.of(Fresh.of(content), new Edited(content))) {
            assertEquals(risks, ALL.risks(letter, WARN));
            Stream.of(Rule.BLOCK, Rule.ALLOW)
                    .forEach(rule -> assertEquals(List.of(), ALL.risks(letter, rule)));
        }
    }

    private static Content text(String text) {
        return new Content.Text(new Formatted(text, List.of()));
    }

    private static Media media(Kind kind, File file, String caption) {
        return new Media(kind, file, new Formatted(caption, List.of()), Look.PLAIN);
    }
}
