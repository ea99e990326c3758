package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.telegram.http.ApiException;
import parley.telegram.http.ApiException.Conflict;
import parley.telegram.http.ApiException.FloodWait;
import parley.telegram.http.Wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What Telegram and the proxies before it answer, and what is made of it.
class RefusalsTest {
    private final FakeTelegram telegram = new FakeTelegram();
    private final Wire wire = new Wire(telegram.address(), FakeTelegram.TOKEN);

    @AfterEach
    void stop() {
        wire.close();
        telegram.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | Bad Request: chat not found                           | Unreachable
                    400 | Bad Request: private chat not found                   | Unreachable
                    400 | Bad Request: user not found                           | Unreachable
                    400 | Bad Request: have no write access to the chat         | Unreachable
                    400 | Bad Request: PEER_ID_INVALID                          | Unreachable
                    400 | Bad Request: PRIVACY_PREMIUM_REQUIRED                 | Unreachable
                    400 | Bad Request: ALLOW_PAYMENT_REQUIRED_7                 | Unreachable
                    400 | Bad Request: VOICE_MESSAGES_FORBIDDEN                 | Rejected
                    400 | Bad Request: message is too long                      | Rejected
                    400 | Bad Request: can't parse entities: nonsense           | Rejected
                    400 | something that nobody has ever seen                   | Rejected
                    401 | Unauthorized                                          | Unauthorized
                    403 | Forbidden: bot was blocked by the user                | Unreachable
                    403 | Forbidden: user is deactivated                        | Unreachable
                    403 | something new                                         | Unreachable
                    404 | Not Found                                             | Unauthorized
                    404 | Not Found: method not found                           | Rejected
                    406 | Not Acceptable                                        | Rejected
                    408 | Request Timeout                                       | Transient
                    409 | Conflict: terminated by other getUpdates request      | Conflict
                    413 | Request Entity Too Large                              | Rejected
                    429 | Too Many Requests: no parameters                      | FloodWait
                    500 | Internal Server Error: restart                        | Transient
                    500 | sent message was immediately deleted and can't be returned | Rejected
                    502 | Bad Gateway                                           | Transient
                    504 | Gateway Timeout                                       | Transient
                    """)
    void aRefusalSaysWhatCanBeDoneAboutIt(int code, String description, String kind) {
        telegram.refuses(code, description);

        assertEquals(kind, failure().getClass().getSimpleName());
        assertEquals(List.of("sendMessage"), telegram.methods());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    502 | <html><body>502 Bad Gateway</body></html>     | Transient
                    504 | ''                                            | Transient
                    503 | {"ok":false                                   | Transient
                    429 | <html>slow down</html>                        | FloodWait
                    400 | ''                                            | Rejected
                    401 | <html></html>                                 | Unauthorized
                    403 | []                                            | Unreachable
                    404 | nonsense                                      | Unauthorized
                    409 | ''                                            | Conflict
                    418 | ''                                            | Rejected
                    302 | ''                                            | Transient
                    304 | ''                                            | Transient
                    520 | error code: 520                               | Transient
                    500 | {"ok":false,"error_code":"500"}               | Transient
                    400 | {"ok":false,"error_code":429,"description":7} | Rejected
                    200 | {"ok":false,"error_code":403}                 | Unreachable
                    400 | {"ok":false,"error_code":403}                 | Unreachable
                    200 | {"ok":false}                                  | Transient
                    200 | {}                                            | Transient
                    """)
    void anOddAnswerIsSortedByItsStatus(int status, String body, String kind) {
        telegram.answers(status, body);

        assertEquals(kind, failure().getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "17, 17", "0, 1", "-5, 1"})
    void aFloodWaitLastsAsLongAsTelegramSaysAndAtLeastASecond(int said, int wait) {
        telegram.floods(said);

        assertEquals(Duration.ofSeconds(wait), floodWait());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ok\":false,\"error_code\":429}",
                "{\"ok\":false,\"error_code\":429,\"parameters\":{}}",
                "{\"ok\":false,\"error_code\":429,\"parameters\":7}",
                "{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":\"9\"}}",
                "Too Many Requests",
            })
    void aFloodWaitThatDoesNotSayHowLongLastsASecond(String body) {
        telegram.answers(429, body);

        assertEquals(Duration.ofSeconds(1), floodWait());
    }

    @Test
    void tellsAWebhookFromAnotherPoller() {
        telegram.refuses(409, "Conflict: can't use getUpdates method while webhook is active");
        telegram.refuses(409, "Conflict: terminated by other getUpdates request");

        assertTrue(((Conflict) failure()).isWebhook());
        assertFalse(((Conflict) failure()).isWebhook());
    }

    @Test
    void aLongDescriptionIsCut() {
        telegram.refuses(400, "x".repeat(100_000));

        assertTrue(failure().getMessage().length() < 300);
    }

    private Duration floodWait() {
        return ((FloodWait) failure()).retryAfter();
    }

    private ApiException failure() {
        return Leaks.assertNone(
                assertThrows(
                        ApiException.class,
                        () -> wire.call("sendMessage", Map.of(), Duration.ofSeconds(20))));
    }
}
