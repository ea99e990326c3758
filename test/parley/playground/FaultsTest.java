package parley.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import parley.playground.Faults.Afterwards;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        playground.faults().on("sendMessage").thenFails(Afterwards.RESET);

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
    void aGatewayTimeoutHidesWhatWasDone() throws Exception {
        playground.faults().on("sendMessage").thenFails(Afterwards.TIMEOUT);

        var answer = bot.says(1, "delivered");

        assertEquals(504, answer.status());
        assertEquals(
                "text/html", answer.response().headers().firstValue("Content-Type").orElse(""));
        assertEquals(List.of("delivered"), seenByAnn());
    }

    @Test
    void aConnectionEndsAfterAWholeAnswerThatDoesNotSaySo() throws Exception {
        playground.faults().on("getMe").thenFails(Afterwards.CLOSE);
        var address = playground.address();
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            var request = "GET /bot" + Bot.TOKEN + "/getMe HTTP/1.1\r\nHost: here\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));

            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.endsWith("}}"), answer);
            assertFalse(answer.toLowerCase(Locale.ROOT).contains("connection: close"), answer);
        }
    }

    @Test
    void knowsWhoseAnswersWereLost() throws Exception {
        var faults = playground.faults();
        faults.on("sendMessage").resetsBefore();
        faults.on("sendMessage").thenFails(Afterwards.RESET);
        faults.on("sendMessage").truncates();
        faults.on("sendMessage").thenFails(Afterwards.TIMEOUT);
        faults.on("sendMessage").badGateway();
        faults.on("sendMessage").thenFails(Afterwards.CLOSE);

        for (var text : List.of("before", "after", "cut", "late", "down", "closed", "fine")) {
            try {
                bot.says(1, text);
            } catch (IOException _) {
                // What the bot got is the business of other tests.
                continue;
            }
        }

        assertEquals(
                List.of("after", "cut", "late"),
                faults.losses().stream().map(call -> call.params().get("text")).toList());
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
