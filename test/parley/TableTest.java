package parley;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import parley.json.Json;

import java.util.List;
import java.util.Map;

class TableTest {
    private static final Table MIXED =
            new Table(
                    List.of("who", "times", "late"),
                    List.of(
                            List.of("ann", 3L, true),
                            List.of("", 12_345L, false),
                            List.of("wilhel", 0L, "")));
    private static final Table EMPTY = new Table(List.of("who", "times"), List.of());

    @Test
    void columnsStandUnderEachOtherAndNoLineEndsInSpaces() {
        assertEquals(
                """
                who     times  late
                ann     3      yes
                -       12345  no
                wilhel  0      -
                """,
                MIXED.text());
    }

    @Test
    void noCellMovesTheCursorOrBeginsALine() {
        var table = new Table(List.of("who"), List.of(List.of("a\u001b[2Jb\nc\rd\u009be\u202ef")));

        assertEquals("who\na?[2Jb?c?d?e?f\n", table.text());
    }

    @Test
    void aNumberOrATruthIsOneInJsonAndWhatIsNotThereIsLeftOut() {
        assertEquals(
                List.of(
                        Map.of("who", "ann", "times", 3L, "late", true),
                        Map.of("times", 12_345L, "late", false),
                        Map.of("who", "wilhel", "times", 0L)),
                Json.parse("table", MIXED.json()));
        assertEquals("[]", EMPTY.json());
    }

    @Test
    void csvQuotesWhatWouldBreakARow() {
        var cells = List.of("plain", "a,b", "say \"hi\"", "two\nlines", "two\rlines", "");
        var table = new Table(List.of("a", "b", "c", "d", "e", "f"), List.of(List.copyOf(cells)));

        assertEquals(
                "a,b,c,d,e,f\r\n"
                        + "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"two\rlines\",\r\n",
                table.csv());
        assertEquals("who,times\r\n", EMPTY.csv());
    }
}
