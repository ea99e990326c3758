package parley.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

class ElementsTest {
    @Test
    void cutsAnArrayIntoItsElements() {
        var text =
                """
                {"ok":true,"result": [ {"a":[1,2],"b":"],}\\"["} , 7,"x,\\\\", [], null ] ,"more":[9]}
                """;

        assertEquals(
                Optional.of(
                        List.of(
                                "{\"a\":[1,2],\"b\":\"],}\\\"[\"}",
                                "7",
                                "\"x,\\\\\"",
                                "[]",
                                "null")),
                Elements.of(text, "result"));
        assertEquals(Optional.of(List.of()), Elements.of("{\"result\":[]}", "result"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"ok\":true}",
                "{\"result\":{}}",
                "{\"result\":[1,2",
                "{\"result\":[\"a]",
                "{\"result\":[{\"a\":1}",
                "{\"result\":[\"a\\"
            })
    void anArrayThatIsNotThereOrDoesNotEndHasNoElements(String text) {
        assertEquals(Optional.empty(), Elements.of(text, "result"));
    }

    @Test
    void depthDoesNotMatter() {
        var deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertEquals(Optional.of(List.of(deep, "2")), Elements.of("{\"r\":[" + deep + ",2]}", "r"));
    }

    @Test
    void elementsReadForThemselvesAreThoseOfTheWhole() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            var list =
                    random.ints(4, 0, 99).mapToObj(n -> List.of(n + "],[\"{", (long) n)).toList();
            var text = "{\"result\":" + Json.write(list) + "}";

            var elements = Elements.of(text, "result").orElseThrow();

            assertEquals(list, elements.stream().map(e -> Json.parse("x", e)).toList());
        }
    }
}
