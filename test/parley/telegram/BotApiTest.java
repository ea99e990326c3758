package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.telegram.http.ApiException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class BotApiTest {
    private static final UserId BOB = new UserId(2);
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final FakeTelegram telegram = new FakeTelegram();
    private final BotApi api =
            new BotApi(
                    telegram.address(),
                    FakeTelegram.TOKEN,
                    id -> new Pseudonym(id.value(), 0),
                    OptionalLong.empty());

    @AfterEach
    void stop() {
        api.close();
        telegram.close();
    }

    @Test
    void knowsItsOwnName() throws Exception {
        telegram.answers("{\"ok\":true,\"result\":{\"id\":1,\"username\":\"parley_bot\"}}");

        assertEquals("parley_bot", api.getMe(Duration.ofSeconds(5)));
        assertEquals(Map.of(), telegram.call(0).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ok\":true}", "{\"ok\":true,\"result\":[]}", "nonsense", ""})
    void anAnswerThatIsNeededAndCannotBeReadIsTransient(String answer) {
        telegram.answers(answer);

        assertThrows(ApiException.Transient.class, () -> api.getMe(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"ok\":true,\"result\":[{\"update_id\":7",
                "{\"ok\":true,\"result\":{}}",
                "{\"ok\":true,\"result\":[7]}",
                "{\"ok\":true,\"result\":[{}]}",
            })
    void updatesThatCannotBeReadAreTransient(String answer) {
        telegram.answers(answer);

        assertThrows(ApiException.Transient.class, this::poll);
    }

    @Test
    void asksForTheKindsOfUpdatesThatItReads() throws Exception {
        assertEquals(List.of(), poll());
        api.getUpdates(OptionalLong.of(7), Duration.ZERO);

        var allowed =
                List.of(
                        "message",
                        "edited_message",
                        "message_reaction",
                        "callback_query",
                        "my_chat_member");
        assertEquals(
                Map.of("limit", 100L, "timeout", 50L, "allowed_updates", allowed),
                telegram.call(0).body());
        assertEquals(
                Map.of("offset", 7L, "limit", 100L, "timeout", 0L, "allowed_updates", allowed),
                telegram.call(1).body());
    }

    @Test
    void oneStrangeUpdateDoesNotCostTheOthers() throws Exception {
        telegram.delivers("{\"update_id\":7,\"message\":7}", "{\"update_id\":8}");

        assertEquals(List.of(7L, 8L), poll().stream().map(Update::id).toList());
    }

    @Test
    void aWebhookIsDeletedWithoutDroppingUpdates() throws Exception {
        api.deleteWebhook();

        assertEquals(List.of("deleteWebhook"), telegram.methods());
        assertEquals(Map.of(), telegram.call(0).body());
    }

    @Test
    void aPressIsAnsweredWithOrWithoutWords() throws Exception {
        api.answerCallback("press", "");
        api.answerCallback("press", "Too late");

        assertEquals(Map.of("callback_query_id", "press"), telegram.call(0).body());
        assertEquals(
                Map.of("callback_query_id", "press", "text", "Too late"), telegram.call(1).body());
    }

    @Test
    void aGroupIsLeft() throws Exception {
        api.leaveChat(-1_001_234_567_890L);

        assertEquals(List.of("leaveChat"), telegram.methods());
        assertEquals(Map.of("chat_id", -1_001_234_567_890L), telegram.call(0).body());
    }

    @Test
    void aNoticeIsSent() throws Exception {
        var keys = List.of(List.of(new Key("Find", "find")));

        api.sendNotice(BOB, "Well?", keys, OptionalLong.of(70));

        var sent = telegram.call(0).body();
        assertEquals("Well?", sent.get("text"));
        assertEquals(2L, sent.get("chat_id"));
        assertEquals(List.of("sendMessage"), telegram.methods());
    }

    @Test
    void closingEndsACallThatIsUnderWay() throws Exception {
        telegram.staysSilent();
        var failed = new CompletableFuture<ApiException>();
        Thread.startVirtualThread(
                () -> failed.complete(assertThrows(ApiException.class, () -> api.leaveChat(-1))));
        telegram.awaitCall();

        api.close();

        assertEquals(ApiException.Transient.class, failed.get(20, TimeUnit.SECONDS).getClass());
    }

    @Test
    void itsDescriptionHidesTheToken() {
        Leaks.assertNone(api.toString());
        Leaks.assertNone(api.profile().toString());
    }

    private List<Update> poll() throws Exception {
        return api.getUpdates(OptionalLong.empty(), PATIENCE);
    }
}
