package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Entity;
import parley.content.Formatted;
import parley.content.Letter.Quote;
import parley.content.StickerPolicy;
import parley.telegram.http.ApiException.Rejected;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// An album that is refused because of something that it can do without.
class AlbumRepairTest {
    private static final UserId BOB = new UserId(2);
    private static final Media PART = photo(code("/stop"));
    private static final List<Media> ALBUM = List.of(PART, photo(Formatted.NONE), PART);
    private static final Quote QUOTE = new Quote(new Formatted("part", List.of()), 3);

    private final FakeTelegram telegram = new FakeTelegram();
    private final BotApi api =
            new BotApi(
                    telegram.address(),
                    FakeTelegram.TOKEN,
                    id -> new Pseudonym(id.value(), 0),
                    OptionalLong.empty());
    private final RelayApi relay = api.relay(false, StickerPolicy.ALLOW);

    @AfterEach
    void stop() {
        api.close();
        telegram.close();
    }

    @Test
    void anAlbumGoesWithItsQuoteAndEffect() throws Exception {
        send();

        assertEquals("77", body(0).get("message_effect_id"));
        assertEquals(
                Map.of(
                        "message_id",
                        70L,
                        "allow_sending_without_reply",
                        true,
                        "quote",
                        "part",
                        "quote_position",
                        3L),
                body(0).get("reply_parameters"));
        assertEquals(1, telegram.methods().size());
    }

    @Test
    void aRefusedEffectIsLeftOut() throws Exception {
        telegram.refuses(400, "Bad Request: MESSAGE_EFFECT_INVALID");

        send();

        var first = body(0);
        assertEquals("77", first.remove("message_effect_id"));
        assertEquals(first, body(1));
        assertEquals(2, telegram.methods().size());
    }

    @Test
    void aRefusedQuoteIsLeftOut() throws Exception {
        telegram.refuses(400, "Bad Request: QUOTE_TEXT_INVALID");

        send();

        assertEquals(
                Map.of("message_id", 70L, "allow_sending_without_reply", true),
                body(1).get("reply_parameters"));
        assertEquals("77", body(1).get("message_effect_id"));
        assertEquals(2, telegram.methods().size());
    }

    @Test
    void aRefusedReplyIsLeftOut() throws Exception {
        telegram.refuses(400, "Bad Request: REPLY_MESSAGE_ID_INVALID");

        send();

        var first = body(0);
        assertTrue(first.remove("reply_parameters") != null);
        assertEquals(first, body(1));
        assertEquals(2, telegram.methods().size());
    }

    @Test
    void refusedFormattingIsLeftOutOfEveryPart() throws Exception {
        telegram.refuses(400, "Bad Request: can't parse MessageEntity")
                .answers("{\"ok\":true,\"result\":[{\"message_id\":7}]}");

        assertEquals(List.of(7L), send());

        assertTrue(body(0).toString().contains("caption_entities"));
        assertFalse(body(1).toString().contains("caption_entities"));
        var parts = (List<?>) body(1).get("media");
        assertEquals("/\u2060stop", ((Map<?, ?>) parts.getFirst()).get("caption"));
        assertEquals("/\u2060stop", ((Map<?, ?>) parts.getLast()).get("caption"));
        assertEquals("77", body(1).get("message_effect_id"));
        assertEquals(2, telegram.methods().size());
    }

    @Test
    void whateverElseIsRefusedIsRefused() {
        telegram.refuses(400, "Bad Request: failed to send message #1 with the error message");

        assertThrows(Rejected.class, this::send);
        assertEquals(1, telegram.methods().size());
    }

    @Test
    void formattingThatIsNotThereIsNotLeftOut() {
        telegram.refuses(400, "Bad Request: ENTITY_BOUNDS_INVALID");
        var plain = List.of(photo(Formatted.NONE), photo(Formatted.NONE));

        assertThrows(
                Rejected.class,
                () ->
                        relay.send(
                                BOB,
                                plain,
                                OptionalLong.empty(),
                                Optional.empty(),
                                Optional.empty()));
        assertEquals(1, telegram.methods().size());
    }

    private List<Long> send() throws Exception {
        return relay.send(BOB, ALBUM, OptionalLong.of(70), Optional.of(QUOTE), Optional.of("77"));
    }

    private Map<String, Object> body(int call) {
        return telegram.call(call).body();
    }

    private static Media photo(Formatted caption) {
        return new Media(Kind.PHOTO, new File("file-7", "unique-7"), caption, Look.PLAIN);
    }

    private static Formatted code(String text) {
        var code = new Entity(Entity.Kind.CODE, 0, text.length(), Optional.empty());
        return Formatted.safe(text, List.of(code));
    }
}
