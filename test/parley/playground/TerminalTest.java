package parley.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

class TerminalTest extends PlaygroundFixture {
    private static final Map<String, Object> NEXT =
            Map.of(
                    "inline_keyboard",
                    List.of(List.of(Map.of("text", "⏭ Next", "callback_data", "n"))));

    @Test
    void twoPeoplePlayByScript() throws Exception {
        ann.says("/start");
        var screen = new ByteArrayOutputStream();
        var terminal = terminal("2 hello\n1 !next\nnonsense\n1 !Stop\nquit\n1 not said\n", screen);
        bot.call("sendMessage", Map.of("chat_id", 1, "text", "Hi\nyou", "reply_markup", NEXT));
        var answering = Thread.startVirtualThread(this::answerBoth);
        terminal.run();
        answering.join();

        String shown = screen.toString(UTF_8);
        assertTrue(shown.contains("Ann sees | Hi\n         | you [⏭ Next]\n"), shown);
        assertTrue(shown.contains("Ben sees | you said hello\n"), shown);
        assertTrue(shown.contains("Ann sees | pressed n\n"), shown);
        assertTrue(shown.contains("? start with 1 or 2"), shown);
        assertTrue(shown.contains("? no button called Stop"), shown);
        assertEquals(2, playground.human(1).phone().received().size());
    }

    private Terminal terminal(String script, ByteArrayOutputStream screen) {
        var in = new ByteArrayInputStream(script.getBytes(UTF_8));
        return new Terminal(playground, in, new PrintStream(screen, true, UTF_8));
    }

    /// A bot that says what happened, until it has seen a text and a press.
    private void answerBoth() {
        try {
            long offset = 0;
            for (int seen = 0; seen < 3; seen++) {
                Map<String, Object> query = Map.of("offset", offset, "timeout", 50, "limit", 1);
                var update = (Map<?, ?>) bot.call("getUpdates", query).list().getFirst();
                offset = (Long) update.get("update_id") + 1;
                if (update.get("callback_query") instanceof Map<?, ?> press) {
                    bot.says(1, "pressed " + press.get("data"));
                } else if (seen > 0) {
                    bot.says(2, "you said " + ((Map<?, ?>) update.get("message")).get("text"));
                }
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
