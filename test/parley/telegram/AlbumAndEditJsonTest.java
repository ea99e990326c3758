package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import parley.chat.UserId;
import parley.content.Content;
import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Content.Text;
import parley.content.Entity;
import parley.content.Formatted;
import parley.json.Json;
import parley.telegram.SendJson.Call;
import parley.telegram.SendJson.Envelope;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Albums and changes, where a file is an object of its own in the request.
class AlbumAndEditJsonTest {
    private static final long BOB = 4_503_599_627_370_495L;
    private static final UserId TO = new UserId(BOB);
    private static final Map<String, Object> NO_PREVIEW = Map.of("is_disabled", true);
    private static final Formatted CAPTION =
            new Formatted("look", List.of(new Entity(Entity.Kind.BOLD, 0, 4, Optional.empty())));
    private static final List<Map<String, Object>> BOLD =
            List.of(Map.of("type", "bold", "offset", 0, "length", 4));

    /// Says that it is special in every way that there is.
    private static final Look FANCY =
            new Look(true, true, Optional.empty(), Optional.empty(), Optional.of("😀"));

    @Test
    void anAlbumIsSentAtOnceInItsOrder() {
        var video =
                new Look(true, true, Optional.of("cover-8"), Optional.of(12L), Optional.empty());
        var envelope =
                new Envelope(TO, true, OptionalLong.of(70), Optional.empty(), Optional.empty());

        var call =
                SendJson.album(
                        envelope,
                        List.of(
                                media(Kind.PHOTO, Formatted.NONE, Look.PLAIN),
                                media(Kind.VIDEO, CAPTION, video),
                                media(Kind.LIVE_PHOTO, Formatted.NONE, still("still-9"))));

        var second = new HashMap<String, Object>();
        second.put("type", "video");
        second.put("media", "file-7");
        second.put("cover", "cover-8");
        second.put("start_timestamp", 12L);
        second.put("has_spoiler", true);
        second.put("caption", "look");
        second.put("caption_entities", BOLD);
        second.put("show_caption_above_media", true);
        var expected = new HashMap<String, Object>();
        expected.put("chat_id", BOB);
        expected.put("protect_content", true);
        expected.put(
                "reply_parameters", Map.of("message_id", 70L, "allow_sending_without_reply", true));
        expected.put(
                "media",
                List.of(
                        Map.of("type", "photo", "media", "file-7"),
                        second,
                        Map.of("type", "live_photo", "media", "file-7", "photo", "still-9")));
        assertCall("sendMediaGroup", expected, call);
    }

    @ParameterizedTest
    @CsvSource({"AUDIO, audio", "DOCUMENT, document"})
    void anAlbumMayBeOfFiles(Kind kind, String type) {
        var part = media(kind, CAPTION, FANCY);
        var envelope =
                new Envelope(TO, false, OptionalLong.empty(), Optional.empty(), Optional.empty());

        var sent = SendJson.album(envelope, List.of(part, part)).parameters();

        var expected = Map.of("type", type, "media", "file-7", "caption", "look");
        var json = new HashMap<String, Object>(expected);
        json.put("caption_entities", BOLD);
        assertEquals(List.of(json, json), sent.get("media"));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aChangedTextHasNoPreviewEither(boolean sameFile) {
        var expected = new HashMap<String, Object>();
        expected.put("chat_id", BOB);
        expected.put("message_id", 70L);
        expected.put("text", "look");
        expected.put("entities", BOLD);
        expected.put("link_preview_options", NO_PREVIEW);

        assertCall("editMessageText", expected, SendJson.edit(TO, 70, new Text(CAPTION), sameFile));
    }

    @Test
    void aCaptionIsChangedOrTakenAway() {
        var expected = new HashMap<String, Object>();
        expected.put("chat_id", BOB);
        expected.put("message_id", 70L);
        assertCall(
                "editMessageCaption",
                expected,
                SendJson.edit(TO, 70, media(Kind.PHOTO, Formatted.NONE, FANCY), true));

        expected.put("caption", "look");
        expected.put("caption_entities", BOLD);
        assertCall(
                "editMessageCaption",
                expected,
                SendJson.edit(TO, 70, media(Kind.VOICE, CAPTION, FANCY), true));

        expected.put("show_caption_above_media", true);
        assertCall(
                "editMessageCaption",
                expected,
                SendJson.edit(TO, 70, media(Kind.PHOTO, CAPTION, FANCY), true));
    }

    @Test
    void anotherFileTakesThePlaceOfTheOldOneWithItsCaption() {
        var file = new HashMap<String, Object>();
        file.put("type", "animation");
        file.put("media", "file-7");
        file.put("has_spoiler", true);
        file.put("caption", "look");
        file.put("caption_entities", BOLD);

        assertCall(
                "editMessageMedia",
                Map.of("chat_id", BOB, "message_id", 70L, "media", file),
                SendJson.edit(TO, 70, media(Kind.ANIMATION, CAPTION, look(true, false)), false));
    }

    @Test
    void aMessageNeverBecomesRefusedContent() {
        var refused = new Content.Refused("poll");

        assertThrows(IllegalArgumentException.class, () -> SendJson.edit(TO, 70, refused, true));
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
