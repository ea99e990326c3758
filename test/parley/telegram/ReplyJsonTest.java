package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.content.Entity;
import parley.content.Formatted;
import parley.content.Letter.Quote;
import parley.content.Letter.Reply;
import parley.json.DecodeException;
import parley.json.Fields;
import parley.json.Json;

import java.util.List;
import java.util.Optional;

/// What a message answers. Only a message of the same chat counts; all else would name somebody.
class ReplyJsonTest {
    private static final String OWN =
            "\"reply_to_message\":{\"message_id\":7,\"date\":1,\"chat\":{\"id\":5}}";
    private static final String OTHER =
            "\"reply_to_message\":{\"message_id\":7,\"date\":1,\"chat\":{\"id\":6}}";
    private static final String QUOTE = "\"quote\":{\"text\":\"part\",\"position\":3}";

    @Test
    void aMessageMayAnswerNothing() {
        assertEquals(Optional.empty(), read("\"text\":\"hi\""));
    }

    @Test
    void aReplyIsTheIdOfWhatItAnswers() {
        assertEquals(Optional.of(new Reply(7, Optional.empty())), read(OWN));
    }

    @Test
    void aMessageThatIsGoneCanBeAnsweredToo() {
        assertEquals(
                Optional.of(new Reply(7, Optional.empty())),
                read(OWN.replace("\"date\":1", "\"date\":0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OTHER,
                "\"reply_to_message\":{\"message_id\":7}",
                "\"external_reply\":{\"origin\":{\"type\":\"user\"},\"message_id\":7,"
                        + "\"chat\":{\"id\":5}}",
                OWN + ",\"external_reply\":{\"origin\":{\"type\":\"user\"}}",
                "\"reply_to_story\":{\"id\":7,\"chat\":{\"id\":5}}",
                "\"reply_to_checklist_task_id\":7",
            })
    void whatIsNoMessageOfThisChatIsDroppedAndItsQuoteWithIt(String fields) {
        assertEquals(Optional.empty(), read(fields));
        assertEquals(Optional.empty(), read(fields + "," + QUOTE));
    }

    @Test
    void aQuoteAloneIsDropped() {
        assertEquals(Optional.empty(), read(QUOTE));
    }

    @Test
    void aQuoteIsItsWordsAndTheirPlace() {
        assertEquals(new Quote(new Formatted("part", List.of()), 3), quote(QUOTE).orElseThrow());
    }

    @Test
    void aQuoteHasHarmlessFormattingOnly() {
        var quote =
                """
                "quote":{"text":"part","position":0,"is_manual":true,"entities":[
                    {"type":"text_link","offset":0,"length":4,"url":"tg://user?id=5"},
                    {"type":"text_mention","offset":0,"length":4,"user":{"id":5}},
                    {"type":"custom_emoji","offset":0,"length":2,"custom_emoji_id":"5"},
                    {"type":"italic","offset":1,"length":2},
                    {"type":"bold","offset":3,"length":2}]}\
                """;

        assertEquals(
                List.of(new Entity(Entity.Kind.ITALIC, 1, 2, Optional.empty())),
                quote(quote).orElseThrow().text().entities());
    }

    @Test
    void aCommandInAQuoteIsBrokenUpAsItIsInWhatIsQuoted() {
        var quote = quote("\"quote\":{\"text\":\"say /stop\",\"position\":0}").orElseThrow();

        assertEquals("say /\u2060stop", quote.text().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quote\":{\"text\":\"\",\"position\":0}",
                "\"quote\":{\"position\":0}",
                "\"quote\":null",
            })
    void anEmptyQuoteIsDroppedButTheReplyStays(String quote) {
        assertEquals(Optional.empty(), quote(quote));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-9223372036854775808"})
    void aPlaceBeforeTheBeginningIsTheBeginning(String position) {
        assertEquals(0, quote(QUOTE.replace("3", position)).orElseThrow().position());
    }

    @Test
    void aPlaceThatIsFarTooLargeIsCut() {
        var quote = quote(QUOTE.replace("3", "9223372036854775807")).orElseThrow();

        assertEquals(1 << 20, quote.position());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"reply_to_message\":7",
                "\"reply_to_message\":{\"chat\":{\"id\":5}}",
                OWN + ",\"quote\":\"part\"",
                OWN + ",\"quote\":{\"text\":\"part\"}",
                OWN + ",\"quote\":{\"text\":7,\"position\":3}",
            })
    void whatNoReplyLooksLikeCannotBeRead(String fields) {
        assertThrows(DecodeException.class, () -> read(fields));
    }

    private static Optional<Quote> quote(String quote) {
        return read(OWN + "," + quote).orElseThrow().quote();
    }

    private static Optional<Reply> read(String fields) {
        var message = "{\"message_id\":70,\"chat\":{\"id\":5}," + fields + "}";
        return MessageJson.reply(new Fields("message", Json.parse("message", message)));
    }
}
