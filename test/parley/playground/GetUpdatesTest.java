package parley.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

class GetUpdatesTest extends PlaygroundFixture {
    private static final long FIRST = 850_000_001;

    @Test
    void updatesComeAgainUntilAHigherOffsetArrives() throws Exception {
        sayThree();

        assertEquals(List.of("one", "two", "three"), bot.texts(Map.of()));
        assertEquals(List.of("one", "two", "three"), bot.texts(Map.of("offset", FIRST)));
        assertEquals(List.of("two", "three"), bot.texts(Map.of("offset", FIRST + 1)));
        assertEquals(List.of("two", "three"), bot.texts(Map.of("offset", FIRST - 1)));
    }

    @Test
    void aNegativeOffsetForgetsAllButTheLast() throws Exception {
        sayThree();

        assertEquals(List.of("two", "three"), bot.texts(Map.of("offset", -2)));
        assertEquals(List.of("two", "three"), bot.texts(Map.of("offset", FIRST)));
    }

    @Test
    void anOffsetFarAboveTheTailIsNoOffset() throws Exception {
        sayThree();

        assertEquals(List.of("one", "two", "three"), bot.texts(Map.of("offset", FIRST + 14)));
        assertEquals(List.of(), bot.texts(Map.of("offset", FIRST + 13)));
        assertEquals(List.of(), bot.texts(Map.of("offset", FIRST)));
    }

    @Test
    void theLimitIsClamped() throws Exception {
        for (int i = 0; i < 101; i++) {
            ann.says("hello");
        }

        assertEquals(100, bot.texts(Map.of("limit", 1000)).size());
        assertEquals(1, bot.texts(Map.of("limit", 0, "offset", FIRST)).size());
    }

    @Test
    void whoAsksTheSameAgainAtOnceGetsOneUpdate() throws Exception {
        sayThree();

        assertEquals(3, bot.texts(Map.of("offset", 5)).size());
        assertEquals(1, bot.texts(Map.of("offset", 5)).size());
    }

    @Test
    void aLongPollEndsWithTheFirstUpdate() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var poll = threads.submit(() -> bot.texts(Map.of("timeout", 50)));
            ann.says("at last");

            assertEquals(List.of("at last"), poll.get());
        }
    }

    @Test
    void aClientThatHangsUpTakesNothingWithIt() throws Exception {
        String request =
                "GET /bot" + Bot.TOKEN + "/getUpdates?timeout=50 HTTP/1.1\r\nHost: x\r\n\r\n";
        var address = playground.address();
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
        }
        ann.says("still here");

        assertEquals(List.of("still here"), bot.texts(Map.of("offset", 7)));
    }

    @Test
    void reactionsComeOnlyWhenAskedForAndTheWishIsRemembered() throws Exception {
        long message = ann.says("hi");
        ann.reacts(message, "👍");
        assertEquals(1, bot.call("getUpdates", Map.of()).list().size());

        bot.call("getUpdates", Map.of("allowed_updates", List.of("message_reaction"), "offset", 3));
        ann.says("not wanted now");
        ann.reacts(message, "👎");
        var reaction = bot.newest("message_reaction");

        assertEquals(List.of(Map.of("type", "emoji", "emoji", "👎")), reaction.get("new_reaction"));
        assertEquals(List.of(Map.of("type", "emoji", "emoji", "👍")), reaction.get("old_reaction"));
        assertEquals(message, reaction.get("message_id"));
    }

    @Test
    void anEmptyListOfTypesMeansTheDefault() throws Exception {
        ann.says("before");
        bot.call("getUpdates", Map.of("allowed_updates", List.of("my_chat_member")));
        bot.call("getUpdates", Map.of("allowed_updates", List.of(), "offset", FIRST + 1));
        ann.says("after");

        assertEquals(List.of("after"), bot.texts(Map.of("offset", FIRST)));
    }

    @Test
    void idsCanGoDown() throws Exception {
        playground.continueUpdatesAt(100);
        ann.says("after the holidays");

        var updates = bot.call("getUpdates", Map.of("offset", FIRST)).list();

        assertEquals(100L, ((Map<?, ?>) updates.getFirst()).get("update_id"));
    }

    @Test
    void aWebhookStandsInTheWayUntilItIsDeleted() throws Exception {
        ann.says("kept");
        bot.call("setWebhook", Map.of("url", "https://example.org/hook"));
        var refused = bot.call("getUpdates", Map.of());
        bot.call("deleteWebhook", Map.of());

        assertEquals(409, refused.status());
        assertEquals(
                "Conflict: can't use getUpdates method while webhook is active;"
                        + " use deleteWebhook to delete the webhook first",
                refused.description());
        assertEquals(List.of("kept"), bot.texts(Map.of("offset", FIRST)));
    }

    private void sayThree() {
        ann.says("one");
        ben.says("two");
        ann.says("three");
    }
}
