package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.json.Fields;
import parley.telegram.http.ApiException;
import parley.telegram.http.ApiException.Transient;
import parley.telegram.http.Wire;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class WireTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration NO_TIME = Duration.ofMillis(50);

    private final FakeTelegram telegram = new FakeTelegram();
    private final Wire wire = new Wire(telegram.address(), FakeTelegram.TOKEN);

    @AfterEach
    void stop() {
        wire.close();
        telegram.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"ok\":tr",
                "{\"ok\":true,\"result\":{\"message_id\":7",
                "<html>all is well</html>",
                "[]",
                "7",
                "null",
                "{\"ok\":\"yes\"}",
            })
    void aSuccessThatCannotBeReadIsASuccess(String body) throws Exception {
        telegram.answers(200, body);

        assertEquals(Optional.empty(), call(LIMIT));
    }

    @Test
    void aSuccessIsTheAnswer() throws Exception {
        telegram.answers("{\"ok\":true,\"result\":{\"message_id\":7}}");

        var answer = call(LIMIT).map(fields -> fields.object("result").number("message_id"));

        assertEquals(Optional.of(7L), answer);
    }

    @Test
    void aSuccessThatBreaksOffIsASuccess() throws Exception {
        telegram.breaksOff(200, "{\"ok\":true").breaksOff(200, "");

        assertEquals(Optional.empty(), call(LIMIT));
        assertEquals(Optional.empty(), call(LIMIT));
    }

    @ParameterizedTest
    @CsvSource({"500, Transient", "429, FloodWait", "403, Unreachable", "400, Rejected"})
    void aRefusalThatBreaksOffIsSortedByItsStatus(int status, String kind) {
        telegram.breaksOff(status, "{\"ok\":false");

        assertEquals(kind, failure().getClass().getSimpleName());
    }

    @Test
    void aConnectionThatEndsBeforeTheAnswerIsTransientAndNothingIsRepeated() {
        telegram.hangsUp().resets().answersNoHttp();

        assertEquals(Transient.class, failure().getClass());
        assertEquals(Transient.class, failure().getClass());
        assertEquals(Transient.class, failure().getClass());
        assertEquals(3, telegram.methods().size());
    }

    @Test
    void nothingIsRepeatedOnAConnectionThatWasUsedBefore() throws Exception {
        telegram.answers("{\"ok\":true}").hangsUp().answers("{\"ok\":true}").resets();

        assertTrue(call(LIMIT).isPresent());
        assertEquals(Transient.class, failure().getClass());
        assertTrue(call(LIMIT).isPresent());
        assertEquals(Transient.class, failure().getClass());
        assertEquals(4, telegram.methods().size());
    }

    @Test
    void noAnswerInTimeIsTransient() {
        telegram.staysSilent();

        assertEquals(Transient.class, failure(NO_TIME).getClass());
    }

    @Test
    void aSuccessThatDoesNotEndInTimeIsASuccess() throws Exception {
        call(LIMIT);
        telegram.hangs(200, "{\"ok\":true");

        assertEquals(Optional.empty(), call(Duration.ofSeconds(2)));
    }

    @Test
    void anInterruptEndsACall() {
        telegram.staysSilent();
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> call(LIMIT));
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (var other = new FakeTelegram()) {
            var target = other.address().resolve("/bot" + FakeTelegram.TOKEN + "/sendMessage");
            telegram.redirects(target);

            assertEquals(Transient.class, failure().getClass());
            assertEquals(List.of(), other.methods());
        }
    }

    @Test
    void nobodyThereIsTransient() {
        telegram.close();

        assertEquals(Transient.class, failure().getClass());
    }

    @Test
    void aSlashAtTheEndOfTheAddressDoesNotMatter() throws Exception {
        try (var other = new Wire(URI.create(telegram.address() + "//"), FakeTelegram.TOKEN)) {
            assertTrue(other.call("getMe", Map.of(), LIMIT).isPresent());
        }
    }

    @Test
    void aNullIsNeverSent() {
        var parameters = new HashMap<String, Object>();
        parameters.put("caption", null);

        assertThrows(NullPointerException.class, () -> wire.call("sendPhoto", parameters, LIMIT));
        assertEquals(List.of(), telegram.methods());
    }

    @Test
    void textArrivesAsItIsAndAHalfCharacterAsAQuestionMark() throws Exception {
        wire.call("sendMessage", Map.of("text", "\u00e9\ud83d\ude00\"\n\u2060\ud800!"), LIMIT);

        assertEquals(Map.of("text", "\u00e9\ud83d\ude00\"\n\u2060?!"), telegram.call(0).body());
    }

    @Test
    void itsDescriptionHidesTheAddress() {
        Leaks.assertNone(wire.toString());
    }

    private Optional<Fields> call(Duration limit) throws Exception {
        return wire.call("sendMessage", Map.of("text", "hi"), limit);
    }

    private ApiException failure() {
        return failure(LIMIT);
    }

    private ApiException failure(Duration limit) {
        return Leaks.assertNone(assertThrows(ApiException.class, () -> call(limit)));
    }
}
