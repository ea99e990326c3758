package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import parley.chat.UserId;
import parley.content.Content;
import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Entity;
import parley.content.Formatted;
import parley.content.Letter.Quote;
import parley.json.Json;
import parley.telegram.SendJson.Call;
import parley.telegram.SendJson.Envelope;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class SendJsonTest {
    private static final long BOB = 4_503_599_627_370_495L;
    private static final UserId TO = new UserId(BOB);
    private static final Envelope PLAIN =
            new Envelope(TO, false, OptionalLong.empty(), Optional.empty(), Optional.empty());
    private static final Map<String, Object> NO_PREVIEW = Map.of("is_disabled", true);
    private static final Text HI = new Text(new Formatted("hi", List.of()));
    private static final Formatted CAPTION =
            new Formatted("look", List.of(new Entity(Entity.Kind.BOLD, 0, 4, Optional.empty())));
    private static final List<Map<String, Object>> BOLD =
            List.of(Map.of("type", "bold", "offset", 0, "length", 4));

    /// Says that it is special in every way that there is.
    private static final Look FANCY =
            new Look(true, true, Optional.empty(), Optional.empty(), Optional.of("😀"));

    @Test
    void textHasNoPreview() {
        assertCall(
                "sendMessage",
                Map.of("chat_id", BOB, "text", "hi", "link_preview_options", NO_PREVIEW),
                SendJson.content(PLAIN, HI));
    }

    @Test
    void textKeepsItsFormatting() {
        var text =
                new Formatted(
                        "look here",
                        List.of(
                                new Entity(Entity.Kind.BOLD, 0, 4, Optional.empty()),
                                new Entity(Entity.Kind.PRE, 5, 4, Optional.of("java")),
                                new Entity(
                                        Entity.Kind.EXPANDABLE_BLOCKQUOTE,
                                        0,
                                        9,
                                        Optional.empty())));

        var expected =
                List.of(
                        BOLD.getFirst(),
                        Map.of("type", "pre", "offset", 5, "length", 4, "language", "java"),
                        Map.of("type", "expandable_blockquote", "offset", 0, "length", 9));
        var json = new HashMap<String, Object>();
        json.put("chat_id", BOB);
        json.put("text", "look here");
        json.put("entities", expected);
        json.put("link_preview_options", NO_PREVIEW);
        assertCall("sendMessage", json, SendJson.content(PLAIN, new Text(text)));
    }

    @Test
    void aPlaceIsItsCoordinates() {
        assertCall(
                "sendLocation",
                Map.of("chat_id", BOB, "latitude", 52.5, "longitude", -13.25),
                SendJson.content(PLAIN, new Content.Place(52.5, -13.25)));
    }

    @Test
    void aPlaceIsNeverChanged() {
        assertThrows(
                IllegalArgumentException.class,
                () -> SendJson.edit(TO, 5, new Content.Place(1, 2), true));
    }

    @ParameterizedTest
    @CsvSource({
        "LIVE_PHOTO, sendLivePhoto, live_photo",
        "ANIMATION, sendAnimation, animation",
        "PHOTO, sendPhoto, photo",
        "VIDEO, sendVideo, video",
        "VIDEO_NOTE, sendVideoNote, video_note",
        "VOICE, sendVoice, voice",
        "AUDIO, sendAudio, audio",
        "DOCUMENT, sendDocument, document",
        "STICKER, sendSticker, sticker",
    })
    void mediaWithoutACaptionIsNothingButTheFile(Kind kind, String method, String field) {
        assertCall(
                method,
                Map.of("chat_id", BOB, field, "file-7"),
                content(media(kind, Formatted.NONE, Look.PLAIN)));
    }

    @ParameterizedTest
    @CsvSource({"VOICE, voice", "AUDIO, audio", "DOCUMENT, document"})
    void whatIsHeardOrReadHasACaptionBelowAndNoSpoiler(Kind kind, String field) {
        var expected = new HashMap<String, Object>();
        expected.put("chat_id", BOB);
        expected.put(field, "file-7");
        expected.put("caption", "look");
        expected.put("caption_entities", BOLD);

        assertEquals(expected, content(media(kind, CAPTION, FANCY)).parameters());
    }

    @ParameterizedTest
    @CsvSource({
        "LIVE_PHOTO, live_photo",
        "ANIMATION, animation",
        "PHOTO, photo",
        "VIDEO, video",
    })
    void whatIsSeenMayBeCoveredAndHaveItsCaptionAbove(Kind kind, String field) {
        var expected = new HashMap<String, Object>();
        expected.put("chat_id", BOB);
        expected.put(field, "file-7");
        expected.put("caption", "look");
        expected.put("caption_entities", BOLD);
        assertEquals(expected, content(media(kind, CAPTION, Look.PLAIN)).parameters());

        expected.put("has_spoiler", true);
        assertEquals(expected, content(media(kind, CAPTION, look(true, false))).parameters());

        expected.put("show_caption_above_media", true);
        assertEquals(expected, content(media(kind, CAPTION, FANCY)).parameters());

        expected.remove("has_spoiler");
        assertEquals(expected, content(media(kind, CAPTION, look(false, true))).parameters());
    }

    @ParameterizedTest
    @CsvSource({"STICKER, sticker", "VIDEO_NOTE, video_note"})
    void stickersAndVideoNotesHaveNoCaption(Kind kind, String field) {
        assertEquals(
                Map.of("chat_id", BOB, field, "file-7"),
                content(media(kind, CAPTION, FANCY)).parameters());
    }

    @Test
    void aVideoHasItsCoverAndItsStart() {
        var look =
                new Look(false, false, Optional.of("cover-8"), Optional.of(12L), Optional.empty());

        assertCall(
                "sendVideo",
                Map.of(
                        "chat_id",
                        BOB,
                        "video",
                        "file-7",
                        "cover",
                        "cover-8",
                        "start_timestamp",
                        12L),
                content(media(Kind.VIDEO, Formatted.NONE, look)));
    }

    @Test
    void aLivePhotoHasItsStill() {
        assertCall(
                "sendLivePhoto",
                Map.of("chat_id", BOB, "live_photo", "file-7", "photo", "still-8"),
                content(media(Kind.LIVE_PHOTO, Formatted.NONE, still("still-8"))));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsProtectedSaysSo(Kind kind) {
        var media = media(kind, CAPTION, FANCY);
        var envelope =
                new Envelope(TO, true, OptionalLong.empty(), Optional.empty(), Optional.empty());

        var expected = new HashMap<>(content(media).parameters());
        assertFalse(expected.containsKey("protect_content"));
        expected.put("protect_content", true);
        assertEquals(expected, SendJson.content(envelope, media).parameters());
    }

    @Test
    void anEffectGoesWithIt() {
        var envelope =
                new Envelope(
                        TO, false, OptionalLong.empty(), Optional.empty(), Optional.of("5104841"));

        var sent = SendJson.content(envelope, HI).parameters();

        assertEquals("5104841", sent.get("message_effect_id"));
        assertFalse(SendJson.content(PLAIN, HI).parameters().containsKey("message_effect_id"));
    }

    @Test
    void anAnswerPointsToAMessageAndIsSentEvenWhenThatIsGone() {
        assertEquals(
                Map.of("message_id", 70L, "allow_sending_without_reply", true),
                answer(Optional.empty()));
    }

    @Test
    void anAnswerMayQuote() {
        var quote = new Quote(CAPTION, 3);
        var expected = new HashMap<String, Object>();
        expected.put("message_id", 70L);
        expected.put("allow_sending_without_reply", true);
        expected.put("quote", "look");
        expected.put("quote_entities", BOLD);
        expected.put("quote_position", 3);
        assertEquals(expected, answer(Optional.of(quote)));

        expected.remove("quote_entities");
        var plain = new Quote(new Formatted("look", List.of()), 3);
        assertEquals(expected, answer(Optional.of(plain)));
    }

    @Test
    void aQuoteOfAMessageThatIsNotKnownIsNotSent() {
        var quote = Optional.of(new Quote(CAPTION, 3));
        var envelope = new Envelope(TO, false, OptionalLong.empty(), quote, Optional.empty());

        assertEquals(SendJson.content(PLAIN, HI), SendJson.content(envelope, HI));
    }

    @Test
    void refusedContentIsNeverSent() {
        var refused = new Content.Refused("poll");

        assertThrows(IllegalArgumentException.class, () -> content(refused));
    }

    @Test
    void aNoticeIsTextWithoutPreview() {
        assertCall(
                "sendMessage",
                Map.of("chat_id", BOB, "text", "/find", "link_preview_options", NO_PREVIEW),
                SendJson.notice(TO, "/find", List.of(), OptionalLong.empty()));
    }

    @Test
    void aNoticeMayHaveButtonsAndPointToAMessage() {
        var rows =
                List.of(
                        List.of(new Key("Find", "find")),
                        List.of(new Key("End", "end"), new Key("Next", "next")));

        var sent = SendJson.notice(TO, "Well?", rows, OptionalLong.of(70)).parameters();

        var keyboard =
                List.of(
                        List.of(Map.of("text", "Find", "callback_data", "find")),
                        List.of(
                                Map.of("text", "End", "callback_data", "end"),
                                Map.of("text", "Next", "callback_data", "next")));
        assertEquals(Map.of("inline_keyboard", keyboard), sent.get("reply_markup"));
        assertEquals(
                Map.of("message_id", 70L, "allow_sending_without_reply", true),
                sent.get("reply_parameters"));
    }

    private static Object answer(Optional<Quote> quote) {
        var envelope = new Envelope(TO, false, OptionalLong.of(70), quote, Optional.empty());
        return SendJson.content(envelope, HI).parameters().get("reply_parameters");
    }

    private static Call content(Content content) {
        return SendJson.content(PLAIN, content);
    }

    private static Media media(Kind kind, Formatted caption, Look look) {
        return new Media(kind, new File("file-7", "unique-7"), caption, look);
    }

    private static Look look(boolean spoiler, boolean captionAbove) {
        return new Look(
                spoiler, captionAbove, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Look still(String file) {
        return new Look(false, false, Optional.of(file), Optional.empty(), Optional.empty());
    }

    /// Exactly these parameters, and JSON can be made of them.
    private static void assertCall(String method, Map<String, Object> parameters, Call call) {
        assertEquals(method, call.method());
        assertEquals(parameters, call.parameters());
        assertEquals(
                Json.parse("expected", Json.write(parameters)),
                Json.parse("sent", Json.write(call.parameters())));
    }
}
