package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Pseudonym;
import parley.chat.UserId;
import parley.content.Content;
import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Entity;
import parley.content.Formatted;
import parley.content.Letter.Fresh;
import parley.content.Letter.Quote;
import parley.content.Letter.Reply;
import parley.content.StickerPolicy;
import parley.telegram.http.ApiException.Rejected;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class RelayApiTest {
    private static final UserId BOB = new UserId(2);
    private static final OptionalLong NO_REPLY = OptionalLong.empty();
    private static final OptionalLong REPLY = OptionalLong.of(70);
    private static final Media PHOTO = photo(code("hello"));

    /// Has everything that may be refused.
    private static final Fresh RICH = rich(new Text(code("hello")), code("part"));

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
    void theIdOfWhatWasSentIsKnown() throws Exception {
        telegram.answers("{\"ok\":true,\"result\":{\"message_id\":901,\"text\":\"hello\"}}");

        assertEquals(OptionalLong.of(901), relay.send(BOB, RICH, REPLY));
        assertEquals(List.of("sendMessage"), telegram.methods());
        assertEquals(2L, body(0).get("chat_id"));
    }

    @Test
    void theIdsOfAnAlbumAreKnownInOrder() throws Exception {
        telegram.answers("{\"ok\":true,\"result\":[{\"message_id\":902},{\"message_id\":901}]}");

        assertEquals(
                List.of(902L, 901L),
                relay.send(BOB, List.of(PHOTO, PHOTO), REPLY, Optional.empty(), Optional.empty()));
        assertEquals(List.of("sendMediaGroup"), telegram.methods());
        assertEquals(
                Map.of("message_id", 70L, "allow_sending_without_reply", true),
                body(0).get("reply_parameters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{\"ok\":true}",
                "{\"ok\":true,\"result\":7}",
                "{\"ok\":true,\"result\":true}",
                "{\"ok\":true,\"result\":{}}",
                "{\"ok\":true,\"result\":[{}]}",
                "{\"ok\":true,\"result\":[{\"message_id\":901},{\"message_id\":\"x\"}]}",
                "{\"ok\":true,\"result\":{\"message_id\":\"x\"}}",
            })
    void whatWasSentButCannotBeReadHasNoIds(String answer) throws Exception {
        telegram.answers(answer).answers(answer);

        assertEquals(OptionalLong.empty(), relay.send(BOB, RICH, REPLY));
        assertEquals(
                List.of(),
                relay.send(
                        BOB, List.of(PHOTO, PHOTO), NO_REPLY, Optional.empty(), Optional.empty()));
        assertEquals(2, telegram.methods().size());
    }

    @Test
    void whatIsProtectedSaysSo() throws Exception {
        var guarded = api.relay(true, StickerPolicy.ALLOW);

        guarded.send(BOB, RICH, REPLY);
        guarded.send(BOB, List.of(PHOTO, PHOTO), NO_REPLY, Optional.empty(), Optional.empty());
        relay.send(BOB, RICH, REPLY);

        assertEquals(true, body(0).get("protect_content"));
        assertEquals(true, body(1).get("protect_content"));
        assertFalse(body(2).containsKey("protect_content"));
    }

    @Test
    void aRefusedQuoteIsLeftOut() throws Exception {
        telegram.refuses(400, "Bad Request: QUOTE_TEXT_INVALID");

        relay.send(BOB, RICH, REPLY);

        var first = body(0);
        var reply = reply(first);
        assertEquals("part", reply.remove("quote"));
        assertEquals(1, ((List<?>) reply.remove("quote_entities")).size());
        assertEquals(3L, reply.remove("quote_position"));
        assertEquals(first, body(1));
        assertEquals(2, telegram.methods().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bad Request: REPLY_MESSAGE_ID_INVALID",
                "Bad Request: message to be replied not found",
            })
    void aRefusedReplyIsLeftOut(String refusal) throws Exception {
        telegram.refuses(400, refusal);

        relay.send(BOB, RICH, REPLY);

        var first = body(0);
        assertTrue(first.remove("reply_parameters") != null);
        assertEquals(first, body(1));
        assertEquals(2, telegram.methods().size());
    }

    @Test
    void aRefusedEffectIsLeftOut() throws Exception {
        telegram.refuses(400, "Bad Request: MESSAGE_EFFECT_INVALID");

        relay.send(BOB, RICH, REPLY);

        var first = body(0);
        assertEquals("5104841", first.remove("message_effect_id"));
        assertEquals(first, body(1));
        assertEquals(2, telegram.methods().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bad Request: can't parse entities: unexpected end",
                "Bad Request: can't parse MessageEntity: Unsupported type specified",
                "Bad Request: entity is odd",
                "Bad Request: ENTITY_BOUNDS_INVALID",
            })
    void refusedFormattingIsLeftOut(String refusal) throws Exception {
        telegram.refuses(400, refusal).answers("{\"ok\":true}").refuses(400, refusal);

        relay.send(BOB, Fresh.of(new Text(code("hello"))), NO_REPLY);
        relay.send(BOB, Fresh.of(PHOTO), NO_REPLY);

        assertEquals(
                List.of("sendMessage", "sendMessage", "sendPhoto", "sendPhoto"),
                telegram.methods());
        var text = body(0);
        assertEquals(
                List.of(Map.of("type", "code", "offset", 0L, "length", 5L)),
                text.remove("entities"));
        assertEquals(text, body(1));
        var photo = body(2);
        assertTrue(photo.remove("caption_entities") != null);
        assertEquals(photo, body(3));
    }

    @Test
    void aQuoteWhoseFormattingMayBeWhatIsRefusedGoesFirst() throws Exception {
        telegram.refuses(400, "Bad Request: ENTITY_BOUNDS_INVALID");

        relay.send(BOB, rich(plainText(), code("part")), REPLY);

        assertEquals(
                Map.of("message_id", 70L, "allow_sending_without_reply", true), reply(body(1)));
        assertEquals(2, telegram.methods().size());
    }

    @Test
    void aQuoteWithoutFormattingStaysWhenFormattingIsRefused() throws Exception {
        telegram.refuses(400, "Bad Request: ENTITY_BOUNDS_INVALID");

        relay.send(BOB, rich(new Text(code("hello")), plain("part")), REPLY);

        assertEquals("part", reply(body(1)).get("quote"));
        assertFalse(body(1).containsKey("entities"));
    }

    @Test
    void aCommandInCodeIsBrokenUpWhenTheCodeIsDropped() throws Exception {
        telegram.refuses(400, "Bad Request: can't parse entities");

        relay.send(BOB, Fresh.of(new Text(code("/stop"))), NO_REPLY);

        assertEquals("/stop", body(0).get("text"));
        assertEquals("/\u2060stop", body(1).get("text"));
    }

    @Test
    void whateverIsRefusedInARowIsLeftOutInARow() throws Exception {
        telegram.refuses(400, "Bad Request: QUOTE_TEXT_INVALID")
                .refuses(400, "Bad Request: MESSAGE_EFFECT_INVALID")
                .refuses(400, "Bad Request: REPLY_MESSAGE_ID_INVALID")
                .refuses(400, "Bad Request: ENTITY_BOUNDS_INVALID")
                .answers("{\"ok\":true,\"result\":{\"message_id\":901}}");

        assertEquals(OptionalLong.of(901), relay.send(BOB, RICH, REPLY));

        assertEquals(
                Map.of("chat_id", 2L, "text", "hello", "link_preview_options", noPreview()),
                body(4));
        assertEquals(5, telegram.methods().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bad Request: QUOTE_TEXT_INVALID",
                "Bad Request: MESSAGE_EFFECT_INVALID",
                "Bad Request: REPLY_MESSAGE_ID_INVALID",
                "Bad Request: ENTITY_BOUNDS_INVALID",
                "Bad Request: message is too long",
            })
    void whatIsRefusedForSomethingThatItDoesNotHaveIsRefused(String refusal) {
        telegram.refuses(400, refusal);

        assertThrows(Rejected.class, () -> relay.send(BOB, Fresh.of(plainText()), NO_REPLY));
        assertEquals(1, telegram.methods().size());
    }

    @Test
    void otherRefusalsAreNotRepeated() {
        telegram.refuses(400, "Bad Request: message is too long").refuses(400, "odd");

        assertThrows(Rejected.class, () -> relay.send(BOB, RICH, REPLY));
        assertThrows(
                Rejected.class,
                () ->
                        relay.send(
                                BOB,
                                List.of(PHOTO, PHOTO),
                                REPLY,
                                Optional.empty(),
                                Optional.empty()));
        assertEquals(2, telegram.methods().size());
    }

    @Test
    void aMessageIsChanged() throws Exception {
        relay.edit(BOB, 70, new Text(code("hello")), false);
        relay.edit(BOB, 70, PHOTO, true);
        relay.edit(BOB, 70, PHOTO, false);

        assertEquals(
                List.of("editMessageText", "editMessageCaption", "editMessageMedia"),
                telegram.methods());
        for (int i = 0; i < 3; i++) {
            assertEquals(70L, body(i).get("message_id"));
            assertEquals(2L, body(i).get("chat_id"));
        }
    }

    @Test
    void aChangeThatIsNoneIsASuccess() throws Exception {
        var same =
                "Bad Request: message is not modified: specified new message content and reply"
                        + " markup are exactly the same as a current content and reply markup";
        telegram.refuses(400, same);
        relay.edit(BOB, 70, PHOTO, true);

        telegram.refuses(400, "Bad Request: ENTITY_BOUNDS_INVALID").refuses(400, same);
        relay.edit(BOB, 70, PHOTO, true);

        assertEquals(3, telegram.methods().size());
    }

    @Test
    void aChangeWhoseFormattingIsRefusedIsMadeWithout() throws Exception {
        telegram.refuses(400, "Bad Request: ENTITY_BOUNDS_INVALID");

        relay.edit(BOB, 70, new Text(code("/stop")), true);

        assertTrue(body(0).containsKey("entities"));
        assertEquals("/\u2060stop", body(1).get("text"));
        assertFalse(body(1).containsKey("entities"));
    }

    @Test
    void otherRefusedChangesAreNotRepeated() {
        telegram.refuses(400, "Bad Request: message can't be edited")
                .refuses(400, "Bad Request: ENTITY_BOUNDS_INVALID");

        assertThrows(Rejected.class, () -> relay.edit(BOB, 70, PHOTO, true));
        assertThrows(Rejected.class, () -> relay.edit(BOB, 70, plainText(), true));
        assertEquals(2, telegram.methods().size());
    }

    @Test
    void aReactionIsPutOnAMessageAndTakenAway() throws Exception {
        relay.react(BOB, 70, Optional.of("👍"));
        relay.react(BOB, 70, Optional.empty());

        assertEquals(List.of("setMessageReaction", "setMessageReaction"), telegram.methods());
        var thumb = List.of(Map.of("type", "emoji", "emoji", "👍"));
        assertEquals(Map.of("chat_id", 2L, "message_id", 70L, "reaction", thumb), body(0));
        assertEquals(Map.of("chat_id", 2L, "message_id", 70L, "reaction", List.of()), body(1));
    }

    @Test
    void messagesAreDeleted() throws Exception {
        relay.delete(BOB, List.of(70L));
        relay.delete(BOB, List.of(70L, 71L));

        assertEquals(List.of("deleteMessage", "deleteMessages"), telegram.methods());
        assertEquals(Map.of("chat_id", 2L, "message_id", 70L), body(0));
        assertEquals(Map.of("chat_id", 2L, "message_ids", List.of(70L, 71L)), body(1));
    }

    @Test
    void whatCannotBeDeletedOrReactedToIsRefused() {
        telegram.refuses(400, "Bad Request: message can't be deleted for everyone")
                .refuses(400, "Bad Request: REACTION_INVALID");

        assertThrows(Rejected.class, () -> relay.delete(BOB, List.of(70L)));
        assertThrows(Rejected.class, () -> relay.react(BOB, 70, Optional.of("👍")));
        assertEquals(2, telegram.methods().size());
    }

    @Test
    void itsDescriptionHidesTheToken() {
        Leaks.assertNone(relay.toString());
    }

    private Map<String, Object> body(int call) {
        return telegram.call(call).body();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> reply(Map<String, Object> body) {
        return (Map<String, Object>) body.get("reply_parameters");
    }

    private static Map<String, Object> noPreview() {
        return Map.of("is_disabled", true);
    }

    private static Fresh rich(Content content, Formatted quote) {
        var reply = new Reply(7, Optional.of(new Quote(quote, 3)));
        return new Fresh(content, Optional.of(reply), Optional.of("5104841"));
    }

    private static Text plainText() {
        return new Text(plain("hello"));
    }

    private static Media photo(Formatted caption) {
        return new Media(Kind.PHOTO, new File("file-7", "unique-7"), caption, Look.PLAIN);
    }

    private static Formatted plain(String text) {
        return new Formatted(text, List.of());
    }

    private static Formatted code(String text) {
        var code = new Entity(Entity.Kind.CODE, 0, text.length(), Optional.empty());
        return Formatted.safe(text, List.of(code));
    }
}
