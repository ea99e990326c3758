package parley.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.content.Entity.Kind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

class FormattedTest {
    private static final String JOINER = "\u2060";
    private static final String LOOK_ALIKE = "\u2215";
    private static final String GRIN = "\ud83d\ude00";

    @ParameterizedTest
    @CsvSource({
        "-1, 2",
        "0, 0",
        "0, -1",
        "0, 6",
        "4, 2",
        "5, 1",
        "6, 1",
        "2147483647, 1",
        "1, 2147483647",
        "2147483647, 2147483647",
        "-2147483648, -2147483648",
        "-2147483648, 2147483647",
    })
    void anEntityOutsideTheTextIsLeftOut(int offset, int length) {
        assertEquals(List.of(), Formatted.safe("hello", List.of(bold(offset, length))).entities());
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "0, 1", "4, 1", "2, 2"})
    void anEntityInsideTheTextIsKept(int offset, int length) {
        var entity = bold(offset, length);

        assertEquals(List.of(entity), Formatted.safe("hello", List.of(entity)).entities());
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "2, 1", "2, 2", "1, 1"})
    void anEntityThatCutsACharacterInTwoIsLeftOut(int offset, int length) {
        var text = "a" + GRIN + "b";

        assertEquals(List.of(), Formatted.safe(text, List.of(bold(offset, length))).entities());
    }

    @Test
    void anEntityAroundASurrogatePairIsKept() {
        var entities = List.of(bold(0, 1), bold(1, 2), bold(3, 1), bold(0, 4));

        assertEquals(entities, Formatted.safe("a" + GRIN + "b", entities).entities());
    }

    @Test
    void onlyAHundredEntitiesAreKept() {
        assertEquals(
                100, Formatted.safe("a", Collections.nCopies(101, bold(0, 1))).entities().size());
    }

    @Test
    void aCodeBlockBeyondTheHundredthEntityProtectsNoCommand() {
        var entities = new ArrayList<>(Collections.nCopies(100, bold(0, 1)));
        entities.add(entity(Kind.CODE, 0, 5));

        assertEquals("/" + JOINER + "stop", Formatted.safe("/stop", entities).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a ",
                "a\n",
                "a\t",
                "a.",
                "a,",
                "a(",
                "a\"",
                "a-",
                "a:",
                "a@",
                "a<",
                "a\u00a0",
                "a\u2028",
                "a\u2060",
                GRIN,
                "\u2764\ufe0f",
                "\u3002",
                "\ud800",
            })
    void aCommandIsBrokenUp(String before) {
        assertEquals(before + "/" + JOINER + "stop now", safe(before + "/stop now"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"S", "s", "Z", "0", "9", "_", "a@parley_bot", "r/funny"})
    void whateverTelegramCouldTakeForACommandIsBrokenUp(String command) {
        assertEquals("/" + JOINER + command, safe("/" + command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "and/or",
                "\u00e9/or",
                "\u0436/stop",
                "\u4f60/stop",
                "1/2",
                "_/stop",
                "\ud835\udc1a/stop",
                "https://a.b/c",
                "https://a.b/c/d_e/1",
                "//stop",
                "/",
                "/ stop",
                "a /",
                "/\u00e9t\u00e9",
                "/-",
                "/" + GRIN,
                "/" + JOINER + "stop",
                "",
            })
    void otherSlashesAreLeftAlone(String text) {
        assertEquals(text, safe(text));
    }

    @Test
    void everyCommandOfATextIsBrokenUp() {
        assertEquals(
                "/" + JOINER + "end /" + JOINER + "next\n/" + JOINER + "stop",
                safe("/end /next\n/stop"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CODE", "PRE"})
    void aCommandInsideCodeIsNotTappableAndStays(Kind kind) {
        var entities = List.of(entity(kind, 2, 5));

        assertEquals(new Formatted("x /stop y", entities), Formatted.safe("x /stop y", entities));
    }

    @Test
    void aCommandBesideCodeIsBrokenUp() {
        var code = List.of(entity(Kind.CODE, 6, 1));

        assertEquals("/" + JOINER + "stop x /" + JOINER + "end", safe("/stop x /end", code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOLD", "SPOILER", "BLOCKQUOTE", "EXPANDABLE_BLOCKQUOTE"})
    void otherFormattingDoesNotKeepACommandWhole(Kind kind) {
        assertEquals("/" + JOINER + "stop", safe("/stop", List.of(entity(kind, 0, 5))));
    }

    @Test
    void entitiesMoveWithTheTextTheyMark() {
        var entities = List.of(bold(0, 5), bold(1, 4), bold(6, 4), bold(0, 10), bold(0, 1));

        assertEquals(
                List.of(bold(0, 6), bold(2, 4), bold(7, 5), bold(0, 12), bold(0, 1)),
                Formatted.safe("/stop /end", entities).entities());
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 4096})
    void aTextAtALimitOfTelegramTakesALookAlikeSlashAndKeepsItsLength(int limit) {
        var rest = "stop /end " + "x".repeat(limit - 11);
        var entities = List.of(bold(0, 5), bold(6, 4));

        var safe = Formatted.safe("/" + rest, entities);

        assertEquals(LOOK_ALIKE + rest.replace('/', LOOK_ALIKE.charAt(0)), safe.text());
        assertEquals(limit, safe.text().length());
        assertEquals(entities, safe.entities());
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 4096})
    void aTextThatJustFitsALimitWithItsJoinersGetsThem(int limit) {
        var text = "/a /b" + "x".repeat(limit - 7);

        assertEquals(limit, safe(text).length());
        assertTrue(safe(text).startsWith("/" + JOINER + "a /" + JOINER + "b"));
    }

    @Test
    void aTextBeyondEveryLimitGetsJoiners() {
        assertTrue(safe("/a" + "x".repeat(4096)).startsWith("/" + JOINER + "a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 4096})
    void aLimitCountsCharactersAndAlsoCodeUnits(int limit) {
        var characters = "/a" + GRIN.repeat(limit - 2);
        var codeUnits = "/a" + GRIN.repeat((limit - 2) / 2);

        assertTrue(safe(characters).startsWith(LOOK_ALIKE + "a"));
        assertTrue(safe(codeUnits).startsWith(LOOK_ALIKE + "a"));
    }

    @Test
    void theSameTextWithoutFormattingHasNoTappableCommandEither() {
        var code = Formatted.safe("/stop", List.of(entity(Kind.CODE, 0, 5)));

        assertEquals(new Formatted("/" + JOINER + "stop", List.of()), code.plain());
    }

    @Test
    void aTextThatIsBrokenUpAlreadyIsNotBrokenAgain() {
        var once = Formatted.safe("/stop", List.of(bold(0, 5)));

        assertEquals(once.text(), once.plain().text());
    }

    @Test
    void itsLengthIsInCharactersAsTelegramCountsThem() {
        assertEquals(0, Formatted.NONE.length());
        assertEquals(3, new Formatted("a" + GRIN + "b", List.of()).length());
        assertEquals(2, new Formatted("e\u0301", List.of()).length());
    }

    @Test
    void isEmptyOnlyWithoutText() {
        assertTrue(Formatted.NONE.isEmpty());
        assertFalse(new Formatted(" ", List.of()).isEmpty());
    }

    @Test
    void whatWasWrittenIsNotInItsDescription() {
        var text = Formatted.safe("secret", List.of(bold(0, 6)));
        var file = new Content.File("file-7", "unique-7");
        var look =
                new Content.Look(
                        true,
                        true,
                        Optional.of("still-7"),
                        Optional.of(1L),
                        Optional.of("emoji-7"));
        var media = new Content.Media(Content.Kind.VIDEO, file, text, look);
        var quote = new Letter.Quote(text, 0);
        var reply = new Letter.Reply(1, Optional.of(quote));
        var fresh = new Letter.Fresh(media, Optional.of(reply), Optional.empty());
        var parts = List.of(new Letter.Part(1, media));
        var album = new Letter.Album(parts, Optional.of(reply), Optional.empty());

        for (var described : List.of(text, new Content.Text(text), fresh, album)) {
            for (var hidden : List.of("secret", "-7")) {
                assertFalse(described.toString().contains(hidden), described::toString);
            }
        }
    }

    private static String safe(String text) {
        return safe(text, List.of());
    }

    private static String safe(String text, List<Entity> entities) {
        return Formatted.safe(text, entities).text();
    }

    private static Entity bold(int offset, int length) {
        return entity(Kind.BOLD, offset, length);
    }

    private static Entity entity(Kind kind, int offset, int length) {
        return new Entity(kind, offset, length, Optional.empty());
    }
}
