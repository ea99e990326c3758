package parley.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

class FaultsTest extends PlaygroundFixture {
    @BeforeEach
    void bothWrite() {
        ann.says("/start");
        ben.says("/start");
    }

    @Test
    void aFloodIsForOneChatAndEnds() throws Exception {
        playground.faults().on("sendMessage").chat(1).times(2).floods(Duration.ofSeconds(7));

        var flooded = bot.says(1, "one");
        assertEquals(200, bot.says(2, "other").status());
        assertEquals(429, bot.says(1, "two").status());
        assertEquals(200, bot.says(1, "three").status());

        assertEquals("Too Many Requests: retry after 7", flooded.description());
        assertEquals(Map.of("retry_after", 7L), flooded.body().get("parameters"));
        assertEquals("7", flooded.response().headers().firstValue("Retry-After").orElse(""));
        assertEquals(List.of("three"), seenByAnn());
    }

    @Test
    void aRefusalIsForOneMethod() throws Exception {
        playground.faults().on("sendMessage").fails(403, "Forbidden: user is deactivated");

        assertEquals(200, bot.call("getMe", Map.of()).status());
        assertEquals("Forbidden: user is deactivated", bot.says(1, "hi").description());
        assertEquals(200, bot.says(1, "again").status());
    }

    @Test
    void aProxyAnswersInHtml() throws Exception {
        playground.faults().onEverything().badGateway();
        var answer = bot.call("getMe", Map.of());

        assertEquals(502, answer.status());
        assertEquals(
                "text/html", answer.response().headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void aResetBeforeHasDoneNothing() {
        playground.faults().on("sendMessage").resetsBefore();

        assertThrows(IOException.class, () -> bot.says(1, "lost"));

        assertEquals(List.of(), seenByAnn());
        assertEquals(0, playground.calls().getLast().status());
    }

    @Test
    void aResetAfterHasDelivered() {
        playground.faults().on("sendMessage").resetsAfter();

        assertThrows(IOException.class, () -> bot.says(1, "delivered"));

        assertEquals(List.of("delivered"), seenByAnn());
    }

    @Test
    void aTruncatedAnswerHasDelivered() throws Exception {
        playground.faults().on("sendMessage").truncates();

        assertThrows(IOException.class, () -> bot.says(1, "delivered"));

        assertEquals(List.of("delivered"), seenByAnn());
        assertEquals(200, bot.says(1, "next").status());
    }

    @Test
    void aSlowCallIsServedBeforeItIsAnswered() {
        playground.faults().on("sendMessage").slow(Duration.ofHours(1));
        var call = new FutureTask<>(() -> bot.says(1, "served"));
        Thread.startVirtualThread(call);

        ann.awaits("served", LIMIT);
        assertFalse(call.isDone());

        playground.close();
        assertThrows(ExecutionException.class, call::get);
    }

    @Test
    void oneCallUsesUpOneRuleAndTheFirstComesFirst() throws Exception {
        playground.faults().on("getMe").slow(Duration.ZERO);
        playground.faults().on("getMe").fails(500, "Internal Server Error: first");
        playground.faults().onEverything().fails(500, "Internal Server Error: second");

        assertEquals("Internal Server Error: first", bot.call("getMe", Map.of()).description());
        assertEquals("Internal Server Error: second", bot.call("getMe", Map.of()).description());
        assertEquals(200, bot.call("getMe", Map.of()).status());
    }

    @Test
    void chanceIsTheSameForTheSameSeed() throws Exception {
        assertEquals(outcomes(), outcomes());
    }

    private List<Integer> outcomes() throws Exception {
        playground.faults().clear();
        playground.faults().seed(5);
        playground.faults().on("getMe").times(100).chance(0.5).fails(500, "Internal Server Error");
        var outcomes = new ArrayList<Integer>();
        for (int i = 0; i < 30; i++) {
            outcomes.add(bot.call("getMe", Map.of()).status());
        }
        assertEquals(2, outcomes.stream().distinct().count());
        return outcomes;
    }

    @Test
    void clearedRulesDoNothing() throws Exception {
        playground.faults().onEverything().times(100).badGateway();
        playground.faults().clear();

        assertEquals(200, bot.call("getMe", Map.of()).status());
    }

    @Test
    void aViolationUsesUpNoFault() throws Exception {
        playground.faults().on("sendMessage").badGateway();

        assertEquals(400, bot.call("sendMessage", Map.of("chat_id", 1)).status());
        assertEquals(502, bot.says(1, "hi").status());
    }

    private List<String> seenByAnn() {
        return ann.phone().received().stream().map(Received::text).toList();
    }
}
