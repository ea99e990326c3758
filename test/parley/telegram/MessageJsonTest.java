package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import parley.content.Content;
import parley.content.Content.Kind;
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
    void anUnpairedSurrogateIsKept() {
        assertEquals(text("a\ud800b\udc00"), read("\"text\":\"a\\ud800b\\udc00\""));
    }

    @Test
    void aPhotoIsItsLargestSize() {
        assertEquals(
                new Media(Kind.PHOTO, "l", Formatted.NONE, false, false),
                read("\"photo\":[{\"file_id\":\"s\"},{\"file_id\":\"m\"},{\"file_id\":\"l\"}]"));
    }

    @Test
    void aPhotoWithoutAnySizeIsRefused() {
        assertEquals(new Refused("photo"), read("\"photo\":[]"));
    }

    @ParameterizedTest
    @CsvSource({
        "VIDEO, video",
        "VOICE, voice",
        "DOCUMENT, document",
        "STICKER, sticker",
    })
    void readsTheFileAndNothingElseOfIt(Kind kind, String field) {
        assertEquals(
                new Media(kind, "f", Formatted.NONE, false, false),
                read(
                        """
                        "%s":{"file_id":"f","file_unique_id":"u","file_name":"n","set_name":"s"}\
                        """
                                .formatted(field)));
    }

    @Test
    void mediaHaveACaptionASpoilerAndAPlaceForTheCaption() {
        var bold = new Entity(Entity.Kind.BOLD, 2, 4, Optional.empty());

        assertEquals(
                new Media(Kind.VIDEO, "f", new Formatted("a look", List.of(bold)), true, true),
                read(
                        """
                        "video":{"file_id":"f"},"caption":"a look",
                        "caption_entities":[{"type":"bold","offset":2,"length":4}],
                        "has_media_spoiler":true,"show_caption_above_media":true\
                        """));
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
                "audio",
                "video_note",
                "contact",
                "location",
                "poll",
                "checklist",
                "dice",
                "story",
                "game",
                "invoice",
                "paid_media",
            })
    void whatDoesNotPassIsRefusedByItsName(String kind) {
        assertEquals(new Refused(kind), read("\"" + kind + "\":{\"file_id\":\"f\"}"));
    }

    @ParameterizedTest
    @CsvSource({"live_photo, photo", "animation, document", "venue, location", "game, text"})
    void whatComesWithASecondFieldIsRefusedAllTheSame(String kind, String second) {
        assertEquals(
                new Refused(kind),
                read(
                        "\"%s\":{\"file_id\":\"x\"},\"%s\":{\"file_id\":\"y\"}"
                                .formatted(second, kind)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"brand_new", "giveaway", "rich_message", "gift", "users_shared"})
    void whatNobodyKnowsIsRefused(String kind) {
        assertEquals(new Refused("message"), read("\"" + kind + "\":{\"text\":\"hi\"}"));
    }

    private static Text text(String text) {
        return new Text(new Formatted(text, List.of()));
    }

    private static List<Entity> entities(String json) {
        var read = (Text) read("\"text\":\"hello\",\"entities\":[" + json + "]");
        return read.text().entities();
    }

    private static Content read(String fields) {
        var message = "{\"message_id\":70,\"date\":1," + fields + "}";
        return MessageJson.content(Fields.of("message", Json.parse("message", message)));
    }
}
