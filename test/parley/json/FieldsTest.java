package parley.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.List;
import java.util.Optional;

class FieldsTest {
    private final Fields fields =
            new Fields(
                    "update",
                    Json.parse(
                            "update",
                            """
                            {"n":7,"s":"words","b":true,"o":{"inner":{"deep":"x"}},"nil":null,
                             "list":[{"id":1},{"id":2}],"mixed":[{"id":1},3]}
                            """));

    @Test
    void readsWhatIsThere() {
        assertEquals(7, fields.number("n"));
        assertEquals("words", fields.text("s"));
        assertTrue(fields.flag("b"));
        assertEquals("x", fields.object("o").object("inner").text("deep"));
        assertEquals(List.of(1L, 2L), fields.each("list", item -> item.number("id")));
    }

    @Test
    void absentAndNullAreTheSame() {
        for (var name : List.of("nil", "absent")) {
            assertFalse(fields.has(name));
            assertFalse(fields.flag(name));
            assertEquals(Optional.empty(), fields.optionalText(name));
            assertEquals(Optional.empty(), fields.optionalNumber(name));
            assertEquals(Optional.empty(), fields.child(name));
            assertEquals(List.of(), fields.each(name, item -> item.number("id")));
            assertComplaint("update." + name + ": missing", () -> fields.text(name));
            assertComplaint("update." + name + ": missing", () -> fields.number(name));
            assertComplaint("update." + name + ": missing", () -> fields.object(name));
        }
    }

    @Test
    void everyComplaintSaysWhereAndQuotesNothing() {
        assertComplaint("update.s: expected an integer", () -> fields.number("s"));
        assertComplaint("update.n: expected a string", () -> fields.text("n"));
        assertComplaint("update.s: expected a boolean", () -> fields.flag("s"));
        assertComplaint("update.s: expected an object", () -> fields.object("s"));
        assertComplaint("update.s: expected an array", () -> fields.each("s", item -> item));
        assertComplaint("update.mixed[1]: expected an object", () -> fields.each("mixed", i -> i));
        assertComplaint(
                "update.o.inner.deep: expected an integer",
                () -> fields.object("o").object("inner").number("deep"));
        assertComplaint("top: expected an object", () -> new Fields("top", List.of()));
    }

    private static void assertComplaint(String words, Executable reading) {
        assertEquals(words, assertThrows(DecodeException.class, reading).getMessage());
    }
}
