package parley.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.e2e.Scene.hears;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.playground.Received;

import java.util.Map;

/// Reports of people whom a crash of the bot interrupts.
class InterruptedReportTest extends ModeratedScene {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theMessageThatAReportAnswersIsShownAlsoWhenARestartComesBetween(boolean stays)
            throws Exception {
        scene.pair(ann, bob);
        var question = asksAbout("buy my coins");
        if (stays) {
            ann.presses(question, "Report, but don’t end the chat");
            question = hears(ann, "The chat goes on");
        }
        restart();

        ann.presses(question, "Spam or advertising");

        hears(ann, "Reported");
        heard("🚩 Report");
        var evidence = heard("buy my coins");
        assertEquals("sendMessage", evidence.method());
        assertEquals(true, evidence.params().get("protect_content"));
    }

    @Test
    void aWholeReportAfterTheChatAndARestartIsAsGoodAsAnyOther() throws Exception {
        scene.pair(ann, bob);
        var question = asksAbout("buy my coins");
        bob.says("/end");
        hears(ann, "Your partner has left");
        restart();

        ann.presses(question, "Spam or advertising");

        var card = heard("🚩 Report");
        assertTrue(card.text().contains("Chat: began 1 min before the report\n"), card.text());
        heard("buy my coins");
    }

    /// Ann begins to report what Bob said; the question answers it.
    private Received asksAbout(String words) {
        bob.says(words);
        var said = hears(ann, words);
        ann.sends(Map.of("text", "/report", "reply_to_message", said.message()));
        var question = hears(ann, "What is it about?");
        var answered = (Map<?, ?>) question.params().get("reply_parameters");
        assertEquals(said.messageId(), answered.get("message_id"));
        return question;
    }

    private void restart() throws Exception {
        bot.kill();
        bot = scene.start();
    }
}
