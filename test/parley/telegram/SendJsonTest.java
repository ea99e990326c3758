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
import parley.content.Content.Kind;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Entity;
import parley.content.Formatted;
import parley.json.Json;
import parley.telegram.SendJson.Call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class SendJsonTest {
    private static final long BOB = 4_503_599_627_370_495L;
    private static final UserId TO = new UserId(BOB);
    private static final Map<String, Object> NO_PREVIEW = Map.of("is_disabled", true);
    private static final Formatted CAPTION =
            new Formatted("look", List.of(new Entity(Entity.Kind.BOLD, 0, 4, Optional.empty())));
    private static final List<Map<String, Object>> BOLD =
            List.of(Map.of("type", "bold", "offset", 0, "length", 4));

    @Test
    void textHasNoPreview() {
        assertCall(
                "sendMessage",
                Map.of("chat_id", BOB, "text", "hi", "link_preview_options", NO_PREVIEW),
                content(new Text(new Formatted("hi", List.of()))));
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
        assertCall(
                "sendMessage",
                Map.of(
                        "chat_id",
                        BOB,
                        "text",
                        "look here",
                        "entities",
                        expected,
                        "link_preview_options",
                        NO_PREVIEW),
                content(new Text(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "PHOTO, sendPhoto, photo",
        "VIDEO, sendVideo, video",
        "VOICE, sendVoice, voice",
        "DOCUMENT, sendDocument, document",
        "STICKER, sendSticker, sticker",
    })
    void mediaWithoutACaptionIsNothingButTheFile(Kind kind, String method, String field) {
        assertCall(
                method,
                Map.of("chat_id", BOB, field, "file-7"),
                content(new Media(kind, "file-7", Formatted.NONE, false, true)));
    }

    @ParameterizedTest
    @CsvSource({"VOICE, sendVoice, voice", "DOCUMENT, sendDocument, document"})
    void whatIsHeardOrReadHasACaptionBelowAndNoSpoiler(Kind kind, String method, String field) {
        assertCall(
                method,
                Map.of(
                        "chat_id",
                        BOB,
                        field,
                        "file-7",
                        "caption",
                        "look",
                        "caption_entities",
                        BOLD),
                content(new Media(kind, "file-7", CAPTION, true, true)));
    }

    @ParameterizedTest
    @CsvSource({"PHOTO, sendPhoto, photo", "VIDEO, sendVideo, video"})
    void whatIsSeenMayBeCoveredAndHaveItsCaptionAbove(Kind kind, String method, String field) {
        var expected = new HashMap<String, Object>();
        expected.put("chat_id", BOB);
        expected.put(field, "file-7");
        expected.put("caption", "look");
        expected.put("caption_entities", BOLD);
        assertCall(method, expected, content(new Media(kind, "file-7", CAPTION, false, false)));

        expected.put("has_spoiler", true);
        assertCall(method, expected, content(new Media(kind, "file-7", CAPTION, true, false)));

        expected.put("show_caption_above_media", true);
        assertCall(method, expected, content(new Media(kind, "file-7", CAPTION, true, true)));
    }

    @Test
    void aStickerHasNoCaption() {
        assertCall(
                "sendSticker",
                Map.of("chat_id", BOB, "sticker", "file-7"),
                content(new Media(Kind.STICKER, "file-7", CAPTION, true, true)));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsProtectedSaysSo(Kind kind) {
        var media = new Media(kind, "file-7", CAPTION, true, true);

        var expected = new HashMap<>(SendJson.content(TO, media, false).parameters());
        assertFalse(expected.containsKey("protect_content"));
        expected.put("protect_content", true);
        assertEquals(expected, SendJson.content(TO, media, true).parameters());
    }

    @Test
    void refusedContentIsNeverSent() {
        var refused = new Content.Refused("poll");

        assertThrows(IllegalArgumentException.class, () -> SendJson.content(TO, refused, false));
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

        var keyboard =
                List.of(
                        List.of(Map.of("text", "Find", "callback_data", "find")),
                        List.of(
                                Map.of("text", "End", "callback_data", "end"),
                                Map.of("text", "Next", "callback_data", "next")));
        assertCall(
                "sendMessage",
                Map.of(
                        "chat_id",
                        BOB,
                        "text",
                        "Well?",
                        "link_preview_options",
                        NO_PREVIEW,
                        "reply_markup",
                        Map.of("inline_keyboard", keyboard),
                        "reply_parameters",
                        Map.of("message_id", 70L, "allow_sending_without_reply", true)),
                SendJson.notice(TO, "Well?", rows, OptionalLong.of(70)));
    }

    private static Call content(Content content) {
        return SendJson.content(TO, content, false);
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
