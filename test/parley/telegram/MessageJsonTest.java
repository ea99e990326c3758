package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.content.Content;
import parley.content.Content.File;
import parley.content.Content.Kind;
import parley.content.Content.Look;
import parley.content.Content.Media;
import parley.content.Content.Refused;
import parley.content.Content.Text;
import parley.content.Entity;
import parley.content.Formatted;
import parley.json.Fields;
import parley.json.Json;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

class MessageJsonTest {
    @Test
    void readsText() {
        assertEquals(text("hi"), read("\"text\":\"hi\""));
    }

    @Test
    void aCommandInsideTextIsBrokenUp() {
        assertEquals(text("say /\u2060stop"), read("\"text\":\"say /stop\""));
    }

    @Test
    void aLinkThatTelegramFoundIsLeftWholeAndWhatFollowsItIsNot() {
        assertEquals(
                text("https://a.b/-/c (/\u2060stop)"),
                read(
                        """
                        "text":"https://a.b/-/c (/stop)",
                        "entities":[{"type":"url","offset":0,"length":15}]\
                        """));
        assertEquals(text("https://a.b/-/\u2060c"), read("\"text\":\"https://a.b/-/c\""));
    }

    @Test
    void anUnpairedSurrogateIsKept() {
        assertEquals(text("a\ud800b\udc00"), read("\"text\":\"a\\ud800b\\udc00\""));
    }

    @Test
    void aPhotoIsItsLargestSize() {
        assertEquals(
                new Media(Kind.PHOTO, new File("l", "u"), Formatted.NONE, Look.PLAIN),
                read(
                        """
                        "photo":[{"file_id":"s"},{"file_id":"m"},
                                 {"file_id":"l","file_unique_id":"u","width":90}]\
                        """));
    }

    @Test
    void aPhotoWithoutAnySizeIsRefused() {
        assertEquals(new Refused("photo"), read("\"photo\":[]"));
    }

    @ParameterizedTest
    @CsvSource({
        "ANIMATION, animation",
        "VIDEO, video",
        "VIDEO_NOTE, video_note",
        "VOICE, voice",
        "AUDIO, audio",
        "DOCUMENT, document",
        "STICKER, sticker",
    })
    void readsTheFileAndNothingElseOfIt(Kind kind, String field) {
        assertEquals(
                media(kind, Look.PLAIN),
                read(
                        """
                        "%s":{"file_id":"f","file_unique_id":"u","file_name":"n","set_name":"s",
                              "title":"t","performer":"p","custom_emoji_id":"7",
                              "thumbnail":{"file_id":"t"},"premium_animation":{"file_id":"a"}}\
                        """
                                .formatted(field)));
    }

    @Test
    void aFileMayHaveNoIdForEverybody() {
        var media = (Media) read("\"voice\":{\"file_id\":\"f\"}");

        assertEquals(new File("f", ""), media.file());
    }

    @Test
    void anAnimationIsNotTheDocumentThatComesWithIt() {
        assertEquals(
                media(Kind.ANIMATION, Look.PLAIN),
                read(
                        """
                        "document":{"file_id":"d","file_unique_id":"e"},
                        "animation":{"file_id":"f","file_unique_id":"u"}\
                        """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"photo\":[{\"file_id\":\"s\"},{\"file_id\":\"l\"}],\"live_photo\":{%s}",
                "\"live_photo\":{%s,\"photo\":[{\"file_id\":\"s\"},{\"file_id\":\"l\"}]}",
                "\"photo\":[{\"file_id\":\"l\"}],"
                        + "\"live_photo\":{%s,\"photo\":[{\"file_id\":\"x\"}]}",
                "\"photo\":[],\"live_photo\":{%s,\"photo\":[{\"file_id\":\"l\"}]}",
            })
    void aLivePhotoHasTheLargestPhotoAsItsStill(String fields) {
        assertEquals(
                media(Kind.LIVE_PHOTO, still("l", Optional.empty())),
                read(fields.formatted("\"file_id\":\"f\",\"file_unique_id\":\"u\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"live_photo\":{\"file_id\":\"f\"}",
                "\"photo\":[],\"live_photo\":{\"file_id\":\"f\",\"photo\":[]}",
            })
    void aLivePhotoWithoutAStillIsRefused(String fields) {
        assertEquals(new Refused("live_photo"), read(fields));
    }

    @Test
    void aVideoHasItsLargestCoverAndItsStart() {
        assertEquals(
                media(Kind.VIDEO, still("l", Optional.of(12L))),
                read(
                        """
                        "video":{"file_id":"f","file_unique_id":"u","start_timestamp":12,
                                 "cover":[{"file_id":"s"},{"file_id":"l"}]}\
                        """));
    }

    @Test
    void aStickerStandsForAnEmoji() {
        var look = new Look(false, false, Optional.empty(), Optional.empty(), Optional.of("😀"));

        assertEquals(
                media(Kind.STICKER, look),
                read(
                        """
                        "sticker":{"file_id":"f","file_unique_id":"u","emoji":"😀","set_name":"s"}\
                        """));
    }

    @ParameterizedTest
    @CsvSource({"🎲, 6", "🎰, 64", "🏀, 1"})
    void aDieIsWhatItFellOn(String emoji, int value) {
        assertEquals(
                text(emoji + " " + value),
                read("\"dice\":{\"emoji\":\"%s\",\"value\":%d}".formatted(emoji, value)));
    }

    @Test
    void mediaHaveACaptionASpoilerAndAPlaceForTheCaption() {
        var bold = new Entity(Entity.Kind.BOLD, 2, 4, Optional.empty());
        var look = new Look(true, true, Optional.empty(), Optional.empty(), Optional.empty());

        assertEquals(
                new Media(
                        Kind.VIDEO,
                        new File("f", "u"),
                        new Formatted("a look", List.of(bold)),
                        look),
                read(
                        """
                        "video":{"file_id":"f","file_unique_id":"u"},"caption":"a look",
                        "caption_entities":[{"type":"bold","offset":2,"length":4}],
                        "has_media_spoiler":true,"show_caption_above_media":true\
                        """));
    }

    @Test
    void anEffectIsItsNumber() {
        assertEquals(Optional.of("5104841245755180586"), effect("\"5104841245755180586\""));
        assertEquals(Optional.empty(), effect("null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zebby_q", "1 2", "-1", "١", "123456789012345678901"})
    void anEffectThatIsNoNumberIsDropped(String id) {
        assertEquals(Optional.empty(), effect("\"" + id + "\""));
    }

    @Test
    void aCommandInACaptionIsBrokenUp() {
        var media = (Media) read("\"video\":{\"file_id\":\"f\"},\"caption\":\"/stop\"");

        assertEquals("/\u2060stop", media.caption().text());
    }

    @ParameterizedTest
    @EnumSource
    void harmlessFormattingSurvives(Entity.Kind kind) {
        assertEquals(
                List.of(new Entity(kind, 1, 2, Optional.empty())),
                entities(
                        "{\"type\":\"%s\",\"offset\":1,\"length\":2}"
                                .formatted(kind.name().toLowerCase(Locale.ROOT))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mention",
                "hashtag",
                "cashtag",
                "bot_command",
                "url",
                "email",
                "phone_number",
                "text_link",
                "text_mention",
                "custom_emoji",
                "date_time",
                "BOLD",
                "Bold",
                "",
                "brand_new",
            })
    void allOtherFormattingIsDropped(String type) {
        var bold = "{\"type\":\"bold\",\"offset\":0,\"length\":1}";
        var other =
                """
                {"type":"%s","offset":1,"length":2,"url":"https://t.me/a","custom_emoji_id":"7",
                 "user":{"id":7,"first_name":"A"}}\
                """
                        .formatted(type);

        assertEquals(
                List.of(new Entity(Entity.Kind.BOLD, 0, 1, Optional.empty())),
                entities(other + "," + bold));
    }

    @ParameterizedTest
    @CsvSource({
        "4294967296, 1",
        "0, 4294967297",
        "-1, 2",
        "9223372036854775807, 1",
        "2147483647, 2147483647",
        "3, 3",
    })
    void anEntityOutsideTheTextIsDropped(long offset, long length) {
        assertEquals(
                List.of(),
                entities(
                        "{\"type\":\"bold\",\"offset\":%d,\"length\":%d}"
                                .formatted(offset, length)));
    }

    @Test
    void codeKeepsItsLanguage() {
        assertEquals(
                List.of(new Entity(Entity.Kind.PRE, 0, 4, Optional.of("java"))),
                entities("{\"type\":\"pre\",\"offset\":0,\"length\":4,\"language\":\"java\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "venue",
                "contact",
                "poll",
                "checklist",
                "story",
                "game",
                "invoice",
                "paid_media",
            })
    void whatDoesNotPassIsRefusedByItsName(String kind) {
        assertEquals(new Refused(kind), read("\"" + kind + "\":{\"file_id\":\"f\"}"));
    }

    @ParameterizedTest
    @CsvSource({"venue, location", "game, text", "poll, photo", "story, video", "contact, text"})
    void whatComesWithASecondFieldIsRefusedAllTheSame(String kind, String second) {
        assertEquals(
                new Refused(kind),
                read(
                        "\"%s\":{\"file_id\":\"x\"},\"%s\":{\"file_id\":\"y\"}"
                                .formatted(second, kind)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brand_new",
                "giveaway",
                "giveaway_winners",
                "rich_message",
                "gift",
                "users_shared"
            })
    void whatNobodyKnowsIsRefused(String kind) {
        assertEquals(new Refused("message"), read("\"" + kind + "\":{\"text\":\"hi\"}"));
    }

    private static Media media(Kind kind, Look look) {
        return new Media(kind, new File("f", "u"), Formatted.NONE, look);
    }

    private static Look still(String file, Optional<Long> start) {
        return new Look(false, false, Optional.of(file), start, Optional.empty());
    }

    private static Optional<String> effect(String json) {
        var message = message("\"text\":\"hi\",\"effect_id\":" + json);
        return MessageJson.fresh(message, Optional.empty()).effect();
    }

    private static Text text(String text) {
        return new Text(new Formatted(text, List.of()));
    }

    private static List<Entity> entities(String json) {
        var read = (Text) read("\"text\":\"hello\",\"entities\":[" + json + "]");
        return read.text().entities();
    }

    private static Content read(String fields) {
        return MessageJson.content(message(fields));
    }

    private static Fields message(String fields) {
        var message = "{\"message_id\":70,\"date\":1," + fields + "}";
        return new Fields("message", Json.parse("message", message));
    }
}
